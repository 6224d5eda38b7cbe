# Casts between dtypes: fractions, infinities, NaN, overflow, negatives to unsigned.
import torch

INTEGERS = """bool uint8 int8 int16 int32 int64 uint16 uint64""".split()
FLOATS = "float16 bfloat16 float32 float64 complex64 complex128".split()
EIGHT = "float8_e4m3fn float8_e5m2 float8_e4m3fnuz float8_e5m2fnuz float8_e8m0fnu".split()
inf, nan = float("inf"), float("nan")
VALUES = [0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.0, 127.5, 128.0, 255.9, 256.0, -129.0, 300.0, -300.0,
          32768.0, 65535.9, 65536.0, 70000.0, -40000.0, 1e10, -1e10, 9.2e18, 9223372036854775808.0,
          1.8e19, 1e20, inf, -inf, nan]  # fmt: skip
WHOLE = [0, 1, -1, 127, 128, 255, 256, -128, -129, 32767, 32768, 65535, 65536, 2147483648,
         -2147483649, 4294967296, 2**53 + 1, 2**24 + 1, 2**63 - 1, -(2**63), 65519, 65520]  # fmt: skip
NARROW = [0.0, 1.0, -1.0, 1.5, 2.5, 3.0, 0.3, 447.0, 448.0, 464.0, 465.0, 480.0, 57344.0, 61439.0,
          61440.0, 240.0, 248.0, 1e6, inf, nan, 2.0**-10, 2.0**-17, 1e-30]  # fmt: skip


def show(x):
    return x.tolist() if not x.is_complex() else x.real.tolist()


wide = torch.tensor(VALUES, dtype=torch.float64)
for source in FLOATS[:4]:
    x = wide.to(getattr(torch, source))
    for target in INTEGERS + FLOATS:
        print(source, target, show(x.to(getattr(torch, target))))
whole = torch.tensor(WHOLE)
for source in INTEGERS:
    x = whole.to(getattr(torch, source))
    for target in [*INTEGERS, "uint32", *FLOATS]:
        print(source, target, show(x.to(getattr(torch, target))))
narrow = torch.tensor(NARROW, dtype=torch.float64)
for kind in EIGHT:
    x = narrow.to(getattr(torch, kind))
    print(kind, x.tolist(), x[:19].view(torch.uint8).tolist())
    print(narrow.half().to(x.dtype).tolist() == narrow.half().double().to(x.dtype).tolist())
    print(x[1:7], x[1:7].to(torch.int32).tolist(), x[1:7].half(), x[0].item(), x.dtype)
z = torch.tensor([1.9 + 2j, -3.5 - 1j])
print(z.to(torch.int8), z.half(), z.bool(), torch.tensor([0j, 1j]).bool(), z.to(torch.complex128))
print(torch.zeros(3, dtype=torch.uint8).copy_(torch.tensor([-1, 256, 300])))
print(torch.tensor([1.7, -1.7]).long(), torch.tensor([True, False]).half(), torch.tensor(3).bool())
