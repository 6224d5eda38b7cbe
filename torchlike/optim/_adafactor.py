"""Adafactor."""

from __future__ import annotations

from typing import Any

from torchlike._ops.schema import TABLE
from torchlike.optim.optimizer import check_lr, check_number
from torchlike.optim.updating import UpdatingOptimizer, filled_like


class Adafactor(UpdatingOptimizer):
    """Adafactor (Shazeer and Stern): variances of matrices kept by row and by column."""

    _update_op = TABLE["adafactor_update"]

    def __init__(
        self,
        params: Any,
        lr: Any = 1e-2,
        beta2_decay: float = -0.8,
        eps: tuple[float | None, float] = (None, 1e-3),
        d: float = 1.0,
        weight_decay: float = 0.0,
        *,
        foreach: bool | None = None,
        maximize: bool = False,
    ) -> None:
        """Takes parameters, or groups of them with options of their own."""
        check_lr(lr, "Learning rate should be >= 0 but is: {}")
        if not beta2_decay <= 0.0:
            raise ValueError(f"beta2_decay should be <= 0 but is: {beta2_decay}")
        if eps[0] is not None:
            check_number(eps[0], "epsilon1 should be >= 0 but is: {}")
        check_number(eps[1], "epsilon2 should be >= 0 but is: {}")
        if not d >= 1.0:
            raise ValueError(f"Clipping threshold d should be >= 1 but is: {d}")
        check_number(weight_decay, "weight_decay should be >= 0 but is: {}")
        defaults = {
            "lr": lr,
            "beta2_decay": beta2_decay,
            "eps": eps,
            "d": d,
            "weight_decay": weight_decay,
            "foreach": foreach,
            "maximize": maximize,
        }
        super().__init__(params, defaults)

    def _start(self, param: Any, group: dict[str, Any]) -> dict[str, Any]:
        if param.is_complex():
            raise RuntimeError("Adafactor does not support complex parameters")
        grad = param.grad
        if grad.dim() < 2:
            return {"variance": filled_like(grad)}
        rows, columns = grad[..., :1], grad[..., :1, :]
        return {"row_var": filled_like(rows), "col_var": filled_like(columns)}

    def _kind(self, param: Any, state: dict[str, Any]) -> Any:
        return "row_var" in state

    def _columns(self, group: dict[str, Any], kind: Any) -> tuple[str, ...]:
        return ("row_var", "col_var") if kind else ("variance",)

    def _scalars(self, group: dict[str, Any]) -> tuple[float, ...]:
        eps1, eps2 = group["eps"]
        threshold, decay = group["d"], group["weight_decay"]
        numbers = (group["lr"], group["beta2_decay"], eps1 or 0.0, eps2, threshold, decay)
        return tuple(map(float, numbers))

    def _static(self, group: dict[str, Any], kind: Any) -> tuple[Any, ...]:
        given_eps = group["eps"][0] is not None
        return kind, given_eps, group["maximize"], bool(group["weight_decay"] != 0)
