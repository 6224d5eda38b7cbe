# Only the leaves that require grad get one.
import torch

x = torch.ones(2)
w = torch.ones(2, requires_grad=True)
frozen = torch.ones(2, requires_grad=True)
frozen.requires_grad_(False)
loss = (x * w * frozen).sum()
loss.backward()
print(x.grad, w.grad, frozen.grad)
print(loss.grad_fn.next_functions[0][0].next_functions[1])
