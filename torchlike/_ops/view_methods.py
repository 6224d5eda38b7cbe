"""The methods of `Tensor` that rearrange dims, in place too, or look at memory."""

from __future__ import annotations

from typing import Any

from torchlike._core import dtypes
from torchlike._core.detached import detached
from torchlike._core.errors import warn_once
from torchlike._core.kernel import contiguous_strides
from torchlike._ops import _bindings as bindings
from torchlike._ops import geometry, places
from torchlike._ops.arguments import as_method, explains, refusal, takes_nothing
from torchlike._ops.calls import apply_view, as_shape, gathered, inplace
from torchlike._ops.places import is_conjugated
from torchlike._ops.schema import TABLE
from torchlike._ops.shape import format_strides
from torchlike._ops.typed_storage import TypedStorage, storage
from torchlike._ops.untyped import UntypedStorage
from torchlike._ops.views import (
    as_strided,
    chunk,
    conj,
    flatten,
    imag,
    is_conj,
    is_neg,
    movedim,
    narrow,
    positive,
    ravel,
    real,
    reshaped,
    resolve_conj,
    resolve_neg,
    split_by,
    swapaxes,
    tensor_split,
    unbind,
    unflatten,
)

_VIEW, _VIEW_DTYPE = TABLE["view"], TABLE["view_dtype"]


def _squeeze_name(kernel: Any) -> str:
    dim = kernel.static[0]
    return f"SqueezeBackward{3 if dim is None else 4 if isinstance(dim, int) else 5}"


# Their in-place forms are nodes of their own.
_T_ = TABLE["t"].as_node("TBackward1")
_TRANSPOSE_ = TABLE["transpose"].as_node("TransposeBackward1")
_UNSQUEEZE_ = TABLE["unsqueeze"].as_node("UnsqueezeBackward1")
_SQUEEZE_ = TABLE["squeeze"].as_node(_squeeze_name)


