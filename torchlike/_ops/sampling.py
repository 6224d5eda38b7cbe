"""Random tensors: `torch.rand` and its like, and what is drawn by a tensor's elements."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core import random as core
from torchlike._core.apply import TensorBase, apply, wrap
from torchlike._core.batching import drawing, refuse_different, sizes_of
from torchlike._core.device import CPU, device, resolve
from torchlike._core.dtypes import Defaults
from torchlike._core.errors import unsupported
from torchlike._core.kernel import aval
from torchlike._core.trace import Value, concrete, local
from torchlike._ops.arguments import explains
from torchlike._ops.calls import as_dtype, as_int, as_shape, resized
from torchlike._ops.filling import (
    as_floats,
    drawn_like,
    fill,
    generator_of,
    made,
    numbers_of,
    strides_like,
)
from torchlike._ops.formats import check_memory
from torchlike._ops.generator import Generator
from torchlike._ops.pathwise import GAMMA_DRAWN
from torchlike._ops.schema import TABLE, broadcast_shapes

# The layer above knows the default device: it registers itself here.
_default_device: list[Callable[[], device]] = [lambda: CPU]


def set_default_device_source(source: Callable[[], device]) -> None:
    """Says who knows where new tensors are made."""
    _default_device[:] = [source]


def finished(result: Any, requires_grad: bool) -> Any:
    if not requires_grad:
        return result
    if result._read().aval.dtype.category < dtypes.dtype.FLOAT:
        raise RuntimeError("Only Tensors of floating point and complex dtype can require gradients")
    return result.requires_grad_()


# -- new tensors ---------------------------------------------------------------------------------


def _shape(size: Any, keyword: Any, function: str) -> tuple[int, ...]:
    """The sizes given one by one, as a sequence, or by keyword."""
    if keyword is not None:
        size = (keyword,)
    elif not size:
        raise TypeError(
            f"{function}() received an invalid combination of arguments - got (), but expected "
            "(tuple of ints size, ...)"
        )
    shape = as_shape(size, function, "size")
    if any(n < 0 for n in shape):
        bad = next(n for n in shape if n < 0)
        raise RuntimeError(f"Trying to create tensor with negative dimension {bad}: {list(shape)}")
    return shape


def _new(
    function: str,
    shape: tuple[int, ...],
    draw: Callable[[tuple[int, ...], np.dtype[Any], bool], np.ndarray],
    *,
    dtype: Any,
    place: Any,
    requires_grad: bool,
    out: Any = None,
) -> Any:
    """A new random tensor, or `out` resized and filled."""
    if out is None:
        chosen = as_dtype(dtype, function) or Defaults.float_dtype
        batches = drawing()
        array = draw((*sizes_of(batches), *shape), chosen.np, True)
        where = _default_device[0]() if place is None else resolve(place)
        return finished(made(array, where, batches), requires_grad)
    old = out._read().aval
    if dtype is not None and as_dtype(dtype, function) is not old.dtype:
        raise RuntimeError(
            f"dtype {dtype.scalar_name} does not match dtype of out parameter "
            f"({old.dtype.scalar_name})"
        )
    if old.shape != shape:
        resized(out, Value(aval(shape, old.dtype, old.device), None, -1, None))
    return fill(out, lambda s, block: draw(s, old.dtype.np, block), f"{function}()")


@explains
def rand(
    *sizes: Any,
    size: Any = None,
    generator: Any = None,
    out: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """Uniform numbers from [0, 1)."""
    check_memory(layout, pin_memory)
    gen = generator_of(generator, "rand")
    return _new(
        "rand",
        _shape(sizes, size, "rand"),
        lambda s, kind, _: core.uniform(gen, s, kind),
        dtype=dtype,
        place=device,
        requires_grad=requires_grad,
        out=out,
    )


@explains
def randn(
    *sizes: Any,
    size: Any = None,
    generator: Any = None,
    out: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """Standard normal numbers."""
    check_memory(layout, pin_memory)
    gen = generator_of(generator, "randn")
    return _new(
        "randn",
        _shape(sizes, size, "randn"),
        lambda s, kind, block: core.normal(gen, s, kind, block=block),
        dtype=dtype,
        place=device,
        requires_grad=requires_grad,
        out=out,
    )


def _randint_arguments(args: Any, low: Any, high: Any, size: Any) -> tuple[int, int, Any]:
    given = list(args)
    if given and isinstance(given[-1], (tuple, list)) and size is None:
        size = given.pop()
    elif len(given) > 1 and size is None and (high is not None or len(given) != 2):
        size = given.pop()
    if len(given) == 2 and size is not None:
        low, high = given
    elif len(given) == 1 and high is None:
        high = given[0]
    elif len(given) == 1 and low is None:
        low = given[0]
    elif len(given) == 2:
        raise TypeError(
            "randint(): argument 'size' (position 2) must be tuple of ints, not "
            f"{type(given[1]).__name__}"
        )
    if high is None or not isinstance(size, (tuple, list)):
        raise TypeError("the size is missing")
    first = 0 if low is None else as_int(low, "randint", "low")
    last = as_int(high, "randint", "high")
    if not all(-(2**63) <= bound < 2**63 for bound in (first, last)):
        raise ValueError("Overflow when unpacking long long")
    return first, last, size


@explains
def randint(
    *args: Any,
    low: Any = None,
    high: Any = None,
    size: Any = None,
    generator: Any = None,
    out: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """Integers from [low, high): ``randint(high, size)`` or ``randint(low, high, size)``."""
    check_memory(layout, pin_memory)
    first, end, sizes = _randint_arguments(args, low, high, size)
    gen = generator_of(generator, "randint")
    return _new(
        "randint",
        _shape((), sizes, "randint"),
        lambda s, kind, _: core.random_range(gen, s, kind, first, end),
        dtype=dtype or (dtypes.int64 if out is None else None),
        place=device,
        requires_grad=requires_grad,
        out=out,
    )


@explains
def randperm(
    n: int,
    *,
    generator: Any = None,
    out: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """The integers below `n` in random order."""
    check_memory(layout, pin_memory)
    count = as_int(n, "randperm", "n")
    if count < 0:
        raise RuntimeError(f"Trying to create tensor with negative dimension {count}: [{count}]")
    gen = generator_of(generator, "randperm")
    return _new(
        "randperm",
        (count,),
        lambda s, kind, _: _permutations(gen, s, kind),
        dtype=dtype or (dtypes.int64 if out is None else None),
        place=device,
        requires_grad=requires_grad,
        out=out,
    )


def _permutations(gen: Any, shape: tuple[int, ...], kind: np.dtype[Any]) -> np.ndarray:
    """One permutation in each row."""
    rows = [core.randperm(gen, shape[-1], kind) for _ in range(math.prod(shape[:-1]))]
    return np.stack(rows).reshape(shape) if rows else np.empty(shape, kind)


def _like(
    function: str,
    input: Any,
    draw: Callable[[tuple[int, ...], np.dtype[Any], bool], np.ndarray],
    dtype: Any,
    place: Any,
    requires_grad: bool,
    memory_format: Any,
) -> Any:
    old = input._read().aval
    kind = as_dtype(dtype, function) or old.dtype
    where = old.device if place is None else resolve(place)
    like = aval(old.shape, kind, where, strides_like(old, memory_format))
    value = drawn_like(like, lambda s, block: draw(s, kind.np, block))
    return finished(wrap(value), requires_grad)


@explains
def rand_like(
    input: Any,
    *,
    generator: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
    memory_format: Any = None,
) -> Any:
    """Uniform numbers from [0, 1) in the shape, dtype and device of `input`."""
    check_memory(layout, pin_memory)
    gen = generator_of(generator, "rand_like")
    draw = lambda s, kind, _: core.uniform(gen, s, kind)
    return _like("rand_like", input, draw, dtype, device, requires_grad, memory_format)


@explains
def randn_like(
    input: Any,
    *,
    generator: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
    memory_format: Any = None,
) -> Any:
    """Standard normal numbers in the shape, dtype and device of `input`."""
    check_memory(layout, pin_memory)
    gen = generator_of(generator, "randn_like")
    draw = lambda s, kind, block: core.normal(gen, s, kind, block=block)
    return _like("randn_like", input, draw, dtype, device, requires_grad, memory_format)


@explains
def randint_like(
    input: Any,
    low: Any = None,
    high: Any = None,
    *,
    generator: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
    memory_format: Any = None,
) -> Any:
    """Integers from [low, high), or below the only bound given, in the shape of `input`."""
    check_memory(layout, pin_memory)
    if high is None:
        low, high = 0, low
    first = 0 if low is None else as_int(low, "randint_like", "low")
    end = as_int(high, "randint_like", "high")
    gen = generator_of(generator, "randint_like")
    draw = lambda s, kind, _: core.random_range(gen, s, kind, first, end)
    return _like("randint_like", input, draw, dtype, device, requires_grad, memory_format)


# -- drawn by the elements of a tensor -----------------------------------------------------------


def _drawn(array: np.ndarray, node: str, *sources: Any, out: Any = None) -> Any:
    """The tensor of what was drawn by `sources`, to which it passes gradients of zero."""
    if out is not None:
        if out._read().aval.shape != array.shape:
            resized(out, concrete(array))
        return out.copy_(wrap(concrete(array)))
    result = made(array, sources[0]._read().aval.device, drawing())
    if local.state.grad and any(s._read().node is not None for s in sources):
        return apply(TABLE["drawn"], (sources[0], result, *sources[1:]), (node,))
    return result


def _in_rows(array: np.ndarray) -> np.ndarray:
    """The array in row-major order; unlike NumPy's own function, 0 dims stay 0."""
    return np.asarray(array, order="C")


