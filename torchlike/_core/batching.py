"""Batched Values: what `vmap` maps over, and operators applied to all of it at once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import jax
import jax.numpy as jnp

from torchlike._core.apply import apply_values
from torchlike._core.kernel import Aval, Kernel, Spec, aval, kernel_for
from torchlike._core.trace import Value
from torchlike._core.vjp import CoreOp
from torchlike._core.wrapped import Level, Wrapped, chain_of, levels, without_history


def one_of(whole: Aval) -> Aval:
    """The Aval of one element of a batch, which is the first dim of `whole`."""
    strides = None if whole.strides is None else whole.strides[1:]
    return aval(whole.shape[1:], whole.dtype, whole.device, strides, whole.number)


def _strides_of_all(one: Aval) -> tuple[int, ...] | None:
    """The strides of tensors like `one`, one after the other."""
    if one.strides is None:
        return None
    reach = sum((n - 1) * s for n, s in zip(one.shape, one.strides, strict=True)) + 1
    return (max(reach, one.size), *one.strides)


class BatchedOp(CoreOp):
    """An operator over a batch: the operands in `batched` have one more dim, in front.

    So have the results. It is differentiated, checked and named like the operator itself.
    """

    def __init__(self, op: Any, batched: tuple[bool, ...]) -> None:
        super().__init__(op.name, op.body, "")
        self.op = op
        self.batched = batched
        self.differentiable = op.differentiable
        self.saves = op.saves
        self.flat_gradient = op.flat_gradient
        #: Positions of numbers that may not become operands, as for the operator itself.
        self.checked = getattr(op, "checked", ())

    def _one(self, specs: Sequence[Spec], static: Any) -> Kernel:
        """The Kernel for one element of the batch."""
        ones = [
            one_of(spec) if batched and isinstance(spec, Aval) else spec
            for spec, batched in zip(specs, self.batched, strict=True)
        ]
        place = next(s.device for s in specs if isinstance(s, Aval))
        return kernel_for(self.op, tuple(ones), static, place)

    def specialise(self, specs: Sequence[Spec], static: tuple[Any, ...]) -> Callable[..., Any]:
        """The function of one element, over the batch."""
        kernel = self._one(specs, static)
        axes = [
            0 if batched else None
            for spec, batched in zip(specs, self.batched, strict=True)
            if isinstance(spec, Aval)
        ]
        return jax.vmap(kernel.__call__, in_axes=axes)

    def layout(self, specs: Sequence[Spec], static: Any, outs: Sequence[Any]) -> Any:
        """One result after the other."""
        return tuple(map(_strides_of_all, self._one(specs, static).out_avals))

    def check_derivative(self, kernel: Kernel, wanted: Sequence[int]) -> None:
        """As the operator itself."""
        self.op.check_derivative(self._one(kernel.specs, kernel.static), wanted)

    def saved(self, kernel: Kernel, wanted: Sequence[bool]) -> tuple[Sequence[int], bool]:
        """As the operator itself."""
        return self.op.saved(self._one(kernel.specs, kernel.static), wanted)

    def takes_tensor(self, position: int) -> bool:
        """As the operator itself."""
        return self.op.takes_tensor(position)

    def argument_error(self, position: int, found: object) -> str:
        """As the operator itself."""
        return self.op.argument_error(position, found)

    def grad_name(self, kernel: Kernel) -> str:
        """As the operator itself."""
        return self.op.grad_name(self._one(kernel.specs, kernel.static))


#: The same for all of a batch of some size.
SPREAD = CoreOp(
    "expand", lambda x, count: jnp.broadcast_to(x, (count, *x.shape)), "ExpandBackward0"
)


@functools.lru_cache(maxsize=4096)
def batched_op(op: Any, batched: tuple[bool, ...]) -> BatchedOp:
    """`op` over a batch, the same object every time: recorded Steps are found by it."""
    return BatchedOp(op, batched)


class Batch(Level):
    """A `vmap` at work. Its Values hold one with the batch as first dim."""

    title = "BatchedTensor"
    batches = True

    def __init__(self, size: int, randomness: str) -> None:
        super().__init__()
        self.size = size
        self.randomness = randomness

    def wrap(self, whole: Value) -> Value:
        """The Value that shows one element of `whole`, whose first dim is the batch."""
        one = one_of(whole.aval)
        value = Value(one, None, -1, None)
        value.array = Wrapped(self, whole, one)
        return value

    def unwrap(self, value: Value) -> Value:
        """`value` with the batch as its first dim, repeated where it is the same for all."""
        if self.owns(value):
            return value.array.inner
        return apply_values(SPREAD, [value], (self.size,))[0]

    def owns(self, value: Any) -> bool:
        """Whether `value` is of this level."""
        array = getattr(value, "array", None)
        return type(array) is Wrapped and array.level is self

    def apply(self, op: Any, operands: Sequence[Any], static: tuple[Any, ...]) -> list[Value]:
        """`op` over the batch."""
        batched = tuple(map(self.owns, operands))
        below = [o.array.inner if mine else o for o, mine in zip(operands, batched, strict=True)]
        return [self.wrap(v) for v in apply_values(batched_op(op, batched), below, static)]

    def content(self, value: Value, reason: str) -> Value:
        """Raises: RuntimeError, in PyTorch's words."""
        raise RuntimeError(_REFUSALS.get(reason, _NO_STORAGE))

    def array(self, wrapped: Wrapped) -> Any:
        """Raises: NotImplementedError, since there are many."""
        raise NotImplementedError(
            "torchlike: an operator that looks at the numbers of its operands is not supported "
            "inside vmap"
        )

    def without_history(self, value: Value) -> Value:
        """The same of all of the batch."""
        return self.wrap(without_history(value.array.inner))

    def check_write(self, old: Value, new: Value) -> None:
        """Raises: RuntimeError where there is room for one element of the batch only."""
        if self in chain_of(new) and self not in chain_of(old):
            raise RuntimeError(
                "vmap: inplace arithmetic(self, *extra_args) is not possible because there exists "
                "a Tensor `other` in extra_args that has more elements than `self`. This happened "
                "due to `other` being vmapped over but `self` not being vmapped over in a vmap. "
                "Please try to use out-of-place operators instead of inplace arithmetic. If said "
                "operator is being called inside the PyTorch framework, please file a bug report "
                "instead."
            )


