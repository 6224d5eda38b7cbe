"""Elementwise, conversion, shape, reduction and sorting primitives against XLA."""

import jax
import jax.numpy as jnp
import ml_dtypes
import numpy as np
import pytest
from jax import lax

from tests.core.interpreting import (
    BF16,
    FLOATS,
    INTEGERS,
    check,
    each,
    integers,
    normal,
    positive,
)

# Elementwise

UNARY_FLOAT = {
    name: getattr(lax, name)
    for name in (
        "abs acos asin asinh atan cbrt ceil cos cosh digamma erf erf_inv erfc exp exp2 expm1 "
        "floor is_finite lgamma log log1p logistic neg rsqrt sign sin sinh sqrt square "
        "tan tanh"
    ).split()
} | {
    "acosh": lambda x: lax.acosh(lax.abs(x) + 1),
    "atanh": lambda x: lax.atanh(x / 4),
    "cube": lambda x: lax.integer_pow(x, 3),
    "inverse_square": lambda x: lax.integer_pow(x, -2),
    "power_0": lambda x: lax.integer_pow(x, 0),
    "round_even": lambda x: lax.round(x, lax.RoundingMethod.TO_NEAREST_EVEN),
    "round_away": lambda x: lax.round(x, lax.RoundingMethod.AWAY_FROM_ZERO),
    "i0e": lax.bessel_i0e,
    "i1e": lax.bessel_i1e,
    "kept": lambda x: lax.reduce_precision(x, 11, 52),
}

SPECIALS = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, -2.5, 0.3, 3.7, np.inf, -np.inf, np.nan]


@pytest.mark.parametrize("dtype", FLOATS, ids=lambda d: np.dtype(d).name)
def test_unary_float(dtype):
    check(each(UNARY_FLOAT), np.array(SPECIALS, dtype))


@pytest.mark.parametrize("shape", [(), (0,), (3, 0)])
def test_unary_shapes(shape):
    check(each(UNARY_FLOAT), np.full(shape, 0.5, np.float32))


BINARY_FLOAT = {
    name: getattr(lax, name)
    for name in "add sub mul div rem max min atan2 eq ne lt le gt ge".split()
} | {
    "pow": lambda x, y: lax.pow(lax.abs(x), y),
    "nextafter": lax.nextafter,
    "clamp": lambda x, y: lax.clamp(lax.min(x, y), x + 1, lax.max(x, y)),
    "scalar": lambda x, y: 2.5 * x - y / 3,
}


@pytest.mark.parametrize("dtype", FLOATS, ids=lambda d: np.dtype(d).name)
def test_binary_float(dtype):
    x, y = np.meshgrid(SPECIALS, SPECIALS)
    functions = dict(BINARY_FLOAT)
    if dtype == np.float16:  # XLA has no float16 nextafter on the CPU
        del functions["nextafter"]
    check(each(functions), x.astype(dtype), y.astype(dtype))


def test_total_order():
    x, y = np.meshgrid([*SPECIALS, -np.nan], [*SPECIALS, -np.nan])
    functions = {"lt": lax.lt_to_p.bind, "le": lax.le_to_p.bind, "eq": lax.eq_to_p.bind}
    for dtype in (np.float64, np.float32, BF16):
        check(each(functions), x.astype(dtype), y.astype(dtype))
    check(each(functions), integers(5), integers(5, seed=1))


def of_first(function):
    return lambda x, y: function(x)


BINARY_INT = {
    name: getattr(lax, name)
    for name in (
        "add sub mul div rem max min eq ne lt le gt ge bitwise_and bitwise_or bitwise_xor "
        "shift_left shift_right_logical shift_right_arithmetic"
    ).split()
} | {
    "floor_divide": jnp.floor_divide,
    "remainder": jnp.remainder,
    "clamp": lambda x, y: lax.clamp(lax.min(x, y), x, lax.max(x, y)),
}

