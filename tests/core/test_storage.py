"""Aliasing: what a write through one tensor shows in all others on the same memory."""

import gc
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import torchlike as torch
from torchlike._core.storage import View
from torchlike._core.trace import flush_all

Pair = tuple[Any, np.ndarray]


def same(tensor: Any, array: np.ndarray) -> None:
    assert tuple(tensor.shape) == array.shape
    assert tensor.dtype.np == array.dtype
    np.testing.assert_array_equal(np.array(tensor.tolist()), np.array(array.tolist()))


# -- random programs, NumPy as the oracle ---------------------------------------------------------


def random_slice(rng: np.random.Generator, size: int) -> slice:
    start, stop = sorted(rng.integers(0, size + 1, 2).tolist())
    return slice(start, stop, int(rng.integers(1, 3)))


def random_view(rng: np.random.Generator, pair: Pair) -> Pair:
    """A view of both the tensor and the ndarray; the pair itself where none applies."""
    tensor, array = pair
    rank, shape = array.ndim, array.shape
    dim = int(rng.integers(0, rank)) if rank else 0
    kind = rng.integers(0, 10)
    if kind == 0 and rank:
        part = (slice(None),) * dim + (random_slice(rng, shape[dim]),)
        return tensor[part], array[part]
    if kind == 1 and rank > 1 and shape[dim]:
        at = int(rng.integers(-shape[dim], shape[dim]))
        return tensor.select(dim, at), array[(slice(None),) * dim + (at,)]
    if kind == 2 and rank > 1:
        other = int(rng.integers(0, rank))
        return tensor.transpose(dim, other), array.swapaxes(dim, other)
    if kind == 3 and rank < 4:
        return tensor.unsqueeze(dim), np.expand_dims(array, dim)
    if kind == 4:
        return tensor.squeeze(), array.squeeze()
    if kind == 5 and tensor.is_contiguous():
        flat = array.reshape(-1)
        assert np.shares_memory(flat, array) or array.size == 0
        return tensor.view(-1), flat
    if kind == 6 and rank == 2:
        offset = int(rng.integers(-1, 2))
        diagonal = array.diagonal(offset)
        diagonal.flags.writeable = True
        return tensor.diagonal(offset), diagonal
    if kind == 7 and rank:
        order = rng.permutation(rank).tolist()
        return tensor.permute(order), array.transpose(order)
    if kind == 8 and rank and shape[dim] > 1:
        half = shape[dim] // 2
        piece = (slice(None),) * dim + (slice(half, 2 * half),)
        return tensor.split(half, dim)[1], array[piece]
    if kind == 9 and tensor.numel() and tensor.is_contiguous():
        strides = tuple(s // array.itemsize for s in array.strides)
        window = tensor.as_strided(shape, strides, tensor.storage_offset())
        return window, array
    return pair


def write_number(rng: np.random.Generator, tensor: Any, array: np.ndarray) -> None:
    number = int(rng.integers(-9, 9))
    tensor.fill_(number)
    array[...] = number


def write_sum(rng: np.random.Generator, tensor: Any, array: np.ndarray) -> None:
    tensor += 3
    array += 3


def write_array(rng: np.random.Generator, tensor: Any, array: np.ndarray) -> None:
    values = rng.integers(-9, 9, array.shape)
    tensor.copy_(torch.tensor(values))
    array[...] = values


def write_product(rng: np.random.Generator, tensor: Any, array: np.ndarray) -> None:
    tensor.mul_(tensor)
    array *= array


def write_item(rng: np.random.Generator, tensor: Any, array: np.ndarray) -> None:
    if array.size == 0:
        return
    at = tuple(int(rng.integers(0, n)) for n in array.shape)
    tensor[at] = 77
    array[at] = 77


def write_through_numpy(rng: np.random.Generator, tensor: Any, array: np.ndarray) -> None:
    shared = tensor.numpy()
    shared[...] = shared - 1
    array -= 1


WRITES: tuple[Callable[..., None], ...] = (
    write_number, write_sum, write_array, write_product, write_item, write_through_numpy,
)  # fmt: skip


def run_program(seed: int, *, flushing: bool) -> None:
    rng = np.random.default_rng(seed)
    shape = tuple(rng.integers(1, 5, rng.integers(1, 4)).tolist())
    array = np.arange(int(np.prod(shape)), dtype=np.int64).reshape(shape)
    pairs: list[Pair] = [(torch.tensor(array), array)]
    held = []
    for _ in range(10):
        tensor, view = pairs[rng.integers(0, len(pairs))]
        action = rng.integers(0, 10)
        if action < 5:
            pairs.append(random_view(rng, (tensor, view)))
        elif action == 5:
            pairs.append((tensor.detach(), view))
        else:
            WRITES[rng.integers(0, len(WRITES))](rng, tensor, view)
        if action == 6 and rng.integers(0, 3) == 0:
            held.append(tensor.numpy())
        if flushing and rng.integers(0, 2):
            flush_all("a test flushes")
        if rng.integers(0, 3) == 0:
            for one in rng.permutation(len(pairs)):
                same(*pairs[one])
    for pair in pairs:
        same(*pair)


@pytest.mark.parametrize("flushing", [False, True], ids=["pending", "flushed"])
@pytest.mark.parametrize("block", range(10))
def test_random_programs_alias_as_in_numpy(block: int, flushing: bool) -> None:
    for seed in range(block * 15, block * 15 + 15):
        run_program(seed, flushing=flushing)


# -- the gradient of a write through a view -------------------------------------------------------


def looks(rng: np.random.Generator, tensor: Any) -> Any:
    """A random view of a differentiable tensor."""
    kind, rank = rng.integers(0, 6), tensor.ndim
    if kind == 0 and rank:
        return tensor[random_slice(rng, tensor.shape[0])]
    if kind == 1 and rank > 1:
        return tensor.select(-1, 0)
    if kind == 2 and rank > 1:
        return tensor.transpose(0, -1)
    if kind == 3 and rank == 2:
        return tensor.diagonal()
    if kind == 4 and tensor.is_contiguous():
        return tensor.view(-1)
    if kind == 5 and rank == 1 and tensor.numel() > 1:
        return tensor.unfold(0, 2, 1)[:1]
    return tensor


def scalar_of(seed: int, x: Any) -> Any:
    """A number computed from `x` by writes through views of an interior tensor."""
    rng = np.random.default_rng(seed)
    base = x * 2 + 1
    views = [base]
    for _ in range(6):
        view = views[rng.integers(0, len(views))]
        action = rng.integers(0, 5)
        if action < 2:
            views.append(looks(rng, view))
        elif action == 2:
            view.mul_(x.sum() + 3)
        elif action == 3:
            view.sin_()
        else:
            view.copy_(torch.tensor(rng.normal(size=tuple(view.shape))) * x.mean())
    weights = [torch.tensor(rng.normal(size=tuple(v.shape))) for v in views]
    return sum((v * w).sum() for v, w in zip(views, weights, strict=True))


@pytest.mark.parametrize("seed", range(24))
def test_gradient_through_written_views_is_the_slope(seed: int) -> None:
    rng = np.random.default_rng(1000 + seed)
    start, step = rng.normal(size=(2, 3)) * 0.5, 1e-6
    x = torch.tensor(start, requires_grad=True)
    scalar_of(seed, x).backward()
    slopes = np.empty_like(start)
    for at in np.ndindex(start.shape):
        ends = []
        for sign in (1, -1):
            moved = start.copy()
            moved[at] += sign * step
            ends.append(scalar_of(seed, torch.tensor(moved)).item())
        slopes[at] = (ends[0] - ends[1]) / (2 * step)
    assert x.grad.dtype is torch.float64
    assert x.grad.shape == x.shape
    np.testing.assert_allclose(np.array(x.grad.tolist()), slopes, rtol=2e-5, atol=1e-6)


def test_nodes_of_written_views_have_pytorchs_names() -> None:
    y = torch.ones(4, requires_grad=True) * 2
    v = y.view(2, 2)
    v[0] *= 10
    assert y.grad_fn.name() == "torch::autograd::CopySlices"
    assert v.grad_fn.name() == "AsStridedBackward0"
    assert v.transpose(0, 1).grad_fn.name() == "TransposeBackward0"


def test_a_write_behind_autograds_back_keeps_the_node() -> None:
    x = torch.ones(3, requires_grad=True)
    y = x * 2
    y.detach().fill_(5)
    assert y.tolist() == [5.0, 5.0, 5.0]
    assert y.grad_fn.name() == "MulBackward0"
    y.sum().backward()
    assert x.grad.tolist() == [2.0, 2.0, 2.0]


def test_a_detached_tensor_does_not_keep_the_graph() -> None:
    x = torch.ones(3, requires_grad=True)
    y = x.exp()
    kept = y.detach()
    y.sum().item()
    ref = weakref.ref(y.grad_fn)
    del y
    gc.collect()
    assert ref() is None
    assert kept.requires_grad is False


def test_written_tensor_keeps_its_strides() -> None:
    x = torch.zeros(2, 3).t().clone()
    assert x.stride() == (1, 3)
    x.copy_(torch.arange(6.0).view(3, 2))
    assert x.stride() == (1, 3)
    assert x.as_strided((6,), (1,)).tolist() == [0.0, 2.0, 4.0, 1.0, 3.0, 5.0]
    x.zero_()
    assert x.stride() == (1, 3)


# -- ndarrays on the same memory ------------------------------------------------------------------


def test_ndarray_and_tensor_see_each_others_writes() -> None:
    x = torch.arange(6.0).view(2, 3)
    shared = x[:, 1].numpy()
    part = shared[1:]
    del shared
    part[0] = 40
    assert x.tolist() == [[0.0, 1.0, 2.0], [3.0, 40.0, 5.0]]
    x.t()[1, 1] = 7
    assert part.tolist() == [7.0]
    x.mul_(2)
    assert part.tolist() == [14.0]


def test_what_was_computed_before_a_write_to_the_ndarray_stays() -> None:
    x = torch.ones(3)
    shared = x.numpy()
    doubled, view = x * 2, x[1:]
    copied = x.clone()
    shared[:] = 9
    assert doubled.tolist() == [2.0, 2.0, 2.0]
    assert copied.tolist() == [1.0, 1.0, 1.0]
    assert view.tolist() == [9.0, 9.0]


def test_memory_is_the_tensors_own_again_when_the_ndarray_is_gone() -> None:
    x = torch.ones(3)
    shared = x.numpy()
    memory = x._view.storage.memory
    shared[0] = 4
    x.tolist()
    assert memory.pinned
    del shared
    assert x.tolist() == [4.0, 1.0, 1.0]
    assert not memory.pinned


def test_from_numpy_shares_strided_memory() -> None:
    array = np.arange(12, dtype=np.int32).reshape(3, 4)
    x = torch.from_numpy(array[:, ::2])
    assert x.stride() == (4, 2)
    x[1, 1] = -1
    assert array[1, 2] == -1
    array[:] = 5
    assert x.tolist() == [[5, 5], [5, 5], [5, 5]]
    again = x.numpy()
    again[0, 0] = 8
    assert array[0, 0] == 8
    assert np.shares_memory(again, array)


def test_gradient_flows_while_an_ndarray_looks_on() -> None:
    x = torch.ones(3, requires_grad=True)
    y = x * 3
    shared = y.detach().numpy()
    assert y.grad_fn.name() == "MulBackward0"
    (y * y).sum().backward()
    assert shared.tolist() == [3.0, 3.0, 3.0]
    assert x.grad.tolist() == [18.0, 18.0, 18.0]


def test_addresses() -> None:
    x = torch.arange(6.0)
    address = x.data_ptr()
    assert address == x.view(2, 3).data_ptr() == x.detach().data_ptr()
    assert x[2:].data_ptr() == address + 8
    assert x.numpy().__array_interface__["data"][0] == address
    assert x.data_ptr() == address
    assert x.clone().data_ptr() != x.clone().data_ptr() != address
    assert torch.ones(0).data_ptr() == 0


def test_a_stale_view_is_one_step_however_it_was_made() -> None:
    x = torch.zeros(2, 3)
    view = x.t()[1:].unsqueeze(0)
    assert isinstance(view._view, View)
    x.fill_(2)
    same(view, np.full((1, 2, 2), 2.0, np.float32))
