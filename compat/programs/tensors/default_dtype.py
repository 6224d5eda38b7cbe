# set_default_dtype changes what Python floats become.
import torch

torch.set_default_dtype(torch.float64)
print(torch.tensor(1.5).dtype, torch.zeros(2), torch.tensor([1, 2]).dtype)
print(torch.tensor(1 + 2j).dtype, torch.arange(3.0), torch.tensor([1.0], dtype=torch.float32))
print(torch.arange(3) / 2)
torch.set_default_dtype(torch.float32)
print(torch.tensor(1.5).dtype)
for bad in (torch.int64, "float"):
    try:
        torch.set_default_dtype(bad)
    except TypeError as error:
        print(type(error).__name__, str(error).split("\n")[0])
