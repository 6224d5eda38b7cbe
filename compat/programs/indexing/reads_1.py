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
l = torch.arange(3).to(torch.float32).reshape([3]).requires_grad_()
b = l.clone()
x = b.permute([0])
y = x[[slice(None)]]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad

l = torch.arange(3).to(torch.float64).reshape([3]).requires_grad_()
b = l.clone()
x = b
y = x[()]
y = y[None]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad

b = torch.arange(3).to(torch.int64).reshape([3])
x = b.permute([0])
y = x[2]

b = torch.arange(4).to(torch.uint8).reshape([1, 1, 4])
x = b.expand([3, 4, 4])
y = x[torch.tensor([[-2, 2, -1]], dtype=torch.int64), [True, True, True, False], np.int64(-1)]
y = y[:1]

b = torch.arange(1).to(torch.float32).reshape([])
x = b
y = x[()]
y += 1

b = torch.arange(45).to(torch.float32).reshape([3, 3, 5])
x = b
y = x[-3]

b = torch.arange(4).to(torch.float32).reshape([4])
x = b
y = x[np.array([[-2, 3, -3], [-4, -3, -3], [2, -3, -3]], dtype=np.int32),]

b = torch.arange(4).to(torch.int32).reshape([4])
x = b
y = x[object()]

b = torch.arange(5).to(torch.int64).reshape([5, 1])
x = b
y = x[0:5, [0, 0]]
y += 1

b = torch.arange(8).to(torch.complex64).reshape([4, 2, 1])
x = b
y = x[torch.tensor([-3], dtype=torch.int32)]

l = torch.arange(15).to(torch.float32).reshape([3, 5]).requires_grad_()
b = l.clone()
x = b[1:, 1:]
y = x[None, None, torch.tensor([0], dtype=torch.int64), torch.tensor(-2)::3]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad

b = torch.arange(30).to(torch.int64).reshape([6, 5])
x = b[1:, 1:]
y = x[torch.tensor(-4),]

b = torch.arange(5).to(torch.uint8).reshape([5])
x = b.permute([0])
y = x[torch.tensor(-2, dtype=torch.int32)]

b = torch.arange(9).to(torch.int32).reshape([3, 3])
x = b
y = x[torch.tensor(-2),]

b = torch.arange(4).to(torch.float32).reshape([1, 4])
x = b
y = x[np.array([True, True]), 0::2]

l = torch.arange(3).to(torch.float32).reshape([3]).requires_grad_()
b = l.clone()
x = b.permute([0])
y = x[()]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad

b = torch.arange(25).to(torch.float32).reshape([5, 5, 1])
x = b
y = x[()]
y = y[...]

b = torch.arange(8).to(torch.float32).reshape([8])
x = b[::2]
y = x[()]

b = torch.arange(16).to(torch.float32).reshape([4, 4])
x = b
y = x[-3, torch.tensor(-3, dtype=torch.int32)]
y += 1

l = torch.arange(2).to(torch.float32).reshape([2]).requires_grad_()
b = l.clone()
x = b
y = x[None, 1:0]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad

l = torch.arange(15).to(torch.float32).reshape([3, 5]).requires_grad_()
b = l.clone()
x = b.permute([1, 0])
y = x[None]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad

b = torch.arange(1).to(torch.float32).reshape([])
x = b
y = x[np.array([0.5])]
y += 1

l = torch.arange(4).to(torch.complex64).reshape([4]).requires_grad_()
b = l.clone()
x = b
y = x[()]

b = torch.arange(16).to(torch.uint8).reshape([4, 4])
x = b
y = x[None, np.array([False, False, True, False])]

b = torch.arange(4).to(torch.complex64).reshape([4])
x = b[1:]
y = x[torch.tensor(-2, dtype=torch.int8),]

b = (torch.arange(5) % 3 == 0).reshape([5])
x = b.expand([5])
y = x[()]

b = torch.arange(9).to(torch.float16).reshape([3, 3, 1])
x = b
y = x[3:,]
y += 1

l = torch.arange(3).to(torch.float32).reshape([3]).requires_grad_()
b = l.clone()
x = b.permute([0])
y = x[..., torch.tensor([[-4, -2, 0], [1, -2, 0], [-3, 1, 0]], dtype=torch.int64)]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad

b = torch.arange(1).to(torch.float32).reshape([])
x = b
y = x[()]

