# The reparametrisation trick.
import torch

torch.manual_seed(0)
mu = torch.tensor([0.5, -0.5], requires_grad=True)
log_sigma = torch.zeros(2, requires_grad=True)
noise = torch.randn(2)
z = mu + log_sigma.exp() * noise
print(noise, z)
(z**2).sum().backward()
print(mu.grad, log_sigma.grad)
a = torch.rand(3, requires_grad=True)
print(a.is_leaf, torch.randn(2).requires_grad)
