"""Pooling over one to three spatial dims."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from torchlike._core import random as core
from torchlike._core.apply import TensorBase, apply, apply1, apply2
from torchlike._core.batching import refuse_different
from torchlike._core.trace import Value
from torchlike._ops.arguments import explains
from torchlike._ops.calls import into
from torchlike._ops.filling import made
from torchlike._ops.generator import default_generator
from torchlike._ops.schema import TABLE
from torchlike.nn._functions.convolution import sizes_of

_COUNTS = {1: "one int", 2: "two ints", 3: "three ints"}
_DIMS = ("T", "H", "W")


def numbers(value: Any, rank: int, function: str, name: str) -> tuple[int, ...]:
    """One int for each spatial dim out of one, or of as many."""
    given = sizes_of(value, function, name)
    if len(given) == 1:
        return given * rank
    if len(given) != rank:
        either = "either be" if name != "stride" else "either be omitted,"
        raise RuntimeError(f"{function}: {name} must {either} a single int, or a tuple of "
                           f"{_COUNTS[rank]}")  # fmt: skip
    return given


def _aval(input: Any) -> Any:
    if not isinstance(input, TensorBase):
        raise TypeError
    return input._read().aval


def _check_short(kernel: int, stride: int, padding: int, dilation: int) -> None:
    """The same for `max_pool1d`, which has words of its own."""
    for name, value in (("kernel_size", kernel), ("stride", stride)):
        if value <= 0:
            raise RuntimeError(f"max_pool1d() {name} must be greater than zero, but got {value}")
    if padding < 0:
        raise RuntimeError(f"max_pool1d() padding must be non-negative, but got {padding}")
    if padding > kernel // 2:
        raise RuntimeError(
            "max_pool1d() padding should be at most half of kernel size, but got "
            f"padding={padding} and kernel_size={kernel}"
        )
    if dilation <= 0:
        raise RuntimeError(f"max_pool1d() dilation must be greater than zero, but got {dilation}")


def _check_window(rank: int, given: Sequence[tuple[int, ...]], *, short: bool = False) -> None:
    """Raises what PyTorch raises for sizes that no window can have."""
    kernel, stride, padding, dilation = given
    if short:
        _check_short(kernel[0], stride[0], padding[0], dilation[0])
    if min(kernel) <= 0:
        words = " ".join(f"k{d}: {k}" for d, k in zip(_DIMS[-rank:], kernel, strict=True))
        raise RuntimeError(f"kernel size should be greater than zero, but got {words}")
    if min(stride) <= 0:
        raise RuntimeError("stride should not be zero")
    if min(padding) < 0:
        raise RuntimeError(f"pad must be non-negative, but got pad: {min(padding)}")
    if min(dilation) <= 0:
        words = " ".join(f"dilation{d}: {n}" for d, n in zip(_DIMS[-rank:], dilation, strict=True))
        raise RuntimeError(f"dilation should be greater than zero, but got {words}")
    for pad, width, spread in zip(padding, kernel, dilation, strict=True):
        if pad > ((width - 1) * spread + 1) // 2:
            raise RuntimeError(
                f"pad should be at most half of effective kernel size, but got pad={pad}, "
                f"kernel_size={width} and dilation={spread}"
            )


def _check_input(input: Any, function: str, rank: int, *, short: bool = False) -> None:
    shape = _aval(input).shape
    if len(shape) not in (rank + 1, rank + 2):
        if short:
            raise RuntimeError(
                "max_pool1d: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size "
                f"for input, but got:{list(shape)}"
            )
        if rank == 1:
            raise RuntimeError(
                f"Expected 2 to 3 dimensions, but got {len(shape)}-dimensional tensor for argument "
                f"#1 'self' (while checking arguments for {function})"
            )
        raise RuntimeError(
            f"non-empty {rank + 1}D or {rank + 2}D (batch mode) tensor expected for input"
        )
    if 0 in shape[-rank - 1 :]:
        if rank == 3:
            where = "_with_indices_out_cpu_template" if function == "max_pool3d" else ""
            raise RuntimeError(
                f"{function}{where}(): Expected input's non-batch dimensions to have positive "
                f"length, but input has a shape of {list(shape)} and non-batch dimension 0 has "
                "length zero!"
            )
        raise RuntimeError(
            f"{'max_pool1d: ' * short}Expected {rank + 1}D or {rank + 2}D (batch mode) tensor with "
            f"optional 0 dim batch size for input, but got:{list(shape)}"
        )


# -- the largest ----------------------------------------------------------------------------------


def _max_arguments(
    function: str,
    rank: int,
    input: Any,
    kernel_size: Any,
    stride: Any,
    padding: Any,
    dilation: Any,
    ceil_mode: bool,
    *,
    places: bool = False,
) -> tuple[Any, ...]:
    # One dim has an operator of its own where the places are not asked for.
    short = rank == 1 and not places
    kernel = numbers(kernel_size, rank, function, "kernel_size")
    empty = stride is None or (isinstance(stride, (tuple, list)) and not stride)
    steps = kernel if empty else numbers(stride, rank, function, "stride")
    edges = numbers(padding, rank, function, "padding")
    spread = numbers(dilation, rank, function, "dilation")
    if short:
        _check_input(input, function, rank, short=True)
    _check_window(rank, (kernel, steps, edges, spread), short=short)
    _check_input(input, function, rank, short=short)
    if short:
        size = _aval(input).shape[-1] + 2 * edges[0] - spread[0] * (kernel[0] - 1) - 1
        count = (-(-size // steps[0]) if ceil_mode else size // steps[0]) + 1
        if count <= 0:
            raise RuntimeError(f"max_pool1d() Invalid computed output size: {count}")
        if not _aval(input).dtype.is_floating_point:
            raise NotImplementedError(
                f"\"max_pool1d_impl\" not implemented for '{_aval(input).dtype.scalar_name}'"
            )
    return kernel, steps, edges, spread, bool(ceil_mode)


def _max_pool(rank: int) -> tuple[Callable[..., Any], Callable[..., Any]]:
    name = f"max_pool{rank}d"

    def values(
        input: Any,
        kernel_size: Any,
        stride: Any = None,
        padding: Any = 0,
        dilation: Any = 1,
        ceil_mode: bool = False,
        return_indices: bool = False,
    ) -> Any:
        if return_indices:
            return both(input, kernel_size, stride, padding, dilation, ceil_mode)
        given = (kernel_size, stride, padding, dilation, ceil_mode)
        return apply1(TABLE["max_pooled"], input, _max_arguments(name, rank, input, *given))

    def both(
        input: Any,
        kernel_size: Any,
        stride: Any = None,
        padding: Any = 0,
        dilation: Any = 1,
        ceil_mode: bool = False,
        return_indices: bool = False,
    ) -> Any:
        del return_indices  # it is the other function that takes notice
        given = (kernel_size, stride, padding, dilation, ceil_mode)
        static = _max_arguments(name, rank, input, *given, places=True)
        return apply(TABLE["max_pooled_with_places"], (input,), static)

    return (
        named(values, name, f"The largest element of each window of {rank} dims."),
        named(both, f"{name}_with_indices", f"`{name}` and where the elements are."),
    )


def named(function: Callable[..., Any], name: str, doc: str) -> Callable[..., Any]:
    """A function made for one number of dims, under its name."""
    function.__name__ = function.__qualname__ = name
    function.__doc__ = doc
    return explains(function)


max_pool1d, max_pool1d_with_indices = _max_pool(1)
max_pool2d, max_pool2d_with_indices = _max_pool(2)
max_pool3d, max_pool3d_with_indices = _max_pool(3)


def _check_adaptive(name: str, asked: Sequence[int], rank: int) -> None:
    """Raises what PyTorch raises for sizes that no mean over adaptive windows has."""
    if len(asked) != rank:
        raise RuntimeError(f"{name}: output_size must be {rank}")
    if min(asked) < 0:
        first, *rest = map(str, asked)
        raise RuntimeError(
            f"{name}: elements of output_size must be greater than or equal to 0 but received "
            f"{{{first}, {','.join(rest)}}}"
        )


def _output_sizes(
    name: str, input: Any, output_size: Any, rank: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The sizes asked for, None for the input's, and the input's own."""
    shape = _aval(input).shape
    largest = "max" in name
    sizes = shape[-rank:]
    several = isinstance(output_size, (tuple, list))
    given = output_size if several else (output_size,) * rank
    if several and rank > 1:
        if len(shape) <= len(given):
            raise ValueError(f"Input dimension should be at least {len(given) + 1}")
        own = shape[len(shape) - len(given) :]
        given = [n if m is None else m for m, n in zip(given, own, strict=True)]
    asked = sizes_of(tuple(given), name, "output_size")
    if rank > 1 and not largest:
        _check_adaptive(name, asked, rank)
    if len(shape) not in (rank + 1, rank + 2):
        if rank == 1:
            raise RuntimeError(
                f"Expected 2 to 3 dimensions, but got {len(shape)}-dimensional tensor for argument "
                f"#1 'self' (while checking arguments for {name})"
            )
        raise RuntimeError(
            f"{name}(): Expected {rank + 1}D or {rank + 2}D tensor, but got"
            f"{':' * largest} {list(shape)}"
        )
    if len(asked) != rank:
        if rank == 1:
            raise RuntimeError(
                f"{name}() argument 'output_size' should contain one int (got {len(asked)})"
            )
        raise RuntimeError(f"{name}(): internal error: output_size.size() must be {rank}")
    if rank == 1 and not largest:
        _check_adaptive("adaptive_avg_pool2d", (1, *asked), 2)
    for dim in range(len(shape) - rank, len(shape)):
        if not shape[dim]:
            raise RuntimeError(
                f"{name}(): Expected input to have non-zero size for non-batch dimensions, but "
                f"input has sizes {list(shape)} with dimension {dim} being empty"
            )
    if min(asked) < 0 and largest:
        made = [*shape[:-rank], *(1,) * (rank == 1), *asked]
        raise RuntimeError(f"Trying to create tensor with negative dimension {min(asked)}: {made}")
    return asked, sizes


