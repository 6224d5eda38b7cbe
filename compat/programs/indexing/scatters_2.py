# Picking and placing by index tensors: values, strides, nodes, gradients, errors.
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
    for name in ("y", "x", "g", "gv"):
        found = names.get(name)
        if found is not None:
            show(name, found)


CASES = """
x = (torch.arange(16) + 0).to(torch.float32).reshape([1, 4, 4])
i = torch.tensor(0, dtype=torch.int64)
v = (torch.arange(4) + 3).to(torch.float32).reshape([1, 4, 1]).permute([0, 2, 1])
y = x.index_add(-2, i, v)

x = (torch.arange(3) + 0).to(torch.int32).reshape([3, 1])
i = torch.zeros([3, 0], dtype=torch.int64)
v = ((torch.arange(0) * 7 + 3) % 4).to(torch.int32).reshape([3, 0])
y = x.scatter(-2, i, v)

x = (torch.arange(3) + 0).to(torch.int32).reshape([3, 1])
i = torch.tensor([[2], [2], [0]], dtype=torch.int64)
v = ((torch.arange(3) * 7 + 3) % 4).to(torch.int32).reshape([3, 1])
y = x.scatter_(-2, i, -1, reduce='multiply')

x = (torch.arange(1) + 0).to(torch.uint8).reshape([])
i = torch.tensor(0, dtype=torch.float32)
v = (torch.arange(1) + 1).to(torch.uint8).reshape([])
y = x.scatter_(-1, i, v, reduce='add')

x = (torch.arange(2) + 0).to(torch.int32).reshape([2])
i = torch.tensor([1, 0, 1], dtype=torch.int64)
v = (torch.arange(3) + 1).to(torch.int32).reshape([3])
y = x.index_add_(0, i, v)

x = (torch.arange(1) + 0).to(torch.uint8).reshape([])
i = torch.tensor([0], dtype=torch.int64)
v = ((torch.arange(1) * 7 + 3) % 4).to(torch.uint8).reshape([])
y = x.index_copy_(0, i, v)

x = (torch.arange(12) + 0).to(torch.float32).reshape([4, 3]).permute([0, 1])
i = torch.tensor([[1, 2, 0], [2, 1, 2], [0, 2, 0], [1, 0, 1]], dtype=torch.int64)
v = (torch.arange(3) + 1).to(torch.float32).reshape([3])
y = x.scatter_reduce(1, i, v, 'amin', include_self=False)

x = (torch.arange(8) + 0).to(torch.float32).reshape([4, 2])
i = torch.tensor([1, 1, 0, 1], dtype=torch.int64)
y = x.index_fill(-1, i, -1)

x = (torch.arange(1) + 0).to(torch.int32).reshape([1])
i = torch.tensor([0], dtype=torch.int32)
y = torch.gather(x, 0, i)

x = (torch.arange(2) + 0).to(torch.float32).reshape([2])
v = (torch.arange(4) + 10).to(torch.float32).reshape([4])
y = x.masked_scatter(torch.tensor(True), v)

x = (torch.arange(1) + 0).to(torch.int32).reshape([1])
i = torch.zeros([0], dtype=torch.int64)
v = ((torch.arange(0) * 7 + 3) % 4).to(torch.int32).reshape([0])
y = x.index_copy(0, i, v)

x = (torch.arange(3) + 0).to(torch.float16).reshape([3])
i = torch.tensor([[1], [2]], dtype=torch.int64)
v = (torch.arange(1) + 1).to(torch.float16).reshape([1])
y = x.index_add_(-1, i, v)

x = (torch.arange(4) + 0).to(torch.float32).reshape([4])
i = torch.tensor([3, 2, 0, 1], dtype=torch.int64)
v = (torch.arange(4) + 3).to(torch.float32).reshape([4])
y = x.scatter_reduce_(-1, i, v, 'mean', include_self=False)

x = (torch.arange(8) + 0).to(torch.float16).reshape([4, 2]).permute([1, 0])
i = torch.tensor([[3], [0]], dtype=torch.int64)
y = torch.index_select(x, 1, i)

x = (torch.arange(1) % 3 == 0).reshape([])
y = torch.take(x, torch.tensor([[0, -1, 0], [0, 0, -1]], dtype=torch.int64))

x = (torch.arange(16) + 0).to(torch.float64).reshape([4, 4]).requires_grad_()
v = (torch.arange(1) + 10).to(torch.float64).reshape([]).requires_grad_()
y = x.put(torch.tensor(-5, dtype=torch.int64), v, accumulate=True)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad
    gv = v.grad

x = (torch.arange(18) + 0).to(torch.float16).reshape([3, 2, 3])
i = torch.tensor([1], dtype=torch.int32)
v = (torch.arange(9) + 3).to(torch.float16).reshape([1, 3, 3]).permute([1, 0, 2])
y = x.index_add(-2, i, v)

x = (torch.arange(24) + 0).to(torch.float32).reshape([2, 3, 4]).requires_grad_()
l, x = x, x.clone()
i = torch.tensor([1, 1], dtype=torch.int64)
v = (torch.arange(16) + 1).to(torch.float32).reshape([2, 2, 4])
y = x.index_copy_(1, i, v)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = l.grad

x = (torch.arange(2) + 0).to(torch.complex64).reshape([2])
y = torch.take(x, torch.tensor(1, dtype=torch.int64))

x = (torch.arange(3) + 0).to(torch.float32).reshape([3]).requires_grad_()
i = torch.tensor([[2], [1]], dtype=torch.uint8)
y = x.index_fill(-1, i, -1)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = (torch.arange(1) + 0).to(torch.float32).reshape([])
i = torch.tensor(0, dtype=torch.int64)
v = ((torch.arange(1) * 7 + 1) % 4).to(torch.float32).reshape([])
y = x.scatter_add(0, i, v)

x = (torch.arange(12) + 0).to(torch.int32).reshape([4, 3])
v = (torch.arange(12) + 10).to(torch.int32).reshape([12])
y = x.masked_scatter_(torch.tensor([[False, True, False], [True, False, True], [False, True, True], [True, False, True]]), v)

x = (torch.arange(18) % 3 == 0).reshape([3, 2, 3])
i = torch.tensor(0, dtype=torch.int32)
v = (torch.arange(6) % 3 == 0).reshape([1, 2, 3])
y = x.index_copy(-3, i, v)

x = (torch.arange(3) + 0).to(torch.float32).reshape([1, 3]).requires_grad_()
i = torch.zeros([0, 2], dtype=torch.int32)
y = torch.gather(x, 1, i)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = (torch.arange(3) + 0).to(torch.float32).reshape([3])
i = torch.tensor([0, 1, 1], dtype=torch.int64)
v = (torch.arange(3) + 3).to(torch.int64).reshape([3])
y = x.scatter_(0, i, v)

x = (torch.arange(12) % 3 == 0).reshape([4, 3])
i = torch.tensor([2, 2, 3, 2], dtype=torch.int64)
v = (torch.arange(12) % 3 == 0).reshape([4, 3])
y = x.index_add_(-2, i, v)

x = (torch.arange(12) + 0).to(torch.complex64).reshape([2, 2, 3])
i = torch.tensor([[[1, 1, 1]]], dtype=torch.int64)
y = x.scatter(-3, i, True)

x = (torch.arange(1) + 0).to(torch.int32).reshape([])
i = torch.tensor([0, 0, 0], dtype=torch.int64)
y = torch.index_select(x, 0, i)

x = (torch.arange(4) + 0).to(torch.float32).reshape([1, 4, 1])
i = torch.tensor([1, 0], dtype=torch.int64)
v = ((torch.arange(2) * 7 + 3) % 4).to(torch.float32).reshape([1, 2, 1])
y = x.index_copy_(-2, i, v)

x = (torch.arange(1) + 0).to(torch.int64).reshape([])
y = torch.take(x, torch.tensor([0], dtype=torch.float32))

x = (torch.arange(1) + 0).to(torch.float32).reshape([])
v = (torch.arange(0) + 10).to(torch.float32).reshape([0]).requires_grad_()
y = x.masked_scatter_(torch.tensor(False), v)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    gv = v.grad

x = (torch.arange(1) + 0).to(torch.uint8).reshape([])
v = (torch.arange(1) + 10).to(torch.uint8).reshape([])
y = x.put_(torch.tensor(0, dtype=torch.int64), v)

x = (torch.arange(4) + 0).to(torch.float32).reshape([4, 1]).requires_grad_()
l, x = x, x.clone()
i = torch.tensor([0], dtype=torch.int16)
y = x.index_fill_(1, i, torch.tensor([3.]))
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = l.grad

x = (torch.arange(1) + 0).to(torch.float32).reshape([])
i = torch.tensor(0, dtype=torch.int64)
v = ((torch.arange(1) * 7 + 1) % 4).to(torch.float32).reshape([])
y = x.scatter_add(-1, i, v)

x = (torch.arange(12) + 0).to(torch.float32).reshape([4, 3])
i = torch.tensor([2, 1, 3, 1], dtype=torch.int32)
y = torch.index_select(x, 0, i)

x = (torch.arange(6) + 0).to(torch.int64).reshape([3, 2])
i = torch.tensor([[0, 1], [1, 1], [1, 0]], dtype=torch.int64)
v = ((torch.arange(6) * 7 + 1) % 4).to(torch.int64).reshape([3, 2])
y = x.scatter(-1, i, v)

x = (torch.arange(6) + 0).to(torch.float32).reshape([2, 3, 1]).requires_grad_()
i = torch.tensor([[[0], [0], [0]], [[0], [0], [0]]], dtype=torch.int16)
v = ((torch.arange(12) * 7 + 3) % 4).to(torch.float32).reshape([3, 4, 1])
y = x.scatter_add(-1, i, v)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = (torch.arange(1) + 0).to(torch.complex64).reshape([])
v = (torch.arange(3) + 10).to(torch.complex64).reshape([3])
y = x.masked_scatter(torch.tensor(True), v)

x = (torch.arange(1) % 3 == 0).reshape([])
y = x.masked_fill_(torch.tensor(False), torch.tensor([3.]))

x = (torch.arange(8) + 0).to(torch.float32).reshape([2, 2, 2]).requires_grad_()
l, x = x, x.clone()
v = (torch.arange(4) + 10).to(torch.float32).reshape([4])
y = x.put_(torch.tensor([-8, -2, 1, -1], dtype=torch.int64), v, accumulate=True)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = l.grad

x = (torch.arange(4) + 0).to(torch.float32).reshape([4]).requires_grad_()
i = torch.tensor([1, 2, 2], dtype=torch.int64)
v = (torch.arange(3) + 1).to(torch.float32).reshape([3]).requires_grad_()
y = x.scatter_add(0, i, v)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad
    gv = v.grad

x = (torch.arange(3) + 0).to(torch.float16).reshape([1, 3])
i = torch.tensor([0], dtype=torch.float32)
y = x.index_fill_(-2, i, torch.tensor([3.]))

x = (torch.arange(2) + 0).to(torch.uint8).reshape([1, 2])
i = torch.tensor([0, 1], dtype=torch.int64)
v = (torch.arange(2) + 3).to(torch.uint8).reshape([1, 2])
y = x.index_add(1, i, v)

x = (torch.arange(9) + 0).to(torch.float32).reshape([3, 3, 1]).requires_grad_()
l, x = x, x.clone()
i = torch.tensor([0, 0], dtype=torch.uint8)
v = (torch.arange(18) + 1).to(torch.float32).reshape([3, 3, 2])
y = x.index_add_(2, i, v, alpha=0.5)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = l.grad

x = (torch.arange(6) + 0).to(torch.float64).reshape([2, 3]).requires_grad_()
l, x = x, x.clone()
v = (torch.arange(1) + 10).to(torch.float64).reshape([1])
y = x.put_(torch.tensor(8, dtype=torch.int64), v)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = l.grad

x = (torch.arange(9) + 0).to(torch.uint8).reshape([3, 3]).permute([0, 1])
i = torch.tensor([[2, 2, 1], [0, 0, 2], [0, 2, 2]], dtype=torch.int32)
v = ((torch.arange(9) * 7 + 1) % 4).to(torch.uint8).reshape([3, 3])
y = x.scatter_reduce_(0, i, v, 'amin')

x = (torch.arange(1) + 0).to(torch.complex64).reshape([])
i = torch.tensor(0, dtype=torch.uint8)
v = (torch.arange(1) + 1).to(torch.complex64).reshape([])
y = x.scatter_add_(0, i, v)

x = (torch.arange(9) + 0).to(torch.complex64).reshape([3, 3]).permute([0, 1])
i = torch.tensor([0, 2, 1, 0], dtype=torch.int64)
v = ((torch.arange(12) * 7 + 1) % 4).to(torch.complex64).reshape([4, 3])
y = x.index_add(-2, i, v)

x = (torch.arange(1) + 0).to(torch.float16).reshape([])
v = (torch.arange(1) + 5).to(torch.float16).reshape([])
y = x.index_put((torch.tensor(-1, dtype=torch.int32),), v)

x = (torch.arange(9) + 0).to(torch.float64).reshape([3, 3]).requires_grad_()
v = (torch.arange(2) + 10).to(torch.float64).reshape([2]).requires_grad_()
y = x.put(torch.tensor([4, 7], dtype=torch.int32), v, accumulate=True)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad
    gv = v.grad

x = (torch.arange(1) + 0).to(torch.float16).reshape([1, 1])
i = torch.tensor([[0]], dtype=torch.int64)
y = x.scatter(0, i, 2.5)

x = (torch.arange(3) + 0).to(torch.int64).reshape([3])
i = torch.tensor([1, 1, 0], dtype=torch.int64)
v = ((torch.arange(12) * 7 + 1) % 4).to(torch.int64).reshape([1, 4, 3])
y = x.index_add_(0, i, v)

x = (torch.arange(1) + 0).to(torch.float64).reshape([]).requires_grad_()
i = torch.tensor(0, dtype=torch.uint8)
y = x.scatter(-1, i, float('inf'))
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = (torch.arange(3) + 0).to(torch.float32).reshape([1, 3]).requires_grad_()
i = torch.tensor([[0]], dtype=torch.int64)
v = (torch.arange(1) + 3).to(torch.float32).reshape([1, 1])
y = x.scatter(1, i, True, reduce='max')
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = (torch.arange(1) + 0).to(torch.float32).reshape([]).requires_grad_()
i = torch.tensor(0, dtype=torch.int64)
y = torch.gather(x, -1, i)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad
"""

for number, case in enumerate(CASES.strip().split("\n\n")):
    run(number, case)
