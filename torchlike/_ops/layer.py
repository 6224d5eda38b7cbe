"""What layers compute: affine maps, normalisation, embedding, attention."""

from __future__ import annotations

import math
from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import lax

from torchlike._core.kernel import Aval, Kernel
from torchlike._ops.dims import is_float, is_inexact, scalar_name, wrap_dims
from torchlike._ops.families import LAYER
from torchlike._ops.matmul import PRECISION, product, same_dtype
from torchlike._ops.roles import Array, Dim, Shape, Static
from torchlike._ops.saving import COPIES
from torchlike._ops.schema import op


def _linear_name(kernel: Kernel) -> str:
    avals = [s for s in kernel.specs if isinstance(s, Aval)]
    rank, bias = len(avals[0].shape), len(avals) == 3
    if len(avals[1].shape) == 1 and rank < 3:
        return "DotBackward0" if rank == 1 else "MvBackward0"
    if rank == 2:
        return "AddmmBackward0" if bias else "MmBackward0"
    if rank == 1:
        return "AddBackward0" if bias else "SqueezeBackward4"
    return "ViewBackward0" if bias else "UnsafeViewBackward0"


@op(
    LAYER,
    namespace="nn.functional",
    saves=("input:weight", "weight:input"),
    grad_fn=_linear_name,
    out=True,
)
def linear(input: Array, weight: Array, bias: Array | None = None):
    """input @ weightᵀ + bias.

    Shape: input (*, n), weight (m, n) or (n,), bias (m,) -> (*, m).
    Raises: RuntimeError when shapes or dtypes do not go together.
    """
    if not input.ndim or not weight.ndim:
        raise RuntimeError(
            "both arguments to linear need to be at least 1D, but they are "
            f"{input.ndim}D and {weight.ndim}D"
        )
    if bias is not None and input.dtype != weight.dtype:
        raise RuntimeError(
            "mat1 and mat2 must have the same dtype, but got "
            f"{scalar_name(input)} and {scalar_name(weight)}"
        )
    same_dtype(input, weight)
    if weight.ndim > 2:
        raise RuntimeError(f"t() expects a tensor with <= 2 dimensions, but self is {weight.ndim}D")
    if weight.ndim == 1 and bias is not None:
        raise RuntimeError("mat2 must be a matrix, got 1-D tensor")
    if input.shape[-1] != weight.shape[-1]:
        rows = math.prod(input.shape[:-1])
        raise RuntimeError(
            f"mat1 and mat2 shapes cannot be multiplied ({rows}x{input.shape[-1]} and "
            f"{weight.shape[-1]}x{weight.shape[0] if weight.ndim > 1 else 1})"
        )
    result = product(input, weight.T)
    if bias is None:
        return result
    return result + _expanded(bias, result.shape)


def _expanded(bias: Any, shape: tuple[int, ...]) -> Any:
    """The bias, which has to expand to `shape`."""
    if bias.ndim > len(shape) or any(
        n not in (1, m) for n, m in zip(reversed(bias.shape), reversed(shape), strict=False)
    ):
        raise RuntimeError(
            f"The expanded size of the tensor ({shape[-1]}) must match the existing size "
            f"({bias.shape[-1]}) at non-singleton dimension {len(shape) - 1}.  Target sizes: "
            f"{list(shape)}.  Tensor sizes: {list(bias.shape)}"
        )
    return bias


@op(
    LAYER,
    namespace="torch",
    saves=("input", "weight", "bias"),
    name="native_layer_norm_value",
    function=False,
    grad_fn="NativeLayerNormBackward0",
)
def native_layer_norm_value(
    input: Array,
    weight: Array | None,
    bias: Array | None,
    normalized_shape: Shape,
    eps: float,
):
    """(input - mean) / sqrt(var + eps) · weight + bias over the last dims."""
    check_normalized(input, weight, bias, normalized_shape)
    if not is_float(input):
        raise NotImplementedError(
            f"\"LayerNormKernelImpl\" not implemented for '{scalar_name(input)}'"
        )
    axes = tuple(range(input.ndim - len(normalized_shape), input.ndim))
    x = input.astype(jnp.float32) if input.dtype.itemsize == 2 else input
    return normalized(x, weight, bias, axes, eps).astype(input.dtype)


def normalized(x: Any, weight: Any, bias: Any, axes: tuple[int, ...], eps: float) -> Any:
    """(x - mean) / sqrt(var + eps) · weight + bias over `axes`."""
    mean = jnp.mean(x, axis=axes, keepdims=True)
    center = x - mean
    scale = lax.rsqrt(jnp.mean(center * center, axis=axes, keepdims=True) + eps)
    value = center * scale
    if weight is not None:
        value = value * weight
    return value if bias is None else value + bias


