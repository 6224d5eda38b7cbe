"""The older `weight_norm`, by a hook before `forward`."""

from __future__ import annotations

import warnings
from typing import Any

from torchlike.nn.parameter import Parameter
from torchlike.nn.utils.parametrizations import norm_except


class WeightNorm:
    """The hook: makes the weight of lengths, ``name_g``, and directions, ``name_v``."""

    def __init__(self, name: str, dim: int | None) -> None:
        self.name = name
        self.dim = -1 if dim is None else dim

    def compute_weight(self, module: Any) -> Any:
        """The weight."""
        lengths, directions = (getattr(module, f"{self.name}_{letter}") for letter in "gv")
        return directions * (lengths / norm_except(directions, self.dim))

    @staticmethod
    def apply(module: Any, name: str, dim: int | None) -> WeightNorm:
        """Makes the parameter of that name a product, and registers the hook."""
        if any(isinstance(h, WeightNorm) and h.name == name for h in _hooks(module)):
            raise RuntimeError(
                f"Cannot register two weight_norm hooks on the same parameter {name}"
            )
        hook = WeightNorm(name, dim)
        weight = getattr(module, name)
        del module._parameters[name]
        lengths = norm_except(weight, hook.dim).detach()
        module.register_parameter(f"{name}_g", Parameter(lengths))
        module.register_parameter(f"{name}_v", Parameter(weight.detach()))
        setattr(module, name, hook.compute_weight(module))
        module.register_forward_pre_hook(hook)
        return hook

    def remove(self, module: Any) -> None:
        """Makes the weight a parameter again."""
        weight = self.compute_weight(module)
        delattr(module, self.name)
        for letter in "gv":
            del module._parameters[f"{self.name}_{letter}"]
        setattr(module, self.name, Parameter(weight.detach()))

    def __call__(self, module: Any, inputs: Any) -> None:
        """Computes the weight anew."""
        setattr(module, self.name, self.compute_weight(module))


def _hooks(module: Any) -> list[Any]:
    return list(module._forward_pre_hooks.values())


def weight_norm(module: Any, name: str = "weight", dim: int | None = 0) -> Any:
    """Makes a weight a product of lengths and directions. Deprecated; returns the module."""
    warnings.warn(
        "`torch.nn.utils.weight_norm` is deprecated in favor of "
        "`torch.nn.utils.parametrizations.weight_norm`.",
        FutureWarning,
        stacklevel=2,
    )
    WeightNorm.apply(module, name, dim)
    return module


def remove_weight_norm(module: Any, name: str = "weight") -> Any:
    """Undoes `weight_norm`. Raises: ValueError where there is nothing to undo."""
    for key, hook in module._forward_pre_hooks.items():
        if isinstance(hook, WeightNorm) and hook.name == name:
            hook.remove(module)
            del module._forward_pre_hooks[key]
            return module
    raise ValueError(f"weight_norm of '{name}' not found in {module}")