def _adaptive_max(rank: int) -> tuple[Callable[..., Any], Callable[..., Any]]:
    name = f"adaptive_max_pool{rank}d"

    def values(input: Any, output_size: Any, return_indices: bool = False) -> Any:
        found = both(input, output_size)
        return found if return_indices else found[0]

    def both(input: Any, output_size: Any, return_indices: bool = False) -> Any:
        del return_indices  # it is the other function that takes notice
        asked, _ = _output_sizes(name, input, output_size, rank)
        return apply(TABLE["adaptive_max_pooled"], (input,), (asked,))

    return (
        named(values, name, "The largest element of each of `output_size` windows."),
        named(both, f"{name}_with_indices", f"`{name}` and where the elements are."),
    )


adaptive_max_pool1d, adaptive_max_pool1d_with_indices = _adaptive_max(1)
adaptive_max_pool2d, adaptive_max_pool2d_with_indices = _adaptive_max(2)
adaptive_max_pool3d, adaptive_max_pool3d_with_indices = _adaptive_max(3)


# -- random windows -------------------------------------------------------------------------------


def _fractional_size(name: str, input: Any, rank: int, size: Any, ratio: Any) -> tuple[int, ...]:
    if size is None and ratio is None:
        raise ValueError(f"{name} requires specifying either an output_size or an output_ratio")
    if size is not None:
        return numbers(size, rank, name, "output_size")
    if len(ratio) > rank:
        raise ValueError(
            f"{name} requires output_ratio to either be a single Int or tuple of Ints."
        )
    shape = _aval(input).shape
    return tuple(int(n * r) for n, r in zip(shape[-rank:], ratio, strict=True))


