"""`torch.autograd.Function` inside the transforms of `torch.func`."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from torchlike._core.apply import TensorBase, apply_values, wrap
from torchlike._core.backward import grad_mode
from torchlike._core.batching import Batch
from torchlike._core.errors import unsupported
from torchlike._core.tangents import Dual, Tape, added, has_tangent
from torchlike._core.trace import Value, local
from torchlike._core.vjp import ONES_LIKE
from torchlike._core.wrapped import Level, at, chain_of, is_wrapped, present
from torchlike._ops.views import movedim

_NOTES = "For more details, please see https://pytorch.org/docs/main/notes/extending.func.html"


class VmapInfo(NamedTuple):
    """What a `vmap` staticmethod is told of the transform."""

    batch_size: int
    randomness: str


def level_of(args: Sequence[Any]) -> Level | None:
    """The outermost transform that some of the arguments are of."""
    values = [present(a._read()) for a in args if isinstance(a, TensorBase)]
    levels = [chain_of(value)[0] for value in values if is_wrapped(value)]
    return max(levels, key=lambda level: level.depth, default=None)


def apply_at(level: Level, cls: Any, base: Any, args: tuple[Any, ...]) -> Any:
    """`cls.apply` inside `level`; `base` is the class whose methods stand for none.

    Raises: RuntimeError where the class is not made for transforms.
    """
    if cls.setup_context is base.setup_context:
        raise RuntimeError(
            "In order to use an autograd.Function with functorch transforms (vmap, grad, jvp, "
            f"jacrev, ...), it must override the setup_context staticmethod. {_NOTES}"
        )
    if isinstance(level, Batch):
        return _over_batch(level, cls, base, args)
    if isinstance(level, Tape):
        return _taped(level, cls, args)
    assert isinstance(level, Dual)
    return _pushed(level, cls, base, args)


def _below(level: Tape | Dual, args: Sequence[Any]) -> tuple[tuple[Any, ...], list[Any]]:
    """The arguments below `level`, and what it knows of each."""
    below, beside = [], []
    for arg in args:
        value, known = (
            level.unwrap(present(arg._read())) if isinstance(arg, TensorBase) else (None, None)
        )
        below.append(arg if value is None else wrap(value))
        beside.append(known if value is not None and has_tangent(value.aval) else None)
    return tuple(below), beside


def _context(cls: Any, needs: Sequence[bool], inputs: tuple[Any, ...], outputs: Any) -> Any:
    ctx = cls._new_context()
    ctx.needs_input_grad = tuple(needs)
    cls.setup_context(ctx, inputs, outputs)
    return ctx


# -- reverse mode --------------------------------------------------------------------------------


def gradients_at(
    tape: Tape, roots: Sequence[Any], wanted: Sequence[Any], seeds: Sequence[Any], *, create: bool
) -> list[Any]:
    """The gradients of `wanted`, with None for what was not used, while `tape` is at work."""
    with grad_mode(create):
        cts: dict[int, Value] = {}
        for root, seed in zip(roots, seeds, strict=True):
            value = present(root._read())
            number = tape.unwrap(value)[1]
            if number is None:
                raise RuntimeError(
                    "element 0 of tensors does not require grad and does not have a grad_fn"
                )
            if seed is None and value.aval.size != 1:
                raise RuntimeError("grad can be implicitly created only for scalar outputs")
            ct = apply_values(ONES_LIKE, [value], ())[0] if seed is None else seed._read()
            cts[number] = added(cts.get(number), ct)
        found = tape.pull(cts)
    numbers = [tape.unwrap(present(tensor._read()))[1] for tensor in wanted]
    return [wrap(found[n]) if n in found else None for n in numbers]


@dataclasses.dataclass(frozen=True, slots=True)
class _Entry:
    """What a tape knows of a function with a gradient of its own."""

    refs: tuple[int | None, ...]
    results: tuple[int | None, ...]
    pull: Callable[[Mapping[int, Value]], Mapping[int, Value]]

    def push(self, given: Mapping[int, Value]) -> Mapping[int, Value]:
        """Raises: NotImplementedError."""
        del given
        raise unsupported("linearize over an autograd.Function")


def _taped(tape: Tape, cls: Any, args: tuple[Any, ...]) -> Any:
    below, refs = _below(tape, args)
    with tape.below():
        outputs = cls.apply(*below)
        if not local.state.grad and tape.outside or not any(r is not None for r in refs):
            return outputs
        ctx = _context(cls, [r is not None for r in refs], below, outputs)
    several = isinstance(outputs, tuple)
    plain = {id(t) for t in ctx._plain}
    results = [
        wrap(tape.track(o._read()))
        if isinstance(o, TensorBase) and id(o) not in plain and has_tangent(o._read().aval)
        else o
        for o in (outputs if several else (outputs,))
    ]
    numbers = tuple(
        tape.unwrap(r._read())[1] if isinstance(r, TensorBase) else None for r in results
    )

    def pull(given: Mapping[int, Value]) -> Mapping[int, Value]:
        every = [
            wrap(given[i])
            if i in given
            else o.new_zeros(o.shape)
            if ctx._materialize and isinstance(o, TensorBase)
            else None
            for i, o in enumerate(outputs if several else (outputs,))
        ]
        found = cls.backward(ctx, *every)
        grads = found if isinstance(found, tuple) else (found,)
        if len(grads) != len(args):
            raise RuntimeError(
                f"function {cls.__name__}Backward returned an incorrect number of gradients "
                f"(expected {len(args)}, got {len(grads)})"
            )
        return {
            i: grad._read()
            for i, (grad, ref) in enumerate(zip(grads, refs, strict=True))
            if grad is not None and ref is not None
        }

    tape.note(_Entry(tuple(refs), numbers, pull))
    return tuple(results) if several else results[0]


# -- forward mode --------------------------------------------------------------------------------


def _pushed(level: Dual, cls: Any, base: Any, args: tuple[Any, ...]) -> Any:
    below, tangents = _below(level, args)
    outputs = cls.apply(*below)
    if all(t is None for t in tangents):
        return outputs
    if cls.jvp is base.jvp:
        raise NotImplementedError(
            "You must implement the jvp function for custom autograd.Function to use it with "
            "forward mode AD."
        )
    ctx = _context(cls, [False] * len(args), below, outputs)
    found = cls.jvp(ctx, *(None if t is None else wrap(t) for t in tangents))
    if not isinstance(outputs, tuple):
        return _dual(level, outputs, found)
    return tuple(_dual(level, o, t) for o, t in zip(outputs, found, strict=True))


def _dual(level: Dual, output: Any, tangent: Any) -> Any:
    return output if tangent is None else wrap(level.dual(output._read(), tangent._read()))


# -- batches -------------------------------------------------------------------------------------


def _over_batch(level: Batch, cls: Any, base: Any, args: tuple[Any, ...]) -> Any:
    dims = tuple(
        0 if isinstance(a, TensorBase) and level.owns(present(a._read())) else None for a in args
    )
    below = tuple(
        a if dim is None else wrap(present(a._read()).array.inner)
        for a, dim in zip(args, dims, strict=True)
    )
    info = VmapInfo(level.size, level.randomness)
    if cls.vmap is not base.vmap:
        outputs, places = cls.vmap(info, dims, *below)
        if not isinstance(outputs, tuple):
            return _batched(level, outputs, places)
        every = places if isinstance(places, tuple) else (places,) * len(outputs)
        return tuple(_batched(level, o, p) for o, p in zip(outputs, every, strict=True))
    if not cls.generate_vmap_rule:
        raise RuntimeError(
            f"You tried to vmap over {cls.__name__}, but it does not have vmap support. Please "
            f"override and implement the vmap staticmethod or set generate_vmap_rule=True. {_NOTES}"
        )
    outputs = _generated(cls, base, info, dims).apply(*below)
    if not isinstance(outputs, tuple):
        return _batched(level, outputs, 0)
    return tuple(_batched(level, o, 0) for o in outputs)


def _batched(level: Batch, output: Any, place: int | None) -> Any:
    """An output whose batch is at `place`, as one of `level`."""
    if place is None or not isinstance(output, TensorBase):
        return output
    return wrap(level.wrap(movedim(output, place, 0)._read()))


def _generated(cls: Any, base: Any, info: VmapInfo, dims: Sequence[int | None]) -> Any:
    """The function over a batch, with the gradient that follows from that of one."""

    def lifted(level: Batch, tree: Any, places: Sequence[int | None]) -> tuple[Any, ...]:
        return tuple(
            x if p is None else _batched(level, x, p) for x, p in zip(tree, places, strict=True)
        )

    def whole(level: Batch, tensor: Any) -> Any:
        return wrap(level.unwrap(tensor._read())) if isinstance(tensor, TensorBase) else tensor

    def forward(*args: Any) -> Any:
        level = Batch(*info)
        with at(level):
            outputs = cls.forward(*lifted(level, args, dims))
            if isinstance(outputs, tuple):
                return tuple(whole(level, o) for o in outputs)
            return whole(level, outputs)

    def setup_context(ctx: Any, inputs: tuple[Any, ...], output: Any) -> None:
        level = Batch(*info)
        several = isinstance(output, tuple)
        ctx.one = cls._new_context()
        ctx.one.needs_input_grad = ctx.needs_input_grad
        with at(level):
            outputs = lifted(level, output, (0,) * len(output)) if several else None
            one = outputs if several else _batched(level, output, 0)
            cls.setup_context(ctx.one, lifted(level, inputs, dims), one)
            if ctx.one._plain:
                raise unsupported("mark_non_differentiable with generate_vmap_rule=True")
            saved = ctx.one.saved_tensors
            ctx.places = [
                0 if s is not None and level.owns(present(s._read())) else None for s in saved
            ]
            kept = [
                s if p is None else wrap(level.unwrap(present(s._read())))
                for s, p in zip(saved, ctx.places, strict=True)
            ]
        ctx.save_for_backward(*kept)
        ctx.set_materialize_grads(ctx.one._materialize)

    def backward(ctx: Any, *grads: Any) -> Any:
        level = Batch(*info)
        with at(level):
            ctx.one.save_for_backward(*lifted(level, ctx.saved_tensors, ctx.places))
            found = cls.backward(
                ctx.one, *(g if g is None else _batched(level, g, 0) for g in grads)
            )
            results = [whole(level, g) for g in (found if isinstance(found, tuple) else (found,))]
        return tuple(
            g.sum(0) if dim is None and isinstance(g, TensorBase) else g
            for g, dim in zip(results, dims, strict=True)
        )

    members = {
        "forward": staticmethod(forward),
        "setup_context": staticmethod(setup_context),
        "backward": staticmethod(backward),
    }
    return type(cls.__name__, (base,), members)
