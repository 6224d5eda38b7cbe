# Searching by content: positions, distinct elements, places in order, errors.
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
b = (torch.arange(0) + 0).to(torch.int64).reshape([2, 3, 0])
y = torch.searchsorted(b, 2.5, right=True, side='left')
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = ((torch.arange(2) * 7 + 0) % 2).to(torch.uint8).reshape([1, 2])
y = torch.unique(x)

x = ((torch.arange(2) * 7 + 0) % 2).to(torch.complex64).reshape([2])
y = torch.unique_consecutive(x, return_counts=True)

x = (torch.arange(4) + 0).to(torch.float32).reshape([4, 1])
y = torch.masked_select(x, torch.tensor([[True], [False], [False], [False]]))

x = ((torch.arange(3) * 7 + 0) % 5).to(torch.float16).reshape([3])
y = torch.isin(x, torch.tensor([1, 3]), invert=True)

b = (torch.arange(5) + 0).to(torch.int32).reshape([5])
y = torch.searchsorted(b, 2, right=True)

x = ((torch.arange(6) * 7 + 0) % 3).to(torch.float32).reshape([2, 3]).requires_grad_()
y = torch.nonzero(x, as_tuple=False)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = (torch.arange(1) + 0).to(torch.float32).reshape([])
y = torch.take_along_dim(x, torch.tensor([[[0]], [[0]], [[0]]], dtype=torch.int64))

x = (torch.arange(2) + 0).to(torch.uint8).reshape([2])
y = torch.where(torch.tensor([[True, True], [False, False], [False, False]]), x, 2)

b = (torch.arange(1) + 0).to(torch.float64).reshape([1])
y = torch.bucketize(2, b, right=True)

x = ((torch.arange(12) * 7 + 0) % 3).to(torch.float32).reshape([3, 4])
y = torch.where(x)

x = (torch.arange(3) % 3 == 0).reshape([1, 1, 3])
y = torch.where(x)

x = (torch.arange(2) + 0).to(torch.float32).reshape([1, 2, 1]).requires_grad_()
y = torch.take_along_dim(x, torch.tensor([[[0]], [[0]]], dtype=torch.int32), dim=-3)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = (torch.arange(2) + 0).to(torch.float32).reshape([1, 2, 1]).requires_grad_()
v = (torch.arange(1) + 10).to(torch.float32).reshape([1])
y = torch.where(torch.tensor([[[True], [False]]]), v, x)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = ((torch.arange(2) * 7 + 0) % 3).to(torch.int32).reshape([2])
y = torch.unique(x, sorted=True, return_inverse=True, dim=0)

b = (torch.arange(0) + 0).to(torch.int32).reshape([0])
y = torch.bucketize((torch.arange(1) + -1).to(torch.int32).reshape([]), b, right=True)

x = (torch.arange(3) + 0).to(torch.float32).reshape([3, 1]).requires_grad_()
y = torch.masked_select(x, torch.tensor([True, True, True, True]))
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = (torch.arange(3) + 0).to(torch.float16).reshape([3])
y = torch.take_along_dim(x, torch.tensor([2, 1], dtype=torch.int32), dim=-1)

x = ((torch.arange(2) * 7 + 0) % 3).to(torch.uint8).reshape([2])
y = torch.argwhere(x)

x = ((torch.arange(2) * 7 + 0) % 3).to(torch.float32).reshape([2])
y = torch.nonzero(x, as_tuple=False)

x = (torch.arange(2) + 0).to(torch.int32).reshape([2])
y = torch.masked_select(x, torch.tensor([True, True]))

b = (torch.arange(1) + 0).to(torch.int64).reshape([1])
y = torch.bucketize((torch.arange(3) + -1).to(torch.int64).reshape([3, 1]), b)

b = (torch.arange(5) + 0).to(torch.int64).reshape([5])
y = torch.searchsorted(b, (torch.arange(8) + 0).to(torch.int64).reshape([2, 4]), right=True)

x = ((torch.arange(3) * 7 + 0) % 3).to(torch.float16).reshape([3])
y = x.nonzero()

x = ((torch.arange(18) * 7 + 0) % 3).to(torch.float32).reshape([3, 2, 3]).requires_grad_()
y = torch.argwhere(x)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

y = torch.unravel_index(torch.tensor([2], dtype=torch.float32), (3,))

x = ((torch.arange(1) * 7 + 0) % 5).to(torch.float32).reshape([])
y = torch.isin(x, torch.tensor([]), invert=True)

x = (torch.arange(12) % 3 == 0).reshape([3, 2, 2])
y = torch.argwhere(x)

b = (torch.arange(0) + 0).to(torch.int32).reshape([0])
y = torch.bucketize(2, b)

y = torch.unravel_index(torch.tensor(1, dtype=torch.int64), (2,))

x = ((torch.arange(3) * 7 + 0) % 3).to(torch.float32).reshape([3])
y = x.unique(return_inverse=True)

x = ((torch.arange(1) * 7 + 0) % 3).to(torch.uint8).reshape([1, 1]).permute([1, 0])
y = x.nonzero(as_tuple=True)

y = torch.unravel_index(torch.tensor(24, dtype=torch.int64), (3, 3, 3))

x = ((torch.arange(1) * 7 + 0) % 3).to(torch.float32).reshape([])
y = torch.argwhere(x)

b = (torch.arange(3) + 0).to(torch.int32).reshape([3])
y = torch.searchsorted(b, (torch.arange(1) + 0).to(torch.int32).reshape([1, 1]), out_int32=True)

b = (torch.arange(2) + 0).to(torch.float32).reshape([2, 1])
y = torch.searchsorted(b, 2.5, side='bad')
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = (torch.arange(3) + 0).to(torch.float32).reshape([3, 1]).permute([1, 0])
y = torch.where(torch.tensor([True, True, True]), x, -1)

b = (torch.arange(3) + 0).to(torch.int32).reshape([3])
y = torch.bucketize(2, b)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = ((torch.arange(1) * 7 + 0) % 5).to(torch.int32).reshape([])
y = torch.isin(x, torch.tensor([]))

x = ((torch.arange(1) * 7 + 0) % 5).to(torch.float64).reshape([])
y = x.unique(return_counts=True)
"""

for number, case in enumerate(CASES.strip().split("\n\n")):
    run(number, case)
