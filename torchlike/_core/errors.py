"""Raising errors in PyTorch's words."""

from __future__ import annotations

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
