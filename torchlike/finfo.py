"""What a dtype can hold: `torch.finfo` and `torch.iinfo`."""

from __future__ import annotations

from typing import Any

import ml_dtypes
import numpy as np

from torchlike._core.dtypes import Defaults, dtype


class finfo:  # noqa: N801  (PyTorch's own name)
    """Limits of a floating point dtype, of a complex one's parts, or of the default one."""

    def __init__(self, type: Any = None) -> None:
        kind = Defaults.float_dtype if type is None else type
        if not isinstance(kind, dtype):
            raise TypeError(
                f"finfo(): argument 'type' (position 1) must be torch.dtype, not {_name(kind)}"
            )
        if kind.category < dtype.FLOAT:
            raise TypeError(
                "torch.finfo() requires a floating point input type. Use torch.iinfo to handle "
                "'torch.finfo'"
            )
        real = kind.to_real()
        limits: Any = ml_dtypes.finfo(real.np)
        self.bits = real.itemsize * 8
        self.eps = float(limits.eps)
        self.max = float(limits.max)
        self.min = float(limits.min)
        self.tiny = self.smallest_normal = float(limits.tiny)
        self.resolution = float(f"1e-{limits.precision}")
        self.dtype = real.name

    def __repr__(self) -> str:
        return (
            f"finfo(resolution={self.resolution:g}, min={self.min:g}, max={self.max:g}, "
            f"eps={self.eps:g}, smallest_normal={self.smallest_normal:g}, tiny={self.tiny:g}, "
            f"dtype={self.dtype})"
        )


class iinfo:  # noqa: N801  (PyTorch's own name)
    """Limits of an integer dtype."""

    def __init__(self, type: Any) -> None:
        if not isinstance(type, dtype):
            raise TypeError(
                f"iinfo(): argument 'type' (position 1) must be torch.dtype, not {_name(type)}"
            )
        if type.category >= dtype.FLOAT:
            raise TypeError(
                "torch.iinfo() requires an integer input type. Use torch.finfo to handle "
                "'torch.iinfo'"
            )
        if type.category == dtype.BOOL:
            raise TypeError("torch.bool is not supported by torch.iinfo")
        limits = np.iinfo(type.np)
        self.bits, self.min, self.max = limits.bits, int(limits.min), int(limits.max)
        self.dtype = type.name

    def __repr__(self) -> str:
        return f"iinfo(min={self.min:g}, max={self.max:g}, dtype={self.dtype})"


def _name(found: Any) -> str:
    return type(found).__name__
