"""What PyTorch's tensors may be and these never are, and sizes that follow from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from torchlike._core.apply import TensorBase
from torchlike._core.kernel import contiguous_strides
from torchlike._ops.arguments import refusal, takes_nothing
from torchlike._ops.formats import contiguous_format, memory_format
from torchlike._ops.layout import strides_of
from torchlike._ops.shape import format_strides


class TensorFlags(TensorBase):
    """Attributes and methods of `Tensor` with one answer for every dense tensor."""

    __slots__ = ()

    is_sparse = is_sparse_csr = is_quantized = is_meta = is_nested = is_mkldnn = False
    is_mps = is_xpu = is_xla = is_ipu = is_maia = is_mtia = is_vulkan = is_hpu = volatile = False
    output_nr = 0

    @property
    def grad_dtype(self: Any) -> Any:
        """The dtype that gradients of this tensor have: its own."""
        return self.dtype

    def is_pinned(self, device: Any = None) -> bool:
        """Whether the tensor is in memory locked for `device`: never."""
        del device
        return False

    @takes_nothing
    def is_shared(self) -> bool:
        """Whether the tensor is in memory shared with other processes: never."""
        return False

    @takes_nothing
    def is_distributed(self) -> bool:
        """Whether the tensor is a part of one on several machines: never."""
        return False

    @takes_nothing
    def is_coalesced(self) -> bool:
        """Whether a sparse tensor has each index once. Raises: RuntimeError: this is not one."""
        raise RuntimeError("is_coalesced expected sparse coordinate tensor layout but got Strided")

    @takes_nothing
    def dense_dim(self: Any) -> int:
        """The number of dims that are not sparse: all."""
        return self.ndim

    @takes_nothing
    def sparse_dim(self) -> int:
        """The number of dims that are sparse: none."""
        return 0

    @takes_nothing
    def is_nonzero(self: Any) -> bool:
        """Whether the only element is not zero."""
        return bool(self)

    def is_same_size(self: Any, other: Any) -> bool:
        """Whether `other` has the same shape."""
        return self.shape == other.shape

    def dim_order(self: Any, *, ambiguity_check: Any = False) -> tuple[int, ...]:
        """The dims from the one with the largest stride to the one with the smallest.

        Raises: RuntimeError where a check is asked for, of all orders or of those of some memory
        formats, and the strides allow for several.
        """
        strides = self.stride()
        order = tuple(sorted(range(self.ndim), key=lambda dim: (-strides[dim], dim)))
        given = ambiguity_check if isinstance(ambiguity_check, list) else []
        if not isinstance(ambiguity_check, (bool, list)) or not all(map(_is_format, given)):
            raise TypeError(
                "The ambiguity_check argument must be a bool or a list of memory formats."
            )
        if not ambiguity_check or not _has_several_orders(self):
            return order
        fitting = [form for form in given if self.is_contiguous(memory_format=form)]
        if len(given) > 1 and len(fitting) == 1:
            return order
        exact = "" if len(given) == 1 or 0 in strides else ", or cannot map to exact one of"
        raise RuntimeError(
            "The tensor does not have unique dim order"
            f"{exact and exact + ' the given memory formats'}."
        )

    def is_contiguous(
        self: Any, *rest: Any, memory_format: Any = contiguous_format, **unknown: Any
    ) -> bool:
        """Whether the elements lie in order in memory."""
        if rest or unknown or type(memory_format) is not type(contiguous_format):
            given = {**unknown, "memory_format": memory_format}
            raise TypeError(refusal("is_contiguous", rest, given, method=True))
        aval = self._read().aval
        if str(memory_format) in ("torch.channels_last", "torch.channels_last_3d"):
            name = str(memory_format).removeprefix("torch.")
            rank = {"channels_last": 4, "channels_last_3d": 5}[name]
            return len(aval.shape) == rank and _same_layout(
                aval.shape, strides_of(aval), format_strides(aval.shape, name)
            )
        return aval.strides is None or _same_layout(
            aval.shape, aval.strides, contiguous_strides(aval.shape)
        )


def _same_layout(shape: Sequence[int], a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether strides agree where they matter: in dims of more than one element."""
    if 0 in shape:
        return True
    return all(x == y for n, x, y in zip(shape, a, b, strict=True) if n != 1)


def _is_format(value: Any) -> bool:
    return isinstance(value, memory_format)


def _has_several_orders(tensor: Any) -> bool:
    """Whether dims could change places without another element being where it is."""
    strides = tensor.stride()
    return bool(tensor.numel()) and (
        1 in tensor.shape or 0 in strides or len(set(strides)) < len(strides)
    )


def is_same_size(input: Any, other: Any) -> bool:
    """Whether both have the same shape."""
    for position, (name, given) in enumerate((("input", input), ("other", other)), 1):
        if not isinstance(given, TensorBase):
            raise TypeError(
                f"is_same_size(): argument '{name}' (position {position}) must be Tensor, not "
                f"{type(given).__name__}"
            )
    return input.is_same_size(other)


def get_device(input: Any) -> int:
    """The index of the device of `input`; -1 for the CPU."""
    return input.get_device()


def typename(obj: Any) -> str:
    """The type of a tensor with its dtype (``torch.FloatTensor``); the class name of others."""
    if isinstance(obj, TensorBase):
        return obj.type()
    cls = obj if isinstance(obj, type) else type(obj)
    module = cls.__module__
    return cls.__qualname__ if module == "builtins" else f"{module}.{cls.__qualname__}"
