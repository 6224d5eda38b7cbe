"""What the generated bindings call: views, in-place forms, `out=`, and argument normalisation."""

from __future__ import annotations

import functools
import operator
import warnings
from collections.abc import Sequence
from typing import Any

from torchlike._core import dtypes
from torchlike._core.apply import (
    TensorBase,
    apply,
    apply2,
    apply_values,
    counter_of,
    operand_of,
    wrap,
)
from torchlike._core.leaves import Meta
from torchlike._core.promotion import Promote
from torchlike._core.storage import apply_view, write
from torchlike._core.trace import Value, local
from torchlike._ops import geometry, returns
from torchlike._ops.families import COMPARE
from torchlike._ops.layout import strides_of
from torchlike._ops.out_dtypes import (
    AS_OUT,
    as_out,
    refuse_cast,
    refuse_dtype,
    refuse_kind,
    refuse_operands,
)
from torchlike._ops.permission import (
    check_distinct,
    check_inplace_allowed,
    check_tracked,
    check_writable,
    is_expanded,
    refuse_gradients,
)
from torchlike._ops.places import check_overlap
from torchlike._ops.schema import TABLE
from torchlike._ops.sequence import write_in_order
from torchlike._ops.shown import shown

__all__ = [
    "apply_view",
    "as_dims",
    "as_dtype",
    "as_int",
    "as_shape",
    "inplace",
    "into",
    "unavailable",
]


def unavailable(name: str) -> NotImplementedError:
    """The error for an operator that PyTorch does not have on the CPU."""
    return NotImplementedError(
        f"Could not run 'aten::{name}' with arguments from the 'CPU' backend. This could be "
        "because the operator doesn't exist for this backend, or was omitted during the "
        "selective/custom build process (if using custom build)."
    )


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


def gathered(each: tuple[Any, ...], named: Any) -> tuple[Any, ...]:
    """Sizes given one by one or as one sequence, or by the name of the parameter."""
    return each if named is None else (*each, named)


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


def words(shape: Sequence[int]) -> str:
    """A shape as PyTorch's messages write it."""
    return f"[{', '.join(map(str, shape))}]"


def fitted(target: Value, result: Value) -> Value:
    """`result` in the dtype of `target`.

    Raises: RuntimeError when the shape or the dtype cannot be written there.
    """
    _check_shape(target, result)
    if target.aval.dtype is result.aval.dtype:
        return result
    refuse_cast(result.aval.dtype, target.aval.dtype)
    return apply_values(TABLE["to_copy"], [result], (target.aval.dtype, None))[0]


def _check_shape(target: Value, result: Value) -> None:
    if result.aval.shape != target.aval.shape:
        raise RuntimeError(
            f"output with shape {words(target.aval.shape)} doesn't match the broadcast shape "
            f"{words(result.aval.shape)}"
        )


def inplace(tensor: Any, op: Any, operands: Sequence[Any], static: tuple[Any, ...]) -> Any:
    """`tensor` overwritten with the result of `op`; all that alias it see it.

    Raises: RuntimeError where autograd, the dtype or the shape forbid it; nothing is written then.
    """
    target = tensor._read()
    if tensor._view is not None or (local.state.grad and type(target.node) is Meta):
        if _checked(tensor, op, operands) and not _tracked(operands):
            write_in_order(tensor, operands, lambda: _fitting(tensor, op, operands, static))
            return tensor
    elif len(operands) > 2 and any(x is tensor for x in operands[1:]):
        check_overlap(op, tensor, operands)
    try:
        if len(operands) == 2:
            result = apply2(op, operands[0], operands[1], static)._value
        else:
            values = [operand_of(op, x, i) for i, x in enumerate(operands)]
            result = apply_values(op, values, static)[0]
    except NotImplementedError:
        if op.name.startswith("bitwise"):
            refuse_operands([operand_of(op, x, i) for i, x in enumerate(operands)], target)
        raise
    if result.aval is not target.aval:
        if op.name == "abs" and target.aval.dtype.is_complex:
            raise RuntimeError("In-place abs is not supported for complex tensors.")
        if op.name in _STRUCTURED and result.aval.shape != target.aval.shape:
            raise RuntimeError(
                f"Bad in-place call: input tensor size {words(target.aval.shape)} and output "
                f"tensor size {words(result.aval.shape)} should match"
            )
        if op.name in _COMPARISONS and local.state.grad and target.aval.dtype is not dtypes.bool:
            result = _noted(op, operands, result)
        result = fitted(target, result)
    if result.node is not None and tensor._view is not None:
        check_tracked(tensor)
    write(tensor, result)
    return tensor