_NO_STORAGE = "Cannot access data pointer of Tensor that doesn't have storage"
_REFUSALS = {
    "item()": "vmap: It looks like you're calling .item() on a Tensor. We don't support vmap over "
    "calling .item() on a Tensor, please try to rewrite what you're doing with other operations. "
    "If error is occurring somewhere inside PyTorch internals, please file a bug report.",
    "bool()": "vmap: It looks like you're attempting to use a Tensor in some data-dependent "
    "control flow. We don't support that yet, please file an issue at "
    "https://github.com/pytorch/pytorch/issues .",
    "a mask is an index": "vmap: We do not support batching operators that can support dynamic "
    "shape. Attempting to batch over indexing with a boolean mask.",
    **{
        f"{function}()": "vmap: We do not support batching operators that can output dynamic "
        f"shape. Attempted to vmap over aten::{operator}. Please file an issue at "
        "https://github.com/pytorch/pytorch/issues if you need this feature."
        for function, operator in (
            ("nonzero", "nonzero"),
            ("unique", "_unique2"),
            ("unique_consecutive", "unique_consecutive"),
            ("bincount", "bincount"),
        )
    },
    "masked_select()": "vmap: Attempted to vmap over `mask` in torch.masked_select(self, mask) We "
    "cannot support this because for each batch this would return a differently shaped Tensor. "
    "Please file an issue at https://github.com/pytorch/pytorch/issues if you need this feature.",
}


# -- randomness ----------------------------------------------------------------------------------


def drawing(target: Value | None = None) -> list[Batch]:
    """The batches at work that each element of is to draw numbers of its own, innermost last.

    `target` is what is to be overwritten in place. Raises: RuntimeError where numbers may not be
    drawn, or there is no room for different ones.
    """
    found = [level for level in levels() if isinstance(level, Batch)]
    if any(level.randomness == "error" for level in found):
        raise RuntimeError(
            "vmap: called random operation while in randomness error mode. Please either use the "
            "'same' or 'different' randomness flags on vmap or perform the randomness operation "
            "out of vmap"
        )
    found = [level for level in found if level.randomness == "different"]
    if target is not None and not set(found) <= set(chain_of(target)):
        raise RuntimeError(
            "vmap: Cannot ask for different inplace randomness on an unbatched tensor. This will "
            "appear like same randomness. If this is necessary for your usage, please file an "
            "issue with functorch."
        )
    return found


def refuse_different(name: str) -> None:
    """Raises where random numbers may not be drawn, or only the same for all of a batch."""
    if drawing():
        raise NotImplementedError(
            f"torchlike: {name} inside vmap with randomness='different' is not supported"
        )


def sizes_of(batches: Sequence[Batch]) -> tuple[int, ...]:
    """The leading dims of what is drawn for `batches`."""
    return tuple(level.size for level in batches)


def in_batches(value: Value, batches: Sequence[Batch]) -> Value:
    """The Value that shows one of each of `batches`, which are the leading dims of `value`."""
    for level in batches:
        value = level.wrap(value)
    return value


def out_of_batches(value: Value, batches: Sequence[Batch]) -> Value:
    """`value` with `batches` as leading dims.

    Raises: RuntimeError where it is one of another batch, whose elements are to draw the same.
    """
    for level in reversed(batches):
        value = level.unwrap(value)
    if any(level.batches for level in chain_of(value)):
        raise RuntimeError(
            "Vmap does not currently support same randomness with a batched tensor input. Please "
            "file an issue with functorch"
        )
    return value