UNARY_INT = {
    name: of_first(getattr(lax, name))
    for name in "abs neg sign bitwise_not population_count clz square".split()
} | {"power": lambda x, y: lax.integer_pow(x, 5)}


@pytest.mark.parametrize("dtype", INTEGERS, ids=lambda d: np.dtype(d).name)
def test_integers(dtype):
    limits = np.iinfo(dtype)
    functions = BINARY_INT | UNARY_INT
    values = np.array([0, 1, 2, 3, 5, 7, 8, 31, 64, 100, limits.max, limits.max - 1], dtype)
    if limits.min:
        values = np.concatenate([values, -values, np.array([limits.min], dtype)])
    else:
        functions = {name: f for name, f in functions.items() if name != "abs"}
    x, y = np.meshgrid(values, values)
    check(each(functions), x, y)


def test_bool():
    x, y = np.meshgrid([True, False], [True, False])
    names = "bitwise_and bitwise_or bitwise_xor eq ne lt le max min".split()
    functions = {name: getattr(lax, name) for name in names}
    functions["not"] = lambda x, y: lax.bitwise_not(x)
    functions["any"] = lambda x, y: jnp.any(x, 0) | jnp.all(y, 0)
    functions["sort"] = lambda x, y: jnp.sort(x, 0)
    functions["argmax"] = lambda x, y: jnp.argmax(x, 0)
    check(each(functions), x, y)


@pytest.mark.parametrize("dtype", [np.complex64, np.complex128], ids=["c64", "c128"])
def test_complex(dtype):
    x = (normal(3, 4) + 1j * normal(3, 4, seed=1)).astype(dtype)
    y = (normal(3, 4, seed=2) + 1j * normal(3, 4, seed=3)).astype(dtype)
    binary = {name: getattr(lax, name) for name in "add sub mul div pow eq ne".split()}
    names = (
        "abs neg sign exp log log1p expm1 sqrt rsqrt sin cos tan sinh cosh tanh asin acos atan "
        "asinh acosh atanh logistic real imag conj square cumsum cumprod"
    ).split()
    unary = {name: of_first(getattr(lax, name)) for name in names}
    other = {
        "complex": lambda x, y: lax.complex(x.real, y.imag),
        "matmul": lambda x, y: x @ y.T,
        "sum": lambda x, y: x.sum(0) * y.prod(1)[:, None],
        "to_wider": lambda x, y: lax.convert_element_type(x, np.complex128),
        "zero": lambda x, y: lax.sign(x * 0),
        "where": lambda x, y: jnp.where(x.real > 0, x, y),
        "power": lambda x, y: lax.integer_pow(x, -3),
    }
    check(each(binary | unary | other), x, y)


def test_special_of_two():
    a, x = positive(20, dtype=np.float64) * 5, positive(20, dtype=np.float64, seed=1) * 5
    functions = {
        "igamma": lax.igamma,
        "igammac": lax.igammac,
        "zeta": lambda a, x: lax.zeta(a + 1.5, x),
        "polygamma": lambda a, x: lax.polygamma(lax.floor(a), x),
        "betainc": lambda a, x: lax.betainc(a, x, x / 6),
    }
    check(each(functions), a, x)
    check(each(functions), a.astype(np.float32), x.astype(np.float32))


# Conversion

ALL_TYPES = (np.bool_, *INTEGERS, *FLOATS, ml_dtypes.float8_e5m2, ml_dtypes.float8_e4m3fn)


@pytest.mark.parametrize("source", FLOATS, ids=lambda d: np.dtype(d).name)
def test_convert_float(source):
    values = [*SPECIALS, 2.7, -2.7, 127.0, 128.0, 255.5, -129.0, 3e4, -3e4, 3e9, -3e9, 1e19, 2e19]
    with np.errstate(over="ignore"):
        x = np.array(values).astype(source)
    functions = {
        np.dtype(d).name: lambda x, d=d: lax.convert_element_type(x, d)
        for d in (*ALL_TYPES, np.complex64, np.complex128)
    }
    check(each(functions), x)


