"""Pooling over one to three spatial dims."""

from __future__ import annotations

from typing import Any

from torchlike.nn import functional as F  # noqa: N812  (what everybody calls it)
from torchlike.nn.modules.conv import as_tuple
from torchlike.nn.modules.module import Module


class _MaxPool(Module):
    _rank: int

    def __init__(
        self,
        kernel_size: Any,
        stride: Any = None,
        padding: Any = 0,
        dilation: Any = 1,
        return_indices: bool = False,
        ceil_mode: bool = False,
    ) -> None:
        super().__init__()
        self.kernel_size = kernel_size
        self.stride = kernel_size if stride is None else stride
        self.padding = padding
        self.dilation = dilation
        self.return_indices = return_indices
        self.ceil_mode = ceil_mode

    def extra_repr(self) -> str:
        """The windows."""
        return (
            f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}, "
            f"dilation={self.dilation}, ceil_mode={self.ceil_mode}"
        )

    def forward(self, input: Any) -> Any:
        """The largest element of each window."""
        return getattr(F, f"max_pool{self._rank}d")(
            input,
            self.kernel_size,
            self.stride,
            self.padding,
            self.dilation,
            self.ceil_mode,
            self.return_indices,
        )


class MaxPool1d(_MaxPool):
    """The largest element of windows of one dim."""

    _rank = 1


class MaxPool2d(_MaxPool):
    """The largest element of windows of two dims."""

    _rank = 2


class MaxPool3d(_MaxPool):
    """The largest element of windows of three dims."""

    _rank = 3


class _MaxUnpool(Module):
    _rank: int

    def __init__(self, kernel_size: Any, stride: Any = None, padding: Any = 0) -> None:
        super().__init__()
        self.kernel_size = as_tuple(kernel_size, self._rank)
        self.stride = as_tuple(kernel_size if stride is None else stride, self._rank)
        self.padding = as_tuple(padding, self._rank)

    def extra_repr(self) -> str:
        """The windows."""
        return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"

    def forward(self, input: Any, indices: Any, output_size: Any = None) -> Any:
        """The elements at their places, zeros elsewhere."""
        return getattr(F, f"max_unpool{self._rank}d")(
            input, indices, self.kernel_size, self.stride, self.padding, output_size
        )


class MaxUnpool1d(_MaxUnpool):
    """The inverse of `MaxPool1d`, zeros for what was not kept."""

    _rank = 1


class MaxUnpool2d(_MaxUnpool):
    """The inverse of `MaxPool2d`, zeros for what was not kept."""

    _rank = 2


class MaxUnpool3d(_MaxUnpool):
    """The inverse of `MaxPool3d`, zeros for what was not kept."""

    _rank = 3


class AvgPool1d(Module):
    """The mean of windows of one dim."""

    def __init__(
        self,
        kernel_size: Any,
        stride: Any = None,
        padding: Any = 0,
        ceil_mode: bool = False,
        count_include_pad: bool = True,
    ) -> None:
        super().__init__()
        self.kernel_size = as_tuple(kernel_size, 1)
        self.stride = as_tuple(kernel_size if stride is None else stride, 1)
        self.padding = as_tuple(padding, 1)
        self.ceil_mode = ceil_mode
        self.count_include_pad = count_include_pad

    def extra_repr(self) -> str:
        """The windows."""
        return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"

    def forward(self, input: Any) -> Any:
        """The mean of each window."""
        numbers = (self.kernel_size, self.stride, self.padding)
        return F.avg_pool1d(input, *numbers, self.ceil_mode, self.count_include_pad)


class _AvgPool(Module):
    _rank: int

    def __init__(
        self,
        kernel_size: Any,
        stride: Any = None,
        padding: Any = 0,
        ceil_mode: bool = False,
        count_include_pad: bool = True,
        divisor_override: int | None = None,
    ) -> None:
        super().__init__()
        self.kernel_size = kernel_size
        self.stride = kernel_size if stride is None else stride
        self.padding = padding
        self.ceil_mode = ceil_mode
        self.count_include_pad = count_include_pad
        self.divisor_override = divisor_override

    def extra_repr(self) -> str:
        """The windows."""
        return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"

    def forward(self, input: Any) -> Any:
        """The mean of each window."""
        return getattr(F, f"avg_pool{self._rank}d")(
            input,
            self.kernel_size,
            self.stride,
            self.padding,
            self.ceil_mode,
            self.count_include_pad,
            self.divisor_override,
        )


class AvgPool2d(_AvgPool):
    """The mean of windows of two dims."""

    _rank = 2


