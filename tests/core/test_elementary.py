"""Elementary functions compiled by rules of our own, against NumPy in double precision."""

import jax
import numpy as np
import pytest
from jax import lax

from torchlike._core import compiler, dtypes, kernel
from torchlike._core.device import CPU

RNG = np.random.default_rng(3)
SPECIAL = [0.0, -0.0, 1.0, -1.0, 2.5, -2.5, np.inf, -np.inf, np.nan, 3e38, 1e-36]
NUMPYS = {"acos": "arccos", "asin": "arcsin", "atan": "arctan", "tan": "tan"}
SPREAD = (RNG.standard_normal(3000) * np.exp(RNG.uniform(-30, 30, 3000))).astype(np.float32)
PAIRS = [np.asarray(v, np.float32) for v in np.meshgrid(SPECIAL, SPECIAL)]


def compiled(primitive, *arrays):
    """What the primitive gives, compiled as every program on the CPU is."""
    avals = [kernel.aval(a.shape, dtypes.from_numpy(a.dtype)) for a in arrays]
    run = compiler._compile(lambda *args: [primitive(*args)], avals, CPU, ())
    with jax.enable_x64(True):
        (result,) = run([jax.numpy.asarray(a) for a in arrays])
    return np.asarray(result)


def check(result, expected, ulps):
    assert result.dtype == np.float32
    assert result.shape == expected.shape
    assert np.array_equal(np.isnan(result), np.isnan(expected))
    kept = ~np.isnan(expected)
    result, expected = result[kept], expected[kept]
    assert np.array_equal(np.signbit(result), np.signbit(expected))
    result, expected = (v[result != expected] for v in (result, expected))
    room = np.spacing(np.abs(expected.astype(np.float32)))
    assert np.all(np.abs(result - expected) <= ulps * room)


@pytest.mark.filterwarnings("ignore:invalid value")
@pytest.mark.parametrize("name", NUMPYS)
def test_functions_of_one_number(name):
    array = np.concatenate([RNG.uniform(-1, 1, 3000), SPECIAL]).astype(np.float32)
    expected = getattr(np, NUMPYS[name])(array.astype(np.float64))
    check(compiled(getattr(lax, name), array), expected, 3)


@pytest.mark.filterwarnings("ignore:invalid value")
@pytest.mark.parametrize("name", ["sin", "cos"])
@pytest.mark.parametrize("far", [[], [1e10, -1e300, np.inf, np.nan]])
def test_sine_and_cosine_in_double_precision(name, far):
    quarters = np.arange(-700, 700) * (np.pi / 2)
    numbers = [RNG.standard_normal(3000), RNG.uniform(-1e6, 1e6, 3000)]
    special = [0.0, -0.0, 1e-300, *far]
    array = np.concatenate([quarters, np.nextafter(quarters, 9e9), *numbers, special])
    result, expected = compiled(getattr(lax, name), array), getattr(np, name)(array)
    assert result.dtype == np.float64
    assert np.array_equal(np.isnan(result), np.isnan(expected))
    assert np.array_equal(np.signbit(result[:-1]), np.signbit(expected[:-1]))
    np.testing.assert_allclose(result, expected, rtol=3e-16, atol=0)


@pytest.mark.filterwarnings("ignore:.*encountered")
def test_exponentials_and_logarithms_in_double_precision():
    numbers = [RNG.uniform(-700, 700, 3000), 1 + 1e-3 * RNG.standard_normal(3000)]
    array = np.concatenate([*numbers, [0.0, -0.0, -1.0, 709.7, 710.0, -800.0, *SPECIAL[6:9]]])
    for name, argument in (("exp", array), ("log", array), ("log", np.exp(numbers[0]))):
        result, expected = compiled(getattr(lax, name), argument), getattr(np, name)(argument)
        assert result.dtype == np.float64
        np.testing.assert_allclose(result, expected, rtol=4e-16, atol=0)


@pytest.mark.parametrize("name", ["div", "rem"])
def test_integers_divided_as_doubles(name):
    info = np.iinfo(np.int32)
    special = np.array([0, 1, -1, 2, -7, info.max, info.min, info.min + 1, 65537], np.int32)
    drawn = RNG.integers(info.min, info.max, (2, 3000)).astype(np.int32)
    for x, y in (np.meshgrid(special, special), drawn, (drawn[0], drawn[1] % 100)):
        expected = np.asarray(getattr(lax, name)(jax.numpy.asarray(x), jax.numpy.asarray(y)))
        result = compiled(getattr(lax, name), x, y)
        assert result.dtype == np.int32
        assert np.array_equal(result, expected)


def test_the_angle_of_two_numbers():
    pairs = [SPREAD, SPREAD[::-1].copy()]
    for y, x in (pairs, PAIRS):
        expected = np.arctan2(y.astype(np.float64), x.astype(np.float64))
        tiny = (np.abs(expected) > 0) & (np.abs(expected) < 1e-37)  # flushed to zero
        expected = np.where(tiny, np.copysign(0.0, expected), expected)
        check(compiled(lax.atan2, y, x), expected, 3)


@pytest.mark.filterwarnings("ignore:.*encountered in power")
def test_powers():
    exponents = RNG.uniform(-5, 5, 3000).astype(np.float32)
    whole = [SPREAD, RNG.integers(-9, 9, 3000).astype(np.float32)]
    for x, y in ([np.abs(SPREAD), exponents], whole, PAIRS):
        with np.errstate(over="ignore", under="ignore"):
            expected = np.power(x.astype(np.float64), y.astype(np.float64))
            expected = expected.astype(np.float32).astype(np.float64)
        tiny = np.abs(expected) < np.finfo(np.float32).tiny  # flushed to zero
        expected = np.where(tiny, np.copysign(0.0, expected), expected)
        check(compiled(lax.pow, x, y), expected, 1)


@pytest.mark.filterwarnings("ignore:invalid value")
def test_remainders_are_exact():
    pairs = [SPREAD, SPREAD[::-1].copy()]
    moderate = [RNG.standard_normal(3000).astype(np.float32) for _ in range(2)]
    whole = [np.arange(300, dtype=np.float32), np.full(300, 3, np.float32)]
    for x, y in (pairs, moderate, whole, PAIRS):
        check(compiled(lax.rem, x, y), np.fmod(x, y).astype(np.float64), 0)


def test_other_types_are_left_to_xla():
    array = RNG.uniform(-1, 1, 50)
    result = compiled(lax.asin, array)
    assert result.dtype == np.float64
    np.testing.assert_allclose(result, np.arcsin(array), 1e-14)
