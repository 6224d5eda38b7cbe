"""What a Value holds in the place of an array inside a function that is being transformed.

A transform (`vmap`, `grad`, `jvp`, ...) is a `Level` on this thread's stack while the function
runs. Its tensors hold Values whose array is a `Wrapped`: the level, the Value below it, and what
the level knows beside that. An operator on such Values is handed to the outermost level among them,
which applies operators to what lies below: at the ground these are recorded as ever, so that
transformed functions are lazy, compiled and differentiable like all others.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np


class Level:
    """One transform at work, or a dual level of forward mode."""

    #: What PyTorch calls its tensors when it prints them.
    title = ""
    #: Whether its tensors have more elements than they show.
    batches = False
    #: Whether its tensors are said to require grad.
    tracks = False

    def __init__(self) -> None:
        self.depth = 0
        self.alive = False

    def apply(self, op: Any, operands: Sequence[Any], static: tuple[Any, ...]) -> list[Any]:
        """The Values of the results of `op`, some of whose operands are of this level."""
        raise NotImplementedError

    def content(self, value: Any, reason: str) -> Any:
        """What `value`, of this level, shows to those who look at numbers: the Value below."""
        del reason
        return value.array.inner

    def array(self, wrapped: Wrapped) -> Any:
        """The numbers that `wrapped` shows, where an operator has to look at them."""
        raise NotImplementedError

    def without_history(self, value: Any) -> Any:
        """`value`, of this level, as what the level does not differentiate by."""
        raise NotImplementedError

    def check_write(self, old: Any, new: Any) -> None:
        """Raises where what held `old` may not be overwritten with `new`."""


class Wrapped:
    """What a Value of a level holds in the place of an array."""

    __slots__ = ("aval", "beside", "inner", "level")

    def __init__(self, level: Level, inner: Any, aval: Any, beside: Any = None) -> None:
        self.level = level
        #: The Value below.
        self.inner = inner
        #: What the Value that holds this says of itself.
        self.aval = aval
        self.beside = beside

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape that the level shows."""
        return self.aval.shape

    @property
    def dtype(self) -> Any:
        """NumPy's dtype."""
        return self.aval.dtype.np

    @property
    def size(self) -> int:
        """The number of elements that the level shows."""
        return self.aval.size

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        return np.array(self.level.array(self), dtype, copy=copy)


class _Stack(threading.local):
    def __init__(self) -> None:
        self.levels: list[Level] = []


_stack = _Stack()


def levels() -> Sequence[Level]:
    """The levels at work in this thread, outermost last."""
    return _stack.levels


def enter(level: Level) -> None:
    """Puts `level` on top."""
    _stack.levels.append(level)
    level.depth = len(_stack.levels)
    level.alive = True


def leave(level: Level) -> None:
    """Takes `level` off: what still is of it counts for what it holds."""
    _stack.levels.remove(level)
    level.alive = False


@contextlib.contextmanager
def at(level: Level) -> Iterator[None]:
    """Runs with `level` on top."""
    enter(level)
    try:
        yield
    finally:
        leave(level)


def is_wrapped(value: Any) -> bool:
    """Whether a Value is of some level."""
    return type(value.array) is Wrapped


def present(operand: Any) -> Any:
    """`operand` without the levels that have ended.

    Raises: RuntimeError for a tensor that has left the `vmap` it belongs to.
    """
    while type(getattr(operand, "array", None)) is Wrapped and not operand.array.level.alive:
        if operand.array.level.batches:
            raise RuntimeError(
                "torchlike: a tensor that vmap maps over is used after the function has returned"
            )
        operand = operand.array.inner
    return operand


def dispatch(
    apply: Callable[..., list[Any]], op: Any, operands: Sequence[Any], static: tuple[Any, ...]
) -> list[Any]:
    """Hands an operator to the outermost level among its operands, or to `apply` without any."""
    found = [present(operand) for operand in operands]
    mine = [o.array.level for o in found if type(getattr(o, "array", None)) is Wrapped]
    if not mine:
        return apply(op, found, static)
    return max(mine, key=lambda level: level.depth).apply(op, found, static)


def chain_of(value: Any) -> list[Level]:
    """The levels that `value` is of, outermost first."""
    found = []
    while type(value.array) is Wrapped:
        found.append(value.array.level)
        value = value.array.inner
    return found


def at_ground(value: Any) -> Any:
    """The Value below all levels: with the elements of all that `vmap` maps over."""
    while type(value.array) is Wrapped:
        value = value.array.inner
    return value


def shown(value: Any, reason: str) -> Any:
    """The Value whose numbers `value` shows.

    Raises: RuntimeError where `vmap` maps over it, and there are many.
    """
    while type(value.array) is Wrapped:
        value = value.array.level.content(value, reason)
    return value


def check_write(old: Any, new: Any) -> None:
    """Raises where a level forbids that what held `old` is overwritten with `new`."""
    for level in dict.fromkeys((*chain_of(new), *chain_of(old))):
        level.check_write(old, new)


def without_history(value: Any) -> Any:
    """What `value` shows, cut off from its history at all levels."""
    if type(value.array) is Wrapped:
        return value.array.level.without_history(value)
    return _cut[0](value)


#: How a Value of no level is cut off: autograd, above, says so.
_cut: list[Callable[[Any], Any]] = []


def set_cut(function: Callable[[Any], Any]) -> None:
    """Says how a Value of no level is cut off from its history."""
    _cut[:] = [function]


def is_batched(value: Any) -> bool:
    """Whether a `vmap` maps over `value`."""
    return any(level.batches for level in chain_of(value))


def is_tracked(value: Any) -> bool:
    """Whether a `grad` or `vjp` at work differentiates by `value`, or autograd does."""
    if any(level.tracks and level.alive for level in chain_of(value)):
        return True
    return at_ground(value).node is not None


def check_no_transform(what: str) -> None:
    """Raises: RuntimeError where autograd is used inside a function transform."""
    if not any(level.title for level in _stack.levels):
        return
    if what == "backward()":
        raise RuntimeError(
            "backward() called inside a functorch transform. This is not supported, please use "
            "functorch.grad or functorch.vjp instead or call backward() outside of functorch "
            "transforms."
        )
    raise RuntimeError(
        f"You are attempting to call {what} (or perhaps using torch.autograd.functional.* APIs) "
        "inside of a function being transformed by a functorch transform. This is unsupported, "
        "please attempt to use the functorch transforms (e.g. grad, vjp, jacrev, jacfwd, hessian) "
        "or call requires_grad_() outside of a function being transformed instead."
    )
