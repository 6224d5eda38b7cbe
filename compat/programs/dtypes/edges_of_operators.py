# Edge values: NaN bounds, signed zeros, large integer exponents, quotients rounded in half.
import torch

nan, inf = float("nan"), float("inf")
x = torch.tensor([-2.0, -0.0, 0.0, 3.0, nan, inf, -inf])
for kind in (torch.float16, torch.bfloat16, torch.float32, torch.float64):
    y = x.to(kind)
    print(y.clamp(nan, 1), y.clamp(0, nan), y.clamp(torch.full((7,), nan, dtype=kind)))
    print(y.sign(), y.sgn(), y.erfinv(), y.nan_to_num(), y.nan_to_num(1, 2, 3))
    print(torch.lgamma(torch.tensor([1.0, 2.0], dtype=kind)), y.frac(), y.round(), y.trunc())
    pairs = torch.tensor([1.0, 100.25, 7.3, 0.01, 10.7]).to(kind)
    print(torch.div(pairs[:, None], pairs, rounding_mode="trunc"))
    print(torch.div(pairs[:, None], pairs, rounding_mode="floor"), pairs[:, None] % pairs)
    print(torch.nextafter(torch.ones(2, dtype=kind), torch.tensor([2.0, 0.0], dtype=kind)) == 1)
    print(torch.full((4096,), 0.1, dtype=kind).sum(), torch.full((99,), 0.1, dtype=kind).cumsum(0)[-1])
    print(torch.full((3,), 60000.0).to(kind).mean(), torch.full((3,), 300.0).to(kind).prod())
for kind in (torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64):
    base = torch.tensor([0, 1, 2, 3, 7, 100], dtype=kind)
    for exponent in (0, 1, 5, 63, 64, 100):
        print(kind, exponent, base ** torch.tensor(exponent, dtype=kind), base**exponent)
    least, most = torch.iinfo(kind).min, torch.iinfo(kind).max
    ends = torch.tensor([least, most], dtype=kind)
    print(ends.abs(), -ends, ends + 1, ends - 1, ends * 2, ends // 3, ends % 7, ends / 2)
print(torch.tensor([2, 3]) ** torch.tensor([3, 2]), torch.tensor([1, -1]) ** torch.tensor([-1, -3]))
print(torch.tensor([1, 2]).nansum(dtype=torch.bool), torch.tensor([300, 2]).sum(dtype=torch.uint8))
print(torch.tensor([2049, 1], dtype=torch.int16).mean(dtype=torch.half))
print(torch.tensor([1, 2]).nan_to_num(1.5), torch.tensor([2**53 + 1]) == torch.tensor([2.0**53]))
