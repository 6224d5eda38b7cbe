"""Process-wide defaults, and questions about dtypes."""

from __future__ import annotations

from typing import Any

from torchlike._core import promotion
from torchlike._core.apply import TensorBase
from torchlike._core.dtypes import Defaults, dtype
from torchlike._core.kernel import forget_kernels
from torchlike._core.trace import flush_all, forget_everything
from torchlike.size import Size


def get_default_dtype() -> dtype:
    """The dtype of new floating point tensors."""
    return Defaults.float_dtype


def set_default_dtype(d: Any) -> None:
    """Says what dtype new floating point tensors have.

    Raises: TypeError for anything but a floating point dtype.
    """
    if not isinstance(d, dtype):
        raise TypeError(
            "invalid dtype object: only floating-point types are supported as the default type"
        )
    if not d.is_floating_point:
        raise TypeError("only floating-point types are supported as the default type")
    if d is Defaults.float_dtype:
        return
    # What is recorded has been promoted by the old default.
    flush_all("the default dtype changes")
    Defaults.float_dtype = d
    forget_everything()
    forget_kernels()


def use_deterministic_algorithms(mode: bool, *, warn_only: bool = False) -> None:
    """Says whether the same operators must give the same bits however often they are repeated.

    Then every operator runs by itself: a path is never compiled as a whole, which is slower.
    Nothing is refused, so that `warn_only` changes only what is said of it. Raises: TypeError for
    anything but bools.
    """
    for name, value in (("'mode' (position 1)", mode), ("'warn_only'", warn_only)):
        if not isinstance(value, bool):
            raise TypeError(
                f"_set_deterministic_algorithms(): argument {name} must be bool, not "
                f"{type(value).__name__}"
            )
    if mode and not Defaults.deterministic:
        flush_all("algorithms become deterministic")
        forget_everything()
    Defaults.deterministic, Defaults.warn_only = mode, mode and warn_only


def are_deterministic_algorithms_enabled() -> bool:
    """Whether `use_deterministic_algorithms` is on."""
    return Defaults.deterministic


def is_deterministic_algorithms_warn_only_enabled() -> bool:
    """Whether `use_deterministic_algorithms` is on with `warn_only`."""
    return Defaults.warn_only


def promote_types(type1: dtype, type2: dtype) -> dtype:
    """The smallest dtype that both promote to."""
    return promotion.promote_types(type1, type2)


def can_cast(from_: dtype, to: dtype) -> bool:
    """Whether PyTorch's casting rules allow `from_` to be written into `to`."""
    return promotion.can_cast(from_, to)


def result_type(tensor1: Any, tensor2: Any) -> dtype:
    """The dtype an operator between two tensors or numbers computes in."""
    tensors, scalars, numbers = [], [], []
    for operand in (tensor1, tensor2):
        if not isinstance(operand, TensorBase):
            numbers.append(type(operand))
        else:
            aval = operand._read().aval
            (tensors if aval.shape else scalars).append(aval.dtype)
    return promotion.result_type(tensors, scalars, numbers)


def is_tensor(obj: Any) -> bool:
    """Whether `obj` is a tensor."""
    return isinstance(obj, TensorBase)


def numel(input: Any) -> int:
    """The number of elements."""
    return input.numel()


def is_floating_point(input: Any) -> bool:
    """Whether the dtype is a floating point one."""
    return input.is_floating_point()


def is_complex(input: Any) -> bool:
    """Whether the dtype is complex."""
    return input.is_complex()


def is_nonzero(input: Any) -> bool:
    """Whether the only element is not zero."""
    return bool(input)


def broadcast_shapes(*shapes: Any) -> Any:
    """The shape that tensors of these shapes broadcast to."""
    result: list[int] = []
    for position, shape in enumerate(shapes):
        sizes = (shape,) if isinstance(shape, int) else tuple(shape)
        result = [1] * (len(sizes) - len(result)) + result
        for dim in range(-1, -len(sizes) - 1, -1):
            if sizes[dim] not in (1, result[dim]) and result[dim] != 1:
                raise RuntimeError(
                    f"Attempting to broadcast a dimension of length {sizes[dim]} at {dim}! "
                    f"Mismatching argument at index {position} had {sizes}; but expected shape "
                    f"should be broadcastable to {result}"
                )
            result[dim] = sizes[dim] if result[dim] == 1 else result[dim]
    return Size(result)


#: A new dim of size 1, in an index.
newaxis = None
