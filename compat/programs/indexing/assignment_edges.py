# Assigning through indices of every kind, and in place to views of one tensor.
import numpy as np
import torch


def show(*tensors):
    for x in tensors:
        print(x.tolist(), x.dtype, tuple(x.shape), x.stride() if isinstance(x, torch.Tensor) else "")
        if isinstance(x, torch.Tensor):
            print("   ", x.storage_offset(), x._version, x.requires_grad, type(x.grad_fn).__name__)


def attempt(source):
    names = {"np": np, "torch": torch, "show": show}
    try:
        exec(source, names)  # noqa: S102
    except Exception as error:  # noqa: BLE001
        print(source.strip().splitlines()[-1], "->", type(error).__name__, str(error).split("\n")[0])


START = """
x=torch.arange(12.).reshape(3,4)
"""
for case in (
    "x[1]=5\nshow(x)",
    "x[:,1]=torch.tensor([1,2,3])\nshow(x)",
    "x[x>5]=0\nshow(x)",
    "x[[0,2]]=-1\nshow(x)",
    "x[[0,2],[1,3]]=9\nshow(x)",
    "x[torch.tensor([[0,1],[1,2]])]=0\nshow(x)",
    "x[...,0]=7\nshow(x)",
    "x[None]=1\nshow(x)",
    "x[1:,::2]*=10\nshow(x)",
    "x[::2].zero_()\nshow(x)",
    "x.t()[1]=5\nshow(x)",
    "x[0][1]=5\nshow(x)",
    "x[[0]][0]=5\nshow(x)",
    "x[x>5]*=2\nshow(x)",
    "x[0,0]=torch.tensor(3)\nshow(x)",
    "x[0,0]=torch.tensor([3])\nshow(x)",
    "x[0]=torch.tensor([3])\nshow(x)",
    "x[0]=[1,2,3,4]\nshow(x)",
    "x[0]=np.arange(4)\nshow(x)",
    "x[0,0]=np.float64(2)\nshow(x)",
    "x[0]=True\nshow(x)",
    "x[0]=1j\nshow(x)",
    "x[True]=1\nshow(x)",
    "x[False]=1\nshow(x)",
    "x[torch.tensor(True)]=2\nshow(x)",
    "x[torch.tensor(1)]=2\nshow(x)",
    "x[np.array([True,False,True])]=3\nshow(x)",
    "x[np.int64(1)]=3\nshow(x)",
    "x[range(2)]=3\nshow(x)",
    "x[(0,1),]=3\nshow(x)",
    "x[[True,False,True]]=3\nshow(x)",
    "x[slice(None),torch.tensor([0,0])]=torch.tensor([1.,2.])\nshow(x)",
    "x[:,[True,False,True,False]]=0\nshow(x)",
    "x[-1:]=3\nshow(x)",
    "x[5:]=3\nshow(x)",
    "x[::-1]=3",
    "x[3]=1",
    "x[0,4]=1",
    "x[0,0,0]=1",
    "x['a']=1",
    "x[1.5]=1",
    "x[None,...,None]=2\nshow(x)",
    "x[...,...]=1",
    "x[torch.tensor([True,False])]=1",
    "x[torch.tensor([1.])]=1",
    "x[torch.tensor([0],dtype=torch.uint8)]=8\nshow(x)",
    "x[torch.tensor([1,0,1],dtype=torch.uint8)]=8\nshow(x)",
    "x[torch.tensor([1],dtype=torch.int8)]=8\nshow(x)",
    "x[torch.tensor([1],dtype=torch.int32)]=8\nshow(x)",
    "x[:2]=x[1:]\nshow(x)",
    "x[1:]=x[:2]\nshow(x)",
    "x[1:].copy_(x[:2])\nshow(x)",
    "x[:,1:]+=x[:,:3]",
    "x[:,1:].add_(x[:,:-1])\nshow(x)",
    "x+=x.sum()\nshow(x)",
    "x+=x[0]\nshow(x)",
    "x-=x[:,:1]\nshow(x)",
    "x.mul_(x.t()[:3,:3]) if 0 else None",
    "x.add_(x.view(-1)[:4])\nshow(x)",
    "y=x.view(-1)\ny.sub_(x.reshape(-1))\nshow(x)",
    "x.fill_(x[1,1])\nshow(x)",
    "x.clamp_(x[0,1],x[1,1])\nshow(x)",
    "x.div_(2,rounding_mode='floor')\nshow(x)",
    "x//=3\nshow(x)",
    "x%=3\nshow(x)",
    "x**=2\nshow(x)",
    "x.pow_(0.5)\nshow(x)",
    "x.neg_().abs_()\nshow(x)",
    "x.t_()\nshow(x)\nx[0]=1\nshow(x)",
    "x.unsqueeze_(0).squeeze_()\nshow(x)",
    "x.resize_(2,2)\nshow(x)",
    "x.resize_(4,4)\nshow(x[:3])",
    "x.set_(x[1])\nshow(x)",
    "x.data=x.t()\nshow(x)",
    "x.swapaxes_(0,1)\nshow(x)",
):
    attempt(START + case)
