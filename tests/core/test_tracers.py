"""torchlike inside a user's own `jax.jit`, `jax.grad` and `jax.vmap`."""

import contextlib

import jax
import jax.core
import jax.numpy as jnp
import numpy as np
import pytest

import torchlike as torch
from tests.core.running import compiled_whole
from torchlike._core import execute
from torchlike._core.apply import wrap
from torchlike._core.kernel import forget_kernels
from torchlike._core.trace import concrete, forget_everything, local


def through(function):
    """`function` of tensors as a function of JAX arrays."""

    def of_arrays(*arrays):
        return function(*(wrap(concrete(array)) for array in arrays))._read().array

    return of_arrays


def model(x, w):
    return torch.tanh(x @ w).sum(1) * 2 + x[:, 0]


X = np.array([[0.1, 0.2], [0.3, -0.4], [0.5, 0.6]], np.float32)
W = np.array([[1.0, -1.0], [0.5, 2.0]], np.float32)


def by_hand(x, w):
    return jnp.tanh(x @ w).sum(1) * 2 + x[:, 0]


def test_jit():
    found = jax.jit(through(model))(X, W)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, by_hand(X, W), rtol=1e-6)


def test_grad():
    found = jax.grad(lambda w: through(model)(X, w).sum())(W)
    expected = jax.grad(lambda w: by_hand(X, w).sum())(W)
    assert found.shape == W.shape
    np.testing.assert_allclose(found, expected, rtol=1e-5)


def test_vmap():
    batch = np.stack([W, W * 2, -W])
    found = jax.vmap(through(model), (None, 0))(X, batch)
    expected = jax.vmap(by_hand, (None, 0))(X, batch)
    assert found.shape == (3, 3)
    np.testing.assert_allclose(found, expected, rtol=1e-5)


def test_all_three_at_once():
    def loss(function):
        return lambda w: function(X, w).sum()

    batch = np.stack([W, -W])
    found = jax.jit(jax.vmap(jax.grad(loss(through(model)))))(batch)
    expected = jax.jit(jax.vmap(jax.grad(loss(by_hand))))(batch)
    np.testing.assert_allclose(found, expected, rtol=1e-5)


@pytest.mark.parametrize("tier", ["interpreted", "by operator", "compiled"])
def test_a_pending_tensor_from_outside_is_a_constant(tier, monkeypatch):
    if tier == "by operator":
        monkeypatch.setattr(execute, "MAX_INTERPRETED_WORK", -1)
        forget_everything()
        forget_kernels()
    with compiled_whole() if tier == "compiled" else contextlib.nullcontext():
        scale = torch.tensor([2.0, 3.0]) * 2
        found = jax.jit(through(lambda x: x * scale))(X[0])
        np.testing.assert_allclose(found, X[0] * [4.0, 6.0], rtol=1e-6)
        assert scale.tolist() == [4.0, 6.0]


def test_numbers_and_promotion():
    found = jax.jit(through(lambda x: (x > 0) + x * 2 - 1))(np.array([1, -2]))
    np.testing.assert_array_equal(found, [2, -5])
    wide = jax.jit(through(lambda x: x / 2))(np.array([1, 2], np.int32))
    assert wide.dtype == np.float32


def test_in_place_and_views():
    def write(x):
        y = x * 1
        y[0] = 5.0
        y[1:] += 1
        return y

    found = jax.jit(through(write))(np.array([1.0, 2.0, 3.0], np.float32))
    assert found.tolist() == [5.0, 3.0, 4.0]


def test_nothing_is_left_behind():
    jax.jit(through(model))(X, W)
    values = local.state.trace.values
    assert not any(isinstance(v.array, jax.core.Tracer) for v in values)
    assert (torch.tensor([1.0]) + 1).tolist() == [2.0]


def test_a_shape_error_is_pytorchs():
    with pytest.raises(RuntimeError, match="must match the size of tensor b"):
        jax.jit(through(lambda x: x + torch.zeros(3)))(X[0])


def test_looking_at_a_tracer_is_jaxs_error():
    with pytest.raises(jax.errors.TracerArrayConversionError, match="traced array"):
        jax.jit(through(lambda x: x * x.tolist()[0]))(X[0])
