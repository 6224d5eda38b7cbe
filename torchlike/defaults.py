"""Process-wide defaults, and questions about dtypes."""

from __future__ import annotations

from typing import Any

from torchlike._core import promotion
from torchlike._core.apply import TensorBase
from torchlike._core.dtypes import EIGHT_BIT_FLOATS, Defaults, dtype
from torchlike._core.kernel import forget_kernels
from torchlike._core.trace import flush_all, forget_everything
from torchlike._ops.arguments import REQUIRED, either, explains
from torchlike._ops.calls import as_dtype
from torchlike.size import Size


def get_default_dtype() -> dtype:
    """The dtype of new floating point tensors."""
    return Defaults.float_dtype


def set_default_dtype(d: Any, /) -> None:
    """Says what dtype new floating point tensors have.

    Raises: TypeError for anything but a floating point dtype of 16 bits or more.
    """
    if not isinstance(d, dtype):
        raise TypeError(
            "invalid dtype object: only floating-point types are supported as the default type"
        )
    if not d.is_floating_point:
        raise TypeError("only floating-point types are supported as the default type")
    if d in EIGHT_BIT_FLOATS:
        raise TypeError(f"couldn't find storage object {d.scalar_name}Storage")
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


def _dtype_argument(value: Any, function: str, name: str, position: int) -> dtype:
    try:
        found = as_dtype(value, function)
    except TypeError:
        found = None
    if found is None:
        raise TypeError(
            f"{function}(): argument '{name}' (position {position}) must be torch.dtype, not "
            f"{type(value).__name__}"
        )
    return found


def promote_types(type1: Any, type2: Any) -> dtype:
    """The smallest dtype that both promote to.

    Raises: RuntimeError for 8-bit floats, and for the larger unsigned integers but with floats.
    """
    return promotion.promote_types(
        _dtype_argument(type1, "promote_types", "type1", 1),
        _dtype_argument(type2, "promote_types", "type2", 2),
    )


def can_cast(from_: Any, to: Any) -> bool:
    """Whether PyTorch's casting rules allow `from_` to be written into `to`."""
    return promotion.can_cast(
        _dtype_argument(from_, "can_cast", "from_", 1), _dtype_argument(to, "can_cast", "to", 2)
    )


@explains
def result_type(
    tensor: Any = REQUIRED,
    other: Any = REQUIRED,
    *,
    scalar: Any = REQUIRED,
    scalar1: Any = REQUIRED,
    scalar2: Any = REQUIRED,
) -> dtype:
    """The dtype an operator between two tensors or numbers computes in."""
    if scalar is not REQUIRED:
        tensor, other = scalar, either(tensor, other)
    tensor, other = either(tensor, scalar1), either(other, scalar2)
    tensors, scalars, numbers = [], [], []
    for operand in (tensor, other):
        if isinstance(operand, TensorBase):
            aval = operand._read().aval
            (tensors if aval.shape else scalars).append(aval.dtype)
        elif isinstance(operand, (bool, int, float, complex)):
            numbers.append(type(operand))
        else:
            raise TypeError("no operand")
    return promotion.result_type(tensors, scalars, numbers)


def is_tensor(obj: Any, /) -> bool:
    """Whether `obj` is a tensor."""
    return isinstance(obj, TensorBase)


def _tensor_argument(input: Any, function: str) -> Any:
    if not isinstance(input, TensorBase):
        raise TypeError(
            f"{function}(): argument 'input' (position 1) must be Tensor, not "
            f"{type(input).__name__}"
        )
    return input


def numel(input: Any) -> int:
    """The number of elements."""
    return _tensor_argument(input, "numel").numel()


def is_floating_point(input: Any) -> bool:
    """Whether the dtype is a floating point one."""
    return _tensor_argument(input, "is_floating_point").is_floating_point()


def is_complex(input: Any) -> bool:
    """Whether the dtype is complex."""
    return _tensor_argument(input, "is_complex").is_complex()


def is_signed(input: Any) -> bool:
    """Whether the dtype has negative numbers."""
    return _tensor_argument(input, "is_signed").is_signed()


def is_inference(input: Any) -> bool:
    """Whether the tensor was made in inference mode (PyTorch: `torch.is_inference`)."""
    return _tensor_argument(input, "is_inference").is_inference()


def is_nonzero(input: Any) -> bool:
    """Whether the only element is not zero."""
    return bool(_tensor_argument(input, "is_nonzero"))


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