#: Operators whose in-place form PyTorch refuses in other words where the shape would change.
_STRUCTURED = ("addmm", "addmv", "baddbmm")
#: Comparisons that, written in place, cut the gradient instead of letting it pass.
_COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")


#: Operators that write to tensors that show an element repeatedly, and PyTorch's example.
_OVER_EXPANDED = {
    "masked_fill": "tensor[mask] = scalar",
    "index_fill": "tensor[mask] = scalar",
    "index_put": "tensor[indices] = tensor",
}


def _checked(tensor: Any, op: Any, operands: Sequence[Any]) -> bool:
    """Whether the order of the elements that `op` writes can be seen.

    Raises: RuntimeError where autograd or memory forbid the write.
    """
    if op.name in _FILLS or (op.name == "copy" and operands[1] is tensor):
        check_inplace_allowed(tensor)
        return False
    if (
        op.elementwise
        and len(operands) > 1
        and operands[1] is None
        and "None" not in op.operands[1].annotation
    ):
        raise TypeError(op.argument_error(1, None))
    if op.name in _OVER_EXPANDED and is_expanded(tensor):
        warnings.warn(
            f"Use of {op.name.split('.')[0]}_ on expanded tensors is deprecated. Please clone() "
            "the tensor before performing this operation. This also applies to advanced indexing "
            f"e.g. {_OVER_EXPANDED[op.name]}",
            UserWarning,
            stacklevel=5,
        )
        check_inplace_allowed(tensor)
    else:
        check_writable(tensor)
    return check_overlap(op, tensor, operands)


def _tracked(operands: Sequence[Any]) -> bool:
    """Whether autograd follows one of the operands."""
    return local.state.grad is True and any(
        requires_grad(x) for x in operands if isinstance(x, TensorBase)
    )


def _fitting(tensor: Any, op: Any, operands: Sequence[Any], static: tuple[Any, ...]) -> Value:
    """The result of `op` as `tensor` takes it."""
    values = [operand_of(op, x, i) for i, x in enumerate(operands)]
    return fitted(tensor._read(), apply_values(op, values, static)[0])


def _noted(op: Any, operands: Sequence[Any], result: Value) -> Value:
    """The result of a comparison as autograd sees it: zero gradients for its operands."""
    noted = TABLE["comparison"]
    values = [operand_of(noted, x, i) for i, x in enumerate((*operands, wrap(result)))]
    return apply_values(noted, values, (op.name,))[0]


def into(out: Any, op: Any, operands: Sequence[Any], static: tuple[Any, ...]) -> Any:
    """`out`, one tensor or several, overwritten with the results of `op`.

    Raises: RuntimeError when an argument requires grad or the dtype cannot be written.
    """
    name = op.name.split(".")[0]
    targets = _targets(out, op, name)
    values = [operand_of(op, x, i) for i, x in enumerate(operands)]
    ordered = [check_overlap(op, target, operands) for target in targets]
    computed = name in AS_OUT and static[-1] is None
    if computed and isinstance(values[0], Value):
        static = as_out(name, static, targets[0]._read(), values[0])
    needing = any(isinstance(v, Value) and v.node is not None for v in values)
    casts = op.elementwise or op.casts_out or computed
    exact = op.promote is Promote.KEEP and not casts
    results = apply_values(op, values, static)
    if op.elementwise and any(operand is out for operand in operands):
        _check_shape(out._read(), results[0])
    tracked = op.family is not COMPARE and name != "logical_not"
    if tracked and local.state.grad and (needing or any(map(requires_grad, targets))):
        raise refuse_gradients(name)
    if ordered == [True] and results[0].aval.shape == out._read().aval.shape:
        check_distinct(out)
        write_in_order(out, operands, lambda: _fitting(out, op, operands, static))
        return out
    return handed_over(name, out, results, needing=False, exact=exact, kind=op.returns, seen=True)


