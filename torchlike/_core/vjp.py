"""Differentiating single Kernels and recorded paths with `jax.vjp`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import jax
import jax.numpy as jnp
from jax.interpreters.partial_eval import dce_jaxpr

from torchlike._core.jaxprs import ClosedJaxpr
from torchlike._core.kernel import Aval, Kernel, Spec, is_dense, kernel_for, trace_body
from torchlike._core.lengths import jaxpr_of
from torchlike._core.node_names import NOT_IMPLEMENTED, gradient_node
from torchlike._core.trace import Step


class CoreOp:
    """An operator of the mechanism itself, not part of PyTorch's API."""

    differentiable = True
    returns: Any = None
    #: Whether the result is made in inference mode if the first operand was, whatever is on now.
    follows = False

    def __init__(
        self, name: str, body: Callable[..., Any], grad_fn: str, *, saves: bool = False
    ) -> None:
        self.name = name
        self.body = body
        self.grad_fn = grad_fn
        self.saves = saves

    def specialise(self, specs: Sequence[Spec], static: tuple[Any, ...]) -> Callable[..., Any]:
        """The function of the array operands alone."""
        del specs
        return lambda *arrays: self.body(*arrays, *static)

    def layout(
        self, specs: Sequence[Spec], static: Any, outs: Sequence[Any]
    ) -> tuple[tuple[int, ...] | None, ...]:
        """The strides of the results: contiguous, but for one operand's that they repeat."""
        del static
        first = specs[0] if specs else None
        if not isinstance(first, Aval) or not is_dense(first.shape, first.strides):
            return (None,) * len(outs)
        return tuple(first.strides if first.shape == out.shape else None for out in outs)

    #: Whether the gradient takes no more than masks or indices from the operands.
    flat_gradient = False

    def check_derivative(self, kernel: Kernel, wanted: Sequence[int]) -> None:
        """Every operator of the mechanism can be differentiated."""

    def saved(self, kernel: Kernel, wanted: Sequence[bool]) -> tuple[Sequence[int], bool]:
        """Which operands, and whether the result, are kept for backward."""
        del wanted
        return (range(len(kernel.in_avals)) if self.saves else ()), False

    def keeps(self, kernel: Kernel, wanted: Sequence[bool]) -> bool:
        """Whether anything is kept for backward, so that it can be freed."""
        del kernel, wanted
        return bool(self.saves)

    def takes_tensor(self, position: int) -> bool:
        """Whether the operand at `position` may be a tensor."""
        del position
        return True

    def argument_error(self, position: int, found: object) -> str:
        """The text for an operand of a type nothing can be done with."""
        return f"{self.name}(): argument {position + 1} must be Tensor, not {type(found).__name__}"

    def grad_name(self, kernel: Kernel) -> str:
        """The name of the autograd node."""
        del kernel
        return self.grad_fn


def _ones(x: Any) -> Any:
    return jnp.ones(x.shape, x.dtype)


#: The sum of two gradients of the same value.
ACCUMULATE = CoreOp("accumulate", jnp.add, "AddBackward0")
#: The gradient that a scalar root starts with.
ONES_LIKE = CoreOp("ones_like", _ones, "OnesLikeBackward0")
ONES_LIKE.differentiable = False


class CustomOp(CoreOp):
    """A user's `autograd.Function`: its results, computed already, tied to its operands.

    The operands are those of `apply`, then the results; how many are results is static.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name, _results_only, f"{name}Backward")
        self.returns = tuple

    def layout(self, specs: Sequence[Spec], static: Any, outs: Sequence[Any]) -> Any:
        """The results' own strides."""
        results = specs[len(specs) - static[0] :]
        return tuple(spec.strides if isinstance(spec, Aval) else None for spec in results)


def _results_only(*operands: Any) -> list[Any]:
    *arrays, count = operands
    return arrays[len(arrays) - count :]


def check_derivative(kernel: Kernel, wanted: Sequence[int]) -> None:
    """Raises PyTorch's error where it has no derivative of `kernel` by operands in `wanted`."""
    if kernel.op.grad_name(kernel) == NOT_IMPLEMENTED:
        name = kernel.op.name.partition(".")[0]
        raise RuntimeError(f"derivative for aten::{name} is not implemented")
    kernel.op.check_derivative(kernel, wanted)


