# .data is a detached alias that escapes the version counter.
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x**2
x.data[0] = 10.0
print(x, x._version)
y.sum().backward()
print(x.grad)
print(x.data.requires_grad, x.data.is_leaf, x.data is x.data)
