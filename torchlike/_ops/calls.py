"""What the generated bindings call: views, in-place forms, `out=`, and argument normalisation."""

from __future__ import annotations

import operator
import warnings
from collections.abc import Sequence
from typing import Any

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply, apply2, apply_values, operand_of, wrap
from torchlike._core.backward import Meta
from torchlike._core.graph import node_of
from torchlike._core.promotion import can_cast
from torchlike._core.storage import apply_view, write
from torchlike._core.trace import Value, local
from torchlike._ops.schema import TABLE

__all__ = ["apply_view", "as_dims", "as_dtype", "as_int", "as_shape", "inplace", "into"]


# -- arguments ---------------------------------------------------------------------------------


def as_int(value: Any, function: str, name: str) -> int:
    """An integer argument: anything with ``__index__`` but a bool.

    Raises: TypeError, in PyTorch's words.
    """
    if hasattr(value, "__index__") and not isinstance(value, bool):
        return operator.index(value)
    raise TypeError(f"{function}(): argument '{name}' must be int, not {type(value).__name__}")


def as_dims(value: Any, function: str, name: str) -> Any:
    """A dim, several, or None: an int, a tuple of ints, or None."""
    if value is None or type(value) is int:
        return value
    if isinstance(value, (tuple, list)):
        return tuple(as_int(v, function, name) for v in value)
    return as_int(value, function, name)


def as_shape(value: Any, function: str, name: str, position: int = 1) -> tuple[int, ...]:
    """Sizes given one by one or as one sequence.

    Raises: TypeError, in PyTorch's words for the argument `name` at `position`.
    """
    whole = len(value) == 1 and isinstance(value[0], (tuple, list))
    if whole:
        value = tuple(value[0])
    for size in value:
        if type(size) is not int:
            break
    else:
        return value
    sizes = []
    for at, size in enumerate(value):
        try:
            if at == 0 and isinstance(size, bool):
                raise TypeError
            sizes.append(operator.index(size))
        except TypeError:
            alone = not whole and len(value) == 1
            complaint = _about_size(position, type(size).__name__, None if alone else at)
            raise TypeError(f"{function}(): argument '{name}' {complaint}") from None
    return tuple(sizes)


def _about_size(position: int, found: str, at: int | None) -> str:
    """What is wrong with a size of type `found`, the only one or the one numbered `at`."""
    if at is None:
        return f"(position {position}) must be tuple of ints, not {found}"
    if at == 0:
        return (
            f"(position {position}) must be tuple of ints, but found element of type {found} at "
            "pos 0"
        )
    return (
        f'failed to unpack the object at pos {at + 1} with error "type must be tuple of ints,but '
        f'got {found}"'
    )


_PYTHON_TYPES = {
    float: dtypes.float64,
    int: dtypes.int64,
    bool: dtypes.bool,
    complex: dtypes.complex128,
}


def as_dtype(value: Any, function: str) -> dtypes.dtype | None:
    """A dtype argument; Python's types stand for theirs.

    Raises: TypeError, in PyTorch's words.
    """
    if value is None or isinstance(value, dtypes.dtype):
        return value
    found = _PYTHON_TYPES.get(value)
    if found is None:
        raise TypeError(
            f"{function}(): argument 'dtype' must be torch.dtype, not {type(value).__name__}"
        )
    return found


# -- writing -----------------------------------------------------------------------------------


def requires_grad(tensor: TensorBase) -> bool:
    """Whether gradients flow to `tensor`."""
    return tensor._read().node is not None


#: Operators that write one number everywhere, elements that share memory included.
_FILLS = ("fill", "zero")


def _check_writable(tensor: TensorBase) -> None:
    """Raises what PyTorch raises for writing in place where autograd or memory forbid it."""
    aval = tensor._read().aval
    if aval.strides is not None and any(
        s == 0 and n > 1 for s, n in zip(aval.strides, aval.shape, strict=True)
    ):
        raise RuntimeError(
            "unsupported operation: more than one element of the written-to tensor refers to a "
            "single memory location. Please clone() the tensor before performing the operation."
        )
    check_inplace_allowed(tensor)


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
    if node is not None and not view.grad:
        raise RuntimeError(
            "A view was created in no_grad mode and is being modified inplace with grad mode "
            "enabled. Given that this use case is ambiguous and error-prone, it is forbidden. You "
            "can clarify your code by moving both the view and the inplace either both inside the "
            "no_grad block (if you don't want the inplace to be tracked) or both outside (if you "
            "want the inplace to be tracked)."
        )
    if isinstance(node, Meta):
        raise RuntimeError(
            "a view of a leaf Variable that requires grad is being used in an in-place operation."
        )
    if node is not None and any(op.name in _MULTI_VIEWS for op, _ in view.chain):
        op, static = view.chain[-1]
        name = node_of(value).name().split("Backward")[0]
        raise RuntimeError(
            f"Output {static[-1] if op.name in _MULTI_VIEWS else 0} of {name} is a view and is "
            "being modified inplace. This view is the output of a function that returns multiple "
            "views. Such functions do not allow the output views to be modified inplace. You "
            "should replace the inplace operation by an out-of-place one."
        )


