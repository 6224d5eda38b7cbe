"""``__torch_function__``: handing a call to a class that overrides what PyTorch's functions do.

Plain tensors pay nothing for it. A call that meets an operand of another kind fails on its way into
the recorder with a TypeError, and only there is asked whether an argument overrides the function:
foreign types fail by themselves, and a subclass of `Tensor` refuses to show its state to the
recorder (`OverridableState`). While a `TorchFunctionMode` is active, every call fails so.
"""

from __future__ import annotations

import functools
import inspect
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FunctionType, ModuleType
from typing import Any

from torchlike._core import apply as _apply
from torchlike._core import storage as _storage
from torchlike._core.apply import TensorBase, wrap
from torchlike._ops import calls as _calls


class Overridden(TypeError):  # noqa: N818  (control flow: a call answered by somebody else)
    """The recorder was shown an operand that overrides functions, or a mode is active."""


class _State(threading.local):
    """What one thread has switched off, and its modes, outermost first."""

    def __init__(self) -> None:
        self.subclasses = True
        self.everything = True
        self.modes: list[Any] = []


STATE = _State()

#: Not empty once a subclass of `Tensor` overrides functions or a mode was entered: only then do
#: functions composed of others look at their arguments before they begin.
WATCHING: set[bool] = set()
#: What makes the functions composed of others look; set by `torchlike.overrides`.
_begin: list[Callable[[], None]] = []


def on_watch(begin: Callable[[], None]) -> None:
    """Says what is done when functions composed of others are to look at their arguments."""
    _begin.append(begin)


#: What makes the methods among them look, too, for modes; set likewise.
_begin_modes: list[Callable[[], None]] = []


def on_mode(begin: Callable[[], None]) -> None:
    """Says what is done when methods composed of others are to look for modes."""
    _begin_modes.append(begin)


def watch() -> None:
    """From now on functions composed of others look at their arguments."""
    if not WATCHING:
        WATCHING.add(True)
        for begin in _begin:
            begin()


@contextmanager
def _switched_off(name: str) -> Iterator[None]:
    before = getattr(STATE, name)
    setattr(STATE, name, False)
    try:
        yield
    finally:
        setattr(STATE, name, before)


class DisableTorchFunctionSubclass:
    """Within it, subclasses of `Tensor` are treated as plain tensors; modes stay active."""

    _name = "subclasses"

    def __enter__(self) -> None:
        self._switch = _switched_off(self._name)
        self._switch.__enter__()

    def __exit__(self, *error: Any) -> None:
        self._switch.__exit__(*error)


class DisableTorchFunction(DisableTorchFunctionSubclass):
    """Within it, nothing overrides anything."""

    _name = "everything"


