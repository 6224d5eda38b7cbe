"""Muon."""

from __future__ import annotations

from typing import Any

from torchlike._ops.schema import TABLE
from torchlike.optim.optimizer import check_lr, check_number
from torchlike.optim.updating import UpdatingOptimizer, filled_like


class Muon(UpdatingOptimizer):
    """Muon (Jordan): momentum of matrices made orthogonal."""

    _update_op = TABLE["muon_update"]
    _counted = False

    def __init__(
        self,
        params: Any,
        lr: Any = 1e-3,
        weight_decay: float = 0.1,
        momentum: float = 0.95,
        nesterov: bool = True,
        ns_coefficients: tuple[float, float, float] = (3.4445, -4.775, 2.0315),
        eps: float = 1e-7,
        ns_steps: int = 5,
        adjust_lr_fn: str | None = None,
    ) -> None:
        """Takes parameters, or groups of them with options of their own."""
        check_lr(lr, "Learning rate should be >= 0 but is: {}")
        check_number(momentum, "momentum should be >= 0 but is: {}")
        check_number(weight_decay, "weight decay should be >= 0 but is: {}")
        if adjust_lr_fn not in (None, "original", "match_rms_adamw"):
            raise ValueError(f"Adjust learning rate function {adjust_lr_fn} is not supported")
        defaults = {
            "lr": lr,
            "weight_decay": weight_decay,
            "momentum": momentum,
            "nesterov": nesterov,
            "ns_coefficients": ns_coefficients,
            "eps": eps,
            "ns_steps": ns_steps,
            "adjust_lr_fn": adjust_lr_fn,
        }
        super().__init__(params, defaults)
        for group in self.param_groups:
            for param in group["params"]:
                if param.ndim != 2:
                    raise ValueError(
                        "Muon only supports 2D parameters whereas we found a parameter with size: "
                        f"{param.size()}"
                    )

    def _start(self, param: Any, group: dict[str, Any]) -> dict[str, Any]:
        return {"momentum_buffer": filled_like(param.grad)}

    def _kind(self, param: Any, state: dict[str, Any]) -> Any:
        if param.is_complex():
            raise RuntimeError("Muon does not support complex parameters")
        return None

    def _columns(self, group: dict[str, Any], kind: Any) -> tuple[str, ...]:
        return ("momentum_buffer",)

    def _scalars(self, group: dict[str, Any]) -> tuple[float, ...]:
        coefficients = group["ns_coefficients"]
        if len(coefficients) != 3:
            raise ValueError("Coefficients must be a tuple of exactly 3 values")
        numbers = (group["lr"], group["weight_decay"], group["momentum"], group["eps"])
        return tuple(map(float, (*numbers, *coefficients)))

    def _static(self, group: dict[str, Any], kind: Any) -> tuple[Any, ...]:
        if group["ns_steps"] >= 100:
            raise ValueError("Number of steps must be less than 100 for computational efficiency")
        return bool(group["nesterov"]), group["ns_steps"], group["adjust_lr_fn"]
