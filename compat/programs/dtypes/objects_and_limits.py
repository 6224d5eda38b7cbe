# What a dtype says of itself, and what it can hold.
import copy

import torch

NAMES = """bool uint8 uint16 uint32 uint64 int8 int16 int32 int64 float8_e4m3fn float8_e5m2
float8_e4m3fnuz float8_e5m2fnuz float8_e8m0fnu float16 bfloat16 float32 float64 complex32 complex64
complex128""".split()


def attempt(function):
    try:
        return function()
    except Exception as problem:
        return f"{type(problem).__name__}: {str(problem).splitlines()[0]}"


for name in NAMES:
    kind = getattr(torch, name)
    print(kind, kind.abbr, kind.itemsize, kind.is_signed, kind.is_floating_point, kind.is_complex)
    print(" ", attempt(kind.to_real), attempt(kind.to_complex))
    print(" ", attempt(lambda: torch.finfo(kind)))
    print(" ", attempt(lambda: torch.iinfo(kind)))
    for field in ("bits", "eps", "max", "min", "tiny", "smallest_normal", "resolution", "dtype"):
        limits = torch.finfo if kind.is_floating_point or kind.is_complex else torch.iinfo
        print("   ", field, attempt(lambda: getattr(limits(kind), field)))
for name in "half float double chalf cfloat cdouble short int long".split():
    print(name, getattr(torch, name))
print(attempt(lambda: torch.dtype()), attempt(lambda: torch.dtype("float32")))
print(attempt(lambda: torch.float32.foo), copy.deepcopy(torch.half) is torch.float16)
print(torch.finfo(), torch.finfo().dtype, torch.finfo(type=torch.half).bits)
print(torch.finfo(torch.half) == torch.finfo(torch.float16), torch.iinfo(3 and torch.int8).max)
print(attempt(lambda: torch.finfo(3)))
print(attempt(lambda: torch.iinfo("int8")))
print(attempt(lambda: torch.finfo(torch.half).foo))
print(attempt(lambda: setattr(torch.iinfo(torch.int8), "max", 1)))
