"""Convolutions compiled by rules of our own, and their gradients, against XLA's."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax

from torchlike._core import compiler, convolutions, dtypes, kernel
from torchlike._core.device import CPU

#: The input's shape, the kernel's, and how the one goes over the other.
CASES = {
    "depthwise": ((2, 3, 7, 6), (3, 1, 3, 2), {"feature_group_count": 3}),
    "two filters each": ((2, 3, 7), (6, 1, 3), {"feature_group_count": 3, "stride": 2}),
    "spread": ((2, 3, 4, 4), (3, 1, 3, 3), {"feature_group_count": 3, "lhs_dilation": (2, 2)}),
    "volume": ((2, 3, 6, 6, 4), (4, 3, 2, 2, 3), {"stride": 2, "rhs_dilation": (2, 1, 1)}),
}


def compiled(body, arrays):
    """What `body` gives, compiled as every program on the CPU is."""
    avals = [kernel.aval(a.shape, dtypes.from_numpy(a.dtype)) for a in arrays]
    with jax.enable_x64(True):
        return compiler._compile(body, avals, CPU, ())([jnp.asarray(a) for a in arrays])


@pytest.mark.parametrize("case", CASES)
def test_results_and_gradients(case, monkeypatch):
    shape, kernel_shape, options = CASES[case]
    options = dict(options)
    dims = len(shape) - 2
    stride = (options.pop("stride", 1),) * dims
    rng = np.random.default_rng(4)
    arrays = [rng.standard_normal(s).astype(np.float32) for s in (shape, kernel_shape)]

    def convolved(x, w):
        return lax.conv_general_dilated(x, w, stride, [(1, 2)] * dims, **options)

    def body(x, w):
        value, back = jax.vjp(convolved, x, w)
        return [value, *back(value)]

    used = []
    original = convolutions._chosen
    monkeypatch.setattr(convolutions, "_chosen", lambda *a: used.append(original(*a)) or used[-1])
    results = compiled(body, arrays)
    assert any(used)
    for result, expected in zip(results, body(*arrays), strict=True):
        assert result.dtype == expected.dtype
        assert result.shape == expected.shape
        np.testing.assert_allclose(result, expected, rtol=1e-4, atol=1e-4)
