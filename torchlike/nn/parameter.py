"""Parameters: the tensors that a module learns."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import wrap
from torchlike._core.device import resolve
from torchlike._core.dtypes import Defaults
from torchlike._core.execute import array_of, on_device
from torchlike._core.nodes import as_leaf, check_may_be_leaf
from torchlike._core.storage import detached
from torchlike._core.trace import concrete
from torchlike._ops.calls import as_dtype
from torchlike._ops.overriding import DISABLED
from torchlike.construct import default_device, empty
from torchlike.tensor import Tensor, show


class _ParameterMeta(type(Tensor)):
    """Prints the class as PyTorch does, and knows tensors of other classes that are marked."""

    #: The attribute that marks a tensor as one of these.
    mark: str

    def __instancecheck__(cls, instance: Any) -> bool:
        if super().__instancecheck__(instance):
            return True
        own = vars(cls).get("mark")
        return own is not None and isinstance(instance, Tensor) and getattr(instance, own, False)

    def __repr__(cls) -> str:
        if cls.__module__ == __name__:
            return f"<class 'torch.nn.parameter.{cls.__qualname__}'>"
        return super().__repr__()


class Parameter(Tensor, metaclass=_ParameterMeta):
    """A tensor that a `Module` registers when it is assigned to it.

    It shares the memory of `data`. Raises: RuntimeError for a dtype that cannot require gradients.
    """

    __slots__ = ()
    __torch_function__ = DISABLED
    mark = "_is_param"
    _is_param = True

    def __new__(cls, data: Any = None, requires_grad: bool = True) -> Any:
        """Makes the parameter out of a tensor; one of a subclass keeps its class and is marked."""
        if data is None:
            data = empty(0)
        if not isinstance(data, Tensor):
            raise AttributeError(f"'{type(data).__name__}' object has no attribute 'detach'")
        if requires_grad and data._read().aval.dtype.category < dtypes.dtype.FLOAT:
            raise RuntimeError(
                "Only Tensors of floating point and complex dtype can require gradients"
            )
        if requires_grad:
            check_may_be_leaf(data._read().aval)
        if type(data) not in (Tensor, Parameter):
            return _marked(data, cls, requires_grad)
        # Nobody else can see a temporary's memory, so there is nothing to share.
        alone = data._view is None and sys.getrefcount(data) <= _REFERENCES_TO_TEMPORARY
        if alone and data._value.node is None:
            return made_of(data, cls, requires_grad)
        array_of(data._read(), "a tensor becomes a parameter")
        shared = detached(data)
        return made_of(shared, cls, requires_grad)

    def __init__(self, data: Any = None, requires_grad: bool = True) -> None:
        """Nothing is left to do: `__new__` has made the parameter."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        """A parameter with memory of its own; neither gradient nor attributes are copied."""
        if id(self) not in memo:
            memo[id(self)] = type(self)(self.data.clone(), self.requires_grad)
        return memo[id(self)]

    def __repr__(self, *, tensor_contents: Any = None) -> str:
        return "Parameter containing:\n" + show(self)


def _marked(data: Any, cls: type, requires_grad: bool) -> Any:
    """A parameter of the class of `data`. Raises: RuntimeError where `detach` changes the class."""
    detached_data = data.detach()
    if type(detached_data) is not type(data):
        raise RuntimeError(
            f"Creating a Parameter from an instance of type {type(data).__name__} requires that "
            "detach() returns an instance of the same type, but return type "
            f"{type(detached_data).__name__} was found instead. To use the type as a Parameter, "
            "please correct the detach() semantics defined by its __torch_dispatch__() "
            "implementation."
        )
    result = detached_data.requires_grad_(requires_grad)
    setattr(result, cls.mark, True)  # type: ignore[attr-defined]
    return result


def made_of(tensor: Any, cls: type, requires_grad: bool) -> Any:
    """A leaf of class `cls` that takes over what `tensor` holds and what it shares."""
    result = wrap(tensor._read(), cls)
    result._view = tensor._view
    if requires_grad:
        leaf = as_leaf(result._value, result._own_meta())
        result._value = leaf
        view = result._view
        if view is not None and view.chain:
            view.leaf = leaf.node
        elif view is not None:
            view.storage.value = leaf
    return result


class _Probe:
    """Counts the references that `Parameter(temporary)` finds to its argument."""

    def __new__(cls, data: Any = None, requires_grad: bool = True) -> Any:
        return sys.getrefcount(data)

    def __init__(self, *_: Any) -> None:
        """Not called: `__new__` returns a number."""


def _references_to_temporary() -> int:
    """What `sys.getrefcount` says of a temporary; 0 where a named tensor counts no more."""
    held = object()
    temporary: Any = _Probe(object())
    named: Any = _Probe(held)
    return temporary if temporary < named else 0


_REFERENCES_TO_TEMPORARY = _references_to_temporary()


def allocated(shape: Any, dtype: Any = None, device: Any = None) -> Any:
    """A parameter of zeros that an initialiser is about to overwrite: nothing is recorded."""
    chosen = as_dtype(dtype, "empty") or Defaults.float_dtype
    if chosen.category < dtypes.dtype.FLOAT:
        raise RuntimeError("Only Tensors of floating point and complex dtype can require gradients")
    if any(n < 0 for n in shape):
        bad = next(n for n in shape if n < 0)
        raise RuntimeError(f"Trying to create tensor with negative dimension {bad}: {list(shape)}")
    place = default_device() if device is None else resolve(device)
    array: Any = np.zeros(tuple(shape), chosen.np)
    if place.type != "cpu":
        array = on_device(array, place)
    return made_of(wrap(concrete(array, place)), Parameter, True)


class Buffer(Tensor, metaclass=_ParameterMeta):
    """Makes a tensor that a `Module` registers as a buffer when it is assigned to it.

    That is a plain tensor with a mark, which `isinstance` looks for.
    """

    __slots__ = ()
    __torch_function__ = DISABLED
    mark = "_is_buffer"
    persistent: bool

    def __new__(cls, data: Any = None, *, persistent: bool = True) -> Any:
        """Makes the buffer out of a tensor."""
        source = empty(0) if data is None else data
        result = source.detach().requires_grad_(source.requires_grad)
        result.persistent = persistent
        setattr(result, cls.mark, True)
        return result
