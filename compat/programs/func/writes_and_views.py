# Writes in place inside transforms, and what is seen of them.
import torch
from torch.func import functionalize, grad, jvp, vmap

a = torch.arange(6.0).view(2, 3)


def scaled(x):
    x.mul_(2)
    x[0] = 7
    return x.sum()


whole = a.clone()
print(vmap(scaled)(whole), whole)
columns = a.clone()
print(vmap(scaled, in_dims=1)(columns), columns)


def filled(x):
    out = torch.zeros(3)
    out[0] = x[1] * 2
    out[1:] += x[:2] ** 2
    view = out.view(3, 1)
    view.mul_(x.view(3, 1))
    return out.sum()


print(grad(filled)(a[1]), jvp(filled, (a[1],), (torch.ones(3),)))


def rowwise(x):
    y = x.clone()
    y[1:] += 1
    y.t_() if y.ndim > 1 else None
    rows = y.view(3, 1)
    rows[0] = -1
    return y, rows.squeeze(1).cumsum(0)


print(vmap(rowwise)(a), functionalize(rowwise)(a[0]))
second = a[0].clone()


def with_other(x, other):
    other.add_(1)
    return (x * other).sum()


print(grad(with_other)(a[1], second), second)
print(vmap(lambda x: x.clone().index_put_((torch.tensor([0]),), torch.tensor(9.0)))(a))
print(vmap(lambda x: x.clone().fill_(2).add_(x))(a), vmap(grad(lambda x: (x.clone() ** 2).mul_(x).sum()))(a))
for wrong in (
    lambda: grad(scaled)(a[0]),
    lambda: vmap(lambda x: torch.ones(3).copy_(x))(a),
):
    try:
        wrong()
    except RuntimeError as error:
        print(error)
