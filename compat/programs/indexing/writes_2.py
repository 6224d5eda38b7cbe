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
l = torch.arange(6).to(torch.float32).reshape([3, 2]).requires_grad_()
b = l.clone()
x = b
z = x.detach()[::1,]
x[::1,] = z * 2 if z.dtype != torch.bool else z
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad

b = torch.arange(16).to(torch.int32).reshape([8, 2])
x = b[::2, ::2]
x[-4, ..., ::3] = torch.ones(7)

b = torch.arange(15).to(torch.float32).reshape([3, 5])
x = b[1:, 1:]
z = x.detach()[torch.tensor([1], dtype=torch.int32), range(1)]
x[torch.tensor([1], dtype=torch.int32), range(1)] = torch.tensor([9]).to(x.dtype)

b = torch.arange(18).to(torch.int32).reshape([6, 3])
x = b[1:, 1:]
z = x.detach()[2, -2:]
x[2, -2:] = torch.arange(z.numel()).reshape(z.shape)

l = torch.arange(6).to(torch.float32).reshape([2, 3]).requires_grad_()
b = l.clone()
x = b
z = x.detach()[(..., None)]
x[(..., None)] = z * 2 if z.dtype != torch.bool else z
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad

l = torch.arange(12).to(torch.float64).reshape([3, 4]).requires_grad_()
b = l.clone()
x = b
x[(..., ...)] = torch.tensor(1+2j)
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad

l = torch.arange(10).to(torch.float32).reshape([2, 5]).requires_grad_()
b = l.clone()
x = b
z = x.detach()[()]
x[()] = torch.ones(z.shape, dtype=torch.float64)
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad

b = torch.arange(2).to(torch.float16).reshape([2])
x = b
z = x.detach()[()]
x[()] += torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100

b = torch.arange(3).to(torch.complex64).reshape([1, 3, 1])
x = b
z = x.detach()[torch.tensor(0), np.array([[2]], dtype=np.int64), np.int64(0)]
x[torch.tensor(0), np.array([[2]], dtype=np.int64), np.int64(0)] = torch.ones(list(z.shape) + [2]).to(x.dtype)

b = torch.arange(24).to(torch.float32).reshape([2, 4, 1, 3])
x = b
z = x.detach()[-1]
x[-1] = z * 2 if z.dtype != torch.bool else z

b = torch.arange(3).to(torch.float32).reshape([3, 1])
x = b.expand([3, 4])
z = x.detach()[..., :1:torch.tensor(2)]
x[..., :1:torch.tensor(2)] = z * 2 if z.dtype != torch.bool else z

b = torch.arange(15).to(torch.float32).reshape([3, 5])
x = b.permute([0, 1])
z = x.detach()[()]
x[()] += torch.ones(z.shape, dtype=torch.float64)

b = torch.arange(48).to(torch.int32).reshape([6, 8])
x = b[::2, ::2]
z = x.detach()[torch.tensor([2], dtype=torch.int64), 3:4:1]
x[torch.tensor([2], dtype=torch.int64), 3:4:1] = torch.arange(z.numel()).reshape(z.shape)

l = torch.arange(3).to(torch.complex64).reshape([3]).requires_grad_()
b = l.clone()
x = b
x[()] = torch.tensor([True])

b = torch.arange(4).to(torch.float64).reshape([4])
x = b[1:]
x[::2] = torch.ones(1,1,1,1,1)

b = torch.arange(16).to(torch.uint8).reshape([4, 4])
x = b[1:, 1:]
z = x.detach()[4::1, torch.tensor([True, True, False], dtype=torch.bool)]
x[4::1, torch.tensor([True, True, False], dtype=torch.bool)] = torch.arange(z.numel()).reshape(z.shape)

b = torch.arange(20).to(torch.complex64).reshape([4, 5])
x = b
z = x.detach()[()]
x[()] = torch.tensor([9]).to(x.dtype)

b = torch.arange(9).to(torch.uint8).reshape([3, 3])
x = b
z = x.detach()[()]
x[()] = torch.tensor([9]).to(x.dtype)

b = torch.arange(36).to(torch.int64).reshape([4, 3, 3])
x = b[1:, 1:, 1:]
z = x.detach()[torch.tensor(-1), -3:1, 0:2:3]
x[torch.tensor(-1), -3:1, 0:2:3] = torch.tensor([9]).to(x.dtype)

