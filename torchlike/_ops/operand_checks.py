"""What operators check of their operands' specs, beyond what the table says (``check=``)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from torchlike._core.dtypes import dtype
from torchlike._core.kernel import Aval, Const, Spec
from torchlike._ops.dims import wrap_dim


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


def divided_integers(specs: Sequence[Spec]) -> None:
    """Raises RuntimeError, in PyTorch's words, where `addcdiv` would divide integers."""
    if any(s.dtype.category > dtype.INTEGER for s in specs[1:3] if isinstance(s, Aval)):
        return
    raise RuntimeError(
        "Integer division with addcdiv is no longer supported, and in a future  release "
        "addcdiv will perform a true division of tensor1 and tensor2. The historic addcdiv "
        "behavior can be implemented as (input + value * torch.trunc(tensor1 / tensor2))."
        "to(input.dtype) for integer inputs and as (input + value * tensor1 / tensor2) for "
        "float inputs. The future addcdiv behavior is just the latter implementation: (input "
        "+ value * tensor1 / tensor2), for all dtypes."
    )


def unless_empty(error: Any, *, along: int | None = None) -> Callable[..., Any]:
    """A refusal (see `OpDef.refuses`) that spares operands without elements.

    With `along`, only those that have none in the dim which is that static argument.
    """

    def refusal(specs: Sequence[Spec], static: tuple[Any, ...]) -> Any:
        spec = specs[0]
        assert isinstance(spec, Aval)
        dim = None if along is None else static[along]
        if dim is None or not spec.shape:
            return error if spec.size else None
        return error if spec.shape[wrap_dim(dim, len(spec.shape))] else None

    return refusal


def some_tensor(specs: Sequence[Spec]) -> None:
    """Raises TypeError where all operands are numbers."""
    if not any(isinstance(s, Aval) and s.number is None for s in specs):
        raise TypeError("takes at least one tensor")
