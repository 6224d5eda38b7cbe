"""`torch.vmap`: a function of one example over a batch of them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

from torchlike._core.apply import TensorBase, wrap
from torchlike._core.batching import Batch
from torchlike._core.wrapped import at, present
from torchlike._ops._bindings import cat
from torchlike._ops.views import movedim
from torchlike.func._trees import broadcast, flatten, unflatten


def _name_of(function: Any) -> str:
    return getattr(function, "__name__", None) or repr(function)


def vmap(
    func: Callable[..., Any],
    in_dims: Any = 0,
    out_dims: Any = 0,
    randomness: str = "error",
    *,
    chunk_size: int | None = None,
) -> Callable[..., Any]:
    """`func` applied to each slice of its arguments along `in_dims`, all at once.

    The results are stacked along `out_dims`. With `chunk_size`, so many are taken at a time.
    `randomness` says whether random operators draw the "same" numbers for all, "different" ones,
    or are an "error". Raises: ValueError and RuntimeError as PyTorch.
    """
    _check_randomness(randomness)
    if not (chunk_size is None or chunk_size > 0):
        raise ValueError(f"vmap: chunk_size should be None or greater than 0. (got {chunk_size})")

    @functools.wraps(func, updated=())
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        flat, dims, spec, size = _inputs(func, in_dims, args)
        if chunk_size is None or chunk_size >= size:
            leaves, places, out_spec = _mapped(
                func, flat, dims, spec, size, out_dims, randomness, kwargs
            )
            return unflatten(_out_of_batch(leaves, places), out_spec)
        pieces = []
        for start in range(0, size, chunk_size):
            count = min(chunk_size, size - start)
            part = [
                x if dim is None else x.narrow(dim, start, count)
                for x, dim in zip(flat, dims, strict=True)
            ]
            leaves, places, out_spec = _mapped(
                func, part, dims, spec, count, out_dims, randomness, kwargs
            )
            pieces.append((_out_of_batch(leaves, places), places, out_spec))
        places, out_spec = pieces[0][1:]
        joined = [
            column[0] if dim is None else cat(list(column), dim)
            for column, dim in zip(zip(*(p[0] for p in pieces), strict=True), places, strict=True)
        ]
        return unflatten(joined, out_spec)

    return wrapped


def _check_randomness(randomness: str) -> None:
    if randomness not in ("error", "different", "same"):
        raise RuntimeError(
            "Only allowed values for randomness are 'error', 'different', or 'same'. "
            f"Got {randomness}"
        )


def _inputs(
    func: Any, in_dims: Any, args: tuple[Any, ...]
) -> tuple[list[Any], list[int | None], Any, int]:
    """The leaves of the arguments, the dim mapped over in each, their structure and the size."""
    name = _name_of(func)
    where = f"vmap({name}, in_dims={in_dims}, ...)(<inputs>)"
    if not isinstance(in_dims, (int, tuple)):
        raise ValueError(
            f"{where}: expected `in_dims` to be int or a (potentially nested) tuple matching the "
            f"structure of inputs, got: {type(in_dims)}."
        )
    if not args:
        raise ValueError(
            f"vmap({name})(<inputs>): got no inputs. Maybe you forgot to add inputs, or you are "
            "trying to vmap over a function with no inputs. The latter is unsupported."
        )
    flat, spec = flatten(args)
    dims = broadcast(in_dims, spec)
    if dims is None:
        raise ValueError(
            f"{where}: in_dims is not compatible with the structure of `inputs`. in_dims has "
            f"structure {flatten(in_dims)[1]} but inputs has structure {spec}."
        )
    sizes = []
    for at_, (leaf, dim) in enumerate(zip(flat, dims, strict=True)):
        dims[at_] = _checked_dim(where, leaf, dim)
        if dim is not None:
            sizes.append(leaf.shape[dims[at_]])
    if not sizes:
        raise ValueError("vmap: Expected at least one Tensor to vmap over")
    if any(size != sizes[0] for size in sizes):
        raise ValueError(
            "vmap: Expected all tensors to have the same size in the mapped dimension, got sizes "
            f"{sizes} for the mapped dimension"
        )
    return flat, dims, spec, sizes[0]


def _checked_dim(where: str, leaf: Any, dim: Any) -> int | None:
    """The dim, counted from the front. Raises: ValueError where there is none such."""
    if dim is None:
        return None
    if not isinstance(dim, int):
        raise ValueError(
            f"{where}: Got in_dim={dim} for an input but in_dim must be either an integer "
            "dimension or None."
        )
    if not isinstance(leaf, TensorBase):
        raise ValueError(
            f"{where}: Got in_dim={dim} for an input but the input is of type {type(leaf)}. We "
            "cannot vmap over non-Tensor arguments, please use None as the respective in_dim"
        )
    rank = leaf.ndim
    if not -rank <= dim < rank:
        raise ValueError(
            f"{where}: Got in_dim={dim} for some input, but that input is a Tensor of "
            f"dimensionality {rank} so expected in_dim to satisfy -{rank} <= in_dim < {rank}."
        )
    return dim % rank


def _mapped(
    func: Callable[..., Any],
    flat: Sequence[Any],
    dims: Sequence[int | None],
    spec: Any,
    size: int,
    out_dims: Any,
    randomness: str,
    kwargs: dict[str, Any],
) -> tuple[list[Any], list[Any], Any]:
    """The leaves of the results with the batch in front, where it belongs, and their structure.

    What is not mapped over is None in the second.
    """
    level = Batch(size, randomness)
    lifted = [
        x if dim is None else wrap(level.wrap(movedim(x, dim, 0)._read()))
        for x, dim in zip(flat, dims, strict=True)
    ]
    with at(level):
        outputs = func(*unflatten(lifted, spec), **kwargs)
        leaves, out_spec = flatten(outputs)
        places = _places(func, out_dims, leaves, out_spec)
        values = [
            _whole(func, level, leaf, place) for leaf, place in zip(leaves, places, strict=True)
        ]
        written = [
            (x, dim, level.unwrap(one._read()))
            for x, dim, one in zip(flat, dims, lifted, strict=True)
            if dim is not None and one._version
        ]
    for tensor, dim, whole in written:  # in place, which the argument sees
        movedim(tensor, dim, 0).copy_(wrap(whole))
    return values, places, out_spec


def _places(func: Any, out_dims: Any, leaves: Sequence[Any], spec: Any) -> list[Any]:
    """Where the batch goes in each result."""
    found = broadcast(out_dims, spec)
    if isinstance(out_dims, tuple) and len(out_dims) == 1 and found is None:
        found = broadcast(out_dims[0], spec)
    if found is None:
        raise ValueError(
            f"vmap({_name_of(func)}, ..., out_dims={out_dims})(<inputs>): out_dims is not "
            f"compatible with the structure of `outputs`. out_dims has structure "
            f"{flatten(out_dims)[1]} but outputs has structure {spec}."
        )
    if any(not isinstance(dim, int | None) for dim in found):
        raise ValueError(
            f"vmap({_name_of(func)}, ..., out_dims={out_dims}): `out_dims` must be an int, None or "
            "a python collection of ints representing where in the outputs the vmapped dimension "
            "should appear."
        )
    return found


def _whole(func: Any, level: Batch, leaf: Any, place: int | None) -> Any:
    """A result with the batch in front; as it is where it is not mapped over."""
    name = _name_of(func)
    if not isinstance(leaf, TensorBase):
        if place is None:
            return leaf
        raise ValueError(
            f"vmap({name}, ...): `{name}` must only return Tensors, got type {type(leaf)}. Did you "
            "mean to set out_dims= to None for output?"
        )
    value = present(leaf._read())
    if place is not None:
        return wrap(level.unwrap(value))
    if level.owns(value):
        raise ValueError(
            f"vmap({name}, ...): `{name}` can not return a BatchedTensor when out_dim is None"
        )
    return leaf


def _out_of_batch(leaves: Sequence[Any], places: Sequence[int | None]) -> list[Any]:
    """The results with the batch where it belongs."""
    return [
        leaf if not place else movedim(leaf, 0, place)
        for leaf, place in zip(leaves, places, strict=True)
    ]
