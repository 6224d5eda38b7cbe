# Writing to memory that is shown repeatedly, or that is read as well: element by element.
import torch


def attempt(source):
    names = {"torch": torch}
    try:
        exec(source, names)  # noqa: S102
    except Exception as error:  # noqa: BLE001
        print(source.strip().splitlines()[-1], "->", type(error).__name__, str(error).split("\n")[0])


START = """
x=torch.arange(1.,7.)
v=x.as_strided((2,2),(1,1),0)
u=x.unfold(0,3,1)
w=x.as_strided((3,3),(2,1),0)

"""
for case in (
    "v[0:1]=0\nprint(x)",
    "v[1]=0\nprint(x,v)",
    "v[:,0]=9\nprint(x,v)",
    "v[0,1]=7\nprint(x,v)",
    "u[1]=0\nprint(x)",
    "u[0][1]=0\nprint(x,u)",
    "u[:,1]*=2\nprint(x)",
    "u[1:3,0].add_(10)\nprint(x)",
    "u[1].add_(10)\nprint(x)",
    "u.add_(10)\nprint(x)",
    "u.mul_(2)\nprint(x)",
    "u.copy_(torch.arange(12.).reshape(4,3))\nprint(x)",
    "w.add_(1)\nprint(x)",
    "w.t().add_(1)\nprint(x)",
    "w.t().copy_(torch.arange(9.).reshape(3,3))\nprint(x)",
    "w.copy_(torch.arange(9.).reshape(3,3))\nprint(x)",
    "w[1:].copy_(torch.arange(6.).reshape(2,3))\nprint(x)",
    "w[w>3]=0\nprint(x)",
    "w.masked_fill_(w>3,0)\nprint(x)",
    "w[[0,1]]=torch.arange(6.).reshape(2,3)\nprint(x)",
    "w.fill_(3)\nprint(x)",
    "w.sub_(w.clone())\nprint(x)",
    "w.sub_(x[:3])\nprint(x)",
    "x[::2].add_(x[1::2])\nprint(x)",
    "x[:4].add_(u[:,0])\nprint(x)",
    "x[1:5].add_(u[:,0])\nprint(x)",
    "u[:,0].add_(u[:,1])",
    "u[:,0].sub_(u[:,2])",
    "x[::2].sub_(w[0])\nprint(x)",
    "x[::2].copy_(w[0])\nprint(x)",
    "x[:3].copy_(x[::2])\nprint(x)",
    "x[3:].copy_(x[::2])\nprint(x)",
    "x[::2].copy_(x[:3])\nprint(x)",
    "torch.add(x[:3],x[3:],out=x[::2])\nprint(x)",
    "torch.mul(u,2,out=u)\nprint(x)",
    "torch.add(w,1,out=w.t())\nprint(x)",
    "w.cumsum_(0)\nprint(x)",
    "w.cumsum_(1)\nprint(x)",
    "w.pow_(2)\nprint(x)",
    "w.clamp_(2,4)\nprint(x)",
    "w.exp_()\nprint(x)",
    "w.lerp_(torch.zeros(3,3),0.5)\nprint(x)",
    "w.addcmul_(w,w)\nprint(x)",
    "w.neg_()\nprint(x)",
    "w.div_(w)\nprint(x)",
    "v.div_(x[0])\nprint(x)",
    "v.mul_(v[0])\nprint(x)",
    "v.mul_(v[0,0])\nprint(x)",
    "x.mul_(x[1])\nprint(x)",
    "x.view(2,3).sub_(x[:3])\nprint(x)",
    "x.view(2,3).sub_(x[::2])\nprint(x)",
    "x.view(2,3).sub_(x[1])\nprint(x)",
    "x.view(2,3).sub_(x.view(2,3)[:,:1])\nprint(x)",
    "x.view(2,3).div_(x.view(2,3)[:,1:2])\nprint(x)",
    "x.view(2,3).t().sub_(x[:2])\nprint(x)",
    "x.view(2,3).t().sub_(x[4:])\nprint(x)",
    "y=torch.arange(40.)\ny.as_strided((4,16),(8,1)).add_(1)\nprint(y)",
    "y=torch.arange(40.)\ny.as_strided((16,4),(1,8)).mul_(2)\nprint(y)",
):
    attempt(START + case)
