"""Differentiation inside transforms: tapes (reverse mode, or linearized) and dual Values."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import jax
import jax.numpy as jnp

from torchlike._core import dtypes
from torchlike._core.apply import apply_values
from torchlike._core.backward import grad_mode
from torchlike._core.execute import array_of
from torchlike._core.kernel import Aval, Const, Kernel, Spec, kernel_for
from torchlike._core.trace import Value, local
from torchlike._core.vjp import ACCUMULATE, CoreOp, check_derivative, vjp_of
from torchlike._core.wrapped import Level, Wrapped, chain_of, present, without_history


class JvpOp(CoreOp):
    """The Jacobian of a Kernel times a vector, itself a differentiable operator.

    Its operands are those of the Kernel, then the tangents of those in `wanted`; its results are
    the tangents of the Kernel's results that have one.
    """

    def __init__(self, kernel: Kernel, wanted: tuple[int, ...]) -> None:
        check_derivative(kernel, wanted)
        super().__init__(f"{kernel.op.name}_jvp", self._apply, kernel.op.grad_name(kernel))
        self.saves = True
        self.kernel = kernel
        self.wanted = wanted
        self.given = tuple(i for i, out in enumerate(kernel.out_avals) if has_tangent(out))

    def _apply(self, *operands: Any) -> list[Any]:
        count = len(self.kernel.in_avals)
        primals, tangents = operands[:count], list(operands[count:])

        def of_wanted(*chosen: Any) -> list[Any]:
            full = list(primals)
            for position, value in zip(self.wanted, chosen, strict=True):
                full[position] = value
            results = self.kernel(*full)
            return [results[i] for i in self.given]

        at = [primals[i] for i in self.wanted]
        if _only_backward(self.kernel.jaxpr.jaxpr):
            return _transposed_twice(of_wanted, at, tangents)
        return jax.jvp(of_wanted, at, tangents)[1]


def _only_backward(jaxpr: Any) -> bool:
    """Whether the gradient of something in `jaxpr` is given backward, so that JAX has no other."""
    return any(
        eqn.primitive.name == "custom_vjp_call" or any(map(_only_backward, _inner(eqn)))
        for eqn in jaxpr.eqns
    )


def _inner(eqn: Any) -> list[Any]:
    """The jaxprs that are parameters of an equation."""
    found = []
    for value in eqn.params.values():
        for one in value if isinstance(value, (tuple, list)) else (value,):
            inner = getattr(one, "jaxpr", one)
            if hasattr(inner, "eqns"):
                found.append(inner)
    return found


def _transposed_twice(
    function: Callable[..., list[Any]], at: Sequence[Any], tangents: Sequence[Any]
) -> list[Any]:
    """The tangents of `function`, by its VJP, which is linear, differentiated backward again."""
    outs, pullback = jax.vjp(function, *at)
    _, push = jax.vjp(lambda cts: pullback(cts), [jnp.zeros_like(out) for out in outs])
    return push(tuple(tangents))[0]


_JVPS = "jvp"


def jvp_of(kernel: Kernel, wanted: tuple[int, ...]) -> JvpOp:
    """The JVP operator of `kernel`, made on first use."""
    found = kernel.vjps.get((_JVPS, wanted))
    if found is None:
        found = kernel.vjps[_JVPS, wanted] = JvpOp(kernel, wanted)
    return found


def has_tangent(aval: Aval) -> bool:
    """Whether it is of a dtype that can be differentiated."""
    return aval.dtype.category >= dtypes.dtype.FLOAT


def _kernel_of(op: Any, operands: Sequence[Any], static: Any, like: Value) -> Kernel:
    """The Kernel of `op` for these operands, which made `like`."""
    specs: list[Spec] = [
        o.aval.made(inference=False) if isinstance(o, Value) else None if o is None else Const(o)
        for o in operands
    ]
    return kernel_for(op, tuple(specs), static, like.aval.device)


def added(known: Value | None, more: Value) -> Value:
    """The sum of two gradients of one Value."""
    return more if known is None else apply_values(ACCUMULATE, [known, more], ())[0]


class _Differentiating(Level):
    """What tapes and dual levels have in common."""

    def _split(self, operands: Sequence[Any]) -> tuple[list[Any], list[Any]]:
        """What lies below the operands, and what this level knows of those that are arrays."""
        below, beside = [], []
        for operand in operands:
            mine = isinstance(operand, Value) and self.owns(operand)
            below.append(operand.array.inner if mine else operand)
            if isinstance(operand, Value):
                differentiable = mine and has_tangent(operand.aval)
                beside.append(operand.array.beside if differentiable else None)
        return below, beside

    def owns(self, value: Value) -> bool:
        """Whether `value` is of this level."""
        array = value.array
        return type(array) is Wrapped and array.level is self

    def wrap(self, inner: Value, beside: Any) -> Value:
        """The Value of this level that stands for `inner`."""
        aval = inner.aval
        value = Value(aval, None, -1, None)
        value.array = Wrapped(self, inner, aval, beside)
        return value

    def unwrap(self, value: Value) -> tuple[Value, Any]:
        """What lies below `value`, and what this level knows of it; None for nothing."""
        if self.owns(value):
            return value.array.inner, value.array.beside
        return value, None

    def array(self, wrapped: Wrapped) -> Any:
        """What lies below."""
        return array_of(wrapped.inner, "a function transform looks at it")

    def without_history(self, value: Value) -> Value:
        """What lies below, cut off there too."""
        return without_history(value.array.inner)

    def check_write(self, old: Value, new: Value) -> None:
        """Raises: NotImplementedError where data is to change and the history to stay."""
        if not local.state.grad and self.owns(old) and self not in chain_of(new):
            raise NotImplementedError(
                "torchlike: writing in place under no_grad to a tensor that a function transform "
                "differentiates by is not supported"
            )


class Entry(Protocol):
    """What a tape knows of one operator: what it calls the operands and the results."""

    @property
    def refs(self) -> tuple[int | None, ...]:
        """What the operands are called; None for what is not tracked."""
        ...

    @property
    def results(self) -> tuple[int | None, ...]:
        """What the results are called."""
        ...

    def pull(self, given: Mapping[int, Value], /) -> Mapping[int, Value]:
        """From gradients by result to gradients by operand."""
        ...

    def push(self, given: Mapping[int, Value], /) -> Mapping[int, Value]:
        """From tangents by operand to tangents by result."""
        ...


@dataclasses.dataclass(frozen=True, slots=True)
class _Applied:
    """A Kernel applied to these arrays, of the tape's level where it tracks them.

    While the tape is at work, what is done with them is noted, too; afterwards they are what lies
    below.
    """

    kernel: Kernel
    operands: tuple[Value, ...]
    refs: tuple[int | None, ...]
    results: tuple[int | None, ...]

    def pull(self, given: Mapping[int, Value]) -> Mapping[int, Value]:
        wanted = tuple(i for i, ref in enumerate(self.refs) if ref is not None)
        vjp = vjp_of(self.kernel, wanted, tuple(given))
        primals = [present(self.operands[i]) for i in vjp.needs]
        grads = apply_values(vjp, [*primals, *given.values()], ())
        return dict(zip(wanted, grads, strict=True))

    def push(self, given: Mapping[int, Value]) -> Mapping[int, Value]:
        jvp = jvp_of(self.kernel, tuple(given))
        moved = apply_values(jvp, [*map(present, self.operands), *given.values()], ())
        return dict(zip(jvp.given, moved, strict=True))


class Tape(_Differentiating):
    """A `grad` or `vjp` at work. Its Values know by number what the tape calls them."""

    title = "GradTrackingTensor"
    tracks = True

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []
        self._count = 0
        self._leaves: set[int] = set()
        #: Grad mode outside of the transform: what is below it sees no other.
        self.outside = local.state.grad

    def track(self, inner: Value) -> Value:
        """A new Value of this level."""
        self._count += 1
        return self.wrap(inner, self._count)

    def leaf(self, inner: Value) -> Value:
        """A new Value of this level that gradients are asked for."""
        value = self.track(inner)
        self._leaves.add(self._count)
        return value

    def check_write(self, old: Value, new: Value) -> None:
        """Raises: RuntimeError for what gradients are asked for."""
        if self.owns(old) and old.array.beside in self._leaves and local.state.grad:
            raise RuntimeError(
                "a leaf Variable that requires grad is being used in an in-place operation."
            )
        super().check_write(old, new)

    def below(self) -> Any:
        """The grad mode for operators on what lies below."""
        grad = local.state.grad
        return grad_mode(self.outside if grad else grad)

    def apply(self, op: Any, operands: Sequence[Any], static: tuple[Any, ...]) -> list[Value]:
        """`op` below, noted unless grad mode is off."""
        below, refs = self._split(operands)
        with self.below():
            results = apply_values(op, below, static)
        if not (local.state.grad and op.differentiable and any(refs)):
            return results
        outs = [self.track(r) if has_tangent(r.aval) else r for r in results]
        arrays = tuple(o for o in operands if isinstance(o, Value))
        numbers = tuple(self.unwrap(o)[1] for o in outs)
        kernel = _kernel_of(op, below, static, results[0])
        self.note(_Applied(kernel, arrays, tuple(refs), numbers))
        return outs

    def note(self, entry: Entry) -> None:
        """Notes what was applied to tracked Values."""
        self._entries.append(entry)

    def pull(self, cts: Mapping[int, Value]) -> dict[int, Value]:
        """The gradients of what was tracked, by number, from those of some results."""
        found = dict(cts)
        for entry in reversed(list(self._entries)):
            given = {
                i: found.pop(out)
                for i, out in enumerate(entry.results)
                if out is not None and out in found
            }
            for position, grad in (entry.pull(given) if given else {}).items():
                ref = entry.refs[position]
                if ref is not None:
                    found[ref] = added(found.get(ref), grad)
        return found

    def push(self, tangents: Mapping[int, Value]) -> dict[int, Value]:
        """The tangents of all that was tracked, by number, from those of some operands."""
        found = dict(tangents)
        for entry in self._entries:
            given = {
                i: found[ref]
                for i, ref in enumerate(entry.refs)
                if ref is not None and ref in found
            }
            for at, tangent in (entry.push(given) if given else {}).items():
                out = entry.results[at]
                if out is not None:
                    found[out] = tangent
        return found


class Dual(_Differentiating):
    """Forward mode at work. Its Values hold a primal and know its tangent."""

    title = "GradTrackingTensor"

    def dual(self, primal: Value, tangent: Value) -> Value:
        """A new Value of this level. Raises: ValueError, RuntimeError for what does not fit."""
        for name, value in (("primal", primal), ("tangent", tangent)):
            if not has_tangent(value.aval):
                raise ValueError(
                    f"Expected {name} to be floating point or complex, but got: {value.aval.dtype}"
                )
        if primal.aval.shape != tangent.aval.shape:
            raise RuntimeError(
                "Trying to set a forward gradient that has a different size than that of the "
                "original Tensor, this is not supported. Tensor is of size "
                f"{list(primal.aval.shape)} while the given forward gradient is of size "
                f"{list(tangent.aval.shape)}."
            )
        if primal.aval.dtype is not tangent.aval.dtype:
            raise NotImplementedError(
                "torchlike: a tangent of another dtype than its primal is not supported"
            )
        return self.wrap(primal, tangent)

    def apply(self, op: Any, operands: Sequence[Any], static: tuple[Any, ...]) -> list[Value]:
        """`op` on the primals, and its Jacobian times the tangents."""
        below, tangents = self._split(operands)
        results = apply_values(op, below, static)
        wanted = tuple(i for i, t in enumerate(tangents) if t is not None)
        if not wanted or not op.differentiable or not any(has_tangent(r.aval) for r in results):
            return results
        kernel = _kernel_of(op, below, static, results[0])
        jvp = jvp_of(kernel, wanted)
        arrays = [o for o in below if isinstance(o, Value)]
        moved = apply_values(jvp, [*arrays, *(tangents[i] for i in wanted)], ())
        found = dict(zip(jvp.given, moved, strict=True))
        return [self.wrap(r, found[i]) if i in found else r for i, r in enumerate(results)]
