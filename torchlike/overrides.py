"""`torch.overrides`: classes and modes that answer for PyTorch's functions.

Operators ask the classes of all their arguments. Functions composed of others, which would be
slower for it, begin to ask with the first subclass of `Tensor` or mode; until then they refuse
arguments of classes that are no tensors with an error.
"""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from types import ModuleType
from typing import Any

from torchlike import subclasses as subclasses
from torchlike._ops import overriding
from torchlike._ops.overriding import DisableTorchFunction, DisableTorchFunctionSubclass
from torchlike.tensor import Tensor

__all__ = [
    "TorchFunctionMode", "get_default_nowrap_functions", "get_ignored_functions",
    "get_overridable_functions", "get_testing_overrides", "handle_torch_function",
    "has_torch_function", "has_torch_function_unary", "has_torch_function_variadic",
    "is_tensor_like", "is_tensor_method_or_property", "resolve_name", "wrap_torch_function",
]  # fmt: skip


def has_torch_function(relevant_args: Iterable[Any]) -> bool:
    """Whether any of the arguments, or a mode, overrides functions."""
    return overriding.asks(tuple(relevant_args), {})


def has_torch_function_unary(relevant_arg: Any) -> bool:
    """`has_torch_function` for one argument."""
    return has_torch_function((relevant_arg,))


def has_torch_function_variadic(*relevant_args: Any) -> bool:
    """`has_torch_function` for arguments given one by one."""
    return has_torch_function(relevant_args)


def handle_torch_function(
    public_api: Callable[..., Any], relevant_args: Iterable[Any], *args: Any, **kwargs: Any
) -> Any:
    """What the overrides of `public_api` make of a call with `args` and `kwargs`.

    Raises: TypeError where all of them return NotImplemented.
    """
    return overriding.dispatch(public_api, overriding.overloaded(relevant_args), args, kwargs)


def wrap_torch_function(dispatcher: Callable[..., Iterable[Any]]) -> Callable[..., Any]:
    """Decorates a function whose relevant arguments `dispatcher` says, so that they override it."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            relevant = tuple(dispatcher(*args, **kwargs))
            if has_torch_function(relevant):
                return handle_torch_function(wrapped, relevant, *args, **kwargs)
            return function(*args, **kwargs)

        return wrapped

    return decorate


def is_tensor_like(inp: Any) -> bool:
    """Whether `inp` is a tensor or of a class with ``__torch_function__``."""
    return type(inp) is Tensor or hasattr(inp, "__torch_function__")


def _get_overloaded_args(
    relevant_args: Iterable[Any], get_type_fn: Callable[[Any], type] = type
) -> list[Any]:
    """Those of the arguments that override functions, one of each type, subclasses first."""
    del get_type_fn
    return overriding.overloaded(relevant_args)


# -- what can be overridden ----------------------------------------------------------------------

#: Functions of `torch` that nothing overrides.
_IGNORED = (
    "can_cast", "from_dlpack", "get_default_dtype", "get_rng_state", "initial_seed", "install",
    "is_grad_enabled", "is_storage", "is_tensor", "load", "manual_seed", "promote_types",
    "result_type", "save", "seed", "set_default_dtype", "set_printoptions", "set_rng_state",
    "uninstall",
)  # fmt: skip


def _root() -> ModuleType:
    return sys.modules["torchlike"]


def get_ignored_functions() -> set[Callable[..., Any]]:
    """The functions of `torch` that no argument's ``__torch_function__`` is asked about."""
    return _functions(overriding.CONSTRUCTORS) | _functions(_IGNORED)


def _functions(names: Iterable[str]) -> set[Callable[..., Any]]:
    found = (vars(_root()).get(name) for name in names)
    return {function for function in found if inspect.isfunction(function)}


#: Modules whose functions are not about tensors, so that nothing overrides them.
_SETTINGS = (
    "torchlike.amp.state", "torchlike.overrides", "torchlike.running", "torchlike.settings",
    "torchlike.symbolic",
)  # fmt: skip


def _functions_of(home: ModuleType) -> list[Callable[..., Any]]:
    """The public functions of a module that arguments may override."""
    ignored = get_ignored_functions()
    found = (f for name, f in vars(home).items() if not name.startswith("_"))
    return [
        f
        for f in found
        if inspect.isfunction(f) and f not in ignored and f.__module__ not in _SETTINGS
    ]


