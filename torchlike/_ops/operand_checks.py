"""What operators check of their operands' specs, beyond what the table says (``check=``)."""

from __future__ import annotations

from collections.abc import Sequence

from torchlike._core.kernel import Aval, Const, Spec


def bounds_of_one_kind(specs: Sequence[Spec]) -> None:
    """Raises TypeError for a tensor and a number as the bounds of `clamp`."""
    # A number is also what a tensor without dims stands for.
    numbers = [isinstance(s, Const) or s.number is not None for s in specs[1:] if s is not None]
    if any(numbers) and any(isinstance(s, Aval) and s.shape for s in specs[1:]):
        raise TypeError("clamp() takes two tensors or two numbers")


def heaviside_dtypes(specs: Sequence[Spec]) -> None:
    """Raises RuntimeError, in PyTorch's words, for operands of two dtypes."""
    if len({s.dtype for s in specs if isinstance(s, Aval)}) > 1:
        raise RuntimeError("heaviside is not yet implemented for tensors with different dtypes.")
