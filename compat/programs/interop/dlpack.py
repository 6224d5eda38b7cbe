# Memory shared through DLPack.
import numpy as np
import torch


def show(name, make):
    try:
        found = make()
        print(name, type(found).__name__, found)
    except Exception as error:
        print(name, type(error).__name__, str(error).split("\n")[0])


x = torch.arange(6.0).view(2, 3)
a = np.from_dlpack(x)
a[0, 0] = 10
x[1, 1] = 20
print(x, a.tolist())
b = np.arange(4)
y = torch.from_dlpack(b)
b[0] = 7
y[1] = 8
print(y, b.tolist(), y.dtype)
z = torch.from_dlpack(x)
z[0, 1] = 30
print(x[0], z is x)
capsule = torch.utils.dlpack.to_dlpack(x)
w = torch.utils.dlpack.from_dlpack(capsule)
w[0, 2] = 40
print(x[0], type(capsule).__name__)
view = torch.from_dlpack(x.t()[1:])
print(view.stride(), view)
print(x.__dlpack_device__(), np.from_dlpack(x[:, 1]).strides)
for kind in ("bool", "uint8", "int16", "int64", "float16", "float64", "complex64", "complex128"):
    t = torch.ones(2, dtype=getattr(torch, kind))
    print(kind, np.from_dlpack(t).dtype, torch.from_dlpack(np.ones(2, kind)).dtype)
show("grad", lambda: torch.ones(2, requires_grad=True).__dlpack__())
show("stream", lambda: x.__dlpack__(stream="a"))
show("scalar", lambda: torch.from_dlpack(np.array(3.0)))
show("empty", lambda: torch.from_dlpack(np.zeros((0, 2))).shape)
show("copy", lambda: torch.from_dlpack(x, copy=True).data_ptr() == x.data_ptr())
show("device", lambda: torch.from_dlpack(x, device="cpu").device)