def _fill_diagonal(self: Any, fill_value: Any, wrap: bool = False) -> Any:
    """A number written on the main diagonal; with `wrap` again below, in a tall matrix."""
    shape = self.shape
    if len(shape) < 2:
        raise RuntimeError("dimensions must larger than 1")
    if len(shape) > 2 and len(set(shape)) > 1:
        raise RuntimeError("all dimensions of input must be of equal length")
    step = sum(self.stride())
    size = min(shape)
    start = self.storage_offset()
    main = geometry.as_strided(self, (size,), (step,), start)
    inplace(main, TABLE["fill"], (main, fill_value), ())
    if wrap and len(shape) == 2 and shape[0] > shape[1] + 1:
        after = self.stride(0) * (shape[1] + 1)
        rest = geometry.as_strided(
            self, (-(-(shape[0] * shape[1] - shape[1] * (shape[1] + 1)) // (shape[1] + 1)),),
            (step,), start + after,
        )  # fmt: skip
        inplace(rest, TABLE["fill"], (rest, fill_value), ())
    return self


@explains
def resize_as_(input: Any, the_template: Any, *, memory_format: Any = None) -> Any:
    """Gives a tensor itself the size of another one."""
    if memory_format is not None and _format(memory_format) == "preserve_format":
        return geometry.resize(input, tuple(the_template.shape), the_template.stride())
    return ViewMethods.resize_(input, *the_template.shape, memory_format=memory_format)


class ViewMethods:
    """The methods of `Tensor` that rearrange dims or look at memory."""

    def view(self: Any, *shape: Any, size: Any = None, dtype: Any = None, **unknown: Any) -> Any:
        """The same elements in another shape, or the same bytes as another dtype.

        Raises: RuntimeError when that needs a copy.
        """
        for length in shape:
            if type(length) is not int:
                break
        else:
            if shape and not unknown:
                return apply_view(_VIEW, self, (shape,))
        if unknown:
            raise TypeError(refusal("view", shape, unknown, method=True))
        shape = gathered(shape, size)
        if not shape and dtype is None:
            raise TypeError(refusal("view", (), {}, method=True))
        wanted = dtype if dtype is not None else shape[0]
        if not isinstance(wanted, dtypes.dtype):
            return apply_view(_VIEW, self, (_sizes(shape),))
        own = self.dtype
        if wanted is own:
            return detached(self)
        if is_conjugated(self):
            raise RuntimeError(
                "torch.Tensor.view is not supported for conjugate view tensors when converting to "
                "a different dtype."
            )
        ratio = max(wanted.itemsize // own.itemsize, 1)
        fits = self.ndim > 0 and self.shape[-1] % ratio == 0  # the operator has more to say if not
        if fits and self.storage_offset() % ratio:
            raise RuntimeError(
                f"self.storage_offset() must be divisible by {ratio} to view {own.scalar_name} as "
                f"{wanted.scalar_name} (different element sizes), but got {self.storage_offset()}"
            )
        # Autograd takes it for no view, so that it may be written whatever the tensor is.
        result = apply_view(_VIEW_DTYPE, detached(self), (wanted,))
        result._view.base = None
        return result

    def reshape(self: Any, *each: Any, shape: Any = None, **unknown: Any) -> Any:
        """The tensor in another shape: a view where the strides allow it, else a copy."""
        if shape is not None:
            each = gathered(each, shape)
        if not each or unknown:
            raise TypeError(refusal("reshape", each, unknown, method=True))
        return reshaped(self, as_shape(each, "reshape", "shape"))

    @explains(method=True)
    def split(self: Any, split_size: Any, dim: int = 0) -> tuple[Any, ...]:
        """Pieces of one size (the last may be smaller), or of the sizes given."""
        return split_by(self, split_size, dim)

    @explains(method=True)
    def view_as(self: Any, other: Any) -> Any:
        """The same elements in the shape of `other`."""
        return self.view(tuple(other.shape))

    @explains(method=True)
    def reshape_as(self: Any, other: Any) -> Any:
        """`reshape` to the shape of `other`."""
        return reshaped(self, tuple(other.shape))

    @explains(method=True)
    def expand_as(self: Any, other: Any) -> Any:
        """`expand` to the shape of `other`."""
        return bindings.expand(self, tuple(other.shape))

    @explains(method=True)
    def broadcast_to(self: Any, *each: Any, size: Any = None) -> Any:
        """`expand` to a size."""
        return bindings.expand(self, as_shape(gathered(each, size), "broadcast_to", "size"))

    @property
    def T(self: Any) -> Any:  # noqa: N802  (PyTorch's name)
        """The dims in reverse."""
        rank = self.ndim
        if rank != 2:
            warn_once(_REVERSED, 2)
        return bindings.permute(self, tuple(range(rank))[::-1])

    @property
    def mT(self: Any) -> Any:  # noqa: N802  (PyTorch's name)
        """The last two dims exchanged."""
        return _matrix_transposed(self, "mT", "This function is the identity in these cases.")

    @property
    def mH(self: Any) -> Any:  # noqa: N802  (PyTorch's name)
        """The last two dims exchanged, conjugated."""
        return conj(_matrix_transposed(self, "mH", "Consider using x.conj()."))

    @property
    def H(self: Any) -> Any:  # noqa: N802  (PyTorch's name)
        """A matrix transposed and conjugated."""
        rank = self.ndim
        if rank not in (0, 2):
            batches = " For batches of matrices, consider using tensor.mH" if rank > 2 else ""
            raise RuntimeError(
                "tensor.H is only supported on matrices (2-D tensors). Got "
                f"{rank}-D tensor.{batches}"
            )
        if rank == 0:
            warn_once("Tensor.H is deprecated on 0-D tensors. Consider using x.conj().", 2)
            return conj(self)
        return conj(bindings.transpose(self, 0, 1))

    @property
    def real(self: Any) -> Any:
        """The real parts, as a view."""
        return real(self)

    @real.setter
    def real(self: Any, new: Any) -> None:
        real(self).copy_(new)

    @property
    def imag(self: Any) -> Any:
        """The imaginary parts, as a view."""
        return imag(self)

    @imag.setter
    def imag(self: Any, new: Any) -> None:
        imag(self).copy_(new)

    # -- in place ----------------------------------------------------------------------------

    @takes_nothing
    def t_(self: Any) -> Any:
        """Transposes this matrix itself."""
        return geometry.rearrange(self, _T_, ())

    @explains(method=True)
    def transpose_(self: Any, dim0: int, dim1: int) -> Any:
        """Exchanges two dims of this tensor itself."""
        return geometry.rearrange(self, _TRANSPOSE_, (dim0, dim1))

    swapdims_ = transpose_

    @explains(method=True)
    def swapaxes_(self: Any, axis0: int, axis1: int) -> Any:
        """Exchanges two dims of this tensor itself."""
        return self.transpose_(axis0, axis1)

    @explains(method=True)
    def unsqueeze_(self: Any, dim: int) -> Any:
        """Inserts a dim of size 1 into this tensor itself."""
        return geometry.rearrange(self, _UNSQUEEZE_, (dim,))

    @explains(method=True)
    def squeeze_(self: Any, dim: Any = None) -> Any:
        """Removes dims of size 1 from this tensor itself."""
        static = tuple(dim) if isinstance(dim, (tuple, list)) else dim
        return geometry.rearrange(self, _SQUEEZE_, (static,))

    @explains(method=True)
    def as_strided_(self: Any, size: Any, stride: Any, storage_offset: int | None = None) -> Any:
        """Makes this tensor itself another window of its memory."""
        start = self.storage_offset() if storage_offset is None else storage_offset
        return geometry.restride(self, tuple(size), tuple(stride), start)

    def resize_(self: Any, *each: Any, size: Any = None, memory_format: Any = None) -> Any:
        """Gives this tensor another size; elements it did not have are zeros."""
        shape = as_shape(gathered(each, size), "resize_", "size")
        if any(size < 0 for size in shape):
            raise RuntimeError("numel: integer multiplication overflow")
        stride = None if memory_format is None else format_strides(shape, _format(memory_format))
        return geometry.resize(self, shape, stride)

    resize_as_ = as_method(resize_as_)

    @explains(method=True)
    def set_(
        self: Any, source: Any = None, storage_offset: int = 0, size: Any = None, stride: Any = None
    ) -> Any:
        """Lets go of this tensor's memory for that of `source`, a tensor or an `UntypedStorage`."""
        if source is None:
            return geometry.set_to(self, self.new_empty((0,)), 0, (0,), (1,))
        if isinstance(source, TypedStorage):
            source = source.untyped()
        if isinstance(source, UntypedStorage):
            source = source.as_tensor(self.dtype)
            size = source.shape if size is None else size
        if size is None:
            return geometry.set_to(
                self, source, source.storage_offset(), source.shape, source.stride()
            )
        if not source.is_contiguous():
            raise RuntimeError("passed in tensor to be used as storage must be contiguous")
        storage_offset += source.storage_offset()
        source = source.detach()  # its memory alone matters
        sizes = tuple(size)
        steps = contiguous_strides(sizes) if stride is None else tuple(stride)
        return geometry.set_to(self, source, storage_offset, sizes, steps)

    # -- memory ------------------------------------------------------------------------------

    @takes_nothing
    def storage_offset(self: Any) -> int:
        """The position of the first element in the tensor's memory, in elements."""
        self._read()
        return places.offset_of(self)

    @takes_nothing
    def data_ptr(self: Any) -> int:
        """The address of the first element: equal for tensors that share it."""
        return places.address_of(self)

    @takes_nothing
    def untyped_storage(self: Any) -> UntypedStorage:
        """The memory of this tensor and of all that alias it."""
        return UntypedStorage._of(self)

    @explains(method=True)
    def is_set_to(self: Any, tensor: Any) -> bool:
        """Whether `tensor` is the same elements of the same memory."""
        return places.is_set_to(self, tensor)


def _format(memory_format: Any) -> str:
    """The name of a memory format."""
    return str(memory_format).removeprefix("torch.")


def _sizes(shape: tuple[Any, ...]) -> tuple[int, ...]:
    """What `view` was given as ints. Raises: TypeError, in PyTorch's words."""
    try:
        return as_shape(shape, "view", "size")
    except TypeError as problem:
        text = refusal("view", shape, {}, method=True)
        raise (problem if text is None else TypeError(text)) from None


_REVERSED = (
    "The use of `x.T` on tensors of dimension other than 2 to reverse their shape is deprecated "
    "and it will throw an error in a future release. Consider `x.mT` to transpose batches of "
    "matrices or `x.permute(*torch.arange(x.ndim - 1, -1, -1))` to reverse the dimensions of a "
    "tensor."
)


def _matrix_transposed(tensor: Any, name: str, identity: str) -> Any:
    """The last two dims exchanged; a scalar, with a warning, as it is."""
    rank = tensor.ndim
    if rank == 1:
        raise RuntimeError(
            f"tensor.{name} is only supported on matrices or batches of matrices. Got 1-D tensor."
        )
    if rank == 0:
        warn_once(f"Tensor.{name} is deprecated on 0-D tensors. {identity}", 3)
        return tensor
    return bindings.transpose(tensor, -2, -1)


for _function in (
    as_strided, chunk, conj, flatten, is_conj, is_neg, movedim, narrow,
    positive, ravel, resolve_conj, resolve_neg, swapaxes, tensor_split, unbind, unflatten,
):  # fmt: skip
    setattr(ViewMethods, _function.__name__, as_method(_function))
ViewMethods.moveaxis = ViewMethods.movedim  # type: ignore[attr-defined]
ViewMethods.storage = storage  # type: ignore[attr-defined]
ViewMethods.__pos__ = ViewMethods.positive  # type: ignore[attr-defined]
_fill_diagonal.__name__ = "fill_diagonal_"
ViewMethods.fill_diagonal_ = explains(_fill_diagonal, method=True)  # type: ignore[attr-defined]