b = torch.arange(72).to(torch.float32).reshape([6, 3, 4])
x = b[1:, 1:, 1:]
x[()] = 2.5

b = torch.arange(32).to(torch.float32).reshape([4, 4, 2])
x = b
z = x.detach()[()]
x[()] = z * 2 if z.dtype != torch.bool else z

b = torch.arange(24).to(torch.float64).reshape([2, 4, 3])
x = b
z = x.detach()[np.array([True, False]), 2:2]
x[np.array([True, False]), 2:2] = torch.tensor([9]).to(x.dtype)

b = torch.arange(1).to(torch.float32).reshape([])
x = b
z = x.detach()[None, -3::np.int64(3)]
x[None, -3::np.int64(3)] = torch.tensor([9]).to(x.dtype)

b = torch.arange(15).to(torch.float16).reshape([5, 3])
x = b.permute([1, 0])
x[None, :3:1] = 2**40

b = torch.arange(0).to(torch.int32).reshape([4, 0, 4])
x = b.permute([2, 1, 0])
z = x.detach()[::np.int64(2),]
x[::np.int64(2),] = torch.full([1, 1] + list(z.shape), 6).to(x.dtype)

b = torch.arange(1).to(torch.uint8).reshape([])
x = b
z = x.detach()[()]
x[()] = 0

l = torch.arange(48).to(torch.float32).reshape([6, 8]).requires_grad_()
b = l.clone()
x = b[::2, ::2]
z = x.detach()[()]
x[()] = torch.full([1, 1] + list(z.shape), 6).to(x.dtype)
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad

l = torch.arange(8).to(torch.float32).reshape([4, 2]).requires_grad_()
b = l.clone()
x = b
z = x.detach()[()]
x[()] = torch.ones(list(z.shape) + [2]).to(x.dtype)
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad

b = torch.arange(4).to(torch.float16).reshape([1, 4, 1])
x = b
z = x.detach()[np.array([True])]
x[np.array([True])] = z * 2 if z.dtype != torch.bool else z

b = torch.arange(10).to(torch.float32).reshape([5, 1, 2])
x = b
z = x.detach()[()]
x[()] = torch.tensor([9]).to(x.dtype)

l = torch.arange(24).to(torch.float32).reshape([2, 2, 6]).requires_grad_()
b = l.clone()
x = b[1:, 1:, 1:]
x[()] = np.ones(1)
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad

b = torch.arange(3).to(torch.float64).reshape([3])
x = b
z = x.detach()[..., 0:0]
x[..., 0:0] = torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100

b = torch.arange(10).to(torch.uint8).reshape([5, 2, 1])
x = b
z = x.detach()[torch.tensor([[True, False], [True, False], [False, False], [True, True], [True, True]], dtype=torch.bool),]
x[torch.tensor([[True, False], [True, False], [False, False], [True, True], [True, True]], dtype=torch.bool),] = torch.full([1, 1] + list(z.shape), 6).to(x.dtype)

l = torch.arange(2).to(torch.complex64).reshape([1, 2]).requires_grad_()
b = l.clone()
x = b
z = x.detach()[()]
x[()] = torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100

b = torch.arange(24).to(torch.float32).reshape([3, 4, 2])
x = b
z = x.detach()[()]
x[()] = torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100

l = torch.arange(1).to(torch.float64).reshape([1]).requires_grad_()
b = l.clone()
x = b
z = x.detach()[torch.tensor([False], dtype=torch.bool),]
x[torch.tensor([False], dtype=torch.bool),] = torch.tensor([9]).to(x.dtype)
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad

b = torch.arange(64).to(torch.int32).reshape([4, 4, 4])
x = b
z = x.detach()[-3::3, np.array([False, True, False, True]), 0]
x[-3::3, np.array([False, True, False, True]), 0] = (torch.arange(z.shape[-1] if z.ndim else 1) + 50).to(x.dtype)

l = torch.arange(2).to(torch.float32).reshape([2]).requires_grad_()
b = l.clone()
x = b
z = x.detach()[()]
x[()] = torch.full([1, 1] + list(z.shape), 6).to(x.dtype)
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad

b = (torch.arange(32) % 3 == 0).reshape([2, 8, 2])
x = b[::2, ::2, ::2]
z = x.detach()[()]
x[()] = z * 2 if z.dtype != torch.bool else z

l = torch.arange(10).to(torch.float32).reshape([2, 5]).requires_grad_()
b = l.clone()
x = b[1:, 1:]
x[()] = True
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad

