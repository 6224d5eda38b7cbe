# Powers of integers.
import torch

i = torch.tensor([1, 2, 3])
print(i**2, i**0, 2**i, i**0.5, i ** torch.tensor([2, 1, 0]))
print(torch.pow(i, 3), i.float() ** -1, (-i.float()) ** 3, (-i.float()) ** 0.5)
try:
    print(i**-1)
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
i **= 2
print(i)
