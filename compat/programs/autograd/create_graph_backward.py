# backward(create_graph=True) leaves a gradient that has a graph.
import warnings

import torch

x = torch.tensor(3.0, requires_grad=True)
y = x**3
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    y.backward(create_graph=True)
print(x.grad.requires_grad, x.grad.detach())
g = x.grad
x.grad = None
g.backward()
print(x.grad)