def _check_fractional(name: str, input: Any, kernel: Any, size: Any) -> None:
    rank = len(kernel)
    shape = _aval(input).shape
    if len(shape) not in (rank + 1, rank + 2) or 0 in shape[-rank - 1 :]:
        raise RuntimeError(
            f"{name}: Expected {rank + 1}D or {rank + 2}D tensor, but got: {list(shape)}"
        )
    words = ("time", "height", "width")[-rank:]
    for word, n, k, m in zip(words, shape[-rank:], kernel, size, strict=True):
        if m + k - 1 > n:
            raise RuntimeError(f"{name}(): pool {word} {k} too large relative to input {word} {n}")


def _fractional(rank: int) -> tuple[Callable[..., Any], Callable[..., Any]]:
    name = f"fractional_max_pool{rank}d"

    def values(
        input: Any,
        kernel_size: Any,
        output_size: Any = None,
        output_ratio: Any = None,
        return_indices: bool = False,
        _random_samples: Any = None,
    ) -> Any:
        found = both(input, kernel_size, output_size, output_ratio, True, _random_samples)
        return found if return_indices else found[0]

    def both(
        input: Any,
        kernel_size: Any,
        output_size: Any = None,
        output_ratio: Any = None,
        return_indices: bool = False,
        _random_samples: Any = None,
    ) -> Any:
        del return_indices  # it is the other function that takes notice
        kernel = numbers(kernel_size, rank, name, "kernel_size")
        size = _fractional_size(name, input, rank, output_size, output_ratio)
        source = _aval(input)
        batch = source.shape[0] if len(source.shape) == rank + 2 else 1
        if _random_samples is None:
            shape = (batch, source.shape[-rank - 1], rank)
            refuse_different(f"{name}()")
            drawn = core.uniform(default_generator, shape, source.dtype.np)
            _random_samples = made(drawn, source.device)
        elif _random_samples.dim() == 3 and _random_samples.shape[0] > batch:
            _random_samples = _random_samples[:batch]
        _check_fractional(name, input, kernel, size)
        return apply(TABLE["fractional_max_pooled"], (input, _random_samples), (kernel, size))

    return (
        named(values, name, "The largest element of each window of a random partition."),
        named(both, f"{name}_with_indices", f"`{name}` and where the elements are."),
    )


