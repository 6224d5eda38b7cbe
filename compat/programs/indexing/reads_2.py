# Reads through every kind of index: values, strides, nodes, gradients, errors.
import warnings

import numpy as np
import torch

warnings.simplefilter("ignore")


def show(name, t):
    if isinstance(t, (tuple, list)):
        for each in t:
            show(name, each)
        return
    node = t.grad_fn.name() if t.grad_fn is not None else None
    values = t.detach().reshape(-1).tolist()
    print(" ", name, t.dtype, tuple(t.shape), t.stride(), t.storage_offset(), node, values)


def run(number, code):
    names = dict(torch=torch, np=np)
    print(number, code.splitlines()[-1].strip())
    try:
        exec(code, names)
    except Exception as problem:
        print(" ", type(problem).__name__, str(problem).splitlines()[0])
        return
    for name in ("y", "g"):
        found = names.get(name)
        if found is not None:
            show(name, found)


CASES = """
b = torch.arange(9).to(torch.float32).reshape([3, 3, 1])
x = b.expand([3, 3, 1])
y = x[()]
y += 1

b = torch.arange(5).to(torch.float32).reshape([5])
x = b
y = x[:0]

b = torch.arange(10).to(torch.int32).reshape([10])
x = b[::2]
y = x[()]

b = torch.arange(6).to(torch.float32).reshape([2, 3])
x = b.permute([0, 1])
y = x[1:, 1, -1:torch.tensor(2):2]
y = y[0]
y += 1

b = torch.arange(3).to(torch.float32).reshape([3])
x = b.expand([3])
y = x[np.int64(-1)]

b = torch.arange(2).to(torch.complex64).reshape([1, 2])
x = b
y = x[torch.tensor(-1, dtype=torch.int8), np.int64(-1)]

b = torch.arange(3).to(torch.float32).reshape([3, 1, 1])
x = b.expand([3, 4, 3])
y = x[1, ..., [[-3, 2]], torch.tensor(1, dtype=torch.int8)]

b = torch.arange(4).to(torch.int64).reshape([1, 4])
x = b
y = x[None, torch.tensor([0, -2], dtype=torch.int64), torch.tensor([False, True, False, False], dtype=torch.uint8)]

b = torch.arange(6).to(torch.uint8).reshape([3, 2])
x = b
y = x[np.int64(0), [-2, -2]]

l = torch.arange(25).to(torch.float32).reshape([5, 5]).requires_grad_()
b = l.clone()
x = b[1:, 1:]
y = x[torch.tensor(-1):0, 0]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad

b = torch.arange(1).to(torch.complex64).reshape([])
x = b
y = x[()]

b = torch.arange(4).to(torch.float16).reshape([4, 1])
x = b.expand([4, 3])
y = x[()]

b = torch.arange(6).to(torch.uint8).reshape([2, 3])
x = b.permute([0, 1])
y = x[()]

b = (torch.arange(6) % 3 == 0).reshape([2, 3, 1])
x = b
y = x[()]

b = torch.arange(2).to(torch.float32).reshape([2])
x = b
y = x[:]

b = torch.arange(4).to(torch.complex64).reshape([2, 2])
x = b[::2, ::2]
y = x[True, :-1:1]

b = torch.arange(9).to(torch.int64).reshape([3, 3])
x = b
y = x[()]

b = torch.arange(16).to(torch.float32).reshape([4, 4])
x = b
y = x[torch.tensor(-1, dtype=torch.int64),]

l = torch.arange(10).to(torch.float32).reshape([5, 2]).requires_grad_()
b = l.clone()
x = b
y = x[np.array([False, False, False, False, True]),]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad

b = torch.arange(8).to(torch.float32).reshape([4, 2])
x = b
y = x[..., torch.tensor([[1, 0], [0, -2], [-1, 1]], dtype=torch.int64)]

b = torch.arange(4).to(torch.float32).reshape([1, 2, 2])
x = b
y = x[torch.tensor([False], dtype=torch.bool), torch.tensor([1], dtype=torch.int32)]

b = torch.arange(1).to(torch.float32).reshape([1, 1])
x = b.expand([1, 4])
y = x[torch.tensor(0, dtype=torch.int8), torch.tensor([True, True, False, False, False], dtype=torch.bool)]
y = y[0]

l = torch.arange(0).to(torch.complex64).reshape([0, 1]).requires_grad_()
b = l.clone()
x = b.expand([0, 1])
y = x[[True, 0]]

b = torch.arange(12).to(torch.float32).reshape([6, 2])
x = b[::2, ::2]
y = x[()]

b = torch.arange(36).to(torch.float32).reshape([4, 3, 3])
x = b
y = x[-4:3:2]
y += 1

b = (torch.arange(1) % 3 == 0).reshape([])
x = b
y = x[()]

b = torch.arange(36).to(torch.float16).reshape([3, 3, 4])
x = b[1:, 1:, 1:]
y = x[-1,]

b = torch.arange(3).to(torch.uint8).reshape([1, 3])
x = b
y = x[np.array([0.5])]

b = torch.arange(6).to(torch.int64).reshape([3, 2])
x = b
y = x[np.array([0], dtype=np.int64), 1:0:1]

l = torch.arange(0).to(torch.complex64).reshape([4, 0, 3, 2]).requires_grad_()
b = l.clone()
x = b
y = x[None, :]

b = torch.arange(6).to(torch.float32).reshape([3, 2])
x = b
y = x[2, 0::2]

b = torch.arange(9).to(torch.int32).reshape([3, 3])
x = b[1:, 1:]
y = x[torch.tensor([0, 1], dtype=torch.int16)]

b = torch.arange(10).to(torch.int32).reshape([2, 5])
x = b
y = x[()]
y += 1

b = torch.arange(36).to(torch.uint8).reshape([3, 4, 3, 1])
x = b
y = x[2, torch.tensor(0, dtype=torch.int32), True, torch.tensor(-3):1:1]

b = torch.arange(3).to(torch.float32).reshape([1, 3])
x = b
y = x[[False], False, torch.tensor([-1], dtype=torch.int64)]

b = torch.arange(36).to(torch.float32).reshape([6, 6])
x = b[::2, ::2]
y = x[..., torch.tensor([True, True, True], dtype=torch.uint8), np.array([1, 0, -3], dtype=np.int32)]

b = torch.arange(48).to(torch.float32).reshape([3, 4, 4])
x = b
y = x[1, np.array([False, False, False, True]), [[0, -4], [-1, 2]]]

l = torch.arange(18).to(torch.float32).reshape([1, 3, 3, 2]).requires_grad_()
b = l.clone()
x = b
y = x[0:2:1]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad

l = torch.arange(1).to(torch.float32).reshape([1, 1]).requires_grad_()
b = l.clone()
x = b.expand([5, 4])
y = x[np.array([False, False, False, False, False]), 3:0, ..., [0]]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad

l = torch.arange(3).to(torch.float32).reshape([3]).requires_grad_()
b = l.clone()
x = b
y = x[()]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad

b = torch.arange(20).to(torch.float32).reshape([1, 5, 4])
x = b
y = x[0, torch.tensor(2, dtype=torch.int8)]

b = torch.arange(4).to(torch.float64).reshape([4, 1, 1])
x = b
y = x[np.array([False, True, False, True]), 0:0:3]
y = y[-1]

b = torch.arange(1).to(torch.int32).reshape([1, 1, 1])
x = b.expand([4, 4, 3])
y = x[()]

l = torch.arange(30).to(torch.float32).reshape([6, 5]).requires_grad_()
b = l.clone()
x = b[1:, 1:]
y = x[:2]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad

b = torch.arange(4).to(torch.float64).reshape([4])
x = b
y = x[:3:2]
y = y[[0]]

l = torch.arange(5).to(torch.complex64).reshape([1, 5]).requires_grad_()
b = l.clone()
x = b.expand([1, 5])
y = x[torch.tensor([False], dtype=torch.bool), torch.tensor(-3, dtype=torch.int64)]

b = torch.arange(0).to(torch.int32).reshape([10, 0, 6])
x = b[::2, ::2, ::2]
y = x[np.array([])]

l = torch.arange(15).to(torch.float32).reshape([3, 5, 1]).requires_grad_()
b = l.clone()
x = b[1:, 1:, 1:]
y = x[torch.tensor(0), 4:-4]
y = y[...]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad

b = (torch.arange(1) % 3 == 0).reshape([])
x = b
y = x[torch.tensor([0], dtype=torch.int8)]

l = torch.arange(9).to(torch.float64).reshape([3, 3]).requires_grad_()
b = l.clone()
x = b.permute([0, 1])
y = x[torch.tensor([False, True, True], dtype=torch.bool), -1]
y = y[-1]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad

b = torch.arange(8).to(torch.float32).reshape([8])
x = b[::2]
y = x[::1]

b = (torch.arange(0) % 3 == 0).reshape([1, 5, 0])
x = b.permute([0, 2, 1])
y = x[()]

b = torch.arange(2).to(torch.float32).reshape([2])
x = b
y = x[-1]

b = torch.arange(20).to(torch.float32).reshape([5, 2, 2])
x = b[1:, 1:, 1:]
y = x[np.int64(-1), -1, ..., None, torch.tensor([[0, -1], [0, 0], [-2, -1]], dtype=torch.int64)]

b = torch.arange(16).to(torch.float16).reshape([2, 2, 4])
x = b
y = x[None, torch.tensor(-1, dtype=torch.int64)]
y += 1

l = torch.arange(1).to(torch.complex64).reshape([]).requires_grad_()
b = l.clone()
x = b
y = x[()]
y = y[0]

b = torch.arange(2).to(torch.float32).reshape([2])
x = b[1:]
y = x[()]
y += 1

b = torch.arange(1).to(torch.uint8).reshape([1])
x = b.expand([5])
y = x[torch.tensor(False), 1:3:1]
y = y[-1]

b = torch.arange(3).to(torch.float32).reshape([3])
x = b.permute([0])
y = x[torch.tensor([False, False, False], dtype=torch.uint8)]

b = torch.arange(0).to(torch.float32).reshape([0])
x = b[::2]
y = x[1:]
"""

for number, case in enumerate(CASES.strip().split("\n\n")):
    run(number, case)
