# An optimizer step in the backward pass.
import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)


def step(parameter):
    with torch.no_grad():
        parameter -= 0.1 * parameter.grad
    parameter.grad = None


w.register_post_accumulate_grad_hook(step)
for _ in range(2):
    (w**2).sum().backward()
    print(w, w.grad)
