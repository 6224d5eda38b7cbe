# Classes that are no tensors and answer for PyTorch's functions.
import torch


class Tagged(torch.Tensor):
    pass


class Duck:
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return torch.overrides.resolve_name(func), [a if isinstance(a, (int, str)) else type(a).__name__ for a in args]


class Silent:
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return NotImplemented


class ByInstance:
    def __init__(self, name):
        self.name = name

    def __torch_function__(self, func, types, args=(), kwargs=None):
        return self.name, torch.overrides.resolve_name(func)


def show(name, make):
    try:
        print(name, make())
    except Exception as error:
        print(name, type(error).__name__, error)


t = torch.ones(2)
for d in (Duck(), Silent(), ByInstance("one")):
    show("add", lambda: torch.add(t, d))
    show("+", lambda: t + d)
    show("r+", lambda: d + t)
    show("-=", lambda: t.__isub__(d))
    show("@", lambda: t @ d)
    show("**", lambda: t**d)
    show("<", lambda: t < d)
    show("sin", lambda: torch.sin(d))
    show("cat", lambda: torch.cat([t, d]))
    show("stack", lambda: torch.stack((d, t)))
    show("t.add", lambda: t.add(d))
    show("t.where", lambda: t.where(d, t))
    show("t[d]", lambda: t[d])
    show("sum", lambda: torch.sum(d, 0))
    show("softmax", lambda: torch.softmax(d, 0))
    show("max", lambda: torch.max(d))
    show("zeros_like", lambda: torch.zeros_like(d))
    show("numel", lambda: torch.numel(d))
    show("unbind", lambda: torch.unbind(d))
    show("tensor", lambda: torch.tensor(d))
    show("has", lambda: torch.overrides.has_torch_function((t, d)))
    show("like", lambda: torch.overrides.is_tensor_like(d))
show("both", lambda: torch.add(Silent(), Duck()))
show("nothing", lambda: torch.overrides.has_torch_function((t, 1, "a")))
show("like", lambda: (torch.overrides.is_tensor_like(t), torch.overrides.is_tensor_like(1)))


def mine(a, b=2):
    if torch.overrides.has_torch_function((a,)):
        return torch.overrides.handle_torch_function(mine, (a,), a, b=b)
    return a, b


mine.__module__ = "torch"
show("mine", lambda: mine(1))
show("mine by instance", lambda: mine(ByInstance("two")))


class Doubling(torch.overrides.TorchFunctionMode):
    def __torch_function__(self, func, types, args=(), kwargs=None):
        names.append(torch.overrides.resolve_name(func))
        found = func(*args, **(kwargs or {}))
        return found * 2 if func is torch.add else found


names = []
with Doubling():
    x = torch.ones(2)
    print(torch.add(x, 1), torch.nn.functional.relu(x), x.view(2, 1).shape == (2, 1))
    x.mul_(2)
    torch.cat([x, x])
print([n for n in names if not n.endswith("__get__") and "__" not in n], torch.add(x, 1))
print(torch.overrides.resolve_name(torch.Tensor.shape.__get__), torch.overrides.resolve_name(len))
print(torch.overrides.resolve_name(torch.nn.functional.relu), torch.overrides.resolve_name(torch.Tensor.add))
print(torch.overrides.is_tensor_method_or_property(torch.Tensor.add), torch.overrides.is_tensor_method_or_property(torch.add))
print(torch.overrides.is_tensor_method_or_property(torch.Tensor.shape.__get__))
