"""Adam."""

from __future__ import annotations

from typing import Any

from torchlike._core.apply import TensorBase
from torchlike._ops.schema import TABLE
from torchlike.optim.optimizer import check_betas, check_fused, check_lr, check_number
from torchlike.optim.updating import UpdatingOptimizer, filled_like


def _check_tensor_options(lr: Any, betas: Any, foreach: Any, capturable: bool) -> None:
    if isinstance(lr, TensorBase) and foreach and not capturable:
        raise ValueError("lr as a Tensor is not supported for capturable=False and foreach=True")
    check_lr(lr)
    tensors = [isinstance(beta, TensorBase) for beta in betas]
    if any(tensors) and not all(tensors):
        raise ValueError("betas must be either both floats or both Tensors")
    for index, beta in enumerate(betas):
        if not isinstance(beta, TensorBase):
            continue
        if not capturable and foreach:
            raise ValueError(
                f"betas[{index}] as a Tensor is not supported for capturable=False and foreach=True"
            )
        if beta.numel() != 1:
            raise ValueError(f"Tensor betas[{index}] must be 1-element")


class Adam(UpdatingOptimizer):
    """Adam (Kingma and Ba), with weight decay in the gradient or, on request, apart from it."""

    _update_op = TABLE["adam_update"]

    def __init__(
        self,
        params: Any,
        lr: Any = 1e-3,
        betas: tuple[Any, Any] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0,
        amsgrad: bool = False,
        *,
        foreach: bool | None = None,
        maximize: bool = False,
        capturable: bool = False,
        differentiable: bool = False,
        fused: bool | None = None,
        decoupled_weight_decay: bool = False,
    ) -> None:
        """Takes parameters, or groups of them with options of their own."""
        _check_tensor_options(lr, (), foreach, capturable)
        check_number(eps, "Invalid epsilon value: {}")
        check_betas(betas)
        check_number(weight_decay, "Invalid weight_decay value: {}")
        _check_tensor_options(lr, betas, foreach, capturable)
        defaults = {
            "lr": lr,
            "betas": betas,
            "eps": eps,
            "weight_decay": weight_decay,
            "amsgrad": amsgrad,
            "maximize": maximize,
            "foreach": foreach,
            "capturable": capturable,
            "differentiable": differentiable,
            "fused": fused,
            "decoupled_weight_decay": decoupled_weight_decay,
        }
        super().__init__(params, defaults)
        check_fused(self)

    def _start(self, param: Any, group: dict[str, Any]) -> dict[str, Any]:
        return {name: filled_like(param) for name in self._columns(group, None)}

    def _columns(self, group: dict[str, Any], kind: Any) -> tuple[str, ...]:
        return _MOMENTS if group["amsgrad"] else _MOMENTS[:2]

    def _scalars(self, group: dict[str, Any]) -> tuple[float, ...]:
        beta1, beta2 = group["betas"]
        numbers = (group["lr"], beta1, beta2, group["eps"], group["weight_decay"])
        return tuple(map(float, numbers))

    def _static(self, group: dict[str, Any], kind: Any) -> tuple[Any, ...]:
        decay = bool(group["weight_decay"] != 0)
        return bool(group["amsgrad"]), group["maximize"], decay, group["decoupled_weight_decay"]


_MOMENTS = ("exp_avg", "exp_avg_sq", "max_exp_avg_sq")
