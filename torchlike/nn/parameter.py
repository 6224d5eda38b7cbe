"""Parameters: the tensors that a module learns."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType
from typing import Any, ClassVar

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, wrap
from torchlike._core.detached import detached
from torchlike._core.device import resolve
from torchlike._core.dtypes import Defaults
from torchlike._core.execute import array_of, on_device
from torchlike._core.nodes import as_leaf, check_may_be_leaf
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
    setattr(result, cls.mark, True)
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


# -- without a shape yet -------------------------------------------------------------------------

#: What may be asked of a tensor without a shape.
_ALLOWED = frozenset((
    "", "cast", "char", "copy_", "cpu", "cuda", "data", "device", "double", "dtype", "float",
    "get_device", "grad", "grad_fn", "half", "int", "is_complex", "is_cuda", "is_floating_point",
    "is_leaf", "layout", "long", "ndim", "replace_data", "requires_grad", "short", "to",
))  # fmt: skip
_ROOT = str(Path(__file__).parent.parent)
#: What uses tensors as a user's program does.
_USERS = tuple(
    str(Path(_ROOT) / name) for name in ("nn/modules", "nn/utils", "nn/parameter.py", "optim")
)
#: What stands around a public function for those who override it.
_AROUND = ("wrapper", "_ask", "answered")
#: Where `TensorBase` keeps what a tensor without a shape hides.
_VIEW: Any = vars(TensorBase)["_view"]


def _public_function(frame: FrameType | None) -> tuple[str, bool]:
    """The function that the user has called, or a module, and whether it is a method."""
    found = None
    while frame is not None:
        path = frame.f_code.co_filename
        if not path.startswith(_ROOT) or path.startswith(_USERS):
            break
        if frame.f_code.co_name not in _AROUND:
            found = frame
        frame = frame.f_back
    if found is None:
        return "", False
    code = found.f_code
    return code.co_name, code.co_varnames[:1] == ("self",)


class UninitializedTensorMixin:
    """A parameter or buffer whose shape is known once a lazy module has seen an input."""

    __slots__ = ()
    cls_to_become: ClassVar[Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Nothing is left to do: `__new__` has made the tensor."""

    @property
    def _view(self) -> Any:
        """The tensor's state. Raises: ValueError when anything is computed from it."""
        name, is_method = _public_function(sys._getframe(1))
        if name not in _ALLOWED:
            place = "'torch._C.TensorBase' objects" if is_method else "type object"
            kind = "method" if is_method else "built-in method"
            said = name.strip("_") if name.startswith("__") else name
            shown = f"<{kind} {said!r} of {place}>"
            raise ValueError(
                f"Attempted to use an uninitialized parameter in {shown}. This error happens when "
                "you are using a `LazyModule` or explicitly manipulating "
                f"`torch.nn.parameter.{type(self).__name__}` objects. When using LazyModules Call "
                "`forward` with a dummy batch to initialize the parameters before calling torch "
                "functions"
            )
        return _VIEW.__get__(self)

    @_view.setter
    def _view(self, view: Any) -> None:
        _VIEW.__set__(self, view)

    @property
    def shape(self) -> Any:
        """Not known. Raises: RuntimeError."""
        raise RuntimeError(
            "Can't access the shape of an uninitialized parameter or buffer. This error usually "
            "happens in `load_state_dict` when trying to load an uninitialized parameter into an "
            "initialized one. Call `forward` to initialize the parameters before accessing their "
            "attributes."
        )

    def size(self: Any, dim: int | None = None) -> Any:
        """No elements."""
        return self.data.size(dim)

    def materialize(self: Any, shape: Any, device: Any = None, dtype: Any = None) -> None:
        """Becomes an ordinary parameter or buffer of that shape, with arbitrary content."""
        self.data = empty(
            *shape,
            dtype=self.data.dtype if dtype is None else dtype,
            device=self.data.device if device is None else device,
        )
        self.__class__ = self.cls_to_become

    def share_memory_(self) -> Any:
        """Not possible. Raises: RuntimeError."""
        raise RuntimeError(
            "Can't share memory on an uninitialized parameter or buffer. Call `forward` to "
            "initialize the parameters before calling `module.share_memory()`."
        )

    def emptied(self: Any, like: Any) -> Any:
        """One of the same class, with dtype and device of `like`."""
        options = {"dtype": like.dtype, "device": like.device}
        return type(self)(requires_grad=self.requires_grad, **options)

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        if id(self) not in memo:
            memo[id(self)] = self.emptied(self)
        return memo[id(self)]

    def __reduce_ex__(self: Any, protocol: Any) -> Any:
        """One of the same class, dtype and device."""
        del protocol
        return type(self), (self.requires_grad, self.device, self.dtype)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


class UninitializedParameter(UninitializedTensorMixin, Parameter):
    """A parameter whose shape is not known yet. `materialize` makes a `Parameter` of it."""

    __slots__ = ()
    cls_to_become = Parameter

    def __new__(cls, requires_grad: bool = True, device: Any = None, dtype: Any = None) -> Any:
        """Makes one of a dtype, without elements."""
        return made_of(empty(0, device=device, dtype=dtype), cls, requires_grad)


class UninitializedBuffer(UninitializedTensorMixin, Tensor):
    """A buffer whose shape is not known yet. `materialize` makes a tensor of it."""

    __slots__ = ()
    __torch_function__ = DISABLED
    cls_to_become = Tensor
    persistent: bool

    def __new__(
        cls,
        requires_grad: bool = False,
        device: Any = None,
        dtype: Any = None,
        persistent: bool = True,
    ) -> Any:
        """Makes one of a dtype, without elements."""
        made = made_of(empty(0, device=device, dtype=dtype), cls, requires_grad)
        made.persistent = persistent
        made._is_buffer = True
        return made


def is_lazy(param: Any) -> bool:
    """Whether it is a parameter or buffer without a shape."""
    return isinstance(param, UninitializedTensorMixin)
