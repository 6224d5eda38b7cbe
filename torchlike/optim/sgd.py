"""Stochastic gradient descent."""

from __future__ import annotations

from typing import Any

from torchlike._core.apply import wrap
from torchlike._core.errors import unsupported
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

_UPDATE = TABLE["sgd_update"]


class SGD(Optimizer):
    """Gradient descent, with momentum on request.

    `foreach` and `fused` choose among PyTorch's implementations; here there is one.
    """

    def __init__(
        self,
        params: Any,
        lr: Any = 1e-3,
        momentum: float = 0,
        dampening: float = 0,
        weight_decay: Any = 0,
        nesterov: bool = False,
        *,
        maximize: bool = False,
        foreach: bool | None = None,
        differentiable: bool = False,
        fused: bool | None = None,
    ) -> None:
        """Takes parameters, or groups of them with options of their own."""
        check_lr(lr)
        if momentum < 0.0:
            raise ValueError(f"Invalid momentum value: {momentum}")
        if weight_decay < 0.0:
            raise ValueError(f"Invalid weight_decay value: {weight_decay}")
        if nesterov and (momentum <= 0 or dampening != 0):
            raise ValueError("Nesterov momentum requires a momentum and zero dampening")
        defaults = {
            "lr": lr,
            "momentum": momentum,
            "dampening": dampening,
            "weight_decay": weight_decay,
            "nesterov": nesterov,
            "maximize": maximize,
            "foreach": foreach,
            "differentiable": differentiable,
            "fused": fused,
        }
        super().__init__(params, defaults)
        check_fused(fused, foreach, differentiable)

    def step(self, closure: Any = None) -> Any:
        """Moves the parameters against their gradients; returns what `closure` does."""
        loss = run_closure(closure)
        for group in self.param_groups:
            if group["differentiable"]:
                raise unsupported("SGD(differentiable=True)")
            batches: dict[Any, list[Any]] = {}
            momentum = group["momentum"]
            for param in group["params"]:
                meta = param._meta
                if meta is None or meta.grad is None:
                    continue
                first = not momentum or self.state[param].get("momentum_buffer") is None
                batches.setdefault((first, param._value.aval.device), []).append(param)
            for (first, _), params in batches.items():
                self._update(group, params, first)
        return loss

    def _update(self, group: dict[str, Any], params: list[Any], first: bool) -> None:
        """Updates parameters that all have momentum buffers already, or all have none."""
        momentum = float(group["momentum"])
        decay = float(group["weight_decay"])
        tensors = params + [param._meta.grad for param in params]
        buffers = []
        if not first:
            buffers = [self.state[param]["momentum_buffer"] for param in params]
        scalars = (float(group["lr"]), momentum, float(group["dampening"]), decay)
        static = (momentum != 0, first, group["nesterov"], group["maximize"], decay != 0)
        vector = vector_of(self, scalars, params[0]._value.aval.device)
        values = update(_UPDATE, [vector], tensors + buffers, static)
        count = len(params)
        repoint(params, values[:count])
        if not momentum:
            return
        if first:
            for param, value in zip(params, values[count:], strict=True):
                self.state[param]["momentum_buffer"] = wrap(value)
        else:
            repoint_state(buffers, values[count:])
