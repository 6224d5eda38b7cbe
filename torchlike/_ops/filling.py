"""The methods that fill a tensor with random numbers, and the order in which they visit it.

Numbers are drawn on the host when they are asked for, in PyTorch's order, and enter the Trace as
inputs: a program that was recorded once is run again with other numbers.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from torchlike._core import random as core
from torchlike._core.apply import TensorBase, wrap
from torchlike._core.batching import (
    Batch,
    drawing,
    in_batches,
    out_of_batches,
    refuse_different,
    sizes_of,
)
from torchlike._core.device import device
from torchlike._core.errors import unsupported
from torchlike._core.execute import array_of, on_device
from torchlike._core.kernel import Aval
from torchlike._core.storage import write
from torchlike._core.trace import Value, concrete, local
from torchlike._ops.calls import inplace
from torchlike._ops.generator import Generator, default_generator
from torchlike._ops.layout import is_dense, preserved_strides, strides_of
from torchlike._ops.permission import check_writable
from torchlike._ops.schema import TABLE
from torchlike._ops.shape import format_strides

#: Draws an array of this shape in C order; told whether the tensor is contiguous.
Draw = Callable[[tuple[int, ...], bool], np.ndarray]

# -- order and placement -------------------------------------------------------------------------


def generator_of(given: Any, function: str) -> Generator:
    if given is None:
        return default_generator
    if isinstance(given, Generator):
        return given
    raise TypeError(
        f"{function}(): argument 'generator' must be torch.Generator, not {type(given).__name__}"
    )


def in_memory_order(shape: tuple[int, ...], strides: Sequence[int], draw: Draw) -> np.ndarray:
    """What `draw` gives, laid into `shape` as PyTorch visits memory: largest stride outermost."""
    order = sorted(range(len(shape)), key=lambda d: -strides[d])
    moved = [d for d in order if shape[d] != 1]
    in_order = moved == sorted(moved)
    array = draw(tuple(shape[d] for d in order), in_order and is_dense(shape, strides))
    return array if in_order else np.ascontiguousarray(array.transpose(np.argsort(order)))


def strides_like(old: Aval, memory_format: Any) -> tuple[int, ...]:
    """The strides of a tensor made like another, of dense strides kept unless told otherwise."""
    name = "preserve_format" if memory_format is None else str(memory_format).removeprefix("torch.")
    if name != "preserve_format":
        return format_strides(old.shape, name)
    return preserved_strides(old)


def drawn_like(like: Aval, draw: Draw, target: Value | None = None) -> Value:
    """What `draw` gives in the shape and strides of `like`: anew for each of a batch.

    `target` is what is to be overwritten with it.
    """
    batches = drawing(target)
    if not batches:
        return value_like(in_memory_order(like.shape, strides_of(like), draw), like)
    shape = (*sizes_of(batches), *like.shape)
    array = in_memory_order(shape, strides_before(shape, strides_of(like)), draw)
    return in_batches(made(array, like.device)._read(), batches)


def strides_before(shape: Sequence[int], strides: Sequence[int]) -> tuple[int, ...]:
    """`strides`, which the last dims have, and those of the dims before, one after the other."""
    found = list(strides)
    more = len(shape) - len(strides)
    step = math.prod(shape[more:])
    for size in reversed(shape[:more]):
        found.insert(0, max(step, 1))
        step *= size
    return tuple(found)


def value_like(array: np.ndarray, like: Aval) -> Value:
    """A concrete Value of `array` with the strides and on the device of `like`."""
    held = array if like.device.type == "cpu" else on_device(array, like.device)
    value = concrete(held, like.device)
    value.aval = like
    return value


def made(array: np.ndarray, place: device, batches: Sequence[Batch] = ()) -> Any:
    """A new contiguous tensor of `array`, whose first dims are `batches`, on `place`."""
    if place.type == "meta":
        raise unsupported("device='meta'")
    held = array if place.type == "cpu" else on_device(array, place)
    return wrap(in_batches(concrete(held, place), batches))


def numbers_of(tensor: Any, function: str) -> np.ndarray:
    """The elements that numbers are drawn by: with the batches in front that have their own."""
    value = out_of_batches(tensor._read(), drawing())
    return np.asarray(array_of(value, f"{function}()"))


# -- filling in place ----------------------------------------------------------------------------


def fill(tensor: Any, draw: Draw, node: str) -> Any:
    """Overwrites `tensor` with random numbers; autograd sees a node that passes zeros on."""
    check_writable(tensor)
    target = tensor._read()
    old = target.aval
    new = drawn_like(old, draw, target)
    view = tensor._view
    tracked = target.node is not None or (view is not None and view.storage.value.node is not None)
    if local.state.grad and tracked:
        return inplace(tensor, TABLE["drawn"], (tensor, wrap(new)), (node,))
    write(tensor, new)
    return tensor


def as_floats(
    function: str, names: Sequence[str], defaults: Sequence[Any], args: Any, options: dict[str, Any]
) -> list[Any]:
    """Arguments that have names Python cannot spell (``from``), as floats.

    Raises: TypeError, in PyTorch's words.
    """
    if len(args) > len(names):
        raise TypeError(
            f"{function}() takes from 0 to {len(names)} positional arguments but {len(args)} were "
            "given"
        )
    found = list(defaults)
    found[: len(args)] = args
    for key, value in options.items():
        if key not in names:
            raise TypeError(f"{function}() got an unexpected keyword argument '{key}'")
        found[names.index(key)] = value
    for position, value in enumerate(found):
        if isinstance(value, str) or not hasattr(value, "__float__"):
            raise TypeError(
                f"{function}(): argument '{names[position]}' (position {position + 1}) must be "
                f"float, not {type(value).__name__}"
            )
    return [float(value) for value in found]


def _random_bounds(args: Any, options: dict[str, Any]) -> tuple[int | None, int | None]:
    """`random_()`, `random_(to)`, `random_(from, to)`: the bounds; None and None for the first."""
    given = dict(options)
    if len(args) == 1 and "to" not in given:
        given["to"] = args[0]
    else:
        given.update(zip(("from", "to"), args, strict=False))
    whole = all(v is None or isinstance(v, (int, np.integer, TensorBase)) for v in given.values())
    if len(args) > 2 or not whole or given.keys() - {"from", "to"}:
        kinds = [type(a).__name__ for a in args] + [
            f"{k}={type(v).__name__}" for k, v in options.items()
        ]
        raise TypeError(
            f"random_() received an invalid combination of arguments - got ({', '.join(kinds)}), "
            "but expected one of:\n"
            " * (*, torch.Generator generator = None)\n"
            " * (int from, int to, *, torch.Generator generator = None)\n"
            " * (int to, *, torch.Generator generator = None)\n"
        )
    low, high = given.get("from"), given.get("to")
    if low is None and high is None:
        return None, None
    return (0 if low is None else int(low)), (None if high is None else int(high))


class TensorSamplers:
    """The methods of `Tensor` that fill it with random numbers, or draw by it."""

    def uniform_(self: Any, *args: Any, generator: Any = None, **options: Any) -> Any:
        """Fills with uniform numbers from [from, to): ``uniform_(from=0, to=1)``."""
        gen = generator_of(generator, "uniform_")
        low, high = as_floats("uniform_", ("from", "to"), (0.0, 1.0), args, options)
        dtype = self.dtype.np
        return fill(self, lambda s, _: core.uniform(gen, s, dtype, low, high), "UniformBackward0")

    def normal_(self: Any, mean: Any = 0.0, std: Any = 1.0, *, generator: Any = None) -> Any:
        """Fills with normally distributed numbers."""
        gen = generator_of(generator, "normal_")
        center, spread = as_floats("normal_", ("mean", "std"), (mean, std), (), {})
        dtype = self.dtype.np
        return fill(
            self,
            lambda s, block: core.normal(gen, s, dtype, center, spread, block=block),
            "NormalBackward0",
        )

    def log_normal_(self: Any, mean: Any = 1.0, std: Any = 2.0, *, generator: Any = None) -> Any:
        """Fills with exponentials of normally distributed numbers."""
        gen = generator_of(generator, "log_normal_")
        center, spread = as_floats("log_normal_", ("mean", "std"), (mean, std), (), {})
        dtype = self.dtype.np
        return fill(
            self, lambda s, _: core.log_normal(gen, s, dtype, center, spread), "LogNormalBackward0"
        )

    def cauchy_(self: Any, median: Any = 0.0, sigma: Any = 1.0, *, generator: Any = None) -> Any:
        """Fills with numbers of a Cauchy distribution."""
        gen = generator_of(generator, "cauchy_")
        center, scale = as_floats("cauchy_", ("median", "sigma"), (median, sigma), (), {})
        dtype = self.dtype.np
        return fill(self, lambda s, _: core.cauchy(gen, s, dtype, center, scale), "CauchyBackward0")

    def exponential_(self: Any, lambd: Any = 1.0, *, generator: Any = None) -> Any:
        """Fills with exponentially distributed numbers of rate `lambd`."""
        gen = generator_of(generator, "exponential_")
        (rate,) = as_floats("exponential_", ("lambd",), (lambd,), (), {})
        dtype = self.dtype.np
        return fill(
            self, lambda s, _: core.exponential(gen, s, dtype, rate), "ExponentialBackward0"
        )

    def geometric_(self: Any, p: Any, *, generator: Any = None) -> Any:
        """Fills with the number of the first success of trials that succeed with `p`."""
        gen = generator_of(generator, "geometric_")
        (chance,) = as_floats("geometric_", ("p",), (p,), (), {})
        dtype = self.dtype.np
        return fill(self, lambda s, _: core.geometric(gen, s, dtype, chance), "GeometricBackward0")

    def random_(self: Any, *args: Any, generator: Any = None, **options: Any) -> Any:
        """Fills with integers: of the whole range, below `to`, or from [from, to)."""
        gen = generator_of(generator, "random_")
        low, high = _random_bounds(args, options)
        dtype = self.dtype.np
        if low is None:
            return fill(self, lambda s, _: core.random_full(gen, s, dtype), "RandomBackward2")
        single = len(args) == 1 and "from" not in options
        node = "RandomBackward1" if single else "RandomBackward0"
        return fill(self, lambda s, _: core.random_range(gen, s, dtype, low, high), node)

    def bernoulli_(self: Any, p: Any = 0.5, *, generator: Any = None) -> Any:
        """Fills with 1 where a trial that succeeds with `p`, a number or a tensor, does, else 0."""
        gen = generator_of(generator, "bernoulli_")
        dtype = self.dtype.np
        if not isinstance(p, TensorBase):
            chance = float(p)
            return fill(
                self, lambda s, _: core.bernoulli(gen, s, dtype, chance), "BernoulliBackward2"
            )
        old = self._read().aval
        refuse_different("bernoulli_() by a tensor")
        chances = np.broadcast_to(numbers_of(p, "bernoulli_"), old.shape)
        order = sorted(range(len(old.shape)), key=lambda d: -strides_of(old)[d])
        laid = np.ascontiguousarray(chances.transpose(order))
        return fill(self, lambda s, _: core.bernoulli_array(gen, laid, dtype), "BernoulliBackward1")
