"""Gathers of columns, compiled row by row."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from torchlike._core import compiler, dtypes, kernel
from torchlike._core.device import CPU

RNG = np.random.default_rng(5)


@pytest.mark.parametrize("mode", ["clip", "fill", "promise_in_bounds"])
@pytest.mark.parametrize("shape", [(30, 400), (3, 10, 400), (5000,), (2, 3)])
def test_columns_are_those_of_numpy(mode, shape):
    x, index = RNG.standard_normal(shape), RNG.integers(0, shape[-1], 300)
    avals = [kernel.aval(a.shape, dtypes.from_numpy(a.dtype)) for a in (x, index)]
    run = compiler._compile(lambda x, i: [x.at[..., i].get(mode=mode)], avals, CPU, ())
    with jax.enable_x64(True):
        result = np.asarray(run([jnp.asarray(x), jnp.asarray(index)])[0])
    assert result.dtype == x.dtype
    assert np.array_equal(result, x[..., index])
