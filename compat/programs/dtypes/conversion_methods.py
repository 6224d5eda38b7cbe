# `.to`, `.type`, `.half()` and the rest: results, identity, errors; default dtypes; tensor classes.
import torch

x, y = torch.ones(2), torch.ones(2, dtype=torch.int64)


def attempt(function):
    try:
        return repr(function())
    except Exception as problem:
        return f"{type(problem).__name__}: {str(problem).splitlines()[0]}"


def to(*args, **kwargs):
    found = x.to(*args, **kwargs)
    return found, found is x


f64 = torch.float64
print(attempt(lambda: to()), attempt(lambda: to(torch.float32)), attempt(lambda: to(f64, True, True)))
print(attempt(lambda: to("cpu")), attempt(lambda: to("cpu", f64)), attempt(lambda: to(None, f64)))
print(attempt(lambda: to(y)), attempt(lambda: to(tensor=y)), attempt(lambda: to(y, True, True)))
print(attempt(lambda: to(dtype=f64)), attempt(lambda: to(device="cpu", dtype=torch.int8)))
print(attempt(lambda: to(copy=True)), attempt(lambda: to(torch.float32, copy=True)))
print([attempt(lambda: to(kind)) for kind in (float, int, bool, complex)])
print(attempt(lambda: to("x")), attempt(lambda: to("float64")), attempt(lambda: to(other=y)))
print(attempt(lambda: to(f64, "cpu"))[:60], attempt(lambda: to("cpu", "cpu")))
print(attempt(lambda: to(foo=1)), attempt(lambda: to(non_blocking=True)))
z = torch.ones(2, 3).t()
print(z.double().stride(), z.to(f64, memory_format=torch.contiguous_format).stride())
q = torch.ones(1, 2, 2, 2)
w = q.to(memory_format=torch.channels_last)
print(w.stride(), w is q, w.to(memory_format=torch.channels_last) is w, w.double().stride())
print(w.to(memory_format=torch.contiguous_format) is w, q.double().stride())
for name in "half bfloat16 float double int long short char byte bool cfloat cdouble".split():
    print(getattr(x, name)(), attempt(lambda: getattr(x, name)(3)))
for kind in ("torch.FloatTensor", "torch.LongTensor", "FloatTensor", f64, torch.IntTensor, float, 3):
    print(kind, attempt(lambda: x.type(kind)))
print(x.type(), x.type(torch.float32) is x, x.type_as(y), x.type_as(x) is x)
print(attempt(lambda: x.type_as(3)), [x.to(k).type() for k in (torch.bool, torch.bfloat16, y.dtype)])
for name in ("FloatTensor", "HalfTensor", "LongTensor"):
    C = getattr(torch, name)
    print(C, C.__name__, C.dtype, C.layout, C.is_cuda, issubclass(C, torch.Tensor), type(C))
    print(C(2).shape, C(2, 3).shape, C(), C([1.5, 2]), C((2, 3)), C([[1], [2]]), C([True]))
    print(isinstance(x, C), attempt(lambda: C(x)), attempt(lambda: C("a")), attempt(lambda: C(1.5)))
    print(attempt(lambda: C(-1)), attempt(lambda: C(3, requires_grad=True)), attempt(lambda: C(None)))
print(attempt(lambda: torch.Tensor(1.5)), attempt(lambda: torch.Tensor([1], [2])))
print(torch.Tensor(size=(2, 3)).shape, torch.Tensor(data=[1]), torch.Tensor(y).dtype)
for kind in (torch.DoubleTensor, "torch.HalfTensor", torch.BFloat16Tensor, torch.IntTensor, 3):
    print(attempt(lambda: torch.set_default_tensor_type(kind)), torch.get_default_dtype())
for kind in (torch.half, torch.bfloat16, f64):
    torch.set_default_dtype(kind)
    print(torch.tensor([1.5]), torch.tensor([1]) / 2, torch.tensor([1]).exp(), torch.zeros(1))
    print(torch.tensor([1], dtype=torch.float32) + 1.5, torch.tensor(3.0) + y, torch.arange(0, 1, 0.5))
    print(torch.Tensor([1]).dtype, torch.full((1,), 2.5), torch.linspace(0, 1, 3), torch.finfo().dtype)
    print(torch.mean(y, dtype=torch.float32), torch.nn.Linear(1, 1).weight.dtype, torch.eye(1))
print(torch.tensor([1]) + 1j, torch.tensor(1j).dtype)
for kind in (torch.int8, torch.float8_e5m2, torch.complex64, float, None):
    print(attempt(lambda: torch.set_default_dtype(kind)))
torch.set_default_dtype(torch.bfloat16)
print(attempt(lambda: torch.tensor(1j)), torch.tensor([1]) + 1j)
print(attempt(lambda: torch.is_floating_point(3)), torch.is_signed(y), torch.is_complex(y))
