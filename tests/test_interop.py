"""Memory shared with NumPy, buffers and DLPack; JAX arrays as tensors and back."""

import gc
import math
import operator
import warnings
from array import array as numbers_of
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


# -- NumPy ---------------------------------------------------------------------------------------

KINDS = [
    "bool", "uint8", "int8", "int16", "int32", "int64", "float16", "float32", "float64",
    "complex64", "complex128", "uint16", "uint32", "uint64",
]  # fmt: skip


@pytest.mark.parametrize("make", [torch.from_numpy, torch.as_tensor, torch.asarray])
@pytest.mark.parametrize("kind", KINDS)
def test_memory_is_shared_both_ways(kind: str, make: Any) -> None:
    memory = np.zeros(3, kind)
    x = make(memory)
    memory[0] = 1
    x[1] = 1
    assert (x.dtype, tuple(x.shape)) == (getattr(torch, kind), (3,))
    assert x.tolist() == memory.tolist() == np.asarray([1, 1, 0], kind).tolist()
    assert np.shares_memory(x.numpy(), x[1:].numpy())


def test_views_and_strided_arrays_share_too() -> None:
    base = np.arange(24.0).reshape(4, 6)
    x = torch.from_numpy(base[1:, ::2])
    x *= 10
    base[1, 0] = -1
    assert (x.stride(), x[0, 0].item(), base[3, 4]) == ((6, 2), -1.0, 220.0)
    y = torch.zeros(3, 4)
    y.t()[1:].numpy()[0] = 5
    assert y[:, 1].tolist() == [5.0, 5.0, 5.0]


def test_the_memory_outlives_the_array() -> None:
    memory = np.ones(3)
    x = torch.from_numpy(memory)
    del memory
    gc.collect()
    x += 1
    assert x.tolist() == [2.0, 2.0, 2.0]


def test_arrays_that_make_no_tensor() -> None:
    base = np.arange(6.0)
    for make in (torch.from_numpy, torch.as_tensor, torch.tensor):
        with pytest.raises(ValueError, match="At least one stride in the given numpy array is neg"):
            make(base[::-1])
    with pytest.raises(ValueError, match="byte order different from the native byte order"):
        torch.from_numpy(np.zeros(2, ">f4"))
    with pytest.raises(TypeError, match="can't convert np.ndarray of type numpy.str_"):
        torch.from_numpy(np.array(["a"]))
    with pytest.raises(TypeError, match=r"expected np.ndarray \(got numpy.float64\)"):
        torch.from_numpy(np.float64(1))  # type: ignore[arg-type]


def test_a_read_only_array_is_written_to_after_a_warning() -> None:
    memory = np.zeros(2)
    memory.flags.writeable = False
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "The given NumPy array is not writable")
        x = torch.from_numpy(memory)
    x[0] = 1
    assert memory.tolist() == [1.0, 0.0]


def test_operators_between_ndarrays_and_tensors() -> None:
    a, t = np.array([1.0, 2.0, 3.0]), torch.tensor([10.0, 20.0, 30.0])
    total = t + a
    assert (type(total), total.dtype, total.tolist()) == (
        torch.Tensor, torch.float64, [11.0, 22.0, 33.0],
    )  # fmt: skip
    assert (t == a * 10).tolist() == [True, True, True]
    assert (a / t).dtype is torch.float64
    with pytest.raises(TypeError, match="unsupported operand type"):
        operator.mul(a, t)
    with pytest.raises(TypeError, match="not supported between instances of 'Tensor' and 'numpy"):
        operator.lt(t, a)
    assert (np.float64(2) * t).dtype is torch.float32


def test_numpy_functions_over_tensors() -> None:
    t = torch.tensor([1.0, 4.0])
    assert (type(np.sqrt(t)), np.sqrt(t).tolist()) == (torch.Tensor, [1.0, 2.0])
    assert (np.isnan(t).dtype, np.isnan(t).tolist()) == (torch.uint8, [0, 0])
    assert isinstance(np.concatenate([t, t]), np.ndarray)
    assert np.asarray(t, dtype=np.int8).dtype == np.int8
    assert not np.shares_memory(np.array(t), t.numpy())
    with pytest.raises(ValueError, match="Unable to avoid copy"):
        np.asarray(t, dtype=np.float64, copy=False)
    forced = torch.ones(2, requires_grad=True)
    assert forced.numpy(force=True).tolist() == [1.0, 1.0]


# -- buffers and DLPack --------------------------------------------------------------------------


