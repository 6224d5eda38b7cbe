"""RAdam."""

from __future__ import annotations

from typing import Any

from torchlike._ops.schema import TABLE
from torchlike.optim.optimizer import check_betas, check_lr, check_number
from torchlike.optim.updating import UpdatingOptimizer, filled_like


class RAdam(UpdatingOptimizer):
    """RAdam (Liu et al.): Adam that adapts once its second moment can be trusted."""

    _update_op = TABLE["radam_update"]

    def __init__(
        self,
        params: Any,
        lr: Any = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0,
        decoupled_weight_decay: bool = False,
        *,
        foreach: bool | None = None,
        maximize: bool = False,
        capturable: bool = False,
        differentiable: bool = False,
    ) -> None:
        """Takes parameters, or groups of them with options of their own."""
        check_lr(lr)
        check_number(eps, "Invalid epsilon value: {}")
        check_betas(betas)
        check_number(weight_decay, "Invalid weight_decay value: {}")
        defaults = {
            "lr": lr,
            "betas": betas,
            "eps": eps,
            "weight_decay": weight_decay,
            "maximize": maximize,
            "foreach": foreach,
            "capturable": capturable,
            "decoupled_weight_decay": decoupled_weight_decay,
            "differentiable": differentiable,
        }
        super().__init__(params, defaults)

    def _start(self, param: Any, group: dict[str, Any]) -> dict[str, Any]:
        return {name: filled_like(param) for name in self._columns(group, None)}

    def _columns(self, group: dict[str, Any], kind: Any) -> tuple[str, ...]:
        return ("exp_avg", "exp_avg_sq")

    def _scalars(self, group: dict[str, Any]) -> tuple[float, ...]:
        numbers = (group["lr"], *group["betas"], group["eps"], group["weight_decay"])
        return tuple(map(float, numbers))

    def _static(self, group: dict[str, Any], kind: Any) -> tuple[Any, ...]:
        return group["maximize"], bool(group["weight_decay"] != 0), group["decoupled_weight_decay"]
