# Subclasses of Tensor, and what __torch_function__ is asked.
import torch


class Logged(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        calls.append((torch.overrides.resolve_name(func), [t.__name__ for t in types], len(args)))
        return super().__torch_function__(func, types, args, kwargs or {})


class Plain(torch.Tensor):
    pass


class Other(torch.Tensor):
    pass


class Derived(Plain):
    pass


calls = []
s, t = Logged([1.0, 2.0, 3.0]), torch.tensor([10.0, 20.0, 30.0])


def show(name, make):
    del calls[:]
    try:
        found = make()
        kind = type(found).__name__
        content = [type(f).__name__ for f in found] if isinstance(found, (tuple, list)) else ""
        print(name, kind, content, calls)
    except Exception as error:
        print(name, type(error).__name__, str(error).split("\n")[0], calls)


show("s+1", lambda: s + 1)
show("1+s", lambda: 1 + s)
show("1-s", lambda: 1 - s)
show("s-1", lambda: s - 1)
show("t+s", lambda: t + s)
show("t-s", lambda: t - s)
show("t/s", lambda: t / s)
show("s**2", lambda: s**2)
show("2**s", lambda: 2**s)
show("s==1", lambda: s == 1)
show("s<t", lambda: s < t)
show("-s", lambda: -s)
show("abs", lambda: abs(s))
show("s@t", lambda: s @ t)
show("s//2", lambda: s // 2)
show("5%s", lambda: 5 % s)
show("s[0]", lambda: s[0])
show("t[s]", lambda: t[Logged([True, False, True]).bool()])
show("shape", lambda: s.shape)
show("dtype", lambda: s.dtype)
show("grad", lambda: s.grad)
show("data", lambda: s.data)
show("T", lambda: s.T)
show("len", lambda: len(s))
show("sum", lambda: s.sum())
show("max", lambda: s.max(dim=0))
show("torch.add", lambda: torch.add(s, 1, alpha=2))
show("torch.add kw", lambda: torch.add(input=t, other=s))
show("cat", lambda: torch.cat([t, s]))
show("stack", lambda: torch.stack((s, s)))
show("where", lambda: torch.where(t > 1, s, t))
show("relu", lambda: torch.nn.functional.relu(s))
show("softmax", lambda: torch.nn.functional.softmax(s, dim=0))
show("linear", lambda: torch.nn.functional.linear(s, torch.ones(2, 3)))
show("layer", lambda: torch.nn.Linear(3, 1)(s))
show("zeros_like", lambda: torch.zeros_like(s))
show("add_", lambda: s.add_(1))
show("t.add_", lambda: t.clone().add_(s))
show("out", lambda: torch.add(t, t, out=s))
show("unbind", lambda: s.unbind())
show("chunk", lambda: s.chunk(2))
show("view", lambda: s.view(3, 1))
show("detach", lambda: s.detach())
show("clone", lambda: s.clone())
show("numpy", lambda: s.numpy().tolist())
show("item", lambda: s.sum().item())
show("float", lambda: float(s[0]))
show("tolist", lambda: s.tolist())
show("equal", lambda: torch.equal(s, s))
show("is_floating_point", lambda: torch.is_floating_point(s))
show("is_tensor", lambda: torch.is_tensor(s))
show("new_zeros", lambda: s.new_zeros(2))
show("Tensor.add", lambda: torch.Tensor.add(s, 1))
show("tensor", lambda: torch.tensor(s))
show("reversed", lambda: reversed(s))
show("requires_grad_", lambda: s.clone().requires_grad_())
del calls[:]
print(s, Plain([1.5, 2]), Derived([[1.0, 2.0], [3.0, 4.0]]), repr(Plain(2, 0)))
show("P+O", lambda: Plain([1.0]) + Other([1.0]))
show("P+D", lambda: Plain([1.0]) + Derived([1.0]))
show("D+P", lambda: Derived([1.0]) + Plain([1.0]))
show("add P O", lambda: torch.add(Plain([1.0]), Other([1.0])))
show("param", lambda: torch.nn.Parameter(torch.ones(1)) + Plain([1.0]))
show("param alone", lambda: torch.nn.Parameter(torch.ones(1)) + 1)
show("as_subclass", lambda: t.as_subclass(Plain))
show("as Tensor", lambda: Plain([1.0]).as_subclass(torch.Tensor))
show("as int", lambda: t.as_subclass(int))
show("as 3", lambda: t.as_subclass(3))
show("make", lambda: torch.Tensor._make_subclass(Plain, t, True).requires_grad)
with torch._C.DisableTorchFunctionSubclass():
    show("disabled", lambda: s + 1)
x = torch.ones(2, requires_grad=True)
y = x.as_subclass(Plain)
print(y, y.is_leaf, type(y * 2))
(y * 3).sum().backward()
print(x.grad, type(x.grad))
shared = Plain(t)
shared[0] = -1
print(t, shared.data_ptr() == t.data_ptr())


class Metadata(torch.Tensor):
    @staticmethod
    def __new__(cls, data, unit):
        return torch.Tensor._make_subclass(cls, torch.as_tensor(data))

    def __init__(self, data, unit):
        self.unit = unit

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        found = super().__torch_function__(func, types, args, kwargs or {})
        if isinstance(found, cls):
            found.unit = next(a.unit for a in args if isinstance(a, cls))
        return found

    def double(self):
        return super().double()

    @property
    def shape(self):
        return tuple(super().shape) + (self.unit,)


m = Metadata([1.0, 2.0], "metre")
print((m * 2).unit, m.double().dtype, m.shape, torch.sin(m).unit, isinstance(m, torch.Tensor))


class Weight(torch.nn.Parameter):
    pass


w = Weight(torch.ones(2))
print(type(w), isinstance(w, torch.nn.Parameter), w.requires_grad, type(w * 2), type(w.data))
module = torch.nn.Module()
module.w = w
print([(n, type(p).__name__) for n, p in module.named_parameters()])
