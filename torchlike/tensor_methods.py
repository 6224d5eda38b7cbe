"""Methods of `Tensor` that call functions of Python, and some of PyTorch's earlier days."""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import Any, NoReturn

import numpy as np

from torchlike._core import dtypes
from torchlike._ops.arguments import explains, takes_nothing
from torchlike._ops.calls import as_shape
from torchlike._ops.shown import shown
from torchlike._ops.typed_storage import named_storage_of
from torchlike.construct import tensor
from torchlike.tensor import Tensor
from torchlike.tensor_types import typed

# -- each element by a Python function -----------------------------------------------------------

_NUMBERS = (bool, int, float, complex)


def _written(name: str, self: Any, others: tuple[Any, ...], function: Callable[..., Any]) -> Any:
    """`self` with each element what `function` makes of it and of the elements of `others`."""
    if self.requires_grad:
        raise RuntimeError(
            f"Can't call {name}() on Variable that requires grad. Use var.detach().{name}() "
            "instead."
        )
    for label, other in zip(("other",) if len(others) == 1 else ("x", "y"), others, strict=False):
        if other.dtype is not self.dtype:
            own, found = (f"torch.{t.dtype.scalar_name}Tensor" for t in (self, other))
            raise TypeError(f"{name}: expected {own} for '{label}' (got {found})")
    if not callable(function):
        raise TypeError(f"'{type(function).__name__}' object is not callable")
    operands = [self, *(other.expand(self.shape) for other in others)]
    columns = [operand.reshape(-1).tolist() for operand in operands]
    kind = _NUMBERS[self.dtype.category]
    found = []
    for element in map(function, *columns):
        if not isinstance(element, (*_NUMBERS, np.number)):
            raise TypeError(f"must be real number, not {type(element).__name__}")
        found.append(kind(element))
    self.data.copy_(tensor(found, dtype=self.dtype).reshape(self.shape))
    return self


@explains(method=True)
def apply_(self: Any, callable: Callable[[Any], Any]) -> Any:
    """Each element replaced by what a function makes of it."""
    return _written("apply_", self, (), callable)


@explains(method=True)
def map_(self: Any, other: Any, callable: Callable[[Any, Any], Any]) -> Any:
    """Each element replaced by what a function makes of it and of that of `other`."""
    return _written("map_", self, (other,), callable)


@explains(method=True)
def map2_(self: Any, x: Any, y: Any, callable: Callable[[Any, Any, Any], Any]) -> Any:
    """Each element replaced by what a function makes of it and of those of `x` and `y`."""
    return _written("map2_", self, (x, y), callable)


# -- of earlier days -----------------------------------------------------------------------------


@explains(method=True)
def new(self: Any, *args: Any, **kwargs: Any) -> Any:
    """A tensor of this one's dtype, of sizes or of data."""
    return typed(self.dtype, args, kwargs)


shown(
    new,
    lambda self, *args, device=None, storage=None, other=None, size=None, data=None: None,
)


@explains(method=True)
def resize(self: Any, *sizes: Any) -> Any:
    """The tensor in a shape of as many elements."""
    shape = as_shape(sizes, "resize", "size")
    if np.prod(shape, dtype=int) != self.numel():
        words = "x".join(map(str, self.shape))
        raise RuntimeError(
            f"requested resize to {'x'.join(map(str, shape))} ({np.prod(shape, dtype=int)} "
            f"elements in total), but the given tensor has a size of {words} ({self.numel()} "
            "elements). "
            "autograd's resize can only change the shape of a given tensor, while preserving the "
            "number of elements. "
        )
    return self.contiguous().view(shape)


@explains(method=True)
def resize_as(self: Any, tensor: Any) -> Any:
    """`resize` to the shape of a tensor."""
    return self.resize(*tensor.shape)


def reinforce(self: Any, reward: Any) -> NoReturn:
    """What PyTorch has removed. Raises: RuntimeError, always."""
    del self, reward
    raise RuntimeError("reinforce() was removed.\nUse torch.distributions instead.")


@takes_nothing
def storage_type(self: Any) -> Any:
    """The class of typed storages of this tensor's dtype; None where there is none."""
    return named_storage_of(self.dtype)


@takes_nothing
def const_data_ptr(self: Any) -> int:
    """The address of the first element, for reading only."""
    return self.data_ptr()


# -- others --------------------------------------------------------------------------------------


@explains(method=True)
def to_dense(
    self: Any, dtype: dtypes.dtype | None = None, *, masked_grad: bool | None = None
) -> Any:
    """The tensor itself, which is dense, in a dtype."""
    del masked_grad  # says how the gradient of a sparse tensor is
    return self if dtype is None else self.to(dtype)


@explains(method=True)
def pin_memory(self: Any, device: Any = None) -> NoReturn:
    """The tensor in page-locked memory. Raises: RuntimeError: there is no such device."""
    del device
    raise RuntimeError("Cannot access accelerator device when none is available.")


def module_load(self: Any, other: Any, assign: bool = False) -> Any:
    """What `Module.load_state_dict` puts in place of this tensor for `other`."""
    if not assign:
        return self.copy_(other).detach()
    return other.detach()


pin_memory.__refuses__ = reinforce.__refuses__ = True
for _method in (
    apply_, map_, map2_, new, resize, resize_as, reinforce, storage_type, const_data_ptr, to_dense,
    pin_memory, module_load,
):  # fmt: skip
    setattr(Tensor, _method.__name__, _method)

#: Methods that are Python's in PyTorch, too, whose errors about arguments name the class.
_IN_PYTHON = frozenset(
    """backward dim_order eig index is_shared istft lstsq lu module_load norm register_hook
    register_post_accumulate_grad_hook reinforce resize resize_as share_memory_ solve split stft
    storage storage_type symeig to_sparse_coo unflatten unique unique_consecutive""".split()
)


#: What PyTorch calls operators that are other methods.
_NAMED = {"__pow__": "pow", "__rtruediv__": "__rdiv__"}


def _name_methods() -> None:
    """Lets Python's errors about arguments call the methods what PyTorch's call them."""
    for cls in Tensor.__mro__[:-1]:
        for name, member in vars(cls).items():
            if isinstance(member, FunctionType):
                member.__qualname__ = f"Tensor.{name}" if name in _IN_PYTHON else name
                if name.startswith("__"):
                    member.__name__ = _NAMED.get(name, name)


_name_methods()