@pytest.mark.parametrize("source", [np.bool_, *INTEGERS], ids=lambda d: np.dtype(d).name)
def test_convert_int(source):
    x = np.array([0, 1, 2, 100, 127, 255, 2**31, 2**63 - 1, 2**64 - 1], np.uint64).astype(source)
    functions = {
        np.dtype(d).name: lambda x, d=d: lax.convert_element_type(x, d)
        for d in (np.bool_, *INTEGERS, np.float32, np.float64, BF16, np.complex64)
    }
    check(each(functions), x)


def test_bitcast():
    functions = {
        "same": lambda x: lax.bitcast_convert_type(x, np.uint32),
        "smaller": lambda x: lax.bitcast_convert_type(x, np.uint8),
        "larger": lambda x: lax.bitcast_convert_type(x, np.float64),
        "half": lambda x: lax.bitcast_convert_type(x, BF16),
    }
    check(each(functions), normal(3, 2))


# Shapes

SHAPES = {
    "reshape": lambda x: x.reshape(4, 6),
    "transpose": lambda x: x.transpose(2, 0, 1),
    "expand": lambda x: x[:, None],
    "squeeze": lambda x: lax.squeeze(x[:, :1], (1,)),
    "broadcast": lambda x: jnp.broadcast_to(x, (5, 2, 3, 4)),
    "broadcast_in_dim": lambda x: lax.broadcast_in_dim(x[0], (3, 2, 4), (0, 2)),
    "slice": lambda x: lax.slice(x, (0, 0, 1), (2, 3, 4), (1, 2, 2)),
    "rev": lambda x: x[::-1, :, ::-1],
    "concatenate": lambda x: jnp.concatenate([x, x[:, :0], x], 1),
    "stack": lambda x: jnp.stack([x, -x], 1),
    "unstack": lambda x: jnp.unstack(x, axis=1),
    "tile": lambda x: jnp.tile(x, (2, 1, 3)),
    "split": lambda x: jnp.split(x, [1, 3], 2),
    "pad": lambda x: lax.pad(x, np.float32(7), ((1, 2, 0), (-1, 1, 2), (2, -3, 1))),
    "crop": lambda x: lax.pad(x, np.float32(7), ((-1, 0, 0), (-1, -1, 0), (-3, -1, 0))),
    "crop_interior": lambda x: lax.pad(x, np.float32(7), ((0, 0, 2), (-2, -1, 3), (-1, -2, 1))),
    "iota": lambda x: lax.broadcasted_iota(np.int32, (2, 3), 1) + lax.iota(np.int32, 3),
    "iota_half": lambda x: lax.iota(BF16, 5),
    "where": lambda x: jnp.where(x > 0, x, 0.0),
    "select_3": lambda x: lax.select_n(lax.iota(np.int32, 4) % 3, x[0, 0], x[0, 1], x[1, 0]),
    "roll": lambda x: jnp.roll(x, 1, 2),
    "tril": lambda x: jnp.tril(x),
    "constant": lambda x: jnp.arange(3.0)[None] * jnp.ones((2, 1)),
    "large_constant": lambda x: jnp.zeros((300, 300)).at[0, 0].set(1),
    "to_scalar": lambda x: x[1, 2, 3],
    "identity": lambda x: lax.stop_gradient(x.copy()),
    "barrier": lambda x: lax.optimization_barrier((x, x + 1)),
    "platform": lambda x: lax.platform_dependent(x, tpu=lambda x: -x, default=lambda x: x + 1),
}


@pytest.mark.parametrize(
    "x",
    [
        normal(2, 3, 4),
        normal(4, 3, 2).T,
        normal(2, 3, 4)[::-1, :, ::-1],
        normal(4, 6, 8)[::2, ::2, ::2][:2],
    ],
    ids=["dense", "transposed", "negative", "strided"],
)
def test_shapes(x):
    check(each(SHAPES), x)


