"""Tensors for NumPy and for other libraries: shared memory, ufuncs, DLPack."""

from __future__ import annotations

import enum
from typing import Any

import numpy as np

from torchlike._core.apply import TensorBase, wrap
from torchlike._core.errors import unsupported
from torchlike._core.execute import array_of
from torchlike._core.trace import concrete, local
from torchlike._ops.sharing import shared_ndarray


class DLDeviceType(enum.IntEnum):
    """DLPack's numbers of kinds of devices."""

    kDLCPU = 1  # noqa: N815  (DLPack's own names)
    kDLCUDA = 2  # noqa: N815
    kDLCUDAHost = 3  # noqa: N815
    kDLROCM = 10  # noqa: N815


class TensorExchange(TensorBase):
    """The methods of `Tensor` by which other libraries take its content."""

    __slots__ = ()
    #: NumPy leaves operators between an ndarray and a tensor to the tensor.
    __array_priority__ = 1000

    def numpy(self: Any, *, force: bool = False) -> np.ndarray:
        """An ndarray that shares the tensor's memory while both live.

        With `force`, also of a tensor that requires grad or is not on the CPU. Raises:
        RuntimeError when the tensor requires grad; TypeError off the CPU.
        """
        if force:
            own = self.detach().cpu()
            return (
                np.array(array_of(own._read(), "numpy()"))
                if own.dtype.np.isbuiltin != 1
                else (own.numpy())
            )
        if self.requires_grad and local.state.grad:
            raise RuntimeError(
                "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() "
                "instead."
            )
        if not self.is_cpu:
            raise TypeError(
                f"can't convert {self.device} device type tensor to numpy. Use Tensor.cpu() to "
                "copy the tensor to host memory first."
            )
        if self.dtype.np.isbuiltin != 1:  # ml_dtypes' own, which PyTorch does not hand to NumPy
            raise TypeError(f"Got unsupported ScalarType {self.dtype.scalar_name}")
        return shared_ndarray(self)

    def __array__(self: Any, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        """The elements for NumPy. Raises: ValueError where a copy is forbidden, as PyTorch does."""
        if copy is False:
            raise ValueError("Unable to avoid copy while creating an array as requested.")
        array = self.numpy()
        if copy:
            return np.array(array, dtype)
        return array if dtype is None else array.astype(dtype, copy=False)

    def __array_wrap__(
        self: Any, array: Any, context: Any = None, return_scalar: bool = False
    ) -> Any:
        """A NumPy ufunc over a tensor gives a tensor; of bools, one of uint8."""
        del context, return_scalar
        if not isinstance(array, np.ndarray):
            raise TypeError(f"expected np.ndarray (got numpy.{type(array).__name__})")
        return wrap(concrete(array.astype(np.uint8) if array.dtype == np.bool_ else array.copy()))

    def __dlpack__(
        self: Any,
        *,
        stream: Any = None,
        max_version: tuple[int, int] | None = None,
        dl_device: tuple[int, int] | None = None,
        copy: bool | None = None,
    ) -> Any:
        """A DLPack capsule on the tensor's memory.

        Raises: BufferError when the tensor requires grad; NotImplementedError off the CPU.
        """
        if self.requires_grad:
            raise BufferError("Can't export tensors that require gradient, use tensor.detach()")
        if stream is not None and type(stream) is not int:
            raise TypeError("stream must be ``int`` or ``none``")
        if not self.is_cpu:
            raise unsupported(f"exporting a tensor on {self.device} by DLPack")
        if stream not in (None, -1):
            raise AssertionError("stream should be None on cpu.")
        if self.dtype.np.isbuiltin != 1:
            raise unsupported(f"exporting a tensor of {self.dtype} by DLPack")
        return shared_ndarray(self).__dlpack__(
            max_version=max_version, dl_device=dl_device, copy=copy
        )

    def __dlpack_device__(self: Any) -> tuple[DLDeviceType, int]:
        """Where the tensor lives, in DLPack's numbers. Raises: NotImplementedError for others."""
        if self.is_cpu:
            return DLDeviceType.kDLCPU, 0
        if self.is_cuda:
            return DLDeviceType.kDLCUDA, self.device.index or 0
        raise unsupported(f"the DLPack number of {self.device}")
