"""What may be written in place: what autograd and memory forbid, in PyTorch's words."""

from __future__ import annotations

from typing import Any

from torchlike._core.apply import TensorBase
from torchlike._core.graph import node_of
from torchlike._core.leaves import Meta, place_of
from torchlike._core.storage import View, check_mode, set_refusal
from torchlike._core.trace import Value, local

#: Views that come several from one call; their last static argument is which one it is.
_MULTI_VIEWS = ("unbind_at", "split_at", "split_with_sizes_at")


def check_writable(tensor: TensorBase) -> None:
    """Raises what PyTorch raises for writing in place where autograd or memory forbid it."""
    check_distinct(tensor)
    check_inplace_allowed(tensor)


def is_expanded(tensor: TensorBase) -> bool:
    """Whether a tensor shows an element of its memory repeatedly, by a stride of 0."""
    aval = tensor._read().aval
    return aval.strides is not None and any(
        s == 0 and n > 1 and aval.size for s, n in zip(aval.strides, aval.shape, strict=True)
    )


def check_distinct(tensor: TensorBase) -> None:
    """Raises what PyTorch raises for a tensor that shows an element of its memory repeatedly."""
    if is_expanded(tensor):
        raise RuntimeError(
            "unsupported operation: more than one element of the written-to tensor refers to a "
            "single memory location. Please clone() the tensor before performing the operation."
        )


def check_inplace_allowed(tensor: TensorBase) -> None:
    """Raises what PyTorch raises where autograd forbids to change `tensor` in place."""
    if not local.state.grad:
        return
    view = tensor._view
    if view is not None and view.chain and view.base is not None:
        if tensor._value.aval.inference:
            check_mode()
            return
        base = view.storage.value.node
        if base is None and tensor._value.node is None:
            return
        check_tracked(tensor)
        if base is None or isinstance(base, Meta):
            raise RuntimeError(
                "a view of a leaf Variable that requires grad is being used in an in-place "
                "operation."
            )
    if isinstance(tensor._read().node, Meta):
        raise RuntimeError(
            "a leaf Variable that requires grad is being used in an in-place operation."
        )


def check_tracked(tensor: TensorBase) -> None:
    """Raises what PyTorch raises for a view that must not take part in a graph by being written."""
    view = tensor._view
    if view is None:
        return
    problem = view.problem or _why_untracked(view, tensor._value)
    if problem is not None:
        raise RuntimeError(problem.replace(_BASE_WRITTEN, "is being", 1))


_BASE_WRITTEN = "its base or another view of its base has been"


def _why_untracked(view: View, value: Value) -> str | None:
    """Why autograd loses track of `view`, which shows `value`, by a write to its base.

    None where it does not.
    """
    several = any(op.name in _MULTI_VIEWS for op, _ in view.chain)
    if view.base is None or (view.grad and not several) or value.aval.inference:
        return None
    if view.grad is None:
        return (
            f"A view was created in inference mode and {_BASE_WRITTEN} modified inplace in normal "
            f"mode. {_FORBIDDEN.format(mode='inference_mode')}"
        )
    op, static = view.chain[-1]
    if place_of(value) is not None:
        number = static[-1] if op.name in _MULTI_VIEWS else 0
        what = f"Output {number} of {node_of(value).name().split('Backward')[0]} is a view"
        if not view.grad:
            what += " of a view which was created in no_grad mode"
        problem, mode = f"{what} and {_BASE_WRITTEN} modified inplace", " with grad mode enabled"
    else:
        problem = f"A view was created in no_grad mode and {_BASE_WRITTEN} modified inplace"
        mode = " with grad mode enabled"
    if several and view.grad:
        mode = mode if place_of(value) is None else ""
        return (
            f"{problem}{mode}. This view is the output of a function that returns multiple views. "
            "Such functions do not allow the output views to be modified inplace. You should "
            "replace the inplace operation by an out-of-place one."
        )
    return f"{problem}{mode}. {_FORBIDDEN.format(mode='no_grad')}"


_FORBIDDEN = (
    "Given that this use case is ambiguous and error-prone, it is forbidden. You can clarify your "
    "code by moving both the view and the inplace either both inside the {mode} block (if you "
    "don't want the inplace to be tracked) or both outside (if you want the inplace to be tracked)."
)


set_refusal(_why_untracked)


def refuse_gradients(name: str) -> Any:
    """The error of ``out=`` where a gradient would have to flow."""
    return RuntimeError(
        f"{name}(): functions with out=... arguments don't support automatic differentiation, but "
        "one of the arguments requires grad."
    )
