"""Adadelta."""

from __future__ import annotations

from typing import Any

from torchlike._ops.schema import TABLE
from torchlike.optim.optimizer import check_lr, check_number
from torchlike.optim.updating import UpdatingOptimizer, filled_like


class Adadelta(UpdatingOptimizer):
    """Adadelta (Zeiler): steps in the units of the parameters, without a learning rate to tune."""

    _update_op = TABLE["adadelta_update"]
    _capture_devices = ("cuda", "xpu", "hpu", "privateuseone")

    def __init__(
        self,
        params: Any,
        lr: Any = 1.0,
        rho: float = 0.9,
        eps: float = 1e-6,
        weight_decay: float = 0,
        foreach: bool | None = None,
        *,
        capturable: bool = False,
        maximize: bool = False,
        differentiable: bool = False,
    ) -> None:
        """Takes parameters, or groups of them with options of their own."""
        check_lr(lr)
        if not 0.0 <= rho <= 1.0:
            raise ValueError(f"Invalid rho value: {rho}")
        check_number(eps, "Invalid epsilon value: {}")
        check_number(weight_decay, "Invalid weight_decay value: {}")
        defaults = {
            "lr": lr,
            "rho": rho,
            "eps": eps,
            "weight_decay": weight_decay,
            "maximize": maximize,
            "capturable": capturable,
            "foreach": foreach,
            "differentiable": differentiable,
        }
        super().__init__(params, defaults)

    def _start(self, param: Any, group: dict[str, Any]) -> dict[str, Any]:
        return {name: filled_like(param) for name in self._columns(group, None)}

    def _columns(self, group: dict[str, Any], kind: Any) -> tuple[str, ...]:
        return ("square_avg", "acc_delta")

    def _scalars(self, group: dict[str, Any]) -> tuple[float, ...]:
        options = ("lr", "rho", "eps", "weight_decay")
        return tuple(float(group[name]) for name in options)

    def _static(self, group: dict[str, Any], kind: Any) -> tuple[Any, ...]:
        return group["maximize"], bool(group["weight_decay"] != 0)
