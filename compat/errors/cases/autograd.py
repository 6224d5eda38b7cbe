x = torch.ones(2, requires_grad=True)
(x * 2).backward()

torch.ones(2).sum().backward()

x = torch.ones(2, requires_grad=True)
y = (x * x).sum()
y.backward()
y.backward()

x = torch.zeros(2, requires_grad=True)
y = x.exp()
y.sum().backward()
y.mean().backward()

x = torch.ones(2, requires_grad=True)
x.add_(1)

x = torch.ones(2, requires_grad=True)
x += 1

x = torch.ones(2, 2, requires_grad=True)
x[0].add_(1)

x = torch.ones(2, requires_grad=True)
y = x * 1
y.unbind()[0].add_(1)

x = torch.zeros(2, requires_grad=True)
y = x.exp()
y.add_(1)
y.sum().backward()

x = torch.ones(2, requires_grad=True)
y = x * 2
z = y * y
y.add_(1)
z.sum().backward()

x = torch.ones(2, requires_grad=True)
w = torch.ones(2)
y = x * w
w.zero_()
y.sum().backward()

x = torch.ones(2, requires_grad=True)
y = x.sigmoid()
y[0] = 0
y.sum().backward()

x = torch.ones(2, 2, requires_grad=True)
w = torch.ones(2, 2, requires_grad=True)
y = x @ w
with torch.no_grad():
    w -= 1
y.sum().backward()

x = torch.ones(2, requires_grad=True)
(x * 2).backward(torch.ones(3))

x = torch.ones(2, requires_grad=True)
(x * 2).sum().backward(torch.ones(2))

x = torch.ones(2, requires_grad=True)
(x * 2).backward(1.0)

x = torch.ones(2, requires_grad=True)
torch.autograd.backward([x * 2, x * 3], [torch.ones(2)])

x = torch.ones(2, requires_grad=True)
torch.autograd.grad(x * 2, x)

x = torch.ones(2, requires_grad=True)
y = torch.ones(2, requires_grad=True)
torch.autograd.grad((x * 2).sum(), [x, y])

x = torch.ones(2, requires_grad=True)
y = torch.ones(2)
torch.autograd.grad((x * 2).sum(), y)

x = torch.ones(2, requires_grad=True)
torch.autograd.grad(torch.ones(2).sum(), x)

x = torch.ones(2, requires_grad=True)
torch.autograd.grad((x * 2).sum(), [])

x = torch.ones(2, requires_grad=True)
torch.autograd.grad((x * 2).sum(), x, grad_outputs=torch.ones(2))

x = torch.ones(2, requires_grad=True)
torch.autograd.grad((x * 2).sum(), x, allow_unused="a", foo=1)

x = torch.ones(2, requires_grad=True)
torch.autograd.grad((x * 2).sum(), "a")

x = torch.ones(2, requires_grad=True)
torch.autograd.grad("a", x)

x = torch.ones(2, requires_grad=True)
y = (x * x).sum()
torch.autograd.grad(y, x)
torch.autograd.grad(y, x)

x = torch.ones(2, requires_grad=True)
y = (x * x).sum()
torch.autograd.grad(y, x)[0].sum().backward()

x = torch.ones(2, requires_grad=True)
with torch.no_grad():
    y = (x * x).sum()
y.backward()

x = torch.ones(2, requires_grad=True)
y = (x.detach() * 2).sum()
y.backward()

x = torch.ones(2, requires_grad=True)
y = x * 2
y.requires_grad = False

x = torch.ones(2, requires_grad=True)
y = x * 2
y.requires_grad_(False)

x = torch.ones(2)
x.retain_grad()

x = torch.ones(2)
x.register_hook(lambda g: g)

x = torch.ones(2, requires_grad=True)
x.register_hook(lambda g: "a")
(x * 2).sum().backward()

x = torch.ones(2, requires_grad=True)
x.register_hook(lambda g: torch.ones(3))
(x * 2).sum().backward()

x = torch.ones(2, requires_grad=True)
x.register_hook(lambda g: 1 / 0)
(x * 2).sum().backward()

x = torch.ones(2, requires_grad=True)
x.grad = torch.ones(3)

