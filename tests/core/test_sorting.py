"""Sorts compiled by rules of our own and interpreted, against NumPy's stable ones."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax

from torchlike._core import compiler, dtypes, interpret, kernel
from torchlike._core.device import CPU

DTYPES = ("float32", "float64", "float16", "int8", "int32", "uint32", "int64", "uint64")


def numbers(dtype, shape):
    """Many equal ones, and for floats NaN, infinities and both zeros; for integers the extremes."""
    rng = np.random.default_rng(8)
    array = rng.integers(-40 if np.dtype(dtype).kind != "u" else 0, 40, shape).astype(dtype)
    if array.dtype.kind == "f":
        array.flat[:5] = np.nan, np.inf, -np.inf, -0.0, 0.0
    else:
        array.flat[:2] = np.iinfo(dtype).min, np.iinfo(dtype).max
    return array


def both_ways(body, array):
    """What `body` gives, compiled as every program on the CPU is, and interpreted."""
    avals = [kernel.aval(array.shape, dtypes.from_numpy(array.dtype))]
    with jax.enable_x64(True):
        compiled = compiler._compile(body, avals, CPU, ())([jnp.asarray(array)])
        plan = interpret.plan(jax.make_jaxpr(body)(array))
    assert plan is not None
    return [np.asarray(r) for r in compiled], plan.run([array])


@pytest.mark.parametrize("dtype", DTYPES)
def test_order_and_values(dtype):
    array = numbers(dtype, (12, 70))
    for axis in (0, 1):
        body = lambda x, axis=axis: [jnp.argsort(x, axis=axis), jnp.sort(x, axis=axis)]
        expected = [np.argsort(array, axis, kind="stable"), np.sort(array, axis, kind="stable")]
        for results in both_ways(body, array):
            for result, wanted in zip(results, expected, strict=True):
                assert result.dtype == wanted.dtype
                np.testing.assert_array_equal(result, wanted)
                if wanted.dtype.kind == "f":
                    np.testing.assert_array_equal(np.signbit(result), np.signbit(wanted))


@pytest.mark.parametrize("k", [1, 7, 70])
@pytest.mark.parametrize("dtype", ["float32", "int32"])
def test_the_largest_come_first_and_equal_ones_in_their_order(dtype, k):
    array = numbers(dtype, (12, 70))
    array = np.nan_to_num(array) + 0 if array.dtype.kind == "f" else array
    order = np.argsort(-array.astype(np.float64), 1, kind="stable")[:, :k]
    for values, places in both_ways(lambda x: lax.top_k(x, k), array):
        np.testing.assert_array_equal(places, order)
        np.testing.assert_array_equal(values, np.take_along_axis(array, order, 1))
