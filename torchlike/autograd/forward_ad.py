"""Forward mode by hand: tensors with a tangent, which operators carry along."""

from __future__ import annotations

import threading
from typing import Any, NamedTuple

from torchlike._core.apply import TensorBase, wrap
from torchlike._core.tangents import Dual
from torchlike._core.wrapped import enter, leave, present


class _DualLevel(Dual):
    """What `enter_dual_level` begins: not a transform of a function."""

    title = ""


class _Current(threading.local):
    level: _DualLevel | None = None


_current = _Current()


class UnpackedDualTensor(NamedTuple):
    """What `unpack_dual` gives: the tensor, and its tangent or None."""

    primal: Any
    tangent: Any


def enter_dual_level() -> int:
    """Begins a level, the only one at a time, and returns its number.

    Raises: RuntimeError inside another.
    """
    if _current.level is not None:
        raise RuntimeError("Nested forward mode AD is not supported at the moment")
    _current.level = _DualLevel()
    enter(_current.level)
    return 0


def exit_dual_level(*, level: int | None = None) -> None:
    """Ends the level: no tensor has a tangent any more. Raises: RuntimeError without one."""
    if _current.level is None:
        raise RuntimeError("Dual level must be a positive number.")
    if level not in (None, 0):
        raise RuntimeError(
            "Trying to exit a forward AD level that was not the last one that was created. This "
            "is not supported."
        )
    leave(_current.level)
    _current.level = None


class dual_level:  # noqa: N801  (PyTorch's name)
    """Within it tensors can have tangents; those that get one lose it at the end."""

    def __enter__(self) -> int:
        self._number = enter_dual_level()
        return self._number

    def __exit__(self, *error: object) -> None:
        exit_dual_level(level=self._number)


def make_dual(tensor: Any, tangent: Any, *, level: int | None = None) -> Any:
    """`tensor` with a tangent.

    Raises: RuntimeError outside of a level, for one that has a tangent, or for another shape;
    ValueError for a dtype without derivatives.
    """
    current = _current.level
    if current is None:
        raise RuntimeError(
            "Trying to create a dual Tensor for forward AD but no level exists, make sure to "
            "enter_dual_level() first."
        )
    if not isinstance(tensor, TensorBase):
        raise AttributeError(
            f"{type(tensor).__name__!r} object has no attribute 'is_floating_point'"
        )
    if level not in (None, 0):
        raise RuntimeError("Invalid level given to _make_dual")
    value = present(tensor._read())
    if current.owns(value):
        raise RuntimeError(
            "Making a dual Tensor based on a Tensor that already has a forward gradient at the "
            "same level 0 is not supported."
        )
    return wrap(current.dual(value, tangent._read()))


def unpack_dual(tensor: Any, *, level: int | None = None) -> UnpackedDualTensor:
    """The tensor without its tangent, and the tangent; None where it has none."""
    if not isinstance(tensor, TensorBase):
        raise TypeError(
            "_unpack_dual(): argument 'dual' (position 1) must be Tensor, not "
            f"{type(tensor).__name__}"
        )
    if level not in (None, 0):
        raise RuntimeError("Invalid level given to _unpack_dual")
    value = present(tensor._read())
    current = _current.level
    if current is None or not current.owns(value):
        return UnpackedDualTensor(tensor, None)
    primal, tangent = current.unwrap(value)
    return UnpackedDualTensor(wrap(primal), wrap(tangent))