@explains
def bernoulli(input: Any, p: Any = None, *, generator: Any = None, out: Any = None) -> Any:
    """1 where a trial that succeeds with the element of `input` (or with `p`) does, else 0."""
    gen = generator_of(generator, "bernoulli")
    target = (input if out is None else out)._read().aval
    if p is not None:
        shape = (*sizes_of(drawing()), *input._read().aval.shape)
        array = core.bernoulli(gen, shape, target.dtype.np, float(p))
    else:
        chances = _in_rows(numbers_of(input, "bernoulli"))
        array = core.bernoulli_array(gen, chances, target.dtype.np)
    return _drawn(array, "BernoulliBackward0", input, out=out)


@explains
def multinomial(
    input: Any,
    num_samples: int,
    replacement: bool = False,
    *,
    generator: Any = None,
    out: Any = None,
) -> Any:
    """Numbers of categories drawn by the weights in the last dim."""
    gen = generator_of(generator, "multinomial")
    count = as_int(num_samples, "multinomial", "num_samples")
    weights = np.ascontiguousarray(numbers_of(input, "multinomial"))
    array = core.multinomial(gen, weights, count, bool(replacement))
    if out is not None and out.dtype is not dtypes.int64:
        raise RuntimeError(f"multinomial expects Long tensor out, got: {out.dtype.scalar_name}")
    if out is not None:
        return _drawn(array, "", input, out=out)
    return made(array, input._read().aval.device, drawing())