class VjpOp(CoreOp):
    """The vector-Jacobian product of a Kernel, itself a differentiable operator.

    Its operands are the primal operands at `needs`, then the gradients of the outputs in `given`;
    its results are the gradients of the operands in `wanted`. Complex gradients follow PyTorch's
    convention, the conjugate of JAX's.
    """

    def __init__(self, kernel: Kernel, wanted: tuple[int, ...], given: tuple[int, ...]) -> None:
        check_derivative(kernel, wanted)
        name = f"{kernel.op.name}_backward"
        node = gradient_node(kernel.op.grad_name(kernel))
        super().__init__(name, self._apply, node, saves=True)
        self.kernel = kernel
        self.wanted = wanted
        self.given = given
        cts = [kernel.out_avals[i] for i in given]
        #: The whole operator, ready for its Kernel, without what it does not use.
        kind, numbers = kernel.outline()
        self.jaxpr, self.needs = _pruned(
            jaxpr_of(
                (VjpOp, kind, wanted, given),
                numbers,
                lambda: trace_body(self._apply, [*kernel.in_avals, *cts]),
                lambda others: vjp_of(kernel.like(others), wanted, given),
            ),
            self._saved(),
        )
        self.returns = tuple if len(wanted) > 1 else None
        #: Whether it depends on no operand that a second derivative could be taken by.
        self.flat = kernel.op.flat_gradient and not any(a.dtype.is_complex for a in kernel.in_avals)

    def _saved(self) -> list[bool]:
        """Which operands PyTorch's formula takes: they count for a second derivative, even if 0."""
        count = len(self.kernel.in_avals)
        positions, result = self.kernel.op.saved(
            self.kernel, [i in self.wanted for i in range(count)]
        )
        kept = {*positions, *(self.wanted if result else ())}
        return [i in kept for i in range(count)]

    def _apply(self, *operands: Any) -> list[Any]:
        kernel = self.kernel
        primals, cts = operands[: len(kernel.in_avals)], operands[len(kernel.in_avals) :]

        def of_wanted(chosen: Sequence[Any]) -> list[Any]:
            full = list(primals)
            for position, value in zip(self.wanted, chosen, strict=True):
                full[position] = value
            results = kernel(*full)
            return [results[i] for i in self.given]

        _, pullback = jax.vjp(of_wanted, [primals[i] for i in self.wanted])
        (grads,) = pullback([_conj(ct) for ct in cts])
        return [_conj(g) for g in grads]


def _conj(x: Any) -> Any:
    return jnp.conj(x) if jnp.issubdtype(x.dtype, jnp.complexfloating) else x


def _pruned(jaxpr: ClosedJaxpr, kept: Sequence[bool]) -> tuple[ClosedJaxpr, tuple[int, ...]]:
    """The jaxpr without dead equations, and without inputs that nothing depends on.

    Of the first inputs, as many as `kept` has entries, only those not kept may go; which of them
    are left is the second result.
    """
    inner = jaxpr.jaxpr
    fixed = [*kept, *[True] * (len(inner.invars) - len(kept))]
    pruned, used = dce_jaxpr(inner, [True] * len(inner.outvars), instantiate=fixed)
    return ClosedJaxpr(pruned, jaxpr.consts), tuple(i for i in range(len(kept)) if used[i])


def vjp_of(kernel: Kernel, wanted: tuple[int, ...], given: tuple[int, ...]) -> VjpOp:
    """The VJP operator of `kernel`, made on first use."""
    found = kernel.vjps.get((wanted, given))
    if found is None:
        found = kernel.vjps[wanted, given] = VjpOp(kernel, wanted, given)
    return found


class Backward:
    """The mark of a Step that differentiates everything recorded before it, in one `jax.vjp`."""

    __slots__ = ("cts", "reached", "roots", "watched", "wrt")

    def __init__(
        self,
        roots: tuple[int, ...],
        cts: tuple[int | None, ...],
        wrt: tuple[int, ...],
        reached: frozenset[int],
        watched: Mapping[int, Mapping[int, tuple[int, bool]]],
    ) -> None:
        self.roots = roots
        #: The slots of the roots' gradients; None for a one.
        self.cts = cts
        #: The inputs differentiated by; the Step's outputs are their gradients.
        self.wrt = wrt
        #: Bases of the Steps differentiated.
        self.reached = reached
        #: Slots that must not have been overwritten in place since, and the Steps that need them.
        self.watched = watched


class Release:
    """The mark of a Step after which the graph below some roots has been freed."""

    __slots__ = ()


def replay(steps: Sequence[Step], env: dict[int, Any]) -> None:
    """Runs a path under JAX's tracing; `env` maps slots to arrays, inputs given, results added.

    A `Backward` turns what precedes it into one `jax.vjp` whose primal values are carried out of
    the same call, so that forward and backward are computed once, together. A later one goes back
    to the beginning as well: what the two have in common is XLA's to share.
    """
    done = 0
    for position, step in enumerate(steps):
        if isinstance(step.mark, Backward):
            _replay_backward(steps[:position], step, env)
            done = position + 1
    _replay_forward(steps[done:], env)


