"""What sparse tensors do for PyTorch's functions and methods."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NoReturn

import numpy as np

from torchlike._core.device import resolve
from torchlike._core.errors import unsupported
from torchlike._ops import formats
from torchlike._ops.calls import unavailable
from torchlike._ops.dims import wrap_dim
from torchlike.interop import from_numpy
from torchlike.size import Size
from torchlike.sparse.coo import ANSWERS, Parts, empty, is_sparse, made, named, show


def answers(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorates the answer to the functions and methods called `names`."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        ANSWERS.update(dict.fromkeys(names, function))
        return function

    return decorate


def as_indices(places: np.ndarray) -> Any:
    """Indices as a tensor."""
    return from_numpy(np.ascontiguousarray(places, np.int64))


# -- what is known of them -----------------------------------------------------------------------

ANSWERS.update({
    "shape.__get__": lambda self: Size(self._parts.size),
    "dtype.__get__": lambda self: self._parts.values.dtype,
    "device.__get__": lambda self: self._parts.values.device,
    "layout.__get__": lambda self: formats.sparse_coo,
    "ndim.__get__": lambda self: len(self._parts.size),
    "dim": lambda self: len(self._parts.size),
    "ndimension": lambda self: len(self._parts.size),
    "is_cpu.__get__": lambda self: True,
    "is_cuda.__get__": lambda self: False,
    "itemsize.__get__": lambda self: self._parts.values.itemsize,
    "requires_grad.__get__": lambda self: self._parts.values.requires_grad,
    "grad_fn.__get__": lambda self: self._parts.values.grad_fn,
    "is_leaf.__get__": lambda self: self._parts.values.grad_fn is None,
    "numel": lambda self: math.prod(self._parts.size),
    "nelement": lambda self: math.prod(self._parts.size),
    "element_size": lambda self: self._parts.values.element_size(),
    "get_device": lambda self: -1,
    "is_floating_point": lambda input: input._parts.values.is_floating_point(),
    "is_complex": lambda input: input._parts.values.is_complex(),
    "is_signed": lambda self: self._parts.values.is_signed(),
    "is_contiguous": lambda self, **_: False,
    "is_same_size": lambda input, other: tuple(input.shape) == tuple(other.shape),
    "is_coalesced": lambda self: self._parts.coalesced,
    "sparse_dim": lambda self: self._parts.sparse_dim,
    "dense_dim": lambda self: len(self._parts.size) - self._parts.sparse_dim,
    "__repr__": lambda self, **_: show(self),
    "__str__": lambda self: show(self),
    "__format__": lambda self, spec: format(show(self), spec),
})  # fmt: skip


@answers("size")
def _size(self: Any, dim: int | None = None) -> Any:
    size = Size(self._parts.size)
    return size if dim is None else size[wrap_dim(dim, len(size))]


@answers("stride")
def _stride(self: Any, dim: int | None = None) -> Any:
    return (0,) * len(self._parts.size) if dim is None else 0


@answers("__len__")
def _length(self: Any) -> int:
    if not self._parts.size:
        raise TypeError("len() of a 0-d tensor")
    return self._parts.size[0]


@answers("is_nonzero")
def _is_nonzero(input: Any) -> bool:
    return _bool(input)


@answers("__bool__")
def _bool(self: Any) -> bool:
    if math.prod(self._parts.size) > 1:
        raise RuntimeError("Boolean value of Tensor with more than one value is ambiguous")
    return bool(_item(self))


@answers("item")
def _item(self: Any) -> Any:
    if math.prod(self._parts.size) != 1:
        count = math.prod(self._parts.size)
        raise RuntimeError(f"a Tensor with {count} elements cannot be converted to Scalar")
    return self._parts.dense().item()


def _refused(error: Exception) -> Callable[..., NoReturn]:
    def answer(*_: Any, **__: Any) -> NoReturn:
        raise error.with_traceback(None)

    return answer


def _unavailable(name: str) -> Callable[..., NoReturn]:
    text = str(unavailable(name)).replace("'CPU' backend", "'SparseCPU' backend")
    return _refused(NotImplementedError(text))


#: What PyTorch refuses for sparse tensors, by the name that its kernel has.
for _name, _kernel in {
    "exp": "exp", "view": "view", "mean": "mean.dim", "max": "max", "equal": "equal",
    "allclose": "eq.Tensor", "fill_": "fill_.Scalar", "ones_like": "fill_.Scalar",
    "squeeze": "as_strided", "argmax": "argmax", "cumsum": "cumsum", "nonzero": "nonzero",
    "dot": "dot", "indices_copy": "indices_copy", "values_copy": "values_copy",
    "to_padded_tensor": "to_padded_tensor",
}.items():  # fmt: skip
    ANSWERS[_name] = _unavailable(_kernel)
_NO_POINTER = RuntimeError("Cannot access data pointer of Tensor that doesn't have storage")
ANSWERS["data_ptr"] = ANSWERS["tolist"] = _refused(_NO_POINTER)
ANSWERS["nbytes.__get__"] = _refused(
    RuntimeError(
        "nbytes is not defined for sparse tensors.  If you want the size of the constituent "
        "tensors, add the nbytes of the indices and values.  If you want the size of the  "
        "equivalent dense tensor, multiply numel() by element_size()"
    )
)
ANSWERS["storage"] = ANSWERS["untyped_storage"] = _refused(
    NotImplementedError("Cannot access storage of SparseTensorImpl")
)
ANSWERS["reshape"] = _refused(RuntimeError("reshape is not implemented for sparse tensors"))
ANSWERS["contiguous"] = _refused(RuntimeError("unsupported memory format option Contiguous"))
ANSWERS["numpy"] = ANSWERS["__array__"] = _refused(
    TypeError("can't convert Sparse layout tensor to numpy. Use Tensor.to_dense() first.")
)


# -- their parts ---------------------------------------------------------------------------------


@answers("coalesce")
def _coalesce(self: Any) -> Any:
    return self if self._parts.coalesced else made(self._parts.merged(), "CoalesceBackward0")


def _part(self: Any, name: str) -> Parts:
    if not self._parts.coalesced:
        raise RuntimeError(
            f"Cannot get {name} on an uncoalesced tensor, please call .coalesce() first"
        )
    return self._parts


@answers("indices")
def _get_indices(self: Any) -> Any:
    return _part(self, "indices").indices


@answers("values")
def _get_values(self: Any) -> Any:
    return named(_part(self, "values").values, "ValuesBackward0")


@answers("to_dense")
def _to_dense(self: Any, dtype: Any = None, *, masked_grad: bool | None = None) -> Any:
    if dtype is not None:
        raise RuntimeError("dtype argument is not supported by sparse_to_dense")
    if masked_grad is False:
        raise unsupported("to_dense(masked_grad=False) of a sparse tensor")
    return named(self._parts.dense(), "ToDenseBackward0")


@answers("to_sparse", "to_sparse_coo")
def _to_sparse(self: Any, sparse_dim: int | None = None, *, layout: Any = None, **_: Any) -> Any:
    if layout not in (None, formats.sparse_coo):
        raise unsupported(f"to_sparse(layout={layout}) of a sparse tensor")
    if sparse_dim not in (None, self._parts.sparse_dim):
        raise RuntimeError(
            "to_sparse: conversion from Sparse to Sparse with sparse_dim argument "
            "!=self.sparse_dim() is not supported"
        )
    return self


@answers("sparse_mask")
def _sparse_mask(self: Any, mask: Any) -> Any:
    if not is_sparse(mask):
        raise unsupported("sparse_mask() by a dense tensor")
    dense = self._parts.dense() if is_sparse(self) else self
    return made(replace(mask._parts, values=mask._parts.masked(dense)), "SparseMaskBackward0")


# -- the graph -----------------------------------------------------------------------------------


@answers("requires_grad_")
def _requires_grad_(self: Any, requires_grad: bool = True) -> Any:
    if self._parts.values.requires_grad != requires_grad:
        values = self._parts.values.detach() if requires_grad else self._parts.values
        self._parts = replace(self._parts, values=values.requires_grad_(requires_grad))
    return self


@answers("requires_grad.__set__")
def _set_requires_grad(self: Any, value: bool) -> None:
    _requires_grad_(self, value)


@answers("grad.__get__")
def _grad(self: Any) -> Any:
    # Of the elements that there are, always: PyTorch's is dense after some functions.
    grad = self._parts.values.grad
    return None if grad is None else made(replace(self._parts, values=grad))


@answers("grad.__set__")
def _set_grad(self: Any, value: Any) -> None:
    if value is not None:
        raise unsupported("assigning the gradient of a sparse tensor")
    self._parts.values.grad = None


@answers("detach", "data.__get__")
def _detach(self: Any) -> Any:
    return made(replace(self._parts, values=self._parts.values.detach()))


@answers("clone")
def _clone(input: Any, *, memory_format: Any = None) -> Any:
    if memory_format not in (None, formats.preserve_format):
        raise unsupported("clone(memory_format=...) of a sparse tensor")
    parts = input._parts
    indices = parts.indices.clone()
    return made(replace(parts, indices=indices, values=parts.values.clone()), "CloneBackward0")


def _rebuilt(
    indices: Any, values: Any, size: tuple[int, ...], coalesced: bool, requires_grad: bool
) -> Any:
    """A leaf of the same parts as one that was copied."""
    parts = Parts(indices, values.requires_grad_(requires_grad), size, coalesced)
    return made(parts)


@answers("__reduce_ex__")
def _reduce(self: Any, protocol: Any) -> Any:
    del protocol
    parts = self._parts
    given = (parts.indices, parts.values.detach(), parts.size, parts.coalesced)
    return _rebuilt, (*given, parts.values.requires_grad)


@answers("__deepcopy__")
def _deepcopy(self: Any, memo: dict[int, Any]) -> Any:
    if self._parts.values.grad_fn is not None:
        raise RuntimeError(
            "Only Tensors created explicitly by the user (graph leaves) support the deepcopy "
            "protocol at the moment.  If you were attempting to deepcopy a module, this may be "
            "because of a torch.nn.utils.weight_norm usage, see "
            "https://github.com/pytorch/pytorch/pull/103001"
        )
    parts = self._parts
    copied = (parts.indices.clone(), parts.values.detach().clone(), parts.size, parts.coalesced)
    memo[id(self)] = found = _rebuilt(*copied, parts.values.requires_grad)
    return found


@answers("to")
def _to(self: Any, *args: Any, **kwargs: Any) -> Any:
    values = self._parts.values.to(*args, **kwargs)
    if values is self._parts.values:
        return self
    if values.device.type != "cpu":
        raise unsupported(f"a sparse tensor on {values.device}")
    return made(replace(self._parts, values=values))


@answers("cpu")
def _cpu(self: Any, **_: Any) -> Any:
    return self


@answers("cuda")
def _cuda(self: Any, device: Any = None, *_: Any, **__: Any) -> Any:
    place = resolve("cuda" if device is None else device)
    raise unsupported(f"a sparse tensor on {place}")


@answers("type")
def _type(self: Any, dtype: Any = None, non_blocking: bool = False, **_: Any) -> Any:
    del non_blocking
    if dtype is None:
        return f"torch.sparse.{self._parts.values.dtype.scalar_name}Tensor"
    return made(replace(self._parts, values=self._parts.values.type(dtype)))


def _cast(name: str) -> Callable[..., Any]:
    def answer(self: Any, **_: Any) -> Any:
        values = getattr(self._parts.values, name)()
        return self if values is self._parts.values else made(replace(self._parts, values=values))

    return answer


for _name in (
    "double", "float", "half", "bfloat16", "long", "int", "short", "char", "byte", "bool",
    "cfloat", "cdouble",
):  # fmt: skip
    ANSWERS[_name] = _cast(_name)


@answers("zeros_like", "empty_like")
def _zeros_like(input: Any, *, dtype: Any = None, **options: Any) -> Any:
    if any(value not in (None, False) for value in options.values()):
        raise unsupported("zeros_like() of a sparse tensor with options")
    kind = input._parts.values.dtype if dtype is None else dtype
    return empty(input._parts.size, kind, input._parts.sparse_dim)
