# Python numbers that a dtype cannot hold: refused where they are stored, wrapped in arithmetic.
import torch

NAMES = "bool uint8 int8 int32 int64 uint16 float16 bfloat16 float32 float64 complex64".split()
NUMBERS = [300, -3, -300, 2**40, 2.5, float("nan"), float("inf"), 1e300, 70000.0, 2 + 1j, 2 + 0j]


def outcome(function):
    try:
        return function().tolist()
    except Exception as problem:
        return f"{type(problem).__name__}: {str(problem).splitlines()[0]}"


for name in NAMES:
    kind = getattr(torch, name)
    x = torch.tensor([1, 0, 2]).to(kind)
    for number in NUMBERS:
        print(name, number, outcome(lambda: x.clone().fill_(number)))
        print("  full", outcome(lambda: torch.full((2,), number, dtype=kind)))
        plain = number == number and abs(number) < 1e300 and number != 70000.0
        if plain and (name, type(number)) != ("float16", complex):
            print("  add", outcome(lambda: x + number))
for kind in (torch.uint8, torch.int8):
    x = torch.tensor([3], dtype=kind)
    print(outcome(lambda: x**300), outcome(lambda: x.add(x, alpha=300)), outcome(lambda: x // 256))
    print(outcome(lambda: x.masked_fill(x == 3, 300)), outcome(lambda: x.clamp_min(300)))