def test_empty():
    functions = {
        "reshape": lambda x: x.reshape(0),
        "sum": lambda x: x.sum(1),
        "prod": lambda x: x.prod(1),
        "max": lambda x: lax.reduce_max(x, (1,)),
        "min": lambda x: lax.reduce_min(x, (1,)),
        "all": lambda x: (x > 0).all(1),
        "matmul": lambda x: x @ x.T,
        "matmul_t": lambda x: x.T @ x,
        "sort": lambda x: jnp.sort(x, 1),
        "cumsum": lambda x: jnp.cumsum(x, 1),
        "concatenate": lambda x: jnp.concatenate([x, x], 1),
        "pad": lambda x: lax.pad(x, np.float32(1), ((0, 0, 0), (2, 1, 1))),
        "gather": lambda x: x[np.array([2, 0])],
        "scatter": lambda x: x.at[np.array([2, 0])].add(1.0),
        "none": lambda x: jnp.ones((4, 5))[jnp.zeros((0,), int)],
    }
    check(each(functions), np.zeros((3, 0), np.float32))
    check(each({"max": lambda x: lax.reduce_max(x, (0,))}), np.zeros((0, 2), np.int32))


# Reductions, scans, sorting

REDUCE = {
    "sum": lambda x: lax.reduce_sum(x, (0,)),
    "sum_all": lambda x: lax.reduce_sum(x, (0, 1, 2)),
    "sum_none": lambda x: lax.reduce_sum(x, ()),
    "prod": lambda x: lax.reduce_prod(x, (0, 2)),
    "max": lambda x: lax.reduce_max(x, (1,)),
    "min": lambda x: lax.reduce_min(x, (0, 1, 2)),
    "argmax": lambda x: lax.argmax(x, 1, np.int32),
    "argmin": lambda x: lax.argmin(x, 2, np.int64),
    "cumsum": lambda x: lax.cumsum(x, 1),
    "cumsum_reverse": lambda x: lax.cumsum(x, 2, reverse=True),
    "cumprod": lambda x: lax.cumprod(x, 0),
    "cummax": lambda x: lax.cummax(x, 1),
    "cummin": lambda x: lax.cummin(x, 1, reverse=True),
    "sort": lambda x: lax.sort(x, 1),
    "argsort": lambda x: jnp.argsort(x, 2),
    "descending": lambda x: jnp.argsort(x, 0, descending=True),
    "sort_keys": lambda x: lax.sort(
        (lax.convert_element_type(x, np.int32) % 2, x, lax.iota(np.int64, 24).reshape(x.shape)),
        1,
        num_keys=2,
    ),
    "top_k": lambda x: lax.top_k(x, 3),
    "generic": lambda x: lax.reduce(x, x.dtype.type(2), lax.mul, (0,)),
}


@pytest.mark.parametrize("dtype", [*FLOATS, *INTEGERS], ids=lambda d: np.dtype(d).name)
def test_reductions(dtype):
    check(each(REDUCE), (normal(2, 3, 4) * 3).astype(np.int8).astype(dtype))


def of_one_row(function):
    return lambda x: function(x[None])


def test_reductions_of_specials():
    x = np.array([[1.0, np.nan, 3.0, np.inf], [-np.inf, -0.0, 0.0, 1.0], [2.0, 2.0, 2.0, 2.0]])
    functions = {
        name: of_one_row(f) for name, f in REDUCE.items() if name not in ("sort_keys", "generic")
    }
    functions["logcumsumexp"] = lambda x: lax.cumlogsumexp(x, 1)
    functions["logsumexp"] = lambda x: jax.nn.logsumexp(x, 1)
    functions["median"] = lambda x: jnp.median(x[:, 2:], 1)
    functions["bits"] = lambda x: lax.reduce_xor(lax.bitcast_convert_type(x, np.int32), (0,))
    functions["searchsorted"] = lambda x: jnp.searchsorted(x[2], x[1])
    for dtype in (np.float64, np.float32):
        check(each(functions), x.astype(dtype))
