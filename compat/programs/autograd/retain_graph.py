# A graph can be used twice when it is retained.
import torch

x = torch.tensor(3.0, requires_grad=True)
y = x**3
y.backward(retain_graph=True)
print(x.grad)
y.backward()
print(x.grad)
try:
    y.backward()
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
print(x.grad)