x = torch.ones(2, requires_grad=True)
x.detach_().add_(torch.ones(3))

x = torch.ones(2, requires_grad=True)
x.view(2).detach_()

x = torch.ones(2, requires_grad=True)
import copy
copy.deepcopy(x * 2)

class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2
    @staticmethod
    def backward(ctx, grad):
        return grad, grad
x = torch.ones(2, requires_grad=True)
Twice.apply(x).sum().backward()

class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        return x * y
    @staticmethod
    def backward(ctx, grad):
        return grad
x = torch.ones(2, requires_grad=True)
Twice.apply(x, x).sum().backward()

class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2
    @staticmethod
    def backward(ctx, grad):
        return torch.ones(3)
x = torch.ones(2, requires_grad=True)
Twice.apply(x).sum().backward()

class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2
    @staticmethod
    def backward(ctx, grad):
        return "a"
x = torch.ones(2, requires_grad=True)
Twice.apply(x).sum().backward()

class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2
x = torch.ones(2, requires_grad=True)
Twice.apply(x).sum().backward()

class Twice(torch.autograd.Function):
    @staticmethod
    def backward(ctx, grad):
        return grad
x = torch.ones(2, requires_grad=True)
Twice.apply(x)

class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return "a"
    @staticmethod
    def backward(ctx, grad):
        return grad
x = torch.ones(2, requires_grad=True)
Twice.apply(x).foo

class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward("a")
        return x * 2
    @staticmethod
    def backward(ctx, grad):
        return grad
x = torch.ones(2, requires_grad=True)
Twice.apply(x)

class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * 2
    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return grad * x
x = torch.ones(2, requires_grad=True)
y = Twice.apply(x)
y.sum().backward()
y.sum().backward()

class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2
    @staticmethod
    def backward(ctx, grad):
        raise ValueError("mine")
x = torch.ones(2, requires_grad=True)
Twice.apply(x).sum().backward()

class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2
    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx, grad):
        return grad * 2
x = torch.ones(2, requires_grad=True)
(g,) = torch.autograd.grad(Twice.apply(x).pow(2).sum(), x, create_graph=True)
g.sum().backward()

class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2
    @staticmethod
    def backward(ctx, grad):
        return grad * 2
Twice()(torch.ones(2))

torch.inference_mode()(torch.ones)(2).requires_grad_()

w = torch.ones(2, requires_grad=True)
(w * torch.inference_mode()(torch.ones)(2)).sum().backward()

with torch.autograd.detect_anomaly():
    x = torch.tensor([-1.0], requires_grad=True)
    x.sqrt().sum().backward()

torch.autograd.functional.jacobian(lambda x: "a", torch.ones(2))

torch.autograd.functional.hessian(lambda x: x * 2, torch.ones(2))

torch.autograd.functional.vjp(lambda x: x * 2, torch.ones(2))

torch.autograd.functional.vjp(lambda x: x * 2, torch.ones(2), torch.ones(3))

torch.autograd.functional.jvp(lambda x: x * 2, torch.ones(2))

torch.autograd.gradcheck(lambda x: x.detach() * 2, torch.ones(2, dtype=torch.float64, requires_grad=True))

torch.autograd.gradcheck(lambda x: x * 2, torch.ones(2))

torch.autograd.forward_ad.make_dual(torch.ones(2), torch.ones(2))

x = torch.ones(2, requires_grad=True)
y = x * 2
y.backward(retain_graph=True)

x = torch.ones(2, requires_grad=True)
x.backward()

x = torch.ones(2, requires_grad=True)
x.sum().backward(foo=1)

x = torch.ones(2, requires_grad=True)
x.sum().backward(inputs=[])

x = torch.ones(2, requires_grad=True)
y = x * 2
y.sum().backward(inputs="a")

x = torch.ones(2, requires_grad=True)
x.long().sum().backward()

x = torch.ones(2, requires_grad=True, dtype=torch.complex64)
x.sum().backward()

x = torch.ones(2, requires_grad=True)
x.sum().grad_fn.foo

x = torch.ones(2, requires_grad=True)
torch.utils.checkpoint.checkpoint(lambda v: v, x, foo=1)