def test_buffers_are_shared() -> None:
    buffer = bytearray(range(8))
    x = torch.frombuffer(buffer, dtype=torch.int16, count=2, offset=2)
    buffer[2] = 200
    x[1] = 0
    assert (x.dtype, x.tolist(), list(buffer)) == (
        torch.int16, [200 + 3 * 256, 0], [0, 1, 200, 3, 0, 0, 6, 7],
    )  # fmt: skip
    y = torch.frombuffer(numbers_of("f", [1, 2]), dtype=torch.float32, requires_grad=True)
    assert (y.tolist(), y.requires_grad) == ([1.0, 2.0], True)


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"offset": 8}, r"offset \(8 bytes\) must be non-negative and no greater than buffer"),
        ({"count": 3}, r"requested buffer length \(3 \* 4 bytes\) after offset \(0 bytes\) must"),
        ({"count": 0}, r"both buffer length \(8\) and count \(0\) must not be 0"),
        ({"offset": 1}, r"buffer length \(7 bytes\) after offset \(1 bytes\) must be a multiple"),
    ],
)
def test_windows_that_do_not_fit_the_buffer(options: Any, text: str) -> None:
    with pytest.raises(ValueError, match=text):
        torch.frombuffer(bytearray(8), dtype=torch.int32, **options)


@pytest.mark.parametrize("kind", ["bool", "uint8", "int64", "float16", "float64", "complex64"])
def test_dlpack_shares_with_numpy(kind: str) -> None:
    x = torch.zeros(2, 3, dtype=getattr(torch, kind))
    there = np.from_dlpack(x.t()[1:])
    there[0, 0] = 1
    assert (there.shape, there.dtype, x[0, 1].item()) == ((2, 2), np.dtype(kind), 1)
    back = torch.from_dlpack(there)
    back[1, 1] = 1
    assert (back.dtype, x[1, 2].item(), back.stride()) == (getattr(torch, kind), 1, (1, 3))
    capsule = torch.utils.dlpack.to_dlpack(x)
    torch.utils.dlpack.from_dlpack(capsule).fill_(0)
    assert not x.any()


def test_dlpack_with_jax() -> None:
    there = jnp.arange(3, dtype=jnp.float32)
    x = torch.from_dlpack(there)
    x[0] = 9
    assert (x.tolist(), np.asarray(there).tolist()) == ([9.0, 1.0, 2.0], [0.0, 1.0, 2.0])
    found = jax.dlpack.from_dlpack(torch.ones(2))
    assert (found.dtype, found.shape) == (np.float32, (2,))


def test_dlpack_refuses() -> None:
    with pytest.raises(BufferError, match="Can't export tensors that require gradient"):
        torch.ones(2, requires_grad=True).__dlpack__()
    with pytest.raises(TypeError, match="stream must be ``int`` or ``none``"):
        torch.ones(2).__dlpack__(stream="a")
    with pytest.raises(NotImplementedError, match="torch.bfloat16 by DLPack"):
        torch.ones(2, dtype=torch.bfloat16).__dlpack__()
    device, index = torch.ones(2).__dlpack_device__()
    assert (device.name, int(device), index) == ("kDLCPU", 1, 0)


# -- Python --------------------------------------------------------------------------------------


def test_tensors_where_python_wants_numbers() -> None:
    i, f = torch.tensor(7), torch.tensor(2.75)
    assert (operator.index(i), hex(i), list(range(torch.tensor(2)))) == (7, "0x7", [0, 1])
    assert (math.floor(f), math.sqrt(torch.tensor(4)), f"{f:.1f}", f"{i:03d}") == (
        2,
        2.0,
        "2.8",
        "007",
    )
    assert "abcdefgh"[:i] == "abcdefg"
    total: Any = sum(torch.ones(3))
    assert total.item() == 3.0
    with pytest.raises(TypeError, match="only integer tensors of a single element"):
        [1, 2][f]  # type: ignore[index]
    with pytest.raises(TypeError, match=r"unsupported operand type\(s\) for \*\* or pow\(\)"):
        pow(i, 2, 5)


def test_comparisons_with_anything() -> None:
    x = torch.tensor([1, 2])
    assert (x == None, x == "a", x != object()) == (False, False, True)  # noqa: E711
    with pytest.raises(TypeError, match="not supported between instances of 'Tensor' and 'str'"):
        operator.lt(x, "a")
    assert len({x, x, x.clone()}) == 2