class AvgPool3d(_AvgPool):
    """The mean of windows of three dims."""

    _rank = 3


class _Adaptive(Module):
    _rank: int

    def __init__(self, output_size: Any) -> None:
        super().__init__()
        self.output_size = output_size

    def extra_repr(self) -> str:
        """The size of the result."""
        return f"output_size={self.output_size}"


class _AdaptiveAvgPool(_Adaptive):
    def forward(self, input: Any) -> Any:
        """The mean of each of `output_size` windows."""
        return getattr(F, f"adaptive_avg_pool{self._rank}d")(input, self.output_size)


class AdaptiveAvgPool1d(_AdaptiveAvgPool):
    """The means of as many windows of one dim as asked for."""

    _rank = 1


class AdaptiveAvgPool2d(_AdaptiveAvgPool):
    """The means of as many windows of two dims as asked for."""

    _rank = 2


class AdaptiveAvgPool3d(_AdaptiveAvgPool):
    """The means of as many windows of three dims as asked for."""

    _rank = 3


class _AdaptiveMaxPool(_Adaptive):
    def __init__(self, output_size: Any, return_indices: bool = False) -> None:
        super().__init__(output_size)
        self.return_indices = return_indices

    def forward(self, input: Any) -> Any:
        """The largest element of each of `output_size` windows."""
        pool = getattr(F, f"adaptive_max_pool{self._rank}d")
        return pool(input, self.output_size, self.return_indices)


class AdaptiveMaxPool1d(_AdaptiveMaxPool):
    """The largest elements of as many windows of one dim as asked for."""

    _rank = 1


class AdaptiveMaxPool2d(_AdaptiveMaxPool):
    """The largest elements of as many windows of two dims as asked for."""

    _rank = 2


class AdaptiveMaxPool3d(_AdaptiveMaxPool):
    """The largest elements of as many windows of three dims as asked for."""

    _rank = 3


class _FractionalMaxPool(Module):
    _rank: int

    def __init__(
        self,
        kernel_size: Any,
        output_size: Any = None,
        output_ratio: Any = None,
        return_indices: bool = False,
        _random_samples: Any = None,
    ) -> None:
        super().__init__()
        name = type(self).__name__
        self.kernel_size = as_tuple(kernel_size, self._rank)
        self.return_indices = return_indices
        self.register_buffer("_random_samples", _random_samples)
        self.output_size = None if output_size is None else as_tuple(output_size, self._rank)
        self.output_ratio = None if output_ratio is None else as_tuple(output_ratio, self._rank)
        if output_size is None and output_ratio is None:
            raise ValueError(
                f"{name} requires specifying either an output size, or a pooling ratio"
            )
        if output_size is not None and output_ratio is not None:
            raise ValueError("only one of output_size and output_ratio may be specified")
        if self.output_ratio is not None and not all(0 < r < 1 for r in self.output_ratio):
            raise ValueError(f"output_ratio must be between 0 and 1 (got {output_ratio})")

    def forward(self, input: Any) -> Any:
        """The largest element of each window of a random partition."""
        return getattr(F, f"fractional_max_pool{self._rank}d")(
            input,
            self.kernel_size,
            self.output_size,
            self.output_ratio,
            self.return_indices,
            _random_samples=self._random_samples,
        )


class FractionalMaxPool2d(_FractionalMaxPool):
    """The largest elements of random windows of two dims."""

    _rank = 2


class FractionalMaxPool3d(_FractionalMaxPool):
    """The largest elements of random windows of three dims."""

    _rank = 3


class _LPPool(Module):
    _rank: int

    def __init__(
        self, norm_type: float, kernel_size: Any, stride: Any = None, ceil_mode: bool = False
    ) -> None:
        super().__init__()
        self.norm_type = norm_type
        self.kernel_size = kernel_size
        self.stride = stride
        self.ceil_mode = ceil_mode

    def extra_repr(self) -> str:
        """The norm and the windows."""
        return (
            f"norm_type={self.norm_type}, kernel_size={self.kernel_size}, stride={self.stride}, "
            f"ceil_mode={self.ceil_mode}"
        )

    def forward(self, input: Any) -> Any:
        """The norm of each window."""
        pool = getattr(F, f"lp_pool{self._rank}d")
        return pool(input, float(self.norm_type), self.kernel_size, self.stride, self.ceil_mode)


class LPPool1d(_LPPool):
    """The norms of windows of one dim."""

    _rank = 1


class LPPool2d(_LPPool):
    """The norms of windows of two dims."""

    _rank = 2


class LPPool3d(_LPPool):
    """The norms of windows of three dims."""

    _rank = 3