@explains
def poisson(input: Any, generator: Any = None) -> Any:
    """Poisson distributed numbers with the elements of `input` as rates."""
    gen = generator_of(generator, "poisson")
    array = core.poisson(gen, _in_rows(numbers_of(input, "poisson")))
    return _drawn(array, "PoissonBackward0", input)


@explains
def binomial(count: Any, prob: Any, generator: Any = None) -> Any:
    """How many of `count` trials that succeed with `prob` do."""
    gen = generator_of(generator, "binomial")
    _check_ranks("binomial", count, prob)
    pair = [numbers_of(t, "binomial") for t in (count, prob)]
    shape = broadcast_shapes(pair[0].shape, pair[1].shape)
    wide = [_in_rows(np.broadcast_to(a, shape)) for a in pair]
    return _drawn(core.binomial(gen, wide[0], wide[1]), "NotImplemented", count, prob)


def _check_ranks(function: str, *sources: Any) -> None:
    """Raises where what numbers are drawn by does not line up behind the dims of a batch."""
    if drawing() and len({t.ndim for t in sources if isinstance(t, TensorBase)}) > 1:
        refuse_different(f"{function}() by tensors of different ranks")


def _normal_by(gen: Generator, mean: Any, std: Any, out: Any) -> Any:
    """Normal numbers whose mean or deviation (or both) is a tensor."""
    _check_ranks("normal", mean, std)
    means = numbers_of(mean, "normal") if isinstance(mean, TensorBase) else None
    stds = numbers_of(std, "normal") if isinstance(std, TensorBase) else None
    first: np.ndarray = means if means is not None else stds  # type: ignore[assignment]
    shape = (
        first.shape if stds is None or means is None else broadcast_shapes(means.shape, stds.shape)
    )
    dtype = first.dtype if out is None else out.dtype.np
    if stds is not None and (stds < 0).any():
        raise RuntimeError("normal expects all elements of std >= 0.0")
    with np.errstate(all="ignore"):
        if stds is None:
            array = core.normal(
                gen, shape, dtype, 0.0, *as_floats("normal", ("std",), (std,), (), {})
            )
        else:
            array = core.normal(gen, shape, dtype) * stds.astype(dtype)
        array = array + (means.astype(dtype) if means is not None else dtype.type(mean))
    number = 1 if stds is None else 2 if means is None else 3
    sources = [t for t in (mean, std) if isinstance(t, TensorBase)]
    return _drawn(array.astype(dtype), f"NormalBackward{number}", *sources, out=out)