def check_normalized(input: Any, weight: Any, bias: Any, shape: tuple[int, ...]) -> None:
    """Raises what PyTorch raises for dims that cannot be normalised, or not by these weights."""
    check_weights(shape, weight=weight, bias=bias)
    if tuple(input.shape[input.ndim - len(shape) :]) != tuple(shape):
        dims = ", ".join(map(str, shape))
        raise RuntimeError(
            f"Given normalized_shape={list(shape)}, expected input with shape [*, {dims}], but got "
            f"input of size{list(input.shape)}"
        )


def check_weights(shape: tuple[int, ...], **weights: Any) -> None:
    """Raises what PyTorch raises for no dims at all, or weights of another shape."""
    if not shape:
        raise RuntimeError(
            "Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one "
            "element, but got normalized_shape = []"
        )
    for name, given in weights.items():
        if given is not None and tuple(given.shape) != tuple(shape):
            raise RuntimeError(
                f"Expected {name} to be of same shape as normalized_shape, but got {name} of shape "
                f"{list(given.shape)} and normalized_shape = {list(shape)}"
            )


def _rms_norm_name(kernel: Kernel) -> str:
    """Halves are cast back at the end."""
    first = kernel.specs[0]
    assert isinstance(first, Aval)
    return "ToCopyBackward0" if first.dtype.itemsize == 2 else "MulBackward0"


@op(LAYER, name="rms_norm_value", function=False, saves=("input:input", "weight:input", COPIES),
    grad_fn=_rms_norm_name)  # fmt: skip
def rms_norm_value(input: Array, weight: Array | None, normalized_shape: Shape, eps: Static):
    """input / sqrt(mean(input²) + eps) · weight over the last dims; eps None: the dtype's."""
    rank = len(normalized_shape)
    check_weights(normalized_shape, weight=weight)
    if input.ndim < rank:
        raise ValueError(f"Input tensor must have at least {rank} dimensions, but got {input.ndim}")
    if tuple(input.shape[input.ndim - rank :]) != tuple(normalized_shape):
        raise RuntimeError(
            f"Given normalized_shape={list(normalized_shape)}, expected input with shape [*"
            f"{', '.join(map(str, normalized_shape))}], but got input of size{list(input.shape)}"
        )
    if not is_inexact(input):
        raise NotImplementedError(f"\"rms_norm\" not implemented for '{scalar_name(input)}'")
    axes = tuple(range(input.ndim - rank, input.ndim))
    x = input.astype(jnp.float32) if input.dtype.itemsize == 2 else input
    small = float(jnp.finfo(x.dtype).eps) if eps is None else eps
    value = x * lax.rsqrt(jnp.mean(x * x, axis=axes, keepdims=True) + small)
    return (value if weight is None else value * weight).astype(input.dtype)


@op(LAYER, name="cosine_similarity_value", function=False, saves=("x1:x1", "x2:x2"),
    grad_fn="SumBackward1")  # fmt: skip
def cosine_similarity_value(x1: Array, x2: Array, dim: Dim, eps: float):
    """Σ x1 · x2 along `dim` over the product of the norms, each held above eps."""
    common = jnp.promote_types(x1.dtype, x2.dtype)
    if not jnp.issubdtype(common, jnp.inexact):
        name = scalar_name(jnp.zeros((), common))
        raise RuntimeError(
            f"expected common dtype to be floating point, yet common dtype is {name}"
        )
    x, y = jnp.broadcast_arrays(x1.astype(common), x2.astype(common))
    axis = wrap_dims(dim, x.ndim)

    def unit(v: Any) -> Any:
        square = jnp.sum(jnp.abs(v) ** 2, axis=axis, keepdims=True)
        zero = square == 0
        length = jnp.where(zero, 0, jnp.sqrt(jnp.where(zero, 1, square)))
        return v / jnp.maximum(length, eps)

    return jnp.sum(unit(x) * unit(y), axis=axis)


@op(LAYER, name="pdist_value", function=False, saves=("input", "result"), grad_fn="PdistBackward0")
def pdist_value(input: Array, p: float):
    """The p-norm distance of each pair of rows."""
    if input.dtype.itemsize < 4:
        raise NotImplementedError(f"\"pdist\" not implemented for '{scalar_name(input)}'")
    first, second = np.triu_indices(input.shape[0], 1)
    gap = input[first] - input[second]
    size = jnp.abs(gap)
    if p == 0:
        return jnp.sum(lax.stop_gradient(size != 0).astype(input.dtype), axis=1)
    if p == 1:
        return jnp.sum(size, axis=1)
    if p == math.inf:
        return jnp.max(size, axis=1, initial=0)
    zero = jnp.all(gap == 0, axis=1, keepdims=True)
    held = jnp.where((size == 0) | zero, 1, size)
    total = jnp.sum(jnp.where(size == 0, 0, held**p), axis=1)
    return jnp.where(zero[:, 0], 0, jnp.where(zero[:, 0], 1, total) ** (1 / p))


def _bilinear_name(kernel: Kernel) -> str:
    return "ViewBackward0" if kernel.specs[-1] is None else "AddBackward0"