b = torch.arange(12).to(torch.float32).reshape([4, 3])
x = b.permute([0, 1])
y = x[range(3), :]
y += 1

b = torch.arange(20).to(torch.uint8).reshape([4, 5])
x = b
y = x[()]

l = torch.arange(1).to(torch.float32).reshape([]).requires_grad_()
b = l.clone()
x = b
y = x[()]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad

l = torch.arange(1).to(torch.float32).reshape([1, 1]).requires_grad_()
b = l.clone()
x = b.expand([2, 2])
y = x[...]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad

b = (torch.arange(12) % 3 == 0).reshape([3, 4])
x = b
y = x[()]

b = torch.arange(4).to(torch.float32).reshape([2, 2])
x = b
y = x[()]

b = torch.arange(36).to(torch.int32).reshape([3, 3, 4])
x = b.permute([1, 0, 2])
y = x[[[False, True, True], [True, True, True], [True, False, False]]]

b = torch.arange(3).to(torch.float32).reshape([3])
x = b
y = x[range(3),]

b = torch.arange(6).to(torch.uint8).reshape([6])
x = b[::2]
y = x[()]

b = torch.arange(3).to(torch.int32).reshape([3, 1])
x = b
y = x[torch.tensor(1, dtype=torch.int32), torch.tensor([0], dtype=torch.int64)]

b = torch.arange(5).to(torch.int64).reshape([5])
x = b[1:]
y = x[1]

b = torch.arange(16).to(torch.float32).reshape([2, 4, 2])
x = b.permute([2, 1, 0])
y = x[()]

b = torch.arange(8).to(torch.int32).reshape([1, 2, 4])
x = b.expand([3, 2, 4])
y = x[torch.tensor(1, dtype=torch.int32), :-3, -3]

b = torch.arange(3).to(torch.float32).reshape([1, 1, 3])
x = b
y = x[(None, ...)]

b = torch.arange(16).to(torch.uint8).reshape([4, 4])
x = b.permute([1, 0])
y = x[np.array([True])]

l = torch.arange(1).to(torch.float32).reshape([]).requires_grad_()
b = l.clone()
x = b
y = x[object()]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad

b = torch.arange(1).to(torch.int64).reshape([1, 1])
x = b.expand([1, 3])
y = x[..., [-1], ::3]

b = torch.arange(3).to(torch.float16).reshape([1, 3, 1])
x = b.expand([3, 3, 0])
y = x[torch.tensor([[-1], [1], [1]], dtype=torch.int64), 0::2, 0:-1:3]

b = torch.arange(4).to(torch.float32).reshape([1, 4, 1])
x = b
y = x[()]

b = torch.arange(3).to(torch.float32).reshape([3])
x = b.permute([0])
y = x[()]

b = torch.arange(0).to(torch.complex64).reshape([4, 4, 0, 4])
x = b
y = x[()]

l = torch.arange(0).to(torch.complex64).reshape([3, 0]).requires_grad_()
b = l.clone()
x = b
y = x[None, np.array([-3], dtype=np.int32)]

l = torch.arange(8).to(torch.float32).reshape([4, 2]).requires_grad_()
b = l.clone()
x = b
y = x[[True, False, False, False, True], 0:]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad

b = torch.arange(5).to(torch.float16).reshape([5])
x = b
y = x[()]

l = torch.arange(6).to(torch.float32).reshape([2, 3]).requires_grad_()
b = l.clone()
x = b
y = x[2:3, 4::3]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad

b = torch.arange(48).to(torch.int32).reshape([4, 3, 4])
x = b.permute([2, 0, 1])
y = x[np.int64(-1), ::np.int64(2)]
y = y[None]

b = torch.arange(1).to(torch.uint8).reshape([1, 1])
x = b.expand([4, 5])
y = x[torch.tensor([-1], dtype=torch.int32)]

l = torch.arange(5).to(torch.float32).reshape([1, 5]).requires_grad_()
b = l.clone()
x = b
y = x[()]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad

b = torch.arange(8).to(torch.float32).reshape([1, 4, 2])
x = b
y = x[None, 1:0, 0:1]

b = torch.arange(4).to(torch.int64).reshape([4])
x = b
y = x[None, :]

l = torch.arange(4).to(torch.float32).reshape([4]).requires_grad_()
b = l.clone()
x = b
y = x[:]
(y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
g = l.grad
"""

for number, case in enumerate(CASES.strip().split("\n\n")):
    run(number, case)
