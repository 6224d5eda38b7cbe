# A penalty on the gradient's norm, through backward().
import torch

w = torch.tensor([1.0, -2.0], requires_grad=True)
x = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
score = torch.tanh(x @ w * 0.1).sum()
(gradient,) = torch.autograd.grad(score, x, create_graph=True)
penalty = ((gradient.norm(dim=1) - 1) ** 2).mean()
print(f"{penalty.item():.4f}")
penalty.backward()
print(w.grad, x.grad.shape)
