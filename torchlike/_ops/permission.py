"""What may be written in place: what autograd and memory forbid, in PyTorch's words."""

from __future__ import annotations

from typing import Any

from torchlike._core.apply import TensorBase
from torchlike._core.backward import Meta
from torchlike._core.graph import node_of
from torchlike._core.trace import local

#: Views that come several from one call; their last static argument is which one it is.
_MULTI_VIEWS = ("unbind_at", "split_at", "split_with_sizes_at")


def check_writable(tensor: TensorBase) -> None:
    """Raises what PyTorch raises for writing in place where autograd or memory forbid it."""
    check_distinct(tensor)
    check_inplace_allowed(tensor)


def check_distinct(tensor: TensorBase) -> None:
    """Raises what PyTorch raises for a tensor that shows an element of its memory repeatedly."""
    aval = tensor._read().aval
    if aval.strides is not None and any(
        s == 0 and n > 1 and aval.size for s, n in zip(aval.strides, aval.shape, strict=True)
    ):
        raise RuntimeError(
            "unsupported operation: more than one element of the written-to tensor refers to a "
            "single memory location. Please clone() the tensor before performing the operation."
        )


def check_inplace_allowed(tensor: TensorBase) -> None:
    """Raises what PyTorch raises where autograd forbids to change `tensor` in place."""
    value = tensor._read()
    view = tensor._view
    if not local.state.grad:
        return
    if isinstance(value.node, Meta):
        raise RuntimeError(
            "a leaf Variable that requires grad is being used in an in-place operation."
        )
    if view is None or not view.chain:
        return
    node = view.storage.value.node
    if node is None:
        return
    check_tracked(tensor)
    if isinstance(node, Meta):
        raise RuntimeError(
            "a view of a leaf Variable that requires grad is being used in an in-place operation."
        )


def check_tracked(tensor: TensorBase) -> None:
    """Raises what PyTorch raises for a view that must not take part in a graph by being written."""
    view = tensor._view
    if view is None or not view.chain:
        return
    if not view.grad:
        raise RuntimeError(
            "A view was created in no_grad mode and is being modified inplace with grad mode "
            "enabled. Given that this use case is ambiguous and error-prone, it is forbidden. You "
            "can clarify your code by moving both the view and the inplace either both inside the "
            "no_grad block (if you don't want the inplace to be tracked) or both outside (if you "
            "want the inplace to be tracked)."
        )
    if any(op.name in _MULTI_VIEWS for op, _ in view.chain):
        raise RuntimeError(
            f"{_origin(tensor)} This view is the output of a function that returns multiple views. "
            "Such functions do not allow the output views to be modified inplace. You should "
            "replace the inplace operation by an out-of-place one."
        )


def _origin(tensor: TensorBase) -> str:
    """What PyTorch says first of one of several views that is written."""
    value = tensor._value
    if value.node is None:
        return (
            "A view was created in no_grad mode and is being modified inplace with grad mode "
            "enabled."
        )
    op, static = tensor._view.chain[-1]
    number = static[-1] if op.name in _MULTI_VIEWS else 0
    name = node_of(value).name().split("Backward")[0]
    return f"Output {number} of {name} is a view and is being modified inplace."


def refuse_gradients(name: str) -> Any:
    """The error of ``out=`` where a gradient would have to flow."""
    return RuntimeError(
        f"{name}(): functions with out=... arguments don't support automatic differentiation, but "
        "one of the arguments requires grad."
    )
