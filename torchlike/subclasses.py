"""Subclasses of `Tensor`: whose methods and properties ask ``__torch_function__`` first."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

from torchlike._core.apply import TensorBase
from torchlike._core.detached import detached
from torchlike._core.errors import unsupported
from torchlike._ops import overriding
from torchlike._ops.calls import apply_view
from torchlike._ops.overriding import answer, overrides, retyped
from torchlike._ops.schema import TABLE
from torchlike.tensor import Tensor, TensorMeta

#: Special methods that are not for classes to override.
_PLAIN = frozenset((
    "__array_priority__", "__class__", "__dict__", "__dir__", "__doc__",
    "__hash__", "__init__", "__init_subclass__", "__iter__", "__module__", "__new__", "__reduce__",
    "__setstate__", "__slots__", "__torch_function__", "__weakref__", "as_subclass",
))  # fmt: skip
#: Reflected operators, and the operators of the left operand where that is a tensor too.
_FORWARD = {
    f"__r{name}__": name
    for name in ("sub", "truediv", "pow", "floordiv", "mod", "matmul", "lshift", "rshift")
}


class Overridable(overriding.OverridableState, Tensor):
    """What comes between `Tensor` and a class that overrides it."""

    __slots__ = ()


def _asking(name: str, plain: Callable[..., Any]) -> Callable[..., Any]:
    func = overriding.operator(name.strip("_")) if name.startswith("__") else plain

    @functools.wraps(plain)
    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        if overrides(type(self)):
            return answer(func, (self, *args), kwargs)
        return plain(self, *args, **kwargs)

    return method


def _asking_operator(name: str, plain: Callable[..., Any]) -> Callable[..., Any]:
    func = plain if name == "__eq__" else overriding.operator(name.strip("_"))
    forward = overriding.operator(_FORWARD[name]) if name in _FORWARD else None

    @functools.wraps(plain)
    def method(self: Any, *others: Any) -> Any:
        if not overrides(type(self)):
            return plain(self, *others)
        try:
            if forward is not None and isinstance(others[0], TensorBase):
                return answer(forward, (others[0], self), {})
            return answer(func, (self, *others), {})
        except TypeError:
            return NotImplemented

    return method


def _asking_property(own: property) -> property:
    """A property whose parts are overridden as ``Tensor.name.__get__`` and so on."""

    def get(self: Any) -> Any:
        if overrides(type(self)):
            return answer(own.__get__, (self,), {})
        return own.__get__(self)

    def put(self: Any, value: Any) -> None:
        if overrides(type(self)):
            answer(own.__set__, (self, value), {})
        else:
            own.__set__(self, value)

    return property(get, put if own.fset else None, own.fdel, own.__doc__)


def _is_operator(name: str, member: Any) -> bool:
    """Whether `member` is a special method that may return NotImplemented."""
    others = ("__array__", "__array_wrap__", "__contains__", "__deepcopy__", "__format__",
              "__getitem__", "__reduce_ex__")  # fmt: skip
    parameters = len(inspect.signature(member).parameters)
    return name == "__pow__" or (name[:2] == "__" and name not in others and parameters == 2)


@functools.cache
def _fill() -> None:
    """Makes the members of `Overridable`, once all of those of `Tensor` are there."""
    for name in dir(Tensor):
        member = inspect.getattr_static(Tensor, name)
        internal = name.startswith("_") and not name.startswith("__")
        if name in _PLAIN or (internal and name not in ("_is_view", "_version", "_base")):
            continue
        if isinstance(member, property):
            setattr(Overridable, name, _asking_property(member))
        elif inspect.isfunction(member):
            operator = _is_operator(name, member)
            setattr(Overridable, name, (_asking_operator if operator else _asking)(name, member))


def begin() -> None:
    """From now on there are tensors of classes that override functions."""
    _fill()
    overriding.watch()


def _bases(bases: tuple[type, ...], members: dict[str, Any]) -> tuple[type, ...]:
    """The bases of a new class, with `Overridable` among them if it overrides functions."""
    found = [members["__torch_function__"]] if "__torch_function__" in members else []
    found += [b.__torch_function__ for b in bases if hasattr(b, "__torch_function__")]  # type: ignore
    if not overriding.enabled(found[0]) or any(issubclass(b, Overridable) for b in bases):
        return bases
    begin()
    if Tensor in bases:
        return tuple(Overridable if b is Tensor else b for b in bases)
    return (*bases, Overridable)


# -- making them ---------------------------------------------------------------------------------


def _as_subclass(self: Any, cls: Any) -> Any:
    """This tensor, memory and gradient, as one of the subclass `cls`. Raises: TypeError."""
    if not isinstance(cls, type):
        raise TypeError(f"cls must be a type (got {type(cls).__name__})")
    if not issubclass(cls, TensorBase):
        raise TypeError(
            "Creating a Tensor subclass from a class that does not inherit from Tensor is not "
            "possible. Make sure your class inherits from Tensor."
        )
    with overriding.DisableTorchFunctionSubclass():
        return retyped(apply_view(TABLE["alias"], self, ()), cls)


def _make_subclass(cls: Any, data: Any, require_grad: bool = False) -> Any:
    """A leaf of class `cls` that shares the memory of `data`."""
    if not isinstance(data, TensorBase):
        raise TypeError(
            "_make_subclass(): argument 'data' (position 2) must be Tensor, not "
            f"{type(data).__name__}"
        )
    with overriding.DisableTorchFunctionSubclass():
        result = retyped(detached(data, own_counter=True), cls)
        return result.requires_grad_() if require_grad else result


def _make_wrapper_subclass(cls: Any, *args: Any, **kwargs: Any) -> Any:
    """Not there. Raises: NotImplementedError."""
    raise unsupported("Tensor._make_wrapper_subclass (a tensor without memory of its own)")


TensorMeta.bases = staticmethod(_bases)
Tensor.as_subclass = _as_subclass  # type: ignore[attr-defined]
Tensor._make_subclass = staticmethod(_make_subclass)
Tensor._make_wrapper_subclass = staticmethod(_make_wrapper_subclass)
_as_subclass.__name__, _as_subclass.__qualname__ = "as_subclass", "Tensor.as_subclass"
