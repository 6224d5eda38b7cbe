# Conversions from NumPy arrays.
import numpy as np
import torch

for dtype in (
    "float64",
    "float32",
    "float16",
    "int64",
    "int32",
    "int16",
    "int8",
    "uint8",
    "bool",
    "complex64",
):
    t = torch.from_numpy(np.ones(2, dtype=dtype))
    print(dtype, t.dtype, torch.tensor(np.ones(2, dtype=dtype)).dtype)
print(torch.tensor(np.float64(1.5)), torch.tensor(np.int32(3)), torch.as_tensor(np.arange(3)))
print(torch.tensor(np.array(2.5)), torch.tensor([np.float32(1.5), np.float32(2)]))
print(torch.Tensor(np.arange(3)))
try:
    torch.from_numpy([1, 2])
except TypeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
try:
    torch.from_numpy(np.array(["a"]))
except TypeError as error:
    print(type(error).__name__, str(error).split(". ")[0])
