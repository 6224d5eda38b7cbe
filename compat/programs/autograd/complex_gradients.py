# Gradients of real functions of complex tensors.
import torch

z = torch.tensor([1 + 2j, -3j], requires_grad=True)
loss = (z.abs() ** 2).sum()
print(loss)
loss.backward()
print(z.grad)
try:
    (z * 2).sum().backward()
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
