"""Arguments of transforms: which are differentiated by, and what functions must return."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from torchlike._core.apply import TensorBase, wrap
from torchlike._core.tangents import Tape, has_tangent
from torchlike.func._trees import mapped

#: What `argnums` may be.
Argnums = int | tuple[int, ...]


def chosen_of(argnums: Any, args: Sequence[Any]) -> Any:
    """The arguments at `argnums`: one, or a tuple of them. Raises: RuntimeError."""
    if not isinstance(argnums, (int, tuple)):
        raise RuntimeError(f"argnums must be int or Tuple[int, ...], got: {type(argnums)}")
    if isinstance(argnums, int):
        return args[_position(argnums, len(args))]
    if not argnums:
        raise RuntimeError("argnums must be non-empty")
    places = [_position(number, len(args)) for number in argnums]
    if len(set(places)) != len(places):
        raise RuntimeError(f"argnums elements must be unique, got {argnums}")
    return tuple(args[place] for place in places)


def _position(number: Any, count: int) -> int:
    if not isinstance(number, int):
        raise RuntimeError(f"argnum must be int, got: {type(number)}")
    if not -count <= number < count:
        raise RuntimeError(f"Got argnum={number}, but only {count} positional inputs")
    return number % count


def replaced(args: Sequence[Any], argnums: Argnums, new: Any) -> tuple[Any, ...]:
    """`args` with `new` at `argnums`."""
    result = list(args)
    if isinstance(argnums, int):
        result[argnums] = new
    else:
        for number, one in zip(argnums, new, strict=True):
            result[number] = one
    return tuple(result)


def lifted(tape: Tape, tree: Any) -> Any:
    """`tree` with its tensors as what gradients are asked for. Raises: ValueError, RuntimeError."""

    def lift(leaf: Any) -> Any:
        if not isinstance(leaf, TensorBase):
            raise ValueError(f"Thing passed to transform API must be Tensor, got {type(leaf)}")
        value = leaf._read()
        if not has_tangent(value.aval):
            raise RuntimeError("only Tensors of floating point dtype can require gradients")
        return wrap(tape.leaf(value))

    return mapped(lift, tree)


def out_of(level: Any, tree: Any, error: Callable[[Any], Exception]) -> Any:
    """`tree` with its tensors as they are below `level`; `error` of a leaf that is no tensor."""

    def lower(leaf: Any) -> Any:
        if not isinstance(leaf, TensorBase):
            raise error(leaf)
        value = leaf._read()
        below = level.unwrap(value)[0]
        return leaf if below is value else wrap(below)

    return mapped(lower, tree)


def no_tensor(leaf: Any) -> Exception:
    """What is said of a leaf of `aux` that is no tensor."""
    return RuntimeError(f"Expected tensors, got unsupported type {type(leaf)}")