@op(LAYER, name="bilinear_value", function=False, saves=("input1", "input2", "weight", "crossed"),
    grad_fn=_bilinear_name)  # fmt: skip
def bilinear_value(input1: Array, input2: Array, weight: Array, bias: Array | None):
    """out[k] = input1 · weight[k] · input2 + bias[k]."""
    if input1.shape[:-1] != input2.shape[:-1]:
        raise RuntimeError(
            "bilinear(): input batch dimensions do not match: got "
            f"{list(input1.shape)} and {list(input2.shape)}"
        )
    for number, given, size in ((1, input1, weight.shape[1]), (2, input2, weight.shape[2])):
        if given.shape[-1] != size:
            raise RuntimeError(
                f"bilinear(): input{number} size does not match weight size: got "
                f"{given.shape[-1]} but expected {size}"
            )
    value = jnp.einsum("...i,kij,...j->...k", input1, weight, input2, precision=PRECISION)
    return value if bias is None else value + bias


@op(LAYER, name="one_hot_value", function=False, differentiable=False)
def one_hot_value(input: Array, classes: int):
    """1 at the element's position along a new last dim of `classes`, else 0."""
    return (input[..., None] == jnp.arange(classes)).astype(jnp.int64)


@op(LAYER, name="drawn", function=False, grad_fn=lambda kernel: kernel.static[0],
    strides=lambda aval, node: aval.strides)  # fmt: skip
def drawn(input: Array, sample: Array, other: Array | None = None, node: str = ""):
    """`sample`, random numbers drawn by the other operands, whose gradients are zero."""
    return sample


@op(
    LAYER,
    namespace="torch",
    name="embedding_value",
    function=False,
    saves=("indices",),
    grad_fn="EmbeddingBackward0",
)
def embedding_value(weight: Array, indices: Array, padding_idx: int, by_frequency: bool):
    """The rows of `weight` that `indices` name; row `padding_idx` (>= 0) gets no gradient.

    With `by_frequency`, the gradient of a row is divided by how often it is named.
    """
    if padding_idx >= 0:
        row = lax.stop_gradient(weight[padding_idx])
        weight = weight.at[padding_idx].set(row)
    rows = weight[indices]
    if not by_frequency:
        return rows
    count = jnp.zeros(weight.shape[0], weight.dtype).at[indices].add(1)[indices][..., None]
    share = rows / count
    return lax.stop_gradient(rows) + (share - lax.stop_gradient(share))


def _attention_name(kernel: Kernel) -> str:
    aval = next(s for s in kernel.specs if isinstance(s, Aval))
    rank = len(aval.shape)
    if rank == 4:
        return "ScaledDotProductFlashAttentionForCpuBackward0"
    return "MmBackward0" if rank == 2 else "UnsafeViewBackward0"


@op(LAYER, namespace="torch", name="attention_value", function=False,
    saves=("query", "key", "value", "result"), grad_fn=_attention_name)  # fmt: skip
def attention_value(
    query: Array,
    key: Array,
    value: Array,
    attn_mask: Array | None,
    is_causal: bool,
    scale: float,
    enable_gqa: bool,
):
    """softmax(scale · query @ keyᵀ + mask) @ value over the last two dims."""
    if enable_gqa:
        groups = query.shape[-3] // key.shape[-3]
        key, value = (jnp.repeat(x, groups, axis=-3) for x in (key, value))
    if query.shape[-1] != key.shape[-1]:
        raise RuntimeError(
            f"mat1 and mat2 shapes cannot be multiplied ({query.shape[-2]}x{query.shape[-1]} and "
            f"{key.shape[-1]}x{key.shape[-2]})"
        )
    # PyTorch rounds halves only at the end.
    narrow = query.dtype
    if narrow.itemsize == 2:
        query, key, value = (x.astype(jnp.float32) for x in (query, key, value))
    scores = product(query * scale, jnp.swapaxes(key, -1, -2))
    if is_causal:
        rows, columns = scores.shape[-2:]
        scores = jnp.where(jnp.tri(rows, columns, dtype=bool), scores, -jnp.inf)
    if attn_mask is not None and attn_mask.dtype == jnp.bool_:
        scores = jnp.where(attn_mask, scores, -jnp.inf)
    elif attn_mask is not None:
        scores = scores + attn_mask
    return product(_masked_softmax(scores), value).astype(narrow)


def _masked_softmax(scores: Any) -> Any:
    """softmax along the last dim, 0 for rows that are masked everywhere."""
    highest = lax.stop_gradient(jnp.max(scores, axis=-1, keepdims=True))
    weights = jnp.exp(scores - jnp.where(jnp.isneginf(highest), 0, highest))
    total = jnp.sum(weights, axis=-1, keepdims=True)
    return weights / jnp.where(total == 0, 1, total)


@op(LAYER, name="passed_through", function=False, grad_fn="BackwardHookFunctionBackward")
def passed_through(input: Array):
    """The input as it is: a place in the graph where a module's backward hooks listen."""
    return input
