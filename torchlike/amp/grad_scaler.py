"""Scaling a loss so that gradients in half precision do not vanish."""

from __future__ import annotations

import enum
import warnings
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from torchlike._core import dtypes
from torchlike._core.device import device as device_type
from torchlike._ops import _bindings as bindings
from torchlike.autograd import no_grad
from torchlike.construct import full
from torchlike.cuda import is_available
from torchlike.tensor import Tensor


class OptState(enum.Enum):
    """How far an optimizer's gradients are in the present step."""

    READY, UNSCALED, STEPPED = range(3)


class _Progress:
    """What is known of an optimizer's gradients in the present step."""

    def __init__(self) -> None:
        self.stage = OptState.READY
        self.infinite = False


class GradScaler:
    """Multiplies the loss by a scale that halves after overflow and grows while there is none."""

    def __init__(
        self,
        device: str = "cuda",
        init_scale: float = 65536.0,
        growth_factor: float = 2.0,
        backoff_factor: float = 0.5,
        growth_interval: int = 2000,
        enabled: bool = True,
    ) -> None:
        self._device, self._enabled = device_type(device).type, enabled
        if self._device == "cuda" and enabled and not is_available():
            warnings.warn(
                "torch.cuda.amp.GradScaler is enabled, but CUDA is not available.  Disabling.",
                UserWarning,
                stacklevel=2,
            )
            self._enabled = False
        if self._enabled and growth_factor <= 1.0:
            raise AssertionError("The growth factor must be > 1.0.")
        if self._enabled and backoff_factor >= 1.0:
            raise AssertionError("The backoff factor must be < 1.0.")
        self._init_scale, self._scale = init_scale, None
        self._growth_factor, self._backoff_factor = growth_factor, backoff_factor
        self._growth_interval, self._growth_tracker = growth_interval, 0
        self._progress: defaultdict[int, _Progress] = defaultdict(_Progress)

    def _own_scale(self) -> Any:
        if self._scale is None:
            self._scale = full((), self._init_scale, dtype=dtypes.float32, device=self._device)
        return self._scale

    def _known_scale(self, function: str) -> Any:
        if self._scale is None:
            raise AssertionError(
                f"Attempted {function} but _scale is None.  This may indicate your script did not "
                "use scaler.scale(loss or outputs) earlier in the iteration."
            )
        return self._scale

    def scale(self, outputs: Any) -> Any:
        """A tensor, or each in an iterable, times the scale."""
        if not self._enabled:
            return outputs
        if isinstance(outputs, Tensor):
            return outputs * self._own_scale().to(outputs.device)
        if isinstance(outputs, Iterable):
            found = [self.scale(output) for output in outputs]
            return type(outputs)(found) if isinstance(outputs, (list, tuple)) else found  # type: ignore[call-arg]
        raise ValueError("outputs must be a Tensor or an iterable of Tensors")

    def unscale_(self, optimizer: Any) -> None:
        """Divides the gradients of an optimizer's parameters by the scale, once in a step."""
        if not self._enabled:
            return
        scale = self._known_scale("unscale_")
        known = self._progress[id(optimizer)]
        if known.stage is OptState.UNSCALED:
            raise RuntimeError(
                "unscale_() has already been called on this optimizer since the last update()."
            )
        if known.stage is OptState.STEPPED:
            raise RuntimeError("unscale_() is being called after step().")
        known.infinite = self._unscaled(optimizer, 1.0 / scale.item())
        known.stage = OptState.UNSCALED

    def _unscaled(self, optimizer: Any, inverse: float) -> bool:
        """Whether a gradient is infinite or NaN; all are multiplied by `inverse`."""
        infinite = False
        with no_grad():
            for group in optimizer.param_groups:
                for grad in (p.grad for p in group["params"] if p.grad is not None):
                    if self._device == "cuda" and grad.dtype is dtypes.float16:
                        raise ValueError("Attempting to unscale FP16 gradients.")
                    infinite |= not bool(bindings.isfinite(grad).all())
                    grad.mul_(inverse)
        return infinite

    def step(self, optimizer: Any, *args: Any, **kwargs: Any) -> Any:
        """The optimizer's step, unless a gradient is infinite or NaN; unscaled before."""
        if not self._enabled:
            return optimizer.step(*args, **kwargs)
        if "closure" in kwargs:
            raise RuntimeError("Closure use is not currently supported if GradScaler is enabled.")
        self._known_scale("step")
        known = self._progress[id(optimizer)]
        if known.stage is OptState.STEPPED:
            raise RuntimeError("step() has already been called since the last update().")
        if known.stage is OptState.READY:
            self.unscale_(optimizer)
        known.stage = OptState.STEPPED
        return None if known.infinite else optimizer.step(*args, **kwargs)

    def update(self, new_scale: Any = None) -> None:
        """A scale for the next step: that given, or by whether gradients have overflowed."""
        if not self._enabled:
            return
        scale = self._known_scale("update")
        if new_scale is not None:
            scale.fill_(new_scale)
        elif not self._progress:
            raise AssertionError("No inf checks were recorded prior to update.")
        elif any(known.infinite for known in self._progress.values()):
            scale.mul_(self._backoff_factor)
            self._growth_tracker = 0
        elif self._growth_tracker + 1 == self._growth_interval:
            scale.mul_(self._growth_factor)
            self._growth_tracker = 0
        else:
            self._growth_tracker += 1
        self._progress.clear()

    def get_scale(self) -> float:
        """The scale, as a number; 1 where scaling is off."""
        if not self._enabled:
            return 1.0
        return self._init_scale if self._scale is None else self._scale.item()

    def get_growth_factor(self) -> float:
        """What the scale grows by."""
        return self._growth_factor

    def set_growth_factor(self, new_factor: float) -> None:
        """Sets what the scale grows by."""
        self._growth_factor = new_factor

    def get_backoff_factor(self) -> float:
        """What the scale shrinks by."""
        return self._backoff_factor

    def set_backoff_factor(self, new_factor: float) -> None:
        """Sets what the scale shrinks by."""
        self._backoff_factor = new_factor

    def get_growth_interval(self) -> int:
        """The number of steps without overflow after which the scale grows."""
        return self._growth_interval

    def set_growth_interval(self, new_interval: int) -> None:
        """Sets the number of steps after which the scale grows."""
        self._growth_interval = new_interval

    def is_enabled(self) -> bool:
        """Whether losses are scaled."""
        return self._enabled

    def state_dict(self) -> dict[str, Any]:
        """The scale and how it moves; nothing where scaling is off."""
        if not self._enabled:
            return {}
        return {
            "scale": self.get_scale(),
            "growth_factor": self._growth_factor,
            "backoff_factor": self._backoff_factor,
            "growth_interval": self._growth_interval,
            "_growth_tracker": self._growth_tracker,
        }

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Takes over what `state_dict` gave. Raises: RuntimeError for an empty one."""
        if not self._enabled:
            return
        if not state_dict:
            raise RuntimeError(
                "The source state dict is empty, possibly because it was saved from a disabled "
                "instance of GradScaler."
            )
        self._init_scale = state_dict["scale"]
        if self._scale is not None:
            self._scale.fill_(state_dict["scale"])
        self._growth_factor = state_dict["growth_factor"]
        self._backoff_factor = state_dict["backoff_factor"]
        self._growth_interval = state_dict["growth_interval"]
        self._growth_tracker = state_dict["_growth_tracker"]
