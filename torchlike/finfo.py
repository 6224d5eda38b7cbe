"""What a dtype can hold: `torch.finfo` and `torch.iinfo`."""

from __future__ import annotations

from typing import Any, NoReturn

import ml_dtypes
import numpy as np

from torchlike._core.dtypes import EIGHT_BIT_FLOATS, Defaults, dtype, float8_e5m2fnuz


class _Limits:
    """What both have: a dtype that they are of, and attributes that stay as they are."""

    bits: int
    dtype: str
    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.dtype == other.dtype

    def __getattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"'torch.{type(self).__name__}' object has no attribute '{name}'")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        kind = f"torch.{type(self).__name__}"
        if name in self.__dict__:
            raise AttributeError(f"attribute '{name}' of '{kind}' objects is not writable")
        raise AttributeError(f"'{kind}' object has no attribute '{name}'")

    def __repr__(self) -> str:
        """Every limit but the number of bits, as far as six digits show it."""
        shown = [
            f"{name}={value if isinstance(value, str) else format(value, 'g')}"
            for name, value in self.__dict__.items()
            if name != "bits"
        ]
        return f"{type(self).__name__}({', '.join(shown)})"


class finfo(_Limits):  # noqa: N801  (PyTorch's own name)
    """Limits of a floating point dtype, of a complex one's parts, or of the default one."""

    resolution: float
    min: float
    max: float
    eps: float
    smallest_normal: float
    tiny: float

    def __init__(self, type: Any = None) -> None:
        kind = Defaults.float_dtype if type is None else _checked(type, "finfo")
        if kind.category < dtype.FLOAT:
            raise TypeError(
                "torch.finfo() requires a floating point input type. Use torch.iinfo to handle "
                "'torch.finfo'"
            )
        real = kind.to_real()
        limits: Any = ml_dtypes.finfo(real.np)
        smallest, lowest = float(limits.tiny), float(limits.min)
        # PyTorch counts no decimal digits of 8 bits, and has constants of its own for some kinds.
        eps = 0.125 if real is float8_e5m2fnuz else float(limits.eps)
        digits = 0 if real in EIGHT_BIT_FLOATS else limits.precision
        self.__dict__.update(
            bits=real.itemsize * 8,
            resolution=float(f"1e-{digits}"),
            min=lowest,
            max=float(limits.max),
            eps=eps,
            smallest_normal=smallest,
            tiny=smallest,
            dtype=real.name,
        )


class iinfo(_Limits):  # noqa: N801  (PyTorch's own name)
    """Limits of an integer dtype."""

    min: int
    max: int

    def __init__(self, type: Any) -> None:
        kind = _checked(type, "iinfo")
        if kind.category >= dtype.FLOAT:
            raise TypeError(
                "torch.iinfo() requires an integer input type. Use torch.finfo to handle "
                "'torch.iinfo'"
            )
        if kind.category == dtype.BOOL:
            raise TypeError("torch.bool is not supported by torch.iinfo")
        limits = np.iinfo(kind.np)
        self.__dict__.update(
            bits=limits.bits, min=int(limits.min), max=int(limits.max), dtype=kind.name
        )


def _checked(found: Any, function: str) -> dtype:
    if not isinstance(found, dtype):
        raise TypeError(
            f"{function}(): argument 'type' (position 1) must be torch.dtype, not "
            f"{type(found).__name__}"
        )
    return found