def _replay_forward(steps: Sequence[Step], env: dict[int, Any]) -> None:
    for step in steps:
        if step.kernel is None:
            continue
        results = step.kernel(*(env[ref] for ref in step.refs))
        for output, result in zip(step.outputs, results, strict=True):
            env[output.slot] = result if output.requires_grad else jax.lax.stop_gradient(result)


def _replay_backward(prefix: Sequence[Step], step: Step, env: dict[int, Any]) -> None:
    mark: Backward = step.mark

    def forward(wrt: Sequence[Any]) -> tuple[list[Any], dict[int, Any]]:
        inner = dict(env)
        inner.update(zip(mark.wrt, wrt, strict=True))
        _replay_forward(prefix, inner)
        return [inner[slot] for slot in mark.roots], inner

    roots, pullback, inner = jax.vjp(forward, [env[slot] for slot in mark.wrt], has_aux=True)
    env.update(inner)
    cts = [
        _ones(root) if slot is None else _conj(env[slot])
        for slot, root in zip(mark.cts, roots, strict=True)
    ]
    (grads,) = pullback(cts)
    for output, grad in zip(step.outputs, grads, strict=True):
        env[output.slot] = _conj(grad)


def walk(
    steps: Sequence[Step],
    cts: dict[int, Any],
    differentiable: Callable[[int], bool],
    primal: Callable[[Step, int], Any],
    apply: Callable[[Any, list[Any]], Sequence[Any]],
    visit: Callable[[int, Any], Any] = lambda slot, ct: ct,
    custom: Callable[[Step, dict[int, Any]], Mapping[int, Any]] | None = None,
    hooks_of: Callable[[int], Any] = lambda base: None,
) -> None:
    """The second gear: one VJP per Step, in reverse.

    `cts` maps slots to gradients; those of what the Steps read are added to it. `apply` runs or
    records an operator on handles, which `primal` gives for what a Step read; `visit` sees the
    complete gradient of each slot before it is used (hooks); `custom` differentiates the Steps of
    custom functions: from gradients by output to gradients by operand; `hooks_of` says what watches
    a Step's node.
    """
    for step in reversed(steps):
        if step.kernel is None or not step.requires_grad:
            continue
        given = tuple(o.index for o in step.outputs if o.slot in cts)
        if not given:
            continue
        out_cts = [visit(step.base + i, cts.pop(step.base + i)) for i in given]
        hooks = hooks_of(step.base)
        if hooks is not None:
            out_cts = hooks.run_before(step, given, out_cts)
        if isinstance(step.kernel.op, CustomOp):
            assert custom is not None
            found = custom(step, dict(zip(given, out_cts, strict=True)))
        else:
            wanted = tuple(i for i, ref in enumerate(step.refs) if differentiable(ref))
            vjp = vjp_of(step.kernel, wanted, given)
            grads = apply(vjp, [*(primal(step, step.refs[i]) for i in vjp.needs), *out_cts])
            found = dict(zip(wanted, grads, strict=True))
        if hooks is not None:
            found = hooks.run_after(step, found, given, out_cts)
        for position, grad in found.items():
            slot = step.refs[position]
            cts[slot] = apply(ACCUMULATE, [cts[slot], grad])[0] if slot in cts else grad


def run_backward_cold(
    step: Step,
    steps: Sequence[Step],
    env: Mapping[int, Any],
    run_kernel: Callable[[Kernel, Sequence[Any]], Sequence[Any]],
) -> dict[int, Any]:
    """The results of a `Backward` Step by the second gear, each VJP run by itself."""
    mark: Backward = step.mark
    outputs = {o.slot: o for s in steps for o in s.outputs}

    def handle(slot: int) -> tuple[Any, Aval]:
        return env[slot], outputs[slot].aval

    def apply(op: Any, operands: list[Any]) -> list[Any]:
        avals = tuple(a for _, a in operands)
        kernel = kernel_for(op, avals, (), avals[0].device)
        results = run_kernel(kernel, [x for x, _ in operands])
        return list(zip(results, kernel.out_avals, strict=True))

    cts: dict[int, Any] = {}
    for slot, ct in zip(mark.roots, mark.cts, strict=True):
        grad = handle(ct) if ct is not None else apply(ONES_LIKE, [handle(slot)])[0]
        cts[slot] = apply(ACCUMULATE, [cts[slot], grad])[0] if slot in cts else grad
    prefix = [s for s in steps if s.base in mark.reached and s.base < step.base]
    walk(
        prefix,
        cts,
        lambda slot: outputs[slot].requires_grad,
        lambda _, slot: handle(slot),
        apply,
    )
    return {output.slot: cts[slot][0] for output, slot in zip(step.outputs, mark.wrt, strict=True)}