b = torch.arange(72).to(torch.int64).reshape([6, 2, 6])
x = b[::2, ::2, ::2]
z = x.detach()[range(3), torch.tensor(1):]
x[range(3), torch.tensor(1):] = torch.full([1, 1] + list(z.shape), 6).to(x.dtype)

l = torch.arange(9).to(torch.float32).reshape([3, 3]).requires_grad_()
b = l.clone()
x = b
x[()] = torch.ones(0)
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad

b = (torch.arange(16) % 3 == 0).reshape([4, 4])
x = b
z = x.detach()[np.int64(0)]
x[np.int64(0)] = torch.ones(z.shape, dtype=torch.bool)

b = (torch.arange(16) % 3 == 0).reshape([4, 4])
x = b
z = x.detach()[None, 3::3, -3]
x[None, 3::3, -3] = torch.ones(z.shape, dtype=torch.bool)

b = (torch.arange(20) % 3 == 0).reshape([2, 5, 2])
x = b
z = x.detach()[-1,]
x[-1,] = (torch.arange(z.shape[-1] if z.ndim else 1) + 50).to(x.dtype)

l = torch.arange(5).to(torch.float32).reshape([5]).requires_grad_()
b = l.clone()
x = b
z = x.detach()[()]
x[()] = torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad

l = torch.arange(20).to(torch.float64).reshape([1, 5, 4]).requires_grad_()
b = l.clone()
x = b
x[()] = -1
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad

b = torch.arange(20).to(torch.float16).reshape([4, 5])
x = b
z = x.detach()[()]
x[()] = torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 100

l = torch.arange(2).to(torch.float32).reshape([2]).requires_grad_()
b = l.clone()
x = b
z = x.detach()[False, torch.tensor([True, True], dtype=torch.bool)]
x[False, torch.tensor([True, True], dtype=torch.bool)] = torch.arange(z.numel()).reshape(z.shape)
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad

b = torch.arange(1).to(torch.int32).reshape([])
x = b
x[()] = 2.5

l = torch.arange(20).to(torch.float32).reshape([2, 2, 5]).requires_grad_()
b = l.clone()
x = b
x[[-2, 1], 0, torch.tensor([True, False, True, False, False], dtype=torch.bool)] = torch.tensor([7])
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad

b = torch.arange(6).to(torch.complex64).reshape([2, 3])
x = b
z = x.detach()[:2, torch.tensor(-3)]
x[:2, torch.tensor(-3)] = torch.full([1, 1] + list(z.shape), 6).to(x.dtype)

b = torch.arange(4).to(torch.float32).reshape([1, 4])
x = b
z = x.detach()[np.array([0, 0], dtype=np.int64), ..., -4:1:2]
x[np.array([0, 0], dtype=np.int64), ..., -4:1:2] = torch.tensor([9]).to(x.dtype)

l = torch.arange(4).to(torch.complex64).reshape([4]).requires_grad_()
b = l.clone()
x = b
x[0][()] = torch.tensor([[8.5]])

b = torch.arange(8).to(torch.float32).reshape([1, 4, 2])
x = b
z = x.detach()[np.int64(0):1:3]
v = (torch.arange(z.numel()).reshape(z.shape).to(x.dtype) + 20).requires_grad_()
x[np.int64(0):1:3] = v
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    gv = v.grad

b = torch.arange(4).to(torch.float64).reshape([1, 4])
x = b
x[1:-2] = np.float32(1.5)

b = torch.arange(2).to(torch.float64).reshape([2])
x = b
x[np.array(-1, dtype=np.int64),] = 7

b = torch.arange(36).to(torch.int32).reshape([3, 2, 6])
x = b[1:, 1:, 1:]
z = x.detach()[:]
x[:] = z * 2 if z.dtype != torch.bool else z

b = torch.arange(1).to(torch.complex64).reshape([1])
x = b
z = x.detach()[()]
x[()] = torch.full([1, 1] + list(z.shape), 6).to(x.dtype)

l = torch.arange(4).to(torch.float64).reshape([1, 4]).requires_grad_()
b = l.clone()
x = b
x[()] = torch.tensor([[8.5]])
if b.requires_grad:
    w = torch.arange(b.numel()).to(b.dtype).reshape(b.shape) + 1
    (b * w).sum().backward()
    g = l.grad
"""

for number, case in enumerate(CASES.strip().split("\n\n")):
    run(number, case)
