"""Implementations of flash attention that can be chosen by name: the user's own only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from torchlike._core.errors import unsupported

#: What activates each; None for PyTorch's own, which are kernels of GPUs.
_KNOWN: dict[str, Callable[..., Any] | None] = {"FA3": None, "FA4": None}
_active: list[tuple[str, Any]] = []


def register_flash_attention_impl(impl: str, *, register_fn: Callable[..., Any]) -> None:
    """Makes an implementation known; `register_fn` is called when it is activated."""
    _KNOWN[impl] = register_fn


def list_flash_attention_impls() -> list[str]:
    """The names that are known."""
    return list(_KNOWN)


def activate_flash_attention_impl(impl: str) -> None:
    """Lets an implementation register itself.

    Raises: ValueError for an unknown one, NotImplementedError for a kernel of GPUs.
    """
    if impl not in _KNOWN:
        raise ValueError(
            f"Unknown flash attention impl '{impl}'. Available implementations: {list(_KNOWN)}"
        )
    register = _KNOWN[impl]
    if register is None:
        raise unsupported(f"nn.attention.activate_flash_attention_impl('{impl}')")
    restore_flash_attention_impl()
    handle = register()
    if handle is not None:
        _active.append((impl, handle))


def current_flash_attention_impl() -> str | None:
    """The one that is active; None for the default."""
    return _active[-1][0] if _active else None


def restore_flash_attention_impl(_raise_warn: bool = True) -> None:
    """Goes back to the default."""
    del _raise_warn
    while _active:
        _active.pop()[1].remove()
