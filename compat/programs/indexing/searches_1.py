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
x = ((torch.arange(1) * 7 + 0) % 3).to(torch.float64).reshape([])
y = torch.where(x)

b = (torch.arange(10) + 0).to(torch.float64).reshape([2, 5])
y = torch.searchsorted(b, 2, right=True)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = ((torch.arange(1) * 7 + 0) % 3).to(torch.float32).reshape([1]).requires_grad_()
y = torch.where(x)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

b = (torch.arange(5) + 0).to(torch.int64).reshape([5])
y = torch.searchsorted(b, (torch.arange(36) + 0).to(torch.float32).reshape([4, 3, 3]), right=True)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = (torch.arange(3) + 0).to(torch.float32).reshape([3])
v = (torch.arange(3) + 10).to(torch.float32).reshape([3])
y = torch.where(torch.tensor([True, False, True]), x, v)

y = torch.unravel_index(torch.tensor([1, 3, 0], dtype=torch.int64), [2, 2])

y = torch.unravel_index(torch.tensor([0, 0, 0], dtype=torch.int64), 1)

b = (torch.arange(0) + 0).to(torch.float32).reshape([0])
y = torch.bucketize((torch.arange(6) + -1).to(torch.float32).reshape([3, 2]), b)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = (torch.arange(4) + 0).to(torch.complex64).reshape([4])
y = torch.where(torch.tensor([False, False, False, True]), x, 2)

y = torch.unravel_index(torch.tensor([1, 1, 1], dtype=torch.int64), [3])

x = (torch.arange(3) + 0).to(torch.float32).reshape([3, 1]).requires_grad_()
y = torch.where(torch.tensor([False]), 2, x)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = (torch.arange(1) % 3 == 0).reshape([1])
y = torch.take_along_dim(x, torch.tensor([0, 0], dtype=torch.int64), dim=2)

b = (torch.arange(1) + 0).to(torch.int64).reshape([1])
y = torch.bucketize(2, b, out_int32=True)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = ((torch.arange(1) * 7 + 0) % 3).to(torch.int32).reshape([])
y = torch.where(x)

y = torch.unravel_index(torch.tensor([2], dtype=torch.int16), [4])

x = (torch.arange(12) + 0).to(torch.float32).reshape([3, 4, 1]).requires_grad_()
y = torch.take_along_dim(x, torch.tensor(6, dtype=torch.int64))
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = (torch.arange(1) + 0).to(torch.float16).reshape([])
y = torch.take_along_dim(x, torch.tensor(0, dtype=torch.int64), dim=0)

b = (torch.arange(1) + 0).to(torch.int32).reshape([1])
y = torch.searchsorted(b, 2.5, out_int32=True)

b = (torch.arange(6) + 0).to(torch.float32).reshape([2, 3, 1])
y = torch.searchsorted(b, 2.5, out_int32=True)

x = ((torch.arange(3) * 7 + 0) % 5).to(torch.float32).reshape([1, 3])
y = torch.isin(x, torch.tensor([1., 3.]))

x = ((torch.arange(8) * 7 + 0) % 3).to(torch.int64).reshape([1, 4, 2])
y = x.nonzero(as_tuple=True)

b = (torch.arange(1) + 0).to(torch.float64).reshape([1])
y = torch.searchsorted(b, 2.5, out_int32=True)

x = ((torch.arange(2) * 7 + 0) % 3).to(torch.float32).reshape([2, 1]).requires_grad_()
y = x.nonzero(as_tuple=True)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = ((torch.arange(12) * 7 + 0) % 3).to(torch.float32).reshape([3, 4])
y = x.unique(sorted=False, return_inverse=True)

b = (torch.arange(3) + 0).to(torch.int64).reshape([3])
y = torch.bucketize((torch.arange(12) + -1).to(torch.float32).reshape([1, 3, 4]), b)

y = torch.unravel_index(torch.tensor([0, 0, 2], dtype=torch.float32), (3,))
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = (torch.arange(12) % 3 == 0).reshape([3, 4])
y = torch.where(torch.tensor([True, True, True, False]), -1, x)

x = ((torch.arange(3) * 7 + 0) % 5).to(torch.float32).reshape([3, 1])
y = torch.isin(x, torch.tensor([[1, 0], [2, 2]]))

x = ((torch.arange(1) * 7 + 0) % 3).to(torch.int32).reshape([])
y = torch.unique_consecutive(x)

x = (torch.arange(9) % 3 == 0).reshape([3, 3])
y = torch.take_along_dim(x, torch.tensor([[2, 2, 0], [2, 0, 0]], dtype=torch.int64), dim=-2)

b = (torch.arange(3) + 0).to(torch.int32).reshape([3])
y = torch.searchsorted(b, ((torch.arange(1) * 7 + -1) % 6).to(torch.int64).reshape([1]), right=True, side='left')
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

y = torch.unravel_index(torch.tensor([0], dtype=torch.int64), 2)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = ((torch.arange(1) * 7 + 0) % 3).to(torch.float32).reshape([]).requires_grad_()
y = torch.argwhere(x)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

x = (torch.arange(3) + 0).to(torch.float32).reshape([3])
y = torch.where(torch.tensor([True, False, False], dtype=torch.uint8), x, 2)

x = (torch.arange(3) + 0).to(torch.float32).reshape([3]).requires_grad_()
y = torch.where(torch.tensor([False, False, False]), x, 2)
if isinstance(y, torch.Tensor) and y.requires_grad:
    w = (torch.arange(y.numel()).reshape(y.shape) % 5 + 1).to(y.dtype)
    (y * w).sum().backward()
    g = x.grad

y = torch.unravel_index(torch.tensor([2, 2, 2], dtype=torch.int64), (4,))

b = (torch.arange(1) + 0).to(torch.int32).reshape([1])
y = torch.searchsorted(b, (torch.arange(1) + -1).to(torch.int32).reshape([1]), right=True)

x = ((torch.arange(0) * 7 + 0) % 3).to(torch.float32).reshape([0, 4])
y = torch.unique_consecutive(x, return_inverse=True)

x = (torch.arange(4) % 3 == 0).reshape([4])
y = torch.unique_consecutive(x, return_counts=True)

x = (torch.arange(8) % 3 == 0).reshape([4, 2])
y = torch.where(x)
"""

for number, case in enumerate(CASES.strip().split("\n\n")):
    run(number, case)