def _disabled_torch_function_impl(func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
    """The ``__torch_function__`` of classes that override nothing, such as `Parameter`."""
    del types
    with DisableTorchFunctionSubclass():
        return func(*args, **(kwargs or {}))


#: The same as the attribute of such a class.
DISABLED: Any = staticmethod(_disabled_torch_function_impl)


def enabled(method: Any) -> bool:
    """Whether `method`, found as ``__torch_function__``, overrides anything."""
    function = getattr(method, "__func__", method)
    return function is not None and function is not _disabled_torch_function_impl


def overrides(cls: type) -> bool:
    """Whether arguments of the class `cls` answer for the functions that they are given to."""
    if cls is _apply._tensor_class or not STATE.everything:
        return False
    method = getattr(cls, "__torch_function__", None)
    return enabled(method) and (STATE.subclasses or not issubclass(cls, TensorBase))


def overloaded(relevant: Iterable[Any]) -> list[Any]:
    """Those of the arguments that override functions: one of each type, subclasses first."""
    found: list[Any] = []
    for argument in relevant:
        cls = type(argument)
        if overrides(cls) and all(cls is not type(other) for other in found):
            place = next((i for i, o in enumerate(found) if issubclass(cls, type(o))), len(found))
            found.insert(place, argument)
    return found


def _arguments(args: Sequence[Any], kwargs: Mapping[str, Any]) -> Iterator[Any]:
    for argument in (*args, *kwargs.values()):
        if type(argument) in (list, tuple):
            yield from argument
        else:
            yield argument


def asks(args: Sequence[Any], kwargs: Mapping[str, Any]) -> bool:
    """Whether an argument, or a mode, overrides the function that the arguments are for."""
    if STATE.modes and STATE.everything:
        return True
    return any(overrides(type(argument)) for argument in _arguments(args, kwargs))


#: Functions of `torch` that no argument overrides, though modes do.
CONSTRUCTORS = (
    "arange", "as_tensor", "asarray", "empty", "eye", "from_numpy", "frombuffer", "full",
    "linspace", "logspace", "normal", "ones", "rand", "randint", "randn", "randperm", "tensor",
    "tril_indices", "triu_indices", "zeros",
)  # fmt: skip


def asking(name: str) -> Callable[[Sequence[Any], Mapping[str, Any]], bool]:
    """What says whether the function called `name` is overridden: `asks`, or modes alone."""
    return _modes_ask if name in CONSTRUCTORS else asks


def _modes_ask(args: Sequence[Any], kwargs: Mapping[str, Any]) -> bool:
    del args, kwargs
    return bool(STATE.modes) and STATE.everything


def answer(func: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
    """What the mode and the arguments that override `func` make of the call."""
    return dispatch(func, overloaded(_arguments(args, kwargs)), args, kwargs)


def dispatch(
    func: Any, relevant: Sequence[Any], args: Sequence[Any], kwargs: Mapping[str, Any]
) -> Any:
    """What the first of the mode and the types of `relevant` that answers makes of the call.

    Raises: TypeError, in PyTorch's words, where all return NotImplemented.
    """
    types = tuple(type(argument) for argument in relevant)
    if STATE.modes and STATE.everything:
        with _innermost_mode() as mode:
            result = mode.__torch_function__(func, types, args, dict(kwargs))
        if result is not NotImplemented:
            return result
    for argument in relevant:
        result = argument.__torch_function__(func, types, args, dict(kwargs))
        if result is not NotImplemented:
            return result
    name = name_of(func)
    handlers = "".join(f"\n  - tensor subclass {cls!r}" for cls in types)
    raise TypeError(
        f"Multiple dispatch failed for '{name}'; all __torch_function__ handlers returned "
        f"NotImplemented:\n{handlers}\n\nFor more information, try re-running with "
        "TORCH_LOGS=not_implemented"
    )


#: Operators that PyTorch counts as calls of a method.
_METHODS_OF_OPERATORS = {
    "add": "add", "radd": "add", "iadd": "add_", "sub": "sub", "isub": "sub_", "mul": "mul",
    "rmul": "mul", "imul": "mul_", "truediv": "div", "itruediv": "div_", "mod": "remainder",
    "imod": "remainder_", "matmul": "matmul", "neg": "neg", "abs": "abs", "eq": "eq",
    "ne": "ne", "lt": "lt", "le": "le", "gt": "gt", "ge": "ge",
}  # fmt: skip


def operator(name: str) -> Any:
    """The method that PyTorch says is called by the operator ``__name__``."""
    return getattr(_apply._tensor_class, _METHODS_OF_OPERATORS.get(name, f"__{name}__"))


@functools.cache
def _members() -> dict[Any, str]:
    """The methods of `Tensor`, and the getters and setters of its properties, with their names."""
    found: dict[Any, str] = {}
    tensor: Any = _apply._tensor_class
    for name in dir(tensor):
        member = inspect.getattr_static(tensor, name)
        if isinstance(member, property):
            found[member.__get__], found[member.__set__] = f"{name}.__get__", f"{name}.__set__"
        elif inspect.isfunction(member) and (member not in found or name == member.__name__):
            found[member] = name
    return found


def name_of(func: Any) -> str:
    """The dotted name of a function or method of PyTorch's, in its words."""
    name = _members().get(func)
    if name is not None:
        return f"torch.Tensor.{name}"
    functional = vars(sys.modules["torchlike.nn.functional"]).get(func.__name__) is func
    return f"{'torch.nn.functional' if functional else 'torch'}.{func.__name__}"


def members() -> list[Any]:
    """The public methods of `Tensor` and the parts of its properties."""
    return [m for m, name in _members().items() if not name.startswith("_") or name[:2] == "__"]


def is_member(func: Any) -> bool:
    """Whether `func` is a method of `Tensor` or a part of one of its properties."""
    try:
        return func in _members()
    except TypeError:  # not hashable, so none
        return False


def _ask(*args: Any, _answered: Any, **kwargs: Any) -> Any:
    """The code of functions made overridable."""
    return _answered(args, kwargs)


def make_overridable(function: Any, *, by_modes_only: bool = False) -> None:
    """Lets modes, and arguments, answer for a function composed of others.

    It stays the same object, however it was imported: only then would classes recognise it.
    """
    if function.__code__.co_freevars or function.__code__ is _ask.__code__:
        return
    ask = _modes_ask if by_modes_only else asks
    plain = FunctionType(function.__code__, function.__globals__, function.__name__)
    plain.__qualname__ = function.__qualname__  # Python's own errors about arguments say it
    plain.__defaults__, plain.__kwdefaults__ = function.__defaults__, function.__kwdefaults__

    def answered(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if ask(args, kwargs):
            return answer(function, args, kwargs)
        return plain(*args, **kwargs)

    function.__signature__ = inspect.signature(function)
    function.__defaults__, function.__kwdefaults__ = None, {"_answered": answered}
    function.__code__ = _ask.__code__


# -- subclasses of Tensor ------------------------------------------------------------------------

#: The files between a public function and the state of its operands.
_MECHANISM = frozenset(module.__file__ for module in (_apply, _storage, _calls))
_BINDINGS = __file__.replace("overriding", "_bindings")


def _asked_by_binding() -> bool:
    """Whether a generated binding, rather than another part of torchlike, wants the state."""
    frame = sys._getframe(2)
    while frame is not None and frame.f_code.co_filename in _MECHANISM:
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename == _BINDINGS


#: Where `TensorBase` keeps what `OverridableState` hides.
_VIEW: Any = vars(TensorBase)["_view"]


class OverridableState:
    """Hides a tensor's state from bindings while its class overrides what they do."""

    @property
    def _view(self) -> Any:
        if overrides(type(self)) and _asked_by_binding():
            raise Overridden(f"{type(self).__name__} overrides functions")
        return _VIEW.__get__(self)

    @_view.setter
    def _view(self, view: Any) -> None:
        _VIEW.__set__(self, view)


def torch_function(cls: type, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
    """What subclasses do by default: the function on plain tensors, its results of class `cls`."""
    if not all(issubclass(cls, other) for other in types):
        return NotImplemented
    with DisableTorchFunctionSubclass():
        result = func(*args, **(kwargs or {}))
        plain = cls is _apply._tensor_class or func in unconverted()
        return result if plain else converted(result, cls)


@functools.cache
def unconverted() -> set[Any]:
    """The properties whose results stay of their own class."""
    tensor: Any = _apply._tensor_class
    return {getattr(tensor, name).__get__ for name in ("_base", "grad")}


def converted(result: Any, cls: type) -> Any:
    """`result` with the tensors in it made tensors of class `cls`."""
    if isinstance(result, TensorBase):
        return result if isinstance(result, cls) else result.as_subclass(cls)  # type: ignore
    if isinstance(result, (tuple, list)):
        items = [converted(item, cls) for item in result]
        return type(result)(*items) if hasattr(result, "_fields") else type(result)(items)
    return result


def retyped(tensor: Any, cls: type) -> Any:
    """A tensor of class `cls` that is in all else what the new tensor `tensor` is."""
    result = wrap(tensor._value, cls)
    result._view = tensor._view
    return result


# -- modes ---------------------------------------------------------------------------------------


@contextmanager
def _innermost_mode() -> Iterator[Any]:
    """The innermost mode, which is not active while it answers."""
    mode = STATE.modes.pop()
    try:
        yield mode
    finally:
        STATE.modes.append(mode)


#: The entries to the recorder that bindings call.
_ENTRIES = ("apply", "apply1", "apply2", "apply_view", "inplace", "into")
_lock = threading.Lock()
_active = [0]


def _watched(entry: Any) -> Any:
    @functools.wraps(entry)
    def wrapper(*args: Any) -> Any:
        if STATE.modes and STATE.everything:
            raise Overridden("a TorchFunctionMode is active")
        return entry(*args)

    return wrapper


@contextmanager
def mode_active(mode: Any) -> Iterator[None]:
    """Within it, `mode` is asked first. Bindings look for modes only while some thread has one."""
    watch()
    for begin in _begin_modes:
        begin()
    bindings: ModuleType = sys.modules["torchlike._ops._bindings"]
    with _lock:
        _active[0] += 1
        if _active[0] == 1:
            for name in _ENTRIES:
                setattr(bindings, name, _watched(getattr(bindings, name)))
    STATE.modes.append(mode)
    try:
        yield
    finally:
        STATE.modes.remove(mode)
        with _lock:
            _active[0] -= 1
            if _active[0] == 0:
                for name in _ENTRIES:
                    setattr(bindings, name, getattr(bindings, name).__wrapped__)
