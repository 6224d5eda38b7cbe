"""Tensors made of JAX arrays, and JAX arrays made of tensors."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import torchlike as torch
from torchlike._core.compiler import wait_for_compilations


def test_an_array_becomes_a_tensor_without_a_copy():
    array = jnp.arange(6, dtype=jnp.float32).reshape(2, 3)
    x = torch.from_jax(array)
    assert (x.dtype, tuple(x.shape), str(x.device)) == (torch.float32, (2, 3), "cpu")
    assert torch.to_jax(x) is array
    assert (x * 2).tolist() == [[0.0, 2.0, 4.0], [6.0, 8.0, 10.0]]


@pytest.mark.parametrize(
    "dtype", [torch.float32, torch.float64, torch.int64, torch.bool, torch.bfloat16]
)
def test_a_tensor_becomes_an_array_of_its_dtype(dtype):
    x = torch.tensor([[0, 1], [2, 3]]).to(dtype)
    array = torch.to_jax(x)
    assert isinstance(array, jax.Array)
    assert (array.dtype, array.shape) == (dtype.np, (2, 2))
    np.testing.assert_array_equal(np.asarray(array), x.numpy(force=True))


def test_what_is_pending_is_run():
    x = torch.arange(3) + 1
    np.testing.assert_array_equal(np.asarray(torch.to_jax(x)), [1, 2, 3])


def test_the_array_does_not_see_later_writes():
    for x in (torch.zeros(3), torch.from_numpy(np.zeros(3, np.float32))):
        array = torch.to_jax(x)
        x.add_(1)
        np.testing.assert_array_equal(np.asarray(array), np.zeros(3, np.float32))
        assert x.tolist() == [1.0, 1.0, 1.0]


def test_an_ndarray_written_to_later_leaves_the_array_alone():
    memory = np.zeros(3, np.float32)
    array = torch.to_jax(torch.from_numpy(memory))
    memory[:] = 7
    np.testing.assert_array_equal(np.asarray(array), np.zeros(3, np.float32))


def test_arrays_that_somebody_holds_are_never_donated():
    start = jnp.ones(4)
    w = torch.from_jax(start)
    held = []
    for _ in range(40):
        w = w * 0.5 + 1
        held.append(torch.to_jax(w))
        wait_for_compilations()
    np.testing.assert_array_equal(np.asarray(start), np.ones(4, np.float32))
    expected = np.ones(4, np.float32)
    for array in held:
        expected = expected * np.float32(0.5) + np.float32(1)
        np.testing.assert_allclose(np.asarray(array), expected, rtol=1e-6)


def test_jax_makes_arrays_of_tensors():
    result = jnp.asarray(torch.tensor([1.0, 2.0]))
    assert (result.dtype, result.shape) == (np.float32, (2,))
    np.testing.assert_array_equal(np.asarray(result), np.asarray([1.0, 2.0], np.float32))


def _loss(weights):
    w = torch.from_jax(weights)
    hidden = (torch.arange(6.0).view(2, 3) @ w).tanh()
    return torch.to_jax((hidden * hidden).mean())


def _expected_loss(weights):
    hidden = jnp.tanh(jnp.arange(6, dtype=jnp.float32).reshape(2, 3) @ weights)
    return (hidden * hidden).mean()


WEIGHTS = np.linspace(-0.5, 0.5, 6, dtype=np.float32).reshape(3, 2)


@pytest.mark.parametrize("transform", [jax.jit, jax.grad, lambda f: jax.jit(jax.grad(f))])
def test_inside_jax_transformations(transform):
    found, expected = transform(_loss)(WEIGHTS), transform(_expected_loss)(WEIGHTS)
    assert (found.dtype, found.shape) == (expected.dtype, expected.shape)
    np.testing.assert_allclose(np.asarray(found), np.asarray(expected), rtol=2e-5)


def test_inside_vmap():
    batch = np.stack([WEIGHTS, 2 * WEIGHTS])
    found, expected = jax.vmap(_loss)(batch), jax.vmap(_expected_loss)(batch)
    assert (found.dtype, found.shape) == (np.float32, (2,))
    np.testing.assert_allclose(np.asarray(found), np.asarray(expected), rtol=2e-5)


def test_a_parameter_leaves_its_history_behind():
    x = torch.ones(2, requires_grad=True)
    np.testing.assert_array_equal(np.asarray(torch.to_jax(x * 3)), np.full(2, 3, np.float32))


def test_other_things_are_refused():
    ndarray: Any = np.ones(2)
    numbers: Any = [1.0]
    with pytest.raises(TypeError, match=r"expected jax.Array \(got ndarray\)"):
        torch.from_jax(ndarray)
    with pytest.raises(TypeError, match=r"expected Tensor \(got list\)"):
        torch.to_jax(numbers)
