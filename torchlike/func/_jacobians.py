"""Whole Jacobians and Hessians: products with the vectors of a basis, all at once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

from torchlike._core.apply import TensorBase
from torchlike._ops._bindings import cat
from torchlike.construct import zeros
from torchlike.func._arguments import Argnums, chosen_of, replaced
from torchlike.func._forward import pushed
from torchlike.func._reverse import pullback_of
from torchlike.func._trees import Spec, flatten, unflatten
from torchlike.func._vmap import vmap
from torchlike.ranges import eye


def _basis(tensors: Sequence[Any]) -> list[Any]:
    """For each tensor the unit vectors of all of them together, shape (total, *its own)."""
    sizes = [tensor.numel() for tensor in tensors]
    total = sum(sizes)
    found = []
    start = 0
    for tensor, size in zip(tensors, sizes, strict=True):
        kind = {"dtype": tensor.dtype, "device": tensor.device}
        rows = [
            zeros(start, size, **kind),
            eye(size, **kind),
            zeros(total - start - size, size, **kind),
        ]
        found.append(cat(rows).view((total, *tensor.shape)))
        start += size
    return found


def _check_real(function: str, what: str, tensors: Sequence[Any]) -> None:
    """Raises RuntimeError for a complex tensor: a Jacobian of real numbers would not do."""
    for at_, tensor in enumerate(tensors):
        if tensor.is_complex():
            raise RuntimeError(
                f"{function}: Expected all {what} to be real but received complex tensor at "
                f"flattened input idx: {at_}"
            )


def jacrev(
    func: Callable[..., Any],
    argnums: Argnums = 0,
    *,
    has_aux: bool = False,
    chunk_size: int | None = None,
    _preallocate_and_copy: bool = False,
) -> Callable[..., Any]:
    """The Jacobian of `func` with respect to its arguments at `argnums`, in reverse mode.

    For each result and argument a tensor of shape (*result, *argument). With `chunk_size`, so many
    rows are computed at a time. Raises: ValueError, RuntimeError as PyTorch.
    """
    del _preallocate_and_copy  # how it is computed, not what
    if not (chunk_size is None or chunk_size > 0):
        raise ValueError("jacrev: `chunk_size` should be greater than 0.")

    @functools.wraps(func, updated=())
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        def of_chosen(chosen: Any) -> Any:
            return func(*replaced(args, argnums, chosen), **kwargs)

        chosen = chosen_of(argnums, args)
        outputs, pull, *aux = pullback_of(of_chosen, (chosen,), has_aux)
        inputs, in_spec = flatten(chosen)
        flat, out_spec = flatten(outputs)
        _check_real("jacrev", "inputs", inputs)
        _check_real("jacrev", "outputs", flat)

        def rows(*cts: Any) -> list[Any]:
            return flatten(pull(unflatten(cts, out_spec))[0])[0]

        columns = vmap(rows, chunk_size=chunk_size)(*_basis(flat))
        sizes = [out.numel() for out in flat]
        pieces = [column.split(sizes) for column in columns]
        table = [
            unflatten(
                [piece[i].reshape((*out.shape, *piece[i].shape[1:])) for piece in pieces],
                in_spec,
            )
            for i, out in enumerate(flat)
        ]
        jacobian = unflatten(table, out_spec)
        return (jacobian, aux[0]) if has_aux else jacobian

    return wrapper


def jacfwd(
    func: Callable[..., Any],
    argnums: Argnums = 0,
    has_aux: bool = False,
    *,
    randomness: str = "error",
) -> Callable[..., Any]:
    """The Jacobian of `func` with respect to its arguments at `argnums`, in forward mode.

    For each result and argument a tensor of shape (*result, *argument). `randomness` is that of
    `vmap`. Raises: ValueError, RuntimeError as PyTorch.
    """

    @functools.wraps(func, updated=())
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        def of_chosen(chosen: Any) -> Any:
            return func(*replaced(args, argnums, chosen), **kwargs)

        flat, in_spec = flatten(chosen_of(argnums, args))
        for leaf in flat:
            if not isinstance(leaf, TensorBase):
                raise AttributeError(f"{type(leaf).__name__!r} object has no attribute 'numel'")
        _check_real("jacfwd", "inputs", flat)
        whole = Spec(tuple, None, (in_spec,))
        seen: list[Any] = []

        def column(*tangents: Any) -> Any:
            _, moved, *aux = pushed(of_chosen, flat, tangents, whole, has_aux=has_aux)
            leaves, spec = flatten(moved)
            _check_real("jacfwd", "outputs", leaves)
            seen[:] = [spec]
            return (leaves, *aux)

        out_dims = (-1, None) if has_aux else (-1,)
        columns, *aux = vmap(column, out_dims=out_dims, randomness=randomness)(*_basis(flat))
        sizes = [leaf.numel() for leaf in flat]
        table = [
            unflatten(
                [
                    piece.reshape((*one.shape[:-1], *leaf.shape))
                    for piece, leaf in zip(one.split(sizes, -1), flat, strict=True)
                ],
                in_spec,
            )
            for one in columns
        ]
        jacobian = unflatten(table, seen[0])
        return (jacobian, aux[0]) if has_aux else jacobian

    return wrapper


def hessian(func: Callable[..., Any], argnums: Argnums = 0) -> Callable[..., Any]:
    """The Hessian of `func` with respect to its arguments at `argnums`: forward over reverse."""
    return jacfwd(jacrev(func, argnums), argnums)