fractional_max_pool2d, fractional_max_pool2d_with_indices = _fractional(2)
fractional_max_pool3d, fractional_max_pool3d_with_indices = _fractional(3)


# -- the mean -------------------------------------------------------------------------------------


def _avg_arguments(
    rank: int, input: Any, kernel_size: Any, stride: Any, padding: Any
) -> tuple[tuple[int, ...], ...]:
    name = f"avg_pool{rank}d"
    kernel = numbers(kernel_size, rank, name, "kernel_size")
    empty = stride is None or (isinstance(stride, (tuple, list)) and not stride)
    steps = kernel if empty else numbers(stride, rank, name, "stride")
    edges = numbers(padding, rank, name, "padding")
    if min(kernel) <= 0 and min(steps) <= 0:
        raise RuntimeError("stride should not be zero")
    shape = _aval(input).shape
    if rank == 2 and len(shape) == 2:
        raise IndexError("Dimension out of range (expected to be in range of [-2, 1], but got -3)")
    _check_window(rank, (kernel, steps, edges, (1,) * rank))
    _check_input(input, name, rank)
    return kernel, steps, edges


@explains
def avg_pool1d(
    input: Any,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
) -> Any:
    """The mean of each window of one dim."""
    windows = _avg_arguments(1, input, kernel_size, stride, padding)
    return apply1(
        TABLE["avg_pooled"], input, (*windows, bool(ceil_mode), bool(count_include_pad), None)
    )


def _avg_pool(rank: int) -> Callable[..., Any]:
    def function(
        input: Any,
        kernel_size: Any,
        stride: Any = None,
        padding: Any = 0,
        ceil_mode: bool = False,
        count_include_pad: bool = True,
        divisor_override: int | None = None,
        *,
        out: Any = None,
    ) -> Any:
        windows = _avg_arguments(rank, input, kernel_size, stride, padding)
        if divisor_override == 0:
            raise RuntimeError("divisor must be not zero")
        static = (*windows, bool(ceil_mode), bool(count_include_pad), divisor_override)
        if out is not None:
            return into(out, TABLE["avg_pooled"], (input,), static)
        return apply1(TABLE["avg_pooled"], input, static)

    return named(function, f"avg_pool{rank}d", f"The mean of each window of {rank} dims.")


avg_pool2d, avg_pool3d = map(_avg_pool, (2, 3))


def _adaptive_avg(rank: int) -> Callable[..., Any]:
    name = f"adaptive_avg_pool{rank}d"

    def function(input: Any, output_size: Any) -> Any:
        asked, _ = _output_sizes(name, input, output_size, rank)
        return apply1(TABLE["adaptive_avg_pooled"], input, (asked,))

    return named(function, name, "The mean of each of `output_size` windows.")


adaptive_avg_pool1d, adaptive_avg_pool2d, adaptive_avg_pool3d = map(_adaptive_avg, (1, 2, 3))


# -- other norms ----------------------------------------------------------------------------------

_MAX_POOLS = {1: max_pool1d, 2: max_pool2d, 3: max_pool3d}
_AVG_POOLS = {1: avg_pool1d, 2: avg_pool2d, 3: avg_pool3d}


def _lp_pool(rank: int) -> Callable[..., Any]:
    def function(
        input: Any, norm_type: Any, kernel_size: Any, stride: Any = None, ceil_mode: bool = False
    ) -> Any:
        if norm_type == math.inf:
            return _MAX_POOLS[rank](input.abs(), kernel_size, stride, 0, 1, ceil_mode)
        if norm_type == -math.inf:
            return -_MAX_POOLS[rank](-input.abs(), kernel_size, stride, 0, 1, ceil_mode)
        name = f"lp_pool{rank}d"
        count = math.prod(numbers(kernel_size, rank, name, "kernel_size"))
        mean = _AVG_POOLS[rank](input.pow(norm_type), kernel_size, stride, 0, ceil_mode)
        total = mean.sign() * mean.abs().relu() * count
        return total.pow(1.0 / norm_type)

    return named(function, f"lp_pool{rank}d", f"The p-norm of each window of {rank} dims.")


lp_pool1d, lp_pool2d, lp_pool3d = map(_lp_pool, (1, 2, 3))


# -- gradients that have names of their own -------------------------------------------------------


@explains
def max_pool2d_with_indices_backward(
    grad_output: Any,
    input: Any,
    kernel_size: Any,
    stride: Any,
    padding: Any,
    dilation: Any,
    ceil_mode: bool,
    indices: Any,
) -> Any:
    """The gradient of `max_pool2d`: what flows to each element that `indices` names."""
    _max_arguments("max_pool2d", 2, input, kernel_size, stride, padding, dilation, ceil_mode)
    sizes: Value = input._read()
    return apply2(TABLE["sent_back"], grad_output, indices, (sizes.aval.shape,))
