"""Averaged stochastic gradient descent."""

from __future__ import annotations

from typing import Any

from torchlike._ops.schema import TABLE
from torchlike.optim.optimizer import check_lr, check_number
from torchlike.optim.updating import UpdatingOptimizer, filled_like, scalar


class ASGD(UpdatingOptimizer):
    """Averaged stochastic gradient descent (Polyak and Juditsky)."""

    _update_op = TABLE["asgd_update"]
    _captured = "params, mus, etas, and state_steps"

    def __init__(
        self,
        params: Any,
        lr: Any = 1e-2,
        lambd: float = 1e-4,
        alpha: float = 0.75,
        t0: float = 1e6,
        weight_decay: float = 0,
        foreach: bool | None = None,
        maximize: bool = False,
        differentiable: bool = False,
        capturable: bool = False,
    ) -> None:
        """Takes parameters, or groups of them with options of their own."""
        check_lr(lr)
        check_number(weight_decay, "Invalid weight_decay value: {}")
        defaults = {
            "lr": lr,
            "lambd": lambd,
            "alpha": alpha,
            "t0": t0,
            "weight_decay": weight_decay,
            "foreach": foreach,
            "maximize": maximize,
            "differentiable": differentiable,
            "capturable": capturable,
        }
        super().__init__(params, defaults)

    def _start(self, param: Any, group: dict[str, Any]) -> dict[str, Any]:
        numbers = {"eta": scalar(float(group["lr"]), group), "mu": scalar(1.0, group)}
        return {**numbers, "ax": filled_like(param)}

    def _columns(self, group: dict[str, Any], kind: Any) -> tuple[str, ...]:
        return ("ax", "eta", "mu")

    def _scalars(self, group: dict[str, Any]) -> tuple[float, ...]:
        options = ("lr", "lambd", "alpha", "t0", "weight_decay")
        return tuple(float(group[name]) for name in options)

    def _static(self, group: dict[str, Any], kind: Any) -> tuple[Any, ...]:
        return group["maximize"], bool(group["weight_decay"] != 0)