def _homes() -> tuple[ModuleType, ...]:
    names = ("", ".nn.functional", ".linalg", ".fft", ".special")
    found = (sys.modules.get(f"torchlike{name}") for name in names)
    return tuple(module for module in found if module is not None)


def _make_overridable() -> None:
    """Lets arguments and modes override the functions that are no binding of an operator."""
    for home in _homes():
        for function in _functions_of(home):
            if function.__module__ != "torchlike._ops._bindings":
                overriding.make_overridable(function)
    for function in _functions(overriding.CONSTRUCTORS):
        overriding.make_overridable(function, by_modes_only=True)
    for name in ("__getitem__", "__setitem__"):
        overriding.make_overridable(getattr(Tensor, name))


def _make_methods_overridable() -> None:
    """Lets modes answer for the methods that are no binding of an operator."""
    for method in overriding.members():
        if inspect.isfunction(method) and not method.__name__.startswith("__"):
            if method.__module__ != "torchlike._ops._bindings":
                overriding.make_overridable(method, by_modes_only=True)


overriding.on_watch(_make_overridable)
overriding.on_mode(_make_methods_overridable)


def get_overridable_functions() -> dict[Any, list[Callable[..., Any]]]:
    """The functions, methods and properties that ``__torch_function__`` is asked about, by home."""
    result: dict[Any, list[Callable[..., Any]]] = {h: _functions_of(h) for h in _homes()}
    result[Tensor] = overriding.members()
    return result


def get_testing_overrides() -> dict[Callable[..., Any], Callable[..., Any]]:
    """For each function that can be overridden, one with its parameters that returns -1."""
    result: dict[Callable[..., Any], Callable[..., Any]] = {}
    for functions in get_overridable_functions().values():
        for function in functions:
            result[function] = _dummy(function)
    return result


def _dummy(function: Callable[..., Any]) -> Callable[..., Any]:
    def dummy(*args: Any, **kwargs: Any) -> int:
        del args, kwargs
        return -1

    if inspect.isfunction(function):
        dummy.__signature__ = inspect.signature(function)
    return dummy


@functools.cache
def get_default_nowrap_functions() -> set[Callable[..., Any]]:
    """The properties whose results stay plain tensors by default."""
    return overriding.unconverted()


def is_tensor_method_or_property(func: Callable[..., Any]) -> bool:
    """Whether `func` is a method of `Tensor`, or a part of one of its properties."""
    return overriding.is_member(func)


def resolve_name(f: Callable[..., Any]) -> str | None:
    """The dotted name of a function that can be overridden; None for others."""
    own = getattr(f, "__module__", None) or ""
    return overriding.name_of(f) if overriding.is_member(f) or own[:9] == "torchlike" else None


# -- modes ---------------------------------------------------------------------------------------


class TorchFunctionMode:
    """A context in which ``__torch_function__`` of this object answers for every function.

    Properties of plain tensors (`shape`, `dtype`, ...) are not asked about.
    """

    _active: AbstractContextManager[None]

    def __torch_function__(
        self, func: Any, types: Sequence[type], args: Any = (), kwargs: Any = None
    ) -> Any:
        """What a subclass must say. Raises: NotImplementedError."""
        raise NotImplementedError

    def __enter__(self) -> Any:
        self._active = overriding.mode_active(self)
        self._active.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._active.__exit__(*error)

    @classmethod
    def push(cls, *args: Any, **kwargs: Any) -> TorchFunctionMode:
        """An instance, to be entered."""
        return cls(*args, **kwargs)


class BaseTorchFunctionMode(TorchFunctionMode):
    """A mode that changes nothing."""

    def __torch_function__(
        self, func: Any, types: Sequence[type], args: Any = (), kwargs: Any = None
    ) -> Any:
        """The function itself."""
        del types
        return func(*args, **(kwargs or {}))


class _C:
    """The names of `torch._C` that code about overrides uses."""

    DisableTorchFunction = DisableTorchFunction
    DisableTorchFunctionSubclass = DisableTorchFunctionSubclass
    _disabled_torch_function_impl = overriding.DISABLED
