"""Functions that PyTorch keeps from its earlier days, and methods that are functions, too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from torchlike._core.apply import TensorBase
from torchlike._ops import _bindings as bindings
from torchlike._ops import overloads
from torchlike._ops.arguments import REQUIRED, as_method, explains, takes_nothing
from torchlike._ops.calls import takes_out, unavailable
from torchlike._ops.matrix_norms import matrix_norm
from torchlike._ops.view_methods import ViewMethods

# -- norms ---------------------------------------------------------------------------------------


@explains
@takes_out
def frobenius_norm(input: Any, dim: Any, keepdim: bool = False) -> Any:
    """The square root of the sum of squares over `dim`."""
    return bindings.vector_norm(input, 2, dim, keepdim)


@explains
@takes_out
def nuclear_norm(input: Any, dim: Any = None, keepdim: bool = False) -> Any:
    """The sum of the singular values of the matrices over two dims: ``(dim, keepdim)``.

    Of the last two dims ``(keepdim)`` alone is said.
    """
    if isinstance(dim, bool):
        dim, keepdim = None, dim
    return matrix_norm(input, "nuc", (-2, -1) if dim is None else dim, keepdim)


@explains
def norm_except_dim(v: Any, pow: int = 2, dim: int = 0) -> Any:
    """The norm over all dims but `dim`, which keep size 1; of all elements for -1."""
    if dim == -1:
        return overloads.norm(v, pow)
    others = tuple(d for d in range(v.ndim) if d != dim)
    return bindings.vector_norm(v, pow, others, True) if others else bindings.abs(v)


# -- of layers -----------------------------------------------------------------------------------


@explains
def native_channel_shuffle(input: Any, groups: int) -> Any:
    """`torch.nn.functional.channel_shuffle`."""
    return bindings.channel_shuffle(input, groups)


@explains
def batch_norm_update_stats(
    input: Any, running_mean: Any, running_var: Any, momentum: float
) -> tuple[Any, Any]:
    """The means and variances of the channels, moved into the running ones."""
    others = tuple(d for d in range(input.ndim) if d != 1)
    mean = bindings.mean(input, others)
    variance = overloads.var(input, others, unbiased=False)
    count = input.numel() // max(input.shape[1], 1)
    for running, new in (
        (running_mean, mean),
        (running_var, variance * (count / max(count - 1, 1))),
    ):
        if running is not None:
            running.copy_(running * (1 - momentum) + new * momentum)
    return mean, variance


# -- quantization --------------------------------------------------------------------------------


@explains
def dequantize(input: Any = REQUIRED, *, tensors: Any = REQUIRED) -> Any:
    """A tensor in float32: no tensor is quantized here. Raises: NotImplementedError for several."""
    if tensors is not REQUIRED or isinstance(input, (list, tuple)):
        raise unavailable("dequantize.tensors")
    return input.float()


@takes_nothing
def _dequantize(self: Any) -> Any:
    """A tensor in float32."""
    return dequantize(self)


# -- methods as functions ------------------------------------------------------------------------


def _function_of(name: str) -> Callable[..., Any]:
    """The method `name` as a function of `torch`."""

    def function(input: Any) -> Any:
        if not isinstance(input, TensorBase):
            raise TypeError(
                f"{name}(): argument 'input' (position 1) must be Tensor, not "
                f"{type(input).__name__}"
            )
        return getattr(input, name)()

    function.__name__ = function.__qualname__ = name
    function.__doc__ = f"`Tensor.{name}`."
    return explains(function)


detach, detach_ = _function_of("detach"), _function_of("detach_")
is_distributed = _function_of("is_distributed")


@explains
def fill_(input: Any, value: Any) -> Any:
    """`value` written everywhere into a tensor itself."""
    return input.fill_(value)


@explains
def as_strided_(input: Any, size: Any, stride: Any, storage_offset: int | None = None) -> Any:
    """Makes a tensor itself another window of its memory."""
    return ViewMethods.as_strided_(input, size, stride, storage_offset)


@explains
def ldexp_(input: Any, other: Any) -> Any:
    """input · 2^other written into a tensor itself."""
    return overloads.ldexp_(input, other)


@explains
def slice_inverse(
    input: Any, src: Any, dim: int = 0, start: Any = None, end: Any = None, step: int = 1
) -> Any:
    """The memory of `input` in the sizes, strides and offset of `src`, which it is a slice of."""
    del dim, start, end, step  # they say which slice
    return input.as_strided(src.shape, src.stride(), src.storage_offset())


ViewMethods.slice_inverse = as_method(slice_inverse)  # type: ignore[attr-defined]
ViewMethods.dequantize = _dequantize  # type: ignore[attr-defined]
