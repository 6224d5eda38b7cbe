"""Stochastic gradient descent."""

from __future__ import annotations

from typing import Any

from torchlike._ops.schema import TABLE
from torchlike.optim.optimizer import check_fused, check_single
from torchlike.optim.updating import FIRST, UpdatingOptimizer


class SGD(UpdatingOptimizer):
    """Gradient descent, with momentum on request."""

    _update_op = TABLE["sgd_update"]
    _counted = False

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
        check_single(lr)
        if lr < 0.0:
            raise ValueError(f"Invalid learning rate: {lr}")
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
        check_fused(self)

    def _start(self, param: Any, group: dict[str, Any]) -> dict[str, Any]:
        return {}

    def _kind(self, param: Any, state: dict[str, Any]) -> Any:
        return FIRST if state.get("momentum_buffer") is None else None

    def _columns(self, group: dict[str, Any], kind: Any) -> tuple[str, ...]:
        return ("momentum_buffer",) if group["momentum"] else ()

    def _scalars(self, group: dict[str, Any]) -> tuple[float, ...]:
        options = ("lr", "momentum", "dampening", "weight_decay")
        return tuple(float(group[name]) for name in options)

    def _static(self, group: dict[str, Any], kind: Any) -> tuple[Any, ...]:
        momentum, decay = group["momentum"] != 0, group["weight_decay"] != 0
        return momentum, kind is FIRST, group["nesterov"], group["maximize"], bool(decay)