@explains
def normal(
    mean: Any,
    std: Any = 1.0,
    size: Any = None,
    *,
    generator: Any = None,
    out: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """Normal numbers: of one mean and deviation and a size, or by tensors of them."""
    check_memory(layout, pin_memory)
    gen = generator_of(generator, "normal")
    if size is None:
        if isinstance(mean, TensorBase) or isinstance(std, TensorBase):
            return _normal_by(gen, mean, std, out)
        raise TypeError("normal() takes tensors or a size")
    center, spread = as_floats("normal", ("mean", "std"), (mean, std), (), {})
    return _new(
        "normal",
        _shape((), size, "normal"),
        lambda s, kind, block: core.normal(gen, s, kind, center, spread, block=block),
        dtype=dtype,
        place=device,
        requires_grad=requires_grad,
        out=out,
    )


def _check_untracked(input: Any, function: str) -> None:
    if local.state.grad and input._read().node is not None:
        raise unsupported(f"the gradient of {function}()")


def _standard_gamma(input: Any, generator: Any = None) -> Any:
    """Gamma distributed numbers of rate 1."""
    gen = generator_of(generator, "_standard_gamma")
    array = core.standard_gamma(gen, _in_rows(numbers_of(input, "_standard_gamma")))
    drawn = made(array, input._read().aval.device, drawing())
    tracked = local.state.grad and input._read().node is not None
    return apply(GAMMA_DRAWN, (input, drawn), ()) if tracked else drawn


def _sample_dirichlet(input: Any, generator: Any = None) -> Any:
    """Dirichlet distributed rows; gradients through them are not supported."""
    _check_untracked(input, "_sample_dirichlet")
    gen = generator_of(generator, "_sample_dirichlet")
    array = core.dirichlet(gen, np.ascontiguousarray(numbers_of(input, "_sample_dirichlet")))
    return made(array, input._read().aval.device, drawing())