#: Views that come several from one call; their last static argument is which one it is.
_MULTI_VIEWS = ("unbind_at", "split_at", "split_with_sizes_at")


def words(shape: Sequence[int]) -> str:
    """A shape as PyTorch's messages write it."""
    return f"[{', '.join(map(str, shape))}]"


def fitted(target: Value, result: Value) -> Value:
    """`result` in the dtype of `target`.

    Raises: RuntimeError when the shape or the dtype cannot be written there.
    """
    if result.aval.shape != target.aval.shape:
        raise RuntimeError(
            f"output with shape {words(target.aval.shape)} doesn't match the broadcast shape "
            f"{words(result.aval.shape)}"
        )
    wanted, found = target.aval.dtype, result.aval.dtype
    if wanted is found:
        return result
    if not can_cast(found, wanted):
        raise RuntimeError(
            f"result type {found.scalar_name} can't be cast to the desired output type "
            f"{wanted.scalar_name}"
        )
    return apply_values(TABLE["to_copy"], [result], (wanted, None))[0]


def inplace(tensor: Any, op: Any, operands: Sequence[Any], static: tuple[Any, ...]) -> Any:
    """`tensor` overwritten with the result of `op`; all that alias it see it.

    Raises: RuntimeError where autograd, the dtype or the shape forbid it; nothing is written then.
    """
    target = tensor._read()
    if tensor._view is not None or (local.state.grad and type(target.node) is Meta):
        if op.name in _FILLS:
            check_inplace_allowed(tensor)
        else:
            _check_writable(tensor)
    if len(operands) == 2:
        result = apply2(op, operands[0], operands[1], static)._value
    else:
        values = [operand_of(op, x, i) for i, x in enumerate(operands)]
        result = apply_values(op, values, static)[0]
    write(tensor, result if result.aval is target.aval else fitted(target, result))
    return tensor


def into(out: Any, op: Any, operands: Sequence[Any], static: tuple[Any, ...]) -> Any:
    """`out` overwritten with the result of `op`, resized where it has another shape.

    Raises: RuntimeError when an argument requires grad or the dtype cannot be written.
    """
    name = op.name.split(".")[0]
    values = [operand_of(op, x, i) for i, x in enumerate(operands)]
    if local.state.grad and (
        requires_grad(out) or any(isinstance(v, Value) and v.node is not None for v in values)
    ):
        raise RuntimeError(
            f"{name}(): functions with out=... arguments don't support automatic differentiation, "
            "but one of the arguments requires grad."
        )
    result = apply_values(op, values, static)[0]
    target = out._read()
    if result.aval.shape != target.aval.shape:
        resized(out, result)
    write(out, fitted(out._read(), result))
    return out


def resized(out: Any, result: Value) -> None:
    """Gives `out` the shape of `result`, with PyTorch's warning when it held something."""
    target = out._read().aval
    if target.size:
        warnings.warn(
            f"An output with one or more elements was resized since it had shape "
            f"{words(target.shape)}, which does not match the required output shape "
            f"{words(result.aval.shape)}. This behavior is deprecated, and in a future PyTorch "
            "release outputs will not be resized unless they have zero elements. You can "
            "explicitly reuse an out tensor t by resizing it, inplace, to zero elements with "
            "t.resize_(0).",
            UserWarning,
            stacklevel=4,
        )
    if out._view is not None:
        raise NotImplementedError(
            "torchlike: out= that resizes a tensor with views is not supported"
        )
    out._value = apply_values(TABLE["filled"], [0], (result.aval.shape, target.dtype))[0]


def tensors(values: Sequence[Value]) -> tuple[Any, ...]:
    """Tensors of Values."""
    return tuple(map(wrap, values))


def call(name: str, operands: Sequence[Any], *static: Any) -> Any:
    """Applies the operator `name` of the table."""
    return apply(TABLE[name], operands, static)
