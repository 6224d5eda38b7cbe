"""What a file may refer to when only weights are to be loaded."""

from __future__ import annotations

import collections
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

#: Globals that the user trusts, by their dotted names.
_SAFE: dict[str, Any] = {}

#: Globals beyond PyTorch's own that every file may refer to.
_ALWAYS: dict[str, Any] = {
    "collections.OrderedDict": collections.OrderedDict,
    "collections.Counter": collections.Counter,
    "collections.defaultdict": collections.defaultdict,
    "builtins.set": set,
    "__builtin__.set": set,
    "builtins.complex": complex,
    "__builtin__.complex": complex,
    "builtins.bytearray": bytearray,
    "__builtin__.bytearray": bytearray,
    "_codecs.encode": str.encode,
}


def _dotted(item: Any) -> tuple[str, Any]:
    if isinstance(item, tuple):
        return item[1], item[0]
    module = item.__module__
    torch_module = module.replace("torchlike", "torch", 1) if "torchlike" in module else module
    return f"{torch_module}.{item.__qualname__}", item


def add_safe_globals(safe_globals: Sequence[Callable[..., Any] | tuple[Any, str]]) -> None:
    """Lets files loaded with ``weights_only=True`` refer to these classes and functions."""
    _SAFE.update(map(_dotted, safe_globals))


def get_safe_globals() -> list[Any]:
    """The classes and functions added by `add_safe_globals`."""
    return list(_SAFE.values())


def clear_safe_globals() -> None:
    """Trusts none of them any more."""
    _SAFE.clear()


@contextmanager
def safe_globals(safe_globals: Sequence[Callable[..., Any] | tuple[Any, str]]) -> Iterator[None]:
    """`add_safe_globals` for a while."""
    before = dict(_SAFE)
    add_safe_globals(safe_globals)
    try:
        yield
    finally:
        _SAFE.clear()
        _SAFE.update(before)


def trusted(name: str) -> Any:
    """The global of this dotted name if files may refer to it, else None."""
    return _ALWAYS.get(name) or _SAFE.get(name)


def text_of_refusal(name: str) -> str:
    """PyTorch's words for a global that files may not refer to."""
    return (
        "Weights only load failed. This file can still be loaded, to do so you have two options, "
        "\033[1mdo those steps only if you trust the source of the checkpoint\033[0m. \n"
        "\t(1) In PyTorch 2.6, we changed the default value of the `weights_only` argument in "
        "`torch.load` from `False` to `True`. Re-running `torch.load` with `weights_only` set to "
        "`False` will likely succeed, but it can result in arbitrary code execution. Do it only if "
        "you got the file from a trusted source.\n"
        "\t(2) Alternatively, to load with `weights_only=True` please check the recommended steps "
        "in the following error message.\n"
        f"\tWeightsUnpickler error: Unsupported global: GLOBAL {name} was not an allowed global by "
        f"default. Please use `torch.serialization.add_safe_globals([{name}])` or the "
        f"`torch.serialization.safe_globals([{name}])` context manager to allowlist this global if "
        "you trust this class/function.\n\n"
        "Check the documentation of torch.load to learn more about types accepted by default with "
        "weights_only https://pytorch.org/docs/stable/generated/torch.load.html."
    )


def text_of_failure(problem: str) -> str:
    """PyTorch's words for a file that cannot be read as weights."""
    return (
        "Weights only load failed. In PyTorch 2.6, we changed the default value of the "
        "`weights_only` argument in `torch.load` from `False` to `True`. Re-running `torch.load` "
        "with `weights_only` set to `False` will likely succeed, but it can result in arbitrary "
        "code execution. Do it only if you got the file from a trusted source.\n"
        f"WeightsUnpickler error: {problem}"
    )
