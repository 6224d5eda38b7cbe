"""What layers as functions are made with: a choice by a flag, a check of sizes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any


def boolean_dispatch(
    arg_name: str,
    arg_index: int,
    default: bool,
    if_true: Callable[..., Any],
    if_false: Callable[..., Any],
    module_name: str | None,
    func_name: str | None,
) -> Callable[..., Any]:
    """A function that calls one of two others with its arguments, by the flag among them.

    The flag is called `arg_name` and has a position; without it, it is `default`.
    """

    def function(*args: Any, **kwargs: Any) -> Any:
        flag = args[arg_index] if arg_index < len(args) else kwargs.get(arg_name, default)
        return (if_true if flag else if_false)(*args, **kwargs)

    function.__doc__ = if_true.__doc__ or if_false.__doc__
    if module_name is not None:
        function.__module__ = module_name
    if func_name is not None:
        function.__name__ = func_name
    return function


def assert_int_or_pair(arg: int | Sequence[int], arg_name: str, message: str) -> None:
    """Raises: AssertionError for what is neither an int nor two of them."""
    if not isinstance(arg, int) and len(arg) != 2:
        raise AssertionError(message.format(arg_name))