def handed_over(
    name: str,
    out: Any,
    results: Sequence[Value],
    *,
    needing: bool,
    exact: bool,
    kind: Any = tuple,
    seen: bool = False,
) -> Any:
    """`out` with the results of the function `name` in it.

    `needing` says whether an argument requires grad, `exact` whether the dtype has to be that of
    the result, `kind` what several results are handed over as; `seen` that gradients are no matter.
    """
    several = not isinstance(out, TensorBase)
    targets = tuple(out) if several else (out,)
    if not seen and local.state.grad and (needing or any(map(requires_grad, targets))):
        raise refuse_gradients(name)
    pairs = list(zip(targets, results, strict=True))
    for target in targets:
        if target._view is not None:
            check_distinct(target)
    for target, result in pairs:  # all of them, before anything is written
        wanted, found = target._read().aval.dtype, result.aval.dtype
        if not exact:
            refuse_kind(name, wanted, found)
        elif wanted is not found:
            refuse_dtype(name, wanted, found)
    for target, result in pairs:
        place_into(target, result, exact=exact)
    if not several:
        return out
    return targets if kind is tuple else returns.written(kind)(*targets)


def takes_out(function: Any = None, *, exact: bool = True) -> Any:
    """Gives a function composed of others an ``out=``, which its results are written to."""
    if function is None:
        return functools.partial(takes_out, exact=exact)

    @functools.wraps(function)
    def wrapper(*args: Any, out: Any = None, **options: Any) -> Any:
        made = function(*args, **options)
        if out is None:
            return made
        results = [r._read() for r in (made if isinstance(made, tuple) else (made,))]
        needing = any(r.node is not None for r in results)
        name = function.__name__.removeprefix("_")
        return handed_over(name, out, results, needing=needing, exact=exact, kind=type(made))

    return shown(wrapper, function, out=True)


def _targets(out: Any, op: Any, name: str) -> tuple[Any, ...]:
    """The tensors to write to. Raises: TypeError for others, or another number of them."""
    if op.returns is None:
        if not isinstance(out, TensorBase):
            found = type(out).__name__
            raise TypeError(f"{name}(): argument 'out' must be Tensor, not {found}")
        return (out,)
    if not isinstance(out, (tuple, list)):
        found = type(out).__name__
        raise TypeError(f"{name}(): argument 'out' must be tuple of Tensors, not {found}")
    wanted = getattr(op.returns, "n_fields", len(out))
    if len(out) != wanted:
        raise TypeError(f"expected tuple of {wanted} elements but got {len(out)}")
    return tuple(out)


def place_into(out: Any, result: Value, *, exact: bool = False) -> None:
    """Overwrites `out` with `result`, resizing it; with `exact` its dtype has to be the same."""
    target = out._read()
    if exact and target.aval.dtype is not result.aval.dtype:
        refuse_dtype("", target.aval.dtype, result.aval.dtype)
    if result.aval.shape != target.aval.shape:
        refuse_cast(result.aval.dtype, target.aval.dtype)
        resized(out, result)
    write(out, fitted(out._read(), result))


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
            stacklevel=5,
        )
    version = counter_of(out).version
    geometry.resize_written(out, result.aval.shape, strides_of(result.aval))
    counter_of(out).version = version


def tensors(values: Sequence[Value]) -> tuple[Any, ...]:
    """Tensors of Values."""
    return tuple(map(wrap, values))


def call(name: str, operands: Sequence[Any], *static: Any) -> Any:
    """Applies the operator `name` of the table."""
    return apply(TABLE[name], operands, static)
