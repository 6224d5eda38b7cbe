# Memory that tensors, ndarrays, buffers and storages share.
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
    "n=x.numpy()\nn[0]=5\nshow(x)\nx.add_(1)\nprint(n.tolishow())",
    "n=x.numpy()\nx.t_()\nn[0]=1\nshow(x)",
    "n=x[1:].numpy()\nn[:]=0\nshow(x)\nprint(n.strides,n.flags['C_CONTIGUOUS'])",
    "n=x.t().numpy()\nn[0]=1\nshow(x)\nprint(n.strides)",
    "n=x.numpy()\nx.resize_(2,2)",
    "n=x.numpy()\nx.resize_(5,5)",
    "n=np.arange(3.)\ny=torch.from_numpy(n)\ny[0]=5\nn[1]=7\nshow(y)\nprint(n)",
    "n=np.arange(6.).reshape(2,3)\ny=torch.from_numpy(n[:,::2])\nshow(y)\ny.mul_(2)\nprint(n)",
    "n=np.arange(3)\ny=torch.as_tensor(n)\ny[0]=9\nprint(n)\nz=torch.tensor(n)\nz[0]=1\nprint(n)",
    "n=np.ones(2,np.float32)\ny=torch.as_tensor(n,dtype=torch.float64)\ny[0]=5\nprint(n)",
    "n=np.ones(2)\nn.flags.writeable=False\ny=torch.from_numpy(n)\nshow(y)",
    "n=np.asarray(x)\nn[0]=3\nshow(x)",
    "n=np.array(x)\nn[0]=3\nshow(x)",
    "x.requires_grad_()\nx.numpy()",
    "x.requires_grad_()\nn=x.detach().numpy()\nn[0]=4\nshow(x)",
    "n=x.numpy()\ny=x+0\nn[0]=9\nshow(y)",
    "n=x.numpy()\ny=x.view(-1)\nn[0,0]=9\nshow(y)",
    "n=x.numpy()\ny=x.sum()\nn[:]=0\nprint(y)\nprint(x.sum())",
    "n=torch.ones(2,dtype=torch.bfloat16).numpy()",
    "n=torch.tensor(3.).numpy()\nprint(n.shape,type(n))\nn[...]=4",
    "s=torch.tensor(3.)\nn=s.numpy()\nn[...]=4\nprint(s)",
    "y=torch.from_dlpack(x)\ny[0]=3\nshow(x)",
    "y=np.from_dlpack(x)\ny[0]=3 if y.flags.writeable else None\nshow(x)",
    "y=torch.frombuffer(bytearray(b'\\1\\2\\3\\4'),dtype=torch.int8)\nshow(y)",
    "b=bytearray(4)\ny=torch.frombuffer(b,dtype=torch.int8)\ny[1]=7\nprint(b)\nb[0]=1\nshow(y)",
    "s=x.untyped_storage()\nprint(len(s),s.nbytes())\ny=torch.tensor([])\ny.set_(s,0,(2,),(2,))\nshow(y)\ny[0]=99\nshow(x)",
    "y=x.view(torch.int8)\nshow(y[0])\ny.zero_()\nshow(x)",
    "y=torch.view_as_complex(x.view(3,2,2))\ny.mul_(1j)\nshow(x)",
    "y=torch.complex(x,x)\ny.real.zero_()\nshow(y)\ny.imag[0]=5\nshow(y)\ntorch.view_as_real(y)[1]=2\nshow(y)",
    "y=torch.complex(x,x).conj()\ny.mul_(2)\nshow(y)\ny.imag.add_(1)\nshow(y)",
):
    attempt(START + case)
