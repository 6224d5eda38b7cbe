"""RMSprop."""

from __future__ import annotations

from typing import Any

from torchlike._ops.schema import TABLE
from torchlike.optim.optimizer import check_lr, check_number
from torchlike.optim.updating import UpdatingOptimizer, filled_like


class RMSprop(UpdatingOptimizer):
    """RMSprop (Hinton): steps divided by a running root mean square of the gradients."""

    _update_op = TABLE["rmsprop_update"]

    def __init__(
        self,
        params: Any,
        lr: Any = 1e-2,
        alpha: float = 0.99,
        eps: float = 1e-8,
        weight_decay: float = 0,
        momentum: float = 0,
        centered: bool = False,
        capturable: bool = False,
        foreach: bool | None = None,
        maximize: bool = False,
        differentiable: bool = False,
    ) -> None:
        """Takes parameters, or groups of them with options of their own."""
        check_lr(lr)
        check_number(eps, "Invalid epsilon value: {}")
        check_number(momentum, "Invalid momentum value: {}")
        check_number(weight_decay, "Invalid weight_decay value: {}")
        check_number(alpha, "Invalid alpha value: {}")
        defaults = {
            "lr": lr,
            "momentum": momentum,
            "alpha": alpha,
            "eps": eps,
            "centered": centered,
            "weight_decay": weight_decay,
            "capturable": capturable,
            "foreach": foreach,
            "maximize": maximize,
            "differentiable": differentiable,
        }
        super().__init__(params, defaults)

    def _start(self, param: Any, group: dict[str, Any]) -> dict[str, Any]:
        return {name: filled_like(param) for name in self._columns(group, None)}

    def _columns(self, group: dict[str, Any], kind: Any) -> tuple[str, ...]:
        momentum = ("momentum_buffer",) if group["momentum"] > 0 else ()
        return ("square_avg", *momentum, *(("grad_avg",) if group["centered"] else ()))

    def _scalars(self, group: dict[str, Any]) -> tuple[float, ...]:
        options = ("lr", "alpha", "eps", "weight_decay", "momentum")
        return tuple(float(group[name]) for name in options)

    def _static(self, group: dict[str, Any], kind: Any) -> tuple[Any, ...]:
        variant = (group["momentum"] > 0, bool(group["centered"]))
        return (*variant, group["maximize"], bool(group["weight_decay"] != 0))
