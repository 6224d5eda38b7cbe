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


# -- random programs, NumPy as the oracle -----------------------------------------------------------


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
