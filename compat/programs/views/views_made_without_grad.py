# Views made under `no_grad`, and several views from one call, written with gradients.
import torch


def attempt(call):
    try:
        print(call())
    except RuntimeError as error:
        print(error)


x = torch.ones(4, requires_grad=True)
c = torch.ones(4)
with torch.no_grad():
    v = c[:2]
attempt(lambda: v.mul_(x[:2]))
u = c.unbind()
attempt(lambda: u[1].mul_(x[0]))
print(c)
b = x * 1
with torch.no_grad():
    w = b.view(2, 2)
attempt(lambda: w.zero_())
attempt(lambda: b.split(2)[1].mul_(2))
attempt(lambda: x.unbind()[0].mul_(2))
attempt(lambda: x.view(2, 2)[0].add_(1))

y = torch.arange(4.0)
v = y.view(torch.int32)
v[0] = 1065353216
print(y, v._is_view(), v._version, y._version, v[1:]._base is v)
z = torch.ones(4, requires_grad=True)
z.view(torch.int32).zero_()
print(z, z._version, z.detach()[1:]._base._is_view(), z[1:].detach()._base)
