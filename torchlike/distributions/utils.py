"""What distributions compute with: `torch.distributions.utils`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from torchlike._core.apply import TensorBase
from torchlike._ops._bindings import log, log1p, sigmoid
from torchlike._ops.views import broadcast_tensors
from torchlike.autograd.grad_mode import enable_grad
from torchlike.construct import empty, tensor, zeros
from torchlike.defaults import get_default_dtype
from torchlike.finfo import finfo
from torchlike.nn.functional import softmax
from torchlike.ranges import tril_indices

__all__ = [
    "broadcast_all",
    "clamp_probs",
    "lazy_property",
    "logits_to_probs",
    "probs_to_logits",
    "tril_matrix_to_vec",
    "vec_to_tril_matrix",
]

#: What counts as a number among parameters.
NUMBERS = (int, float)


def broadcast_all(*values: Any) -> tuple[Any, ...]:
    """Tensors of one shape; numbers become tensors in the dtype of the first tensor among them."""
    if not all(isinstance(value, (TensorBase, *NUMBERS)) for value in values):
        raise ValueError(
            "Input arguments must all be instances of Number, torch.Tensor or objects implementing "
            "__torch_function__."
        )
    like: Any = next((value for value in values if isinstance(value, TensorBase)), None)
    dtype = get_default_dtype() if like is None else like.dtype
    device = None if like is None else like.device
    return broadcast_tensors(
        *(v if isinstance(v, TensorBase) else tensor(v, dtype=dtype, device=device) for v in values)
    )


def new_like(like: Any, shape: Any) -> Any:
    """An empty tensor in the dtype and on the device of another one."""
    return empty(shape, dtype=like.dtype, device=like.device)


def sum_rightmost(value: Any, dim: int) -> Any:
    """The sum over the last `dim` dims."""
    if dim == 0:
        return value
    return value.reshape((*value.shape[:-dim], -1)).sum(-1)


def logits_to_probs(logits: Any, is_binary: bool = False) -> Any:
    """Probabilities from their logits, or from logarithms up to a constant."""
    return sigmoid(logits) if is_binary else softmax(logits, dim=-1)


def clamp_probs(probs: Any) -> Any:
    """Probabilities kept off zero and one."""
    eps = finfo(probs.dtype).eps
    return probs.clamp(min=eps, max=1 - eps)


def probs_to_logits(probs: Any, is_binary: bool = False) -> Any:
    """Logits of probabilities, or their logarithms."""
    clamped = clamp_probs(probs)
    return log(clamped) - log1p(-clamped) if is_binary else log(clamped)


def vec_to_tril_matrix(vec: Any, diag: int = 0) -> Any:
    """The lower triangle up to a diagonal, its rows one after the other in the last dim of `vec`.

    Raises: ValueError where the numbers do not fill a triangle.
    """
    entries = vec.shape[-1]
    slope = 1 + 2 * diag  # size^2 + slope size = 2 entries + |diag| (diag + 1)
    size = ((slope**2 + 8 * entries + 4 * abs(diag) * (diag + 1)) ** 0.5 - slope) / 2
    if round(size) - size > finfo(vec.dtype).eps:
        raise ValueError(
            f"The size of last dimension is {entries} which cannot be expressed as the lower "
            "triangular part of a square D x D matrix."
        )
    size = round(size)
    matrix = zeros((*vec.shape[:-1], size, size), dtype=vec.dtype, device=vec.device)
    rows, columns = tril_indices(size, size, diag)
    matrix[..., rows, columns] = vec
    return matrix


def tril_matrix_to_vec(mat: Any, diag: int = 0) -> Any:
    """The lower triangles of matrices up to a diagonal, row after row.

    Raises: ValueError for a diagonal outside the matrix.
    """
    size = mat.shape[-1]
    if not -size <= diag < size:
        raise ValueError(f"diag ({diag}) provided is outside [{-size}, {size - 1}].")
    rows, columns = tril_indices(size, size, diag)
    return mat[..., rows, columns]


class lazy_property:  # noqa: N801
    """A property that is computed once and an attribute from then on."""

    def __init__(self, wrapped: Callable[[Any], Any]) -> None:
        """Takes the method that computes it."""
        self.wrapped = wrapped
        self.__doc__ = wrapped.__doc__

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is None:
            return self
        with enable_grad():
            value = self.wrapped(instance)
        instance.__dict__[self.wrapped.__name__] = value
        return value
