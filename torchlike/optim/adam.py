"""Adam."""

from __future__ import annotations

from typing import Any

import numpy as np

from torchlike._core.apply import TensorBase, wrap
from torchlike._core.errors import unsupported
from torchlike._core.trace import Value, concrete
from torchlike._ops.filling import value_like
from torchlike._ops.schema import TABLE
from torchlike.optim.optimizer import (
    Optimizer,
    check_fused,
    check_lr,
    repoint,
    repoint_state,
    run_closure,
    update,
    vector_of,
)

_UPDATE = TABLE["adam_update"]


def _check_betas(betas: Any, foreach: Any, capturable: bool) -> None:
    for index, beta in enumerate(betas):
        if not 0.0 <= beta < 1.0:
            raise ValueError(f"Invalid beta parameter at index {index}: {beta}")
    tensors = [isinstance(beta, TensorBase) for beta in betas]
    if any(tensors) and not all(tensors):
        raise ValueError("betas must be either both floats or both Tensors")
    for index, beta in enumerate(betas):
        if not isinstance(beta, TensorBase):
            continue
        if not capturable and foreach:
            raise ValueError(
                f"betas[{index}] as a Tensor is not supported for capturable=False and foreach=True"
            )
        if beta.numel() != 1:  # type: ignore[attr-defined]
            raise ValueError(f"Tensor betas[{index}] must be 1-element")


class Adam(Optimizer):
    """Adam (Kingma and Ba), with weight decay in the gradient or, on request, apart from it.

    `foreach`, `fused` and `capturable` choose among PyTorch's implementations; here there is one.
    """

    def __init__(
        self,
        params: Any,
        lr: Any = 1e-3,
        betas: tuple[Any, Any] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0,
        amsgrad: bool = False,
        *,
        foreach: bool | None = None,
        maximize: bool = False,
        capturable: bool = False,
        differentiable: bool = False,
        fused: bool | None = None,
        decoupled_weight_decay: bool = False,
    ) -> None:
        """Takes parameters, or groups of them with options of their own."""
        if isinstance(lr, TensorBase) and foreach and not capturable:
            raise ValueError(
                "lr as a Tensor is not supported for capturable=False and foreach=True"
            )
        check_lr(lr)
        if not eps >= 0.0:
            raise ValueError(f"Invalid epsilon value: {eps}")
        if not weight_decay >= 0.0:
            raise ValueError(f"Invalid weight_decay value: {weight_decay}")
        _check_betas(betas, foreach, capturable)
        defaults = {
            "lr": lr,
            "betas": betas,
            "eps": eps,
            "weight_decay": weight_decay,
            "amsgrad": amsgrad,
            "maximize": maximize,
            "foreach": foreach,
            "capturable": capturable,
            "differentiable": differentiable,
            "fused": fused,
            "decoupled_weight_decay": decoupled_weight_decay,
        }
        super().__init__(params, defaults)
        check_fused(fused, foreach, differentiable)

    def step(self, closure: Any = None) -> Any:
        """Moves the parameters by their gradients' moments; returns what `closure` does."""
        loss = run_closure(closure)
        for group in self.param_groups:
            if group["differentiable"]:
                raise unsupported(f"{type(self).__name__}(differentiable=True)")
            for params, states in self._batches(group):
                self._update(group, params, states)
        return loss

    def _batches(self, group: dict[str, Any]) -> list[tuple[list[Any], list[Any]]]:
        """The parameters with gradients and their states, by step count and device."""
        params, states = [], []
        start = concrete(np.zeros((), np.float32))
        shared: Value | None = None
        together = True
        for param in group["params"]:
            meta = param._meta
            if meta is None or meta.grad is None:
                continue
            state = self.state[param]
            if not state:
                self._start(param, state, group, start)
            if group["amsgrad"] and "max_exp_avg_sq" not in state:
                state["max_exp_avg_sq"] = _zeros_like(param)
            params.append(param)
            states.append(state)
            count = state["step"]._value
            if shared is None:
                shared = count
            together &= count is shared and param._value.aval.device is params[0]._value.aval.device
        if together:
            return [(params, states)] if params else []
        found: dict[Any, tuple[list[Any], list[Any]]] = {}
        for param, state in zip(params, states, strict=True):
            key = (state["step"].item(), param._value.aval.device)
            batch = found.setdefault(key, ([], []))
            batch[0].append(param)
            batch[1].append(state)
        return list(found.values())

    def _start(
        self, param: Any, state: dict[str, Any], group: dict[str, Any], start: Value
    ) -> None:
        if group["capturable"] and param.is_cpu:
            raise AssertionError(
                "If capturable=True, params and state_steps must be on supported devices: "
                "['cuda', 'xpu', 'hpu', 'privateuseone', 'xla']."
            )
        state["step"] = wrap(start)
        state["exp_avg"] = _zeros_like(param)
        state["exp_avg_sq"] = _zeros_like(param)
        if group["amsgrad"]:
            state["max_exp_avg_sq"] = _zeros_like(param)

    def _update(self, group: dict[str, Any], params: list[Any], states: list[Any]) -> None:
        """Updates parameters that have been updated equally often."""
        amsgrad = bool(group["amsgrad"])
        decay = float(group["weight_decay"])
        beta1, beta2 = group["betas"]
        scalars = (float(group["lr"]), float(beta1), float(beta2), float(group["eps"]), decay)
        place = params[0]._value.aval.device
        names = ("exp_avg", "exp_avg_sq", "max_exp_avg_sq") if amsgrad else _MOMENTS
        moments = [state[name] for name in names for state in states]
        grads = [param._meta.grad for param in params]
        static = (amsgrad, group["maximize"], decay != 0, group["decoupled_weight_decay"])
        steps = [state["step"] for state in states]
        leading = [steps[0]._read(), vector_of(self, scalars, place)]
        values = update(_UPDATE, leading, params + grads + moments, static)
        size = len(params)
        repoint(params, values[1 : size + 1])
        repoint_state(moments, values[size + 1 :])
        # Parameters that are always updated together share one count.
        repoint_state(steps, values[:1] * size)


_MOMENTS = ("exp_avg", "exp_avg_sq")


def _zeros_like(param: Any) -> Any:
    """Zeros in the layout of `param`, for nobody else to see yet."""
    aval = param._read().aval
    value: Value = value_like(np.zeros(aval.shape, aval.dtype.np), aval)
    return wrap(value)
