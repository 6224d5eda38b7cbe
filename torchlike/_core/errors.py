"""Raising errors, and warning, in PyTorch's words."""

from __future__ import annotations

import warnings
from collections.abc import Callable


def check(
    condition: object, message: Callable[[], str], kind: type[Exception] = RuntimeError
) -> None:
    """Raises `kind` with ``message()`` unless `condition` holds; the text is built only then."""
    if not condition:
        raise kind(message())


def unsupported(what: str) -> NotImplementedError:
    """The error for a gap: torchlike knows the name but cannot do it."""
    return NotImplementedError(f"torchlike: {what} is not supported")


#: Whether warnings that are given once in a process are given each time.
warns_always = [False]
_given: set[str] = set()


def warn_once(text: str, stacklevel: int) -> None:
    """Warns the first time in the process, unless warnings are given always.

    `stacklevel` counts from the caller on.
    """
    if text not in _given or warns_always[0]:
        _given.add(text)
        warnings.warn(text, UserWarning, stacklevel=stacklevel + 1)
