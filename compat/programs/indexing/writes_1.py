# Writes through every kind of index: what the base holds, gradients, errors.
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
    for name in ("b", "g", "gv"):
        found = names.get(name)
        if found is not None:
            show(name, found)


CASES = """
b = torch.arange(0).to(torch.int32).reshape([1, 0, 0])
x = b
x[torch.tensor([0], dtype=torch.int64)] = torch.tensor([True])

l = torch.arange(1).to(torch.complex64).reshape([]).requires_grad_()
b = l.clone()
x = b
x[()] = 7

l = torch.arange(9).to(torch.complex64).reshape([3, 3]).requires_grad_()
b = l.clone()
x = b
z = x.detach()[np.array(['a'])]
x[np.array(['a'])] = z * 2 if z.dtype != torch.bool else z

b = torch.arange(6).to(torch.int32).reshape([2, 3])
x = b
z = x.detach()[np.array([[False, False, False], [True, False, True]])]
x[np.array([[False, False, False], [True, False, True]])] = torch.full([1, 1] + list(z.shape), 6).to(x.dtype)

l = torch.arange(12).to(torch.complex64).reshape([2, 2, 3]).requires_grad_()
b = l.clone()
x = b
z = x.detach()[..., -1:, torch.tensor([True, True, False], dtype=torch.uint8)]
x[..., -1:, torch.tensor([True, True, False], dtype=torch.uint8)] = torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100

b = (torch.arange(6) % 3 == 0).reshape([3, 2])
x = b
z = x.detach()[None, torch.tensor(2):-2, torch.tensor(-1)]
x[None, torch.tensor(2):-2, torch.tensor(-1)] = torch.ones(z.shape, dtype=torch.bool)

b = torch.arange(10).to(torch.complex64).reshape([5, 2])
x = b
z = x.detach()[()]
x[()] = (torch.arange(z.shape[-1] if z.ndim else 1) + 50).to(x.dtype)

l = torch.arange(16).to(torch.float32).reshape([4, 4]).requires_grad_()
b = l.clone()
x = b
x[torch.tensor([[True, True, False, False], [False, False, False, True], [False, False, True, False], [True, False, False, True]], dtype=torch.uint8),] = [1.0]
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad

b = torch.arange(2).to(torch.float32).reshape([2])
x = b[::2]
z = x.detach()[()]
x[()] = torch.tensor([9]).to(x.dtype)

l = torch.arange(3).to(torch.float32).reshape([3]).requires_grad_()
b = l.clone()
x = b
z = x.detach()[[-3],]
v = (torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 20).requires_grad_()
x[[-3],] = v
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad
    gv = v.grad

b = torch.arange(6).to(torch.int32).reshape([2, 1, 3])
x = b.permute([0, 2, 1])
z = x.detach()[np.array([[False, False, False], [True, True, True]]), 0::1]
x[np.array([[False, False, False], [True, True, True]]), 0::1] = 0

b = torch.arange(40).to(torch.float16).reshape([2, 5, 4])
x = b
z = x.detach()[..., 4:2]
x[..., 4:2] = torch.full([1, 1] + list(z.shape), 6).to(x.dtype)

b = torch.arange(1).to(torch.float32).reshape([])
x = b
z = x.detach()[()]
x[()] = torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100

b = torch.arange(12).to(torch.int64).reshape([4, 3])
x = b[1:, 1:]
z = x.detach()[..., np.array(2, dtype=np.int32), torch.tensor(-1, dtype=torch.int64)]
x[..., np.array(2, dtype=np.int32), torch.tensor(-1, dtype=torch.int64)] = z * 2 if z.dtype != torch.bool else z

b = torch.arange(36).to(torch.float32).reshape([3, 4, 1, 3])
x = b
x[torch.tensor([0, -1], dtype=torch.int64), torch.tensor([1, -3], dtype=torch.int64), None, 1:1] = np.int64(4)

b = torch.arange(16).to(torch.uint8).reshape([4, 4])
x = b
z = x.detach()[:4]
x[:4] = torch.tensor([9]).to(x.dtype)

b = torch.arange(100).to(torch.int64).reshape([4, 5, 5])
x = b
z = x.detach()[()]
x[()] = torch.full([1, 1] + list(z.shape), 6).to(x.dtype)

b = torch.arange(3).to(torch.float16).reshape([3])
x = b
z = x.detach()[()]
x[()] = torch.ones(z.shape, dtype=torch.float64)

b = torch.arange(20).to(torch.float64).reshape([4, 5])
x = b[1:, 1:]
z = x.detach()[torch.tensor(1.5)]
x[torch.tensor(1.5)] = torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100

b = torch.arange(3).to(torch.float32).reshape([3])
x = b
z = x.detach()[()]
x[()] = torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100

b = torch.arange(12).to(torch.int32).reshape([3, 1, 1, 4])
x = b
z = x.detach()[()]
x[()] = torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100

b = torch.arange(5).to(torch.complex64).reshape([1, 5, 1])
x = b
z = x.detach()[0, torch.tensor([-4, 0, -4], dtype=torch.int64)]
x[0, torch.tensor([-4, 0, -4], dtype=torch.int64)] = (torch.arange(z.shape[-1] if z.ndim else 1) + 50).to(x.dtype)

l = torch.arange(16).to(torch.float32).reshape([4, 4]).requires_grad_()
b = l.clone()
x = b[1:, 1:]
x[::2] = -1
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad

b = torch.arange(6).to(torch.float32).reshape([3, 1, 2])
x = b.permute([1, 0, 2])
z = x.detach()[0:0, np.int64(-1), None, :2:3]
x[0:0, np.int64(-1), None, :2:3] += z * 2 if z.dtype != torch.bool else z

b = torch.arange(20).to(torch.float32).reshape([4, 5])
x = b
z = x.detach()[True, torch.tensor([-1, -2, 3], dtype=torch.int64)]
x[True, torch.tensor([-1, -2, 3], dtype=torch.int64)] = torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100

b = torch.arange(4).to(torch.complex64).reshape([1, 4, 1])
x = b
z = x.detach()[()]
x[()] = (torch.arange(z.shape[-1] if z.ndim else 1) + 50).to(x.dtype)

b = torch.arange(1).to(torch.uint8).reshape([1, 1])
x = b.expand([2, 3])
x[()] = np.int64(4)

l = torch.arange(20).to(torch.float32).reshape([4, 5, 1]).requires_grad_()
b = l.clone()
x = b
z = x.detach()[torch.tensor([2], dtype=torch.int64), :]
x[torch.tensor([2], dtype=torch.int64), :] = torch.tensor([9]).to(x.dtype)
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad

l = torch.arange(10).to(torch.float32).reshape([5, 2]).requires_grad_()
b = l.clone()
x = b
z = x.detach()[torch.tensor(3, dtype=torch.int32),]
x[0][torch.tensor(3, dtype=torch.int32),] = torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad

b = torch.arange(9).to(torch.float32).reshape([3, 3])
x = b
z = x.detach()[None, np.int64(1), 1]
x[None, np.int64(1), 1] = torch.full([1, 1] + list(z.shape), 6).to(x.dtype)

b = torch.arange(12).to(torch.complex64).reshape([4, 3])
x = b
z = x.detach()[:1, ..., torch.tensor([True, True, False], dtype=torch.bool)]
x[:1, ..., torch.tensor([True, True, False], dtype=torch.bool)] = torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100

b = torch.arange(1).to(torch.float16).reshape([1])
x = b.expand([1])
x[()] = True

b = torch.arange(5).to(torch.float16).reshape([1, 5])
x = b.permute([0, 1])
z = x.detach()[[True], torch.tensor(0, dtype=torch.int8)]
x[[True], torch.tensor(0, dtype=torch.int8)] = torch.tensor([9]).to(x.dtype)

b = torch.arange(60).to(torch.uint8).reshape([5, 4, 3])
x = b
z = x.detach()[()]
x[()] = torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100

l = torch.arange(2).to(torch.complex64).reshape([1, 2]).requires_grad_()
b = l.clone()
x = b
z = x.detach()[torch.tensor(False), :0]
x[torch.tensor(False), :0] = torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100

b = torch.arange(1).to(torch.float32).reshape([])
x = b
z = x.detach()[()]
x[()] = (torch.arange(z.shape[-1] if z.ndim else 1) + 50).to(x.dtype)

b = torch.arange(36).to(torch.int64).reshape([3, 4, 3])
x = b
z = x.detach()[2, np.int64(2)]
x[2, np.int64(2)] = torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100

l = torch.arange(4).to(torch.float32).reshape([4, 1, 1]).requires_grad_()
b = l.clone()
x = b
z = x.detach()[torch.tensor([True, True, True, True], dtype=torch.bool)]
x[torch.tensor([True, True, True, True], dtype=torch.bool)] = torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad

b = torch.arange(2).to(torch.int64).reshape([2])
x = b
z = x.detach()[[0, -3, -2],]
x[[0, -3, -2],] = (torch.arange(z.shape[-1] if z.ndim else 1) + 50).to(x.dtype)

b = (torch.arange(3) % 3 == 0).reshape([3])
x = b
z = x.detach()[()]
x[()] += torch.ones(z.shape, dtype=torch.bool)

l = torch.arange(18).to(torch.float32).reshape([3, 6]).requires_grad_()
b = l.clone()
x = b[1:, 1:]
z = x.detach()[2:1]
x[2:1] = torch.tensor([9]).to(x.dtype)
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad

b = torch.arange(16).to(torch.int64).reshape([4, 4])
x = b
x[1, None, None, torch.tensor(1)] = torch.tensor(2.5)

b = (torch.arange(12) % 3 == 0).reshape([3, 4, 1])
x = b.permute([0, 1, 2])
x[1.5] = torch.tensor([True])

b = torch.arange(25).to(torch.float32).reshape([5, 5])
x = b
z = x.detach()[-1::3, None, ..., 0:-5]
x[-1::3, None, ..., 0:-5] = torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100

b = torch.arange(8).to(torch.float32).reshape([2, 4])
x = b[1:, 1:]
z = x.detach()[()]
x[()] = torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100

b = torch.arange(4).to(torch.int32).reshape([4])
x = b
z = x.detach()[()]
x[()] = z * 2 if z.dtype != torch.bool else z

b = torch.arange(4).to(torch.uint8).reshape([4])
x = b.permute([0])
z = x.detach()[()]
x[()] = torch.tensor([9]).to(x.dtype)

b = torch.arange(6).to(torch.uint8).reshape([1, 2, 3])
x = b
z = x.detach()[::3, -1:, torch.tensor([False, False, True], dtype=torch.uint8)]
x[0][::3, -1:, torch.tensor([False, False, True], dtype=torch.uint8)] = 0

b = torch.arange(4).to(torch.int64).reshape([4])
x = b
z = x.detach()[()]
x[()] = torch.arange(z.numel()).reshape(z.shape)

b = torch.arange(2).to(torch.float16).reshape([2])
x = b[1:]
x[1:np.int64(1)] = torch.tensor(2.5)

b = torch.arange(0).to(torch.int32).reshape([1, 0])
x = b.expand([2, 0])
x[-3:3:3, False, True, :0] = np.int64(4)

b = torch.arange(4).to(torch.uint8).reshape([4])
x = b
z = x.detach()[0:np.int64(-5):2]
x[0:np.int64(-5):2] = torch.arange(z.numel()).reshape(z.shape)

b = torch.arange(20).to(torch.complex64).reshape([5, 4])
x = b[1:, 1:]
z = x.detach()[..., None, torch.tensor(0), -1]
x[..., None, torch.tensor(0), -1] = 0

b = torch.arange(40).to(torch.float32).reshape([5, 4, 2])
x = b[1:, 1:, 1:]
z = x.detach()[torch.tensor(2, dtype=torch.int8)]
x[torch.tensor(2, dtype=torch.int8)] = torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100

b = torch.arange(9).to(torch.int64).reshape([3, 3])
x = b
z = x.detach()[()]
x[()] = torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100

b = torch.arange(30).to(torch.int32).reshape([2, 3, 5])
x = b[1:, 1:, 1:]
z = x.detach()[np.array([True])]
x[np.array([True])] = torch.tensor([9]).to(x.dtype)

b = torch.arange(27).to(torch.uint8).reshape([3, 3, 3])
x = b
x[-3:1, torch.tensor([[True, True, True], [False, False, False], [False, True, False]], dtype=torch.bool)] = 3+1j

b = torch.arange(5).to(torch.float32).reshape([5])
x = b.permute([0])
z = x.detach()[()]
x[()] = torch.ones(list(z.shape) + [2]).to(x.dtype)

b = torch.arange(3).to(torch.float16).reshape([3, 1])
x = b
z = x.detach()[np.array([0], dtype=np.int64), ..., 1:-2:2]
x[np.array([0], dtype=np.int64), ..., 1:-2:2] = torch.full([1, 1] + list(z.shape), 6).to(x.dtype)

b = (torch.arange(40) % 3 == 0).reshape([4, 2, 5])
x = b.permute([2, 1, 0])
z = x.detach()[torch.tensor([3], dtype=torch.int64)]
x[torch.tensor([3], dtype=torch.int64)] = 0
"""

for number, case in enumerate(CASES.strip().split("\n\n")):
    run(number, case)
