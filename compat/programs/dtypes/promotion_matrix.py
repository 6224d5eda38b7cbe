# promote_types, can_cast and result_type for every pair of dtypes.
import torch

NAMES = """bool uint8 uint16 uint32 uint64 int8 int16 int32 int64 float8_e4m3fn float8_e5m2
float8_e4m3fnuz float8_e5m2fnuz float8_e8m0fnu float16 bfloat16 float32 float64 complex64
complex128""".split()
KINDS = [getattr(torch, name) for name in NAMES]


def attempt(function):
    try:
        return str(function()).removeprefix("torch.")
    except Exception as problem:
        return f"{type(problem).__name__}: {str(problem).splitlines()[0]}"


for a in [*KINDS, torch.complex32]:
    for b in [*KINDS, torch.complex32]:
        print(a, b, attempt(lambda: torch.promote_types(a, b)), torch.can_cast(a, b))
for a in KINDS:
    for b in KINDS:
        found = []
        for shapes in (((1,), ()), ((), (1,)), ((), ())):
            x, y = torch.zeros(shapes[0], dtype=a), torch.zeros(shapes[1], dtype=b)
            found.append(attempt(lambda: torch.result_type(x, y)))
        print(a, b, found if len(set(found)) > 1 else found[0])
    for number in (True, 1, 1.5, 1j):
        shown = [attempt(lambda: torch.result_type(torch.zeros(s, dtype=a), number)) for s in ((), 1)]
        print(a, number, shown)
print([attempt(lambda: torch.result_type(a, b)) for a in (True, 1, 1.5, 1j) for b in (True, 1.5)])
print(attempt(lambda: torch.promote_types(torch.half, "x")))
print(attempt(lambda: torch.can_cast(torch.half, 3)))
print(attempt(lambda: torch.result_type(1, "x")))
print(attempt(lambda: torch.promote_types(float, int)), torch.can_cast(from_=torch.int8, to=int))
print(torch.result_type(tensor=torch.ones(1), other=2))
