"""Adagrad."""

from __future__ import annotations

from typing import Any

from torchlike._ops.schema import TABLE
from torchlike.optim.optimizer import check_fused, check_lr, check_number
from torchlike.optim.updating import UpdatingOptimizer, both_parts, filled_like, scalar


class Adagrad(UpdatingOptimizer):
    """Adagrad (Duchi, Hazan and Singer): steps divided by the root of all squares so far."""

    _update_op = TABLE["adagrad_update"]

    def __init__(
        self,
        params: Any,
        lr: Any = 1e-2,
        lr_decay: float = 0,
        weight_decay: float = 0,
        initial_accumulator_value: float = 0,
        eps: float = 1e-10,
        foreach: bool | None = None,
        *,
        maximize: bool = False,
        differentiable: bool = False,
        fused: bool | None = None,
    ) -> None:
        """Takes parameters, or groups of them with options of their own."""
        check_lr(lr)
        check_number(lr_decay, "Invalid lr_decay value: {}")
        check_number(weight_decay, "Invalid weight_decay value: {}")
        check_number(initial_accumulator_value, "Invalid initial_accumulator_value value: {}")
        check_number(eps, "Invalid epsilon value: {}")
        defaults = {
            "lr": lr,
            "lr_decay": lr_decay,
            "eps": eps,
            "weight_decay": weight_decay,
            "initial_accumulator_value": initial_accumulator_value,
            "foreach": foreach,
            "maximize": maximize,
            "differentiable": differentiable,
            "fused": fused,
        }
        super().__init__(params, defaults)
        check_fused(self)
        for group in self.param_groups:
            for param in group["params"]:
                self.state[param] = {"step": scalar(0.0, group), **self._start(param, group)}

    def _start(self, param: Any, group: dict[str, Any]) -> dict[str, Any]:
        number = self.defaults["initial_accumulator_value"]
        return {"sum": filled_like(param, both_parts(param, number))}

    def _columns(self, group: dict[str, Any], kind: Any) -> tuple[str, ...]:
        return ("sum",)

    def _scalars(self, group: dict[str, Any]) -> tuple[float, ...]:
        options = ("lr", "lr_decay", "weight_decay", "eps")
        return tuple(float(group[name]) for name in options)

    def _static(self, group: dict[str, Any], kind: Any) -> tuple[Any, ...]:
        return group["maximize"], bool(group["weight_decay"] != 0)
