"""Rprop."""

from __future__ import annotations

from typing import Any

from torchlike._ops.schema import TABLE
from torchlike.optim.optimizer import check_lr
from torchlike.optim.updating import UpdatingOptimizer, both_parts, filled_like


class Rprop(UpdatingOptimizer):
    """Resilient backpropagation (Riedmiller and Braun): steps by the gradients' signs alone."""

    _update_op = TABLE["rprop_update"]

    def __init__(
        self,
        params: Any,
        lr: Any = 1e-2,
        etas: tuple[float, float] = (0.5, 1.2),
        step_sizes: tuple[float, float] = (1e-6, 50),
        *,
        capturable: bool = False,
        foreach: bool | None = None,
        maximize: bool = False,
        differentiable: bool = False,
    ) -> None:
        """Takes parameters, or groups of them with options of their own."""
        check_lr(lr)
        if not 0.0 < etas[0] < 1.0 < etas[1]:
            raise ValueError(f"Invalid eta values: {etas[0]}, {etas[1]}")
        defaults = {
            "lr": lr,
            "etas": etas,
            "step_sizes": step_sizes,
            "foreach": foreach,
            "maximize": maximize,
            "differentiable": differentiable,
            "capturable": capturable,
        }
        super().__init__(params, defaults)

    def _start(self, param: Any, group: dict[str, Any]) -> dict[str, Any]:
        size = both_parts(param, float(group["lr"]))
        return {"prev": filled_like(param), "step_size": filled_like(param.grad, size)}

    def _columns(self, group: dict[str, Any], kind: Any) -> tuple[str, ...]:
        return ("prev", "step_size")

    def _scalars(self, group: dict[str, Any]) -> tuple[float, ...]:
        return tuple(map(float, (*group["etas"], *group["step_sizes"])))

    def _static(self, group: dict[str, Any], kind: Any) -> tuple[Any, ...]:
        return (group["maximize"],)
