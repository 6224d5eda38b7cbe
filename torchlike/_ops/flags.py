"""What PyTorch's tensors may be and these never are, and sizes that follow from it."""

from __future__ import annotations

from typing import Any

from torchlike._core.apply import TensorBase


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

    def is_pinned(self) -> bool:
        """Whether the tensor is in page-locked memory: never."""
        return False

    def is_shared(self) -> bool:
        """Whether the tensor is in memory shared with other processes: never."""
        return False

    def is_distributed(self) -> bool:
        """Whether the tensor is a part of one on several machines: never."""
        return False

    def is_coalesced(self) -> bool:
        """Whether a sparse tensor has each index once. Raises: RuntimeError: this is not one."""
        raise RuntimeError("is_coalesced expected sparse coordinate tensor layout but got Strided")

    def dense_dim(self: Any) -> int:
        """The number of dims that are not sparse: all."""
        return self.ndim

    def sparse_dim(self) -> int:
        """The number of dims that are sparse: none."""
        return 0

    def is_nonzero(self: Any) -> bool:
        """Whether the only element is not zero."""
        return bool(self)

    def is_same_size(self: Any, other: Any) -> bool:
        """Whether `other` has the same shape."""
        return self.shape == other.shape

    def dim_order(self: Any) -> tuple[int, ...]:
        """The dims from the one with the largest stride to the one with the smallest."""
        strides = self.stride()
        return tuple(sorted(range(self.ndim), key=lambda dim: (-strides[dim], dim)))


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
        return obj.type()  # type: ignore[attr-defined]
    cls = obj if isinstance(obj, type) else type(obj)
    module = cls.__module__
    return cls.__qualname__ if module == "builtins" else f"{module}.{cls.__qualname__}"
