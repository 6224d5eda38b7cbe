# The dtypes that operators have no kernel for, and what they say.
import torch

NAMES = """bool uint8 int64 uint16 uint32 float8_e4m3fn float8_e5m2 float16 bfloat16 float64
complex64""".split()
UNARY = """neg abs sign sgn square exp exp2 expm1 log log2 log10 log1p sqrt rsqrt reciprocal sin cos
tan asin acos atan sinh cosh tanh sigmoid erf erfc lgamma digamma erfinv asinh acosh atanh logit
deg2rad rad2deg sinc angle floor ceil trunc frac round bitwise_not frexp nan_to_num logical_not
signbit isposinf isneginf isnan sum mean prod amax amin max min argmax argmin nansum std var aminmax
count_nonzero any all""".split()
BINARY = """add sub mul div floor_divide remainder fmod pow atan2 maximum minimum fmax fmin hypot
copysign logaddexp logaddexp2 xlogy gcd lcm heaviside nextafter bitwise_and bitwise_or bitwise_xor
bitwise_left_shift bitwise_right_shift eq lt le gt ge logical_and logical_or logical_xor isclose
""".split()


def outcome(function):
    try:
        found = function()
    except Exception as problem:
        return f"{type(problem).__name__}: {str(problem).splitlines()[0]}"
    found = found if isinstance(found, tuple) else (found,)
    return " ".join(str(x.dtype) for x in found)


for name in NAMES:
    x = torch.tensor([1, 1, 1]).to(getattr(torch, name))
    print("##", name)
    for op in UNARY:
        print(op, outcome(lambda: getattr(torch, op)(x)))
    for op in BINARY:
        print(op, outcome(lambda: getattr(torch, op)(x, x)))
    print("cumsum", outcome(lambda: x.cumsum(0)), outcome(lambda: x.cumprod(0)))
    print("cummax", outcome(lambda: x.cummax(0).values), outcome(lambda: x.logcumsumexp(0)))
    print("max along", outcome(lambda: x.max(0).values), outcome(lambda: x.min(0).values))
    print("round", outcome(lambda: x.round(decimals=1)))
    for mode in ("trunc", "floor"):
        print(mode, outcome(lambda: torch.div(x, x, rounding_mode=mode)))
    print("clamp", outcome(lambda: x.clamp(0, 2)), outcome(lambda: x.clamp(x, x)))
    print("clamp_min", outcome(lambda: x.clamp_min(1)), outcome(lambda: x.clamp(max=2)))
    print("lerp", outcome(lambda: x.lerp(x, 0.5)), outcome(lambda: x.lerp(x, x)))
    print("sum of", outcome(lambda: x.sum(dtype=torch.float32)), outcome(lambda: ~x))
print(outcome(lambda: torch.ones(2).cumsum(0, dtype=torch.bool)))
print(outcome(lambda: torch.tensor([1, 2]).nanmean()), outcome(lambda: torch.tensor([1]).mean()))
