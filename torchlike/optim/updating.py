"""Optimizers whose step is one recorded update for each group of parameters."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, wrap
from torchlike._core.errors import check, unsupported
from torchlike._core.nodes import cut
from torchlike._core.trace import Value, concrete, local
from torchlike._ops.filling import value_like
from torchlike._ops.permission import check_inplace_allowed
from torchlike._ops.schema import OpDef
from torchlike.defaults import get_default_dtype
from torchlike.optim.optimizer import (
    Optimizer,
    repoint,
    repoint_state,
    run_closure,
    update,
    vector_of,
)

#: The kind of parameters whose states the update makes rather than takes.
FIRST = "first"
#: Options that states saved by old versions lack.
_LATER_OPTIONS = {
    "amsgrad": False,
    "nesterov": False,
    "centered": False,
    "momentum": 0,
    "maximize": False,
    "foreach": None,
    "capturable": False,
    "differentiable": False,
    "fused": None,
    "decoupled_weight_decay": False,
}


class UpdatingOptimizer(Optimizer):
    """An optimizer that says what its update is; the update is one operator for a whole group.

    `foreach`, `fused` and `capturable` choose among PyTorch's implementations; here there is one.
    """

    #: The operator: ``(count, scalars, tensors, *static)``, or without `count` when not `counted`.
    _update_op: ClassVar[OpDef]
    #: Whether parameters count their steps.
    _counted: ClassVar[bool] = True
    #: What `capturable` is refused for on the CPU; None where there is no such option.
    _captured: ClassVar[str] = "params and state_steps"
    _capture_devices: ClassVar[tuple[str, ...]] = ("cuda", "xpu", "hpu", "privateuseone", "xla")

    # -- what an optimizer defines -----------------------------------------------------------

    def _start(self, param: Any, group: dict[str, Any]) -> dict[str, Any]:
        """The state of a parameter before its first step, but for the count."""
        raise NotImplementedError

    def _columns(self, group: dict[str, Any], kind: Any) -> tuple[str, ...]:
        """The names of the states the update takes and returns, in order."""
        raise NotImplementedError

    def _scalars(self, group: dict[str, Any]) -> tuple[float, ...]:
        """The numbers that may change from step to step."""
        raise NotImplementedError

    def _static(self, group: dict[str, Any], kind: Any) -> tuple[Any, ...]:
        """What chooses among variants of the update."""
        raise NotImplementedError

    def _kind(self, param: Any, state: dict[str, Any]) -> Any:
        """What parameters updated together have in common besides count and device."""
        return None

    def _check(self, param: Any, group: dict[str, Any]) -> None:
        """Raises where a parameter with a gradient cannot be updated."""
        if group.get("capturable") and param.is_cpu:
            raise AssertionError(
                f"If capturable=True, {self._captured} must be on supported devices: "
                f"{list(self._capture_devices)}."
            )
        if group.get("fused"):
            check(
                param.is_floating_point(),
                lambda: (
                    "`fused=True` requires all the params to be floating point Tensors of "
                    "supported devices: ['mps', 'cuda', 'xpu', 'hpu', 'cpu', 'mtia', 'xla'] but "
                    f"{param.dtype} and {param.device.type}"
                ),
            )

    # -- what follows from it ----------------------------------------------------------------

    def step(self, closure: Any = None) -> Any:
        """Updates the parameters that have gradients; returns what `closure` does."""
        loss = run_closure(closure)
        for group in self.param_groups:
            for kind, params, states in self._batches(group):
                self._update(group, kind, params, states)
        return loss

    def _batches(self, group: dict[str, Any]) -> list[tuple[Any, list[Any], list[Any]]]:
        """The parameters with gradients and their states, by what they are updated together by."""
        found: dict[Any, tuple[Any, list[Any], list[Any]]] = {}
        checked = group.get("capturable") or group.get("fused")
        stateful = self._counted or self._columns(group, FIRST)
        start: Value | None = None
        for param in group["params"]:
            meta = param._meta
            if meta is None or meta.grad is None:
                continue
            if checked:
                self._check(param, group)
            state = self.state[param] if stateful else {}
            if not state:
                if self._counted:
                    start = start or _no_steps(group)
                    state["step"] = wrap(start)
                state.update(self._start(param, group))
            kind = self._kind(param, state)
            count = id(state["step"]._value) if self._counted else None
            batch = found.setdefault((kind, param._value.aval.device, count), (kind, [], []))
            batch[1].append(param)
            batch[2].append(state)
        if not self._counted or len(found) <= 1:
            return list(found.values())
        return self._joined(found)

    def _joined(self, found: dict[Any, Any]) -> list[tuple[Any, list[Any], list[Any]]]:
        """Batches whose counts are different Values of the same number, put together."""
        joined: dict[Any, tuple[Any, list[Any], list[Any]]] = {}
        for (kind, place, _), (_, params, states) in found.items():
            key = (kind, place, states[0]["step"].item())
            batch = joined.setdefault(key, (kind, [], []))
            batch[1].extend(params)
            batch[2].extend(states)
        return list(joined.values())

    def _update(
        self, group: dict[str, Any], kind: Any, params: list[Any], states: list[dict[str, Any]]
    ) -> None:
        differentiable = bool(group.get("differentiable"))
        if differentiable:
            _check_differentiable(self, group, params)
        columns = self._columns(group, kind)
        kept = [] if kind is FIRST else [state[name] for name in columns for state in states]
        grads = [param._meta.grad for param in params]
        steps = [state["step"] for state in states] if self._counted else []
        leading = [step._read() for step in steps[:1]]
        leading.append(vector_of(self, self._scalars(group), params[0]._value.aval.device))
        static = self._static(group, kind)
        values = update(self._update_op, leading, params + grads + kept, static, differentiable)
        # Parameters that are always updated together share one count.
        repoint_state(steps, [cut(value) for value in values[: len(steps[:1])]] * len(steps))
        values = values[len(steps[:1]) :]
        size = len(params)
        repoint(params, values[:size], differentiable)
        if kind is FIRST:
            for position, value in enumerate(values[size:]):
                states[position % size][columns[position // size]] = wrap(value)
        else:
            repoint_state(kept, values[size:])

    def __setstate__(self, state: dict[str, Any]) -> None:
        super().__setstate__(state)
        for group in self.param_groups:
            for name in _LATER_OPTIONS.keys() & self.defaults.keys():
                group.setdefault(name, _LATER_OPTIONS[name])
            for param in group["params"]:
                known = self.state.get(param, {})
                if "step" in known and not isinstance(known["step"], TensorBase):
                    known["step"] = scalar(float(known["step"]), group)


def _check_differentiable(optimizer: Any, group: dict[str, Any], params: list[Any]) -> None:
    for name, option in group.items():
        if isinstance(option, TensorBase) and option.requires_grad:
            raise unsupported(f"{type(optimizer).__name__}({name}=) that requires grad")
    before, local.state.grad = local.state.grad, True
    try:
        for param in params:
            check_inplace_allowed(param)
    finally:
        local.state.grad = before


def _no_steps(group: dict[str, Any]) -> Value:
    return scalar(0.0, group)._value


def scalar(number: float, group: dict[str, Any]) -> Any:
    """A number kept as a state: in float64 where that is the default, else in float32."""
    double = get_default_dtype() is dtypes.float64 and not group.get("fused")
    return wrap(concrete(np.asarray(number, np.float64 if double else np.float32)))


def filled_like(param: Any, number: complex = 0) -> Any:
    """A tensor full of `number` in the layout of `param`, for nobody else to see yet."""
    aval = param._read().aval
    return wrap(value_like(np.full(aval.shape, number, aval.dtype.np), aval))


def both_parts(param: Any, number: float) -> complex:
    """The number, in the real and the imaginary part where there is one."""
    return complex(number, number) if param.is_complex() else number
