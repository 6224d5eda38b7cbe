"""Running sums and their like, compiled by rules of our own, against NumPy in double precision."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax

from torchlike._core import compiler, dtypes, kernel
from torchlike._core.device import CPU
from torchlike._core.scans import TILE

NUMPYS = {
    "cumsum": np.add,
    "cumprod": np.multiply,
    "cummax": np.maximum,
    "cummin": np.minimum,
    "cumlogsumexp": np.logaddexp,
}
SHAPES = [
    ((40, 5, 300), 1),
    ((7, 333, 5), 1),
    ((3, TILE // 2), 1),
    ((2, TILE + 1), 1),
]


def compiled(name, array, axis, reverse):
    """What the primitive gives, compiled as every program on the CPU is."""
    avals = [kernel.aval(array.shape, dtypes.from_numpy(array.dtype))]
    body = lambda x: [getattr(lax, name)(x, axis=axis, reverse=reverse)]
    with jax.enable_x64(True):
        (result,) = compiler._compile(body, avals, CPU, ())([jnp.asarray(array)])
    return np.asarray(result)


def expected(name, array, axis, reverse):
    wide = array.astype(np.float64) if array.dtype != np.int64 else array
    turned = np.flip(wide, axis) if reverse else wide
    found = NUMPYS[name].accumulate(turned, axis)
    return np.flip(found, axis) if reverse else found


def check(name, array, axis, reverse, tolerance):
    result = compiled(name, array, axis, reverse)
    assert result.dtype == array.dtype
    assert result.shape == array.shape
    wanted = expected(name, array, axis, reverse)
    size = np.maximum(np.abs(wanted), 1) if name == "cumsum" else np.abs(wanted)
    difference = np.abs(result.astype(wanted.dtype) - wanted)
    assert np.all(difference <= tolerance * np.maximum(size, size.mean()))


@pytest.mark.parametrize(("shape", "axis"), SHAPES)
def test_running_sums(shape, axis):
    array = np.random.default_rng(5).standard_normal(shape).astype(np.float32)
    check("cumsum", array, axis, len(shape) == 2, 2e-5)


@pytest.mark.parametrize("name", ["cumprod", "cummax", "cummin", "cumlogsumexp"])
def test_the_others(name):
    array = np.random.default_rng(6).uniform(0.99, 1.01, (3, 1500)).astype(np.float32)
    check(name, array, 1, False, 1e-5)
    check(name, array.T.copy(), 0, True, 1e-5)


@pytest.mark.parametrize(("dtype", "tolerance"), [(np.int64, 0), (np.float16, 2e-3)])
def test_other_types(dtype, tolerance):
    array = np.random.default_rng(7).integers(0, 3, (5, 700)).astype(dtype)
    check("cumsum", array, 1, False, tolerance)


def test_nan_reaches_only_what_comes_after_it():
    array = np.zeros(3000, np.float32)
    array[2001] = np.nan
    for name in ("cumsum", "cummax"):
        result = compiled(name, array, 0, False)
        assert np.array_equal(np.isnan(result), np.arange(3000) >= 2001)
