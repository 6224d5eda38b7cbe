import torch
import torch.nn.functional as F


def attempt(function):
    try:
        print(function())
    except RuntimeError as problem:
        print(type(problem).__name__, str(problem).split(" (")[0])


# Only what lies between the outputs and the inputs asked for is differentiated, and freed.
x = torch.tensor([-2.0, 0.0, 2.5], requires_grad=True)
total = x.nansum()
y = F.softplus(total) * 2
attempt(lambda: torch.autograd.grad(y, [total]))
attempt(lambda: torch.autograd.grad(y.sum(), [y]))

quotient = x.floor_divide(2.0)
difference = quotient - quotient
attempt(lambda: torch.autograd.grad(difference.sum(), [difference]))

w = torch.tensor([1.0, 2.0], requires_grad=True)
b = torch.tensor([3.0, 2.0], requires_grad=True)
loss = (w * w * 2).sum() + b.exp().sum()
attempt(lambda: torch.autograd.grad(loss, w))
attempt(lambda: torch.autograd.grad(loss, b))
attempt(lambda: torch.autograd.grad(loss, b))

hidden = w * 2
hidden.register_hook(lambda grad: print("hook", grad))
loss = (hidden * hidden).sum()
attempt(lambda: torch.autograd.grad(loss, [hidden, w], retain_graph=True))
attempt(lambda: torch.autograd.grad(loss, [hidden], retain_graph=True))
attempt(lambda: torch.autograd.grad(loss, [w]))

u = w.exp()
v = u * b
print(v)
loss = v.sum() * 1
attempt(lambda: torch.autograd.grad(loss, [u], retain_graph=True))
attempt(lambda: torch.autograd.grad(loss, [b]))
attempt(lambda: torch.autograd.grad(loss, [w]))

loss = (w * b).sum()
loss.backward(inputs=[w])
print(w.grad, b.grad)
