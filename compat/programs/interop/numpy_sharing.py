# Memory shared with NumPy, in both directions.
import numpy as np
import torch

for kind in ("bool", "uint8", "int8", "int16", "int32", "int64", "float16", "float32", "float64",
             "complex64", "complex128", "uint16", "uint32", "uint64"):  # fmt: skip
    array = np.zeros(3, kind)
    for make in (torch.from_numpy, torch.as_tensor, torch.asarray):
        x = make(array)
        array[0] = 1
        x[1] = 1
        print(x.dtype, x.tolist(), array.tolist(), x.numpy().dtype)
        array[:] = 0

base = np.arange(24.0).reshape(4, 6)
x = torch.from_numpy(base[1:, ::2])
print(x.stride(), x.storage_offset(), x.is_contiguous(), x.shape)
x *= 10
print(base)
base[1, 0] = -1
print(x[0, 0], x.t().numpy()[0, 0], x.numpy().strides)
y = torch.zeros(3, 4)
view = y.t()[1:].numpy()
view[0] = 5
print(y, view.shape, view.strides)
z = torch.from_numpy(np.asfortranarray(np.ones((2, 3))))
print(z.stride(), z.numpy().flags.f_contiguous)
for bad in (
    lambda: torch.from_numpy(base[::-1]),
    lambda: torch.from_numpy(np.array(["a"])),
    lambda: torch.from_numpy(np.array([None])),
    lambda: torch.from_numpy([1, 2]),
    lambda: torch.as_tensor(base[:, ::-1]),
    lambda: torch.tensor(base[::-1, ::-1]),
    lambda: torch.from_numpy(np.zeros(3, ">f4")),
    lambda: torch.from_numpy(np.zeros(2, [("a", "i4"), ("b", "f4")])),
    lambda: torch.from_numpy(np.float64(1)),
    lambda: torch.ones(2, requires_grad=True).numpy(),
    lambda: torch.ones(2, dtype=torch.bfloat16).numpy(),
    lambda: np.asarray(torch.ones(2, requires_grad=True)),
):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, str(error).split("\n")[0])
print(torch.ones(2, requires_grad=True).numpy(force=True))
print(torch.from_numpy(np.array(3.5)), torch.from_numpy(np.zeros((0, 3))).shape)
