# Views written in place under autograd, without it and in inference mode.
import torch


def show(*tensors):
    for x in tensors:
        print(x.tolist(), x.dtype, tuple(x.shape), x.stride() if isinstance(x, torch.Tensor) else "")
        if isinstance(x, torch.Tensor):
            print("   ", x.storage_offset(), x._version, x.requires_grad, type(x.grad_fn).__name__)


def attempt(source):
    names = {"torch": torch, "show": show}
    try:
        exec(source, names)  # noqa: S102
    except Exception as error:  # noqa: BLE001
        print(source.strip().splitlines()[-1], "->", type(error).__name__, str(error).split("\n")[0])


START = """
x=torch.arange(12.).reshape(3,4)
"""
for case in (
    "x.requires_grad_()\ny=x*1\ny[0]=0\nshow(y)\ny.sum().backward()\nshow(x.grad)",
    "x.requires_grad_()\ny=x*1\nv=y[1]\ny.mul_(2)\nshow(v)\nv.sum().backward()\nshow(x.grad)",
    "x.requires_grad_()\ny=x*1\nv=y.view(-1)[::3]\nv.mul_(2)\nshow(v,y)\ny.sum().backward()\nshow(x.grad)",
    "x.requires_grad_()\ny=x*1\nv=y.t()\nv[0]*=3\nshow(y)\n(y*y).sum().backward()\nshow(x.grad)",
    "x.requires_grad_()\ny=x*1\na,b=y[:,0],y[:,1]\na.add_(b)\nshow(y,a,b)\ny.sum().backward()\nshow(x.grad)",
    "x.requires_grad_()\ny=x*1\ny.unbind()[0].mul_(2)",
    "x.requires_grad_()\ny=x*1\ny[y>4]=0\nshow(y)\ny.sum().backward()\nshow(x.grad)",
    "x.requires_grad_()\ny=x*1\ny.masked_fill_(y>4,1.)\ny.exp_()\nshow(y.round())\ny.sum().backward()\nshow(x.grad.round())",
    "x.requires_grad_()\ny=x*1\ny[[0,0]]+=1\nshow(y)\ny.sum().backward()\nshow(x.grad)",
    "x.requires_grad_()\ny=torch.zeros(3,4)\ny[1]=x[0]\nshow(y)\n(y*2).sum().backward()\nshow(x.grad)",
    "x.requires_grad_()\ny=torch.zeros(3,4)\nv=y[1]\nv.copy_(x[0])\nshow(y,v)\ny.sum().backward()\nshow(x.grad)",
    "x.requires_grad_()\ny=torch.zeros(3,4)\ny.t()[1]=x[:,0]\nshow(y)\ny.sum().backward()\nshow(x.grad)",
    "x.requires_grad_()\nx[0]=1",
    "x.requires_grad_()\nx.data[0]=1\nshow(x)",
    "x.requires_grad_()\nx.detach()[0]=1\nshow(x)",
    "x.requires_grad_()\nd=x.detach()\ny=(x*x).sum()\nd.add_(1)\ny.backward()",
    "x.requires_grad_()\nd=x.data\ny=(x*x).sum()\nd.add_(1)\ny.backward()\nprint(x.grad)",
    "x.requires_grad_()\ny=x.exp()\ny.add_(1)\ny.sum().backward()",
    "x.requires_grad_()\ny=x*2\nz=y*y\ny.zero_()\nz.sum().backward()",
    "x.requires_grad_()\nwith torch.no_grad(): x[0]=0\nx.mul_(2)\nshow(x)",
    "x.requires_grad_()\ny=x*1\nwith torch.no_grad(): y[0]=0\nshow(y)\ny.sum().backward()\nshow(x.grad)",
    "x.requires_grad_()\ny=x*1\nwith torch.no_grad(): v=y[0]\nv.mul_(2)",
    "x.requires_grad_()\nwith torch.no_grad(): v=x[0]\nv.mul_(2)",
    "x.requires_grad_()\nwith torch.inference_mode(): v=x[0]\nw=x*2\nshow(v,w)\nw.add_(1)",
    "with torch.inference_mode(): w=x*2\nw+1\nw.requires_grad_()",
    "with torch.inference_mode(): w=x*2\ny=torch.ones(3,4,requires_grad=True)\n(y*w).sum().backward()",
    "with torch.inference_mode(): w=x*2\nw.add_(1)\nv=w[0]\nv.mul_(0)\nshow(w,v)\nprint(w.is_inference(),v.is_inference())\nw.clone().add_(1)",
):
    attempt(START + case)
