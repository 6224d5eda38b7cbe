# backward(inputs=...) accumulates only where it is told to.
import torch

a = torch.tensor(2.0, requires_grad=True)
b = torch.tensor(3.0, requires_grad=True)
c = a * b
d = c * c
d.backward(inputs=[a], retain_graph=True)
print(a.grad, b.grad)
d.backward(inputs=b, retain_graph=True)
print(a.grad, b.grad)
try:
    d.backward(inputs=[])
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
