"""Making tensors that lie in memory in a given order; sparse ones, which there are none of."""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np

from torchlike._core.apply import wrap
from torchlike._core.dtypes import Defaults
from torchlike._core.errors import unsupported
from torchlike._core.kernel import aval
from torchlike._core.trace import concrete
from torchlike._ops.arguments import explains
from torchlike._ops.calls import as_dtype, as_shape, words
from torchlike._ops.formats import check_memory
from torchlike._ops.layout import dense_strides, is_dense
from torchlike.construct import finished, place_of
from torchlike.tensor import Tensor


@explains
def empty_strided(
    size: Any,
    stride: Any,
    *,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """A tensor of unspecified content, here zeros, whose elements are `stride` apart."""
    check_memory(layout, pin_memory)
    shape = as_shape((size,), "empty_strided", "size")
    strides = as_shape((stride,), "empty_strided", "stride", 2)
    if len(shape) != len(strides):
        raise RuntimeError(
            f"dimensionality of sizes ({len(shape)}) must match dimensionality of strides "
            f"({len(strides)})"
        )
    for n in shape:
        if n < 0:
            raise RuntimeError(
                f"Trying to create tensor with negative dimension {n}: {words(shape)}"
            )
    if any(s < 0 for s in strides):
        raise RuntimeError(
            f"Storage size calculation overflowed with sizes={words(shape)} and "
            f"strides={words(strides)}"
        )
    kind = as_dtype(dtype, "empty_strided") or Defaults.float_dtype
    place = place_of(device)
    if is_dense(shape, strides):
        value = concrete(np.zeros(shape, kind.np), place)
        value.aval = aval(shape, kind, place, strides)
        return finished(wrap(value), requires_grad)
    needed = 1 + sum((n - 1) * s for n, s in zip(shape, strides, strict=True))
    memory: Any = wrap(concrete(np.zeros(needed, kind.np), place))
    return finished(memory.as_strided(shape, strides).detach(), requires_grad)


@explains
def empty_permuted(
    size: Any,
    physical_layout: Any,
    *,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """A tensor of unspecified content, here zeros, its dims in memory in the order given."""
    check_memory(layout, pin_memory)
    shape = as_shape((size,), "empty_permuted", "size")
    order = as_shape((physical_layout,), "empty_permuted", "physical_layout", 2)
    if len(shape) != len(order):
        raise RuntimeError(
            "Number of dimensions in size does not match the length of the physical_layout; i.e. "
            f"len(size) = {len(shape)} is not equal to len(physical_layout) = {len(order)}"
        )
    if any(not 0 <= d < len(shape) for d in order):
        bad = next(d for d in order if not 0 <= d < len(shape))
        raise RuntimeError(
            f"Dimension out of range (expected to be between 0 and {len(shape) - 1}, but got {bad} "
            f"at index {order.index(bad)}).  NB: negative dims not currently supported; file an "
            "issue if you want it."
        )
    if len(set(order)) != len(order):
        raise RuntimeError("Duplicate dim not allowed")
    strides = dense_strides(shape, order[::-1])
    return empty_strided(shape, strides, dtype=dtype, device=device, requires_grad=requires_grad)


@explains(method=True)
def new_empty_strided(
    self: Any,
    size: Any,
    stride: Any,
    *,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """`empty_strided` with this tensor's dtype and device, unless others are given."""
    return empty_strided(
        size,
        stride,
        dtype=dtype or self.dtype,
        layout=layout,
        device=device or self.device,
        requires_grad=requires_grad,
        pin_memory=pin_memory,
    )


def _no_sparse(name: str) -> Any:
    def method(self: Any, *args: Any, **options: Any) -> NoReturn:
        raise unsupported(f"{name}()")

    method.__name__ = method.__qualname__ = name
    method.__doc__ = "The tensor in a layout or memory that none has. Raises: NotImplementedError."
    method.__refuses__ = True
    return method


Tensor.new_empty_strided = new_empty_strided  # type: ignore[attr-defined]
for _name in (
    "share_memory_", "to_mkldnn", "to_sparse_bsc", "to_sparse_bsr", "to_sparse_csc",
    "to_sparse_csr",
):  # fmt: skip
    if not hasattr(Tensor, _name):
        setattr(Tensor, _name, _no_sparse(_name))
