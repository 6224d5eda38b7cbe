"""Affine maps, normalisation, embedding, attention, distances."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply, apply1, apply2
from torchlike._core.errors import unsupported
from torchlike._core.execute import array_of
from torchlike._core.storage import write
from torchlike._core.trace import concrete
from torchlike._core.wrapped import at_ground, is_batched
from torchlike._ops._bindings import linear as linear
from torchlike._ops.arguments import hands_to
from torchlike._ops.calls import as_shape, into
from torchlike._ops.guards import check_index
from torchlike._ops.schema import TABLE
from torchlike.nn._functions.activation import dropout, softmax

_EMBEDDING = TABLE["embedding_value"]
_LAYER_NORM, _ATTENTION = TABLE["native_layer_norm_value"], TABLE["attention_value"]


@hands_to("bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor bias = None)")
def bilinear(input1: Any, input2: Any, weight: Any, bias: Any = None) -> Any:
    """out[k] = input1 · weight[k] · input2 + bias[k]."""
    return apply(TABLE["bilinear_value"], (input1, input2, weight, bias), ())


def _normalized_shape(value: Any, function: str) -> tuple[int, ...]:
    if not isinstance(value, (tuple, list)):
        raise TypeError(
            f"{function}(): argument 'normalized_shape' (position 2) must be tuple of ints, not "
            f"{type(value).__name__}"
        )
    return as_shape((tuple(value),), function, "normalized_shape")


def layer_norm(
    input: Any, normalized_shape: Any, weight: Any = None, bias: Any = None, eps: float = 1e-5
) -> Any:
    """(input - mean) / sqrt(var + eps) · weight + bias over the last dims."""
    shape = _normalized_shape(normalized_shape, "layer_norm")
    return apply(_LAYER_NORM, (input, weight, bias), (shape, float(eps)))


def rms_norm(
    input: Any, normalized_shape: Any, weight: Any = None, eps: float | None = None
) -> Any:
    """input / sqrt(mean(input²) + eps) · weight over the last dims."""
    shape = _normalized_shape(normalized_shape, "rms_norm")
    return apply(TABLE["rms_norm_value"], (input, weight), (shape, eps))


# -- embedding -----------------------------------------------------------------------------------


def _out_of_range() -> None:
    raise IndexError("index out of range in self")


def _check_indices(input: Any, weight: Any) -> None:
    if not isinstance(input, TensorBase):
        raise TypeError(
            "embedding(): argument 'indices' (position 2) must be Tensor, not "
            f"{type(input).__name__}"
        )
    dtype = input._read().aval.dtype
    if dtype is not dtypes.int64 and dtype is not dtypes.int32:
        raise RuntimeError(
            "Expected tensor for argument #1 'indices' to have one of the following scalar types: "
            f"Long, Int; but got torch.{dtype.scalar_name}Tensor instead (while checking arguments "
            "for embedding)"
        )
    if len(weight._read().aval.shape) != 2:
        raise RuntimeError("'weight' must be 2-D")


def renormalise(weight: Any, input: Any, max_norm: float, norm_type: float) -> None:
    """Shrinks the rows in use whose norm exceeds `max_norm`, in place."""
    rows = np.unique(np.asarray(array_of(input._read(), "embedding(max_norm=...)")))
    value = weight._read()
    table = np.array(array_of(value, "embedding(max_norm=...)"))
    norms = np.linalg.norm(table[rows].astype(np.float64), ord=norm_type, axis=1)
    factors = np.where(norms > max_norm, max_norm / (norms + 1e-7), 1.0)
    table[rows] = (table[rows] * factors[:, None]).astype(table.dtype)
    write(weight, concrete(table, value.aval.device))


def embedding(
    input: Any,
    weight: Any,
    padding_idx: int | None = None,
    max_norm: float | None = None,
    norm_type: float = 2.0,
    scale_grad_by_freq: bool = False,
    sparse: bool = False,
) -> Any:
    """The rows of `weight` that `input` names.

    Raises: IndexError for a row that does not exist.
    """
    if sparse and weight.requires_grad:
        raise unsupported("embedding(sparse=True)")
    _check_indices(input, weight)
    count = weight._read().aval.shape[0]
    padding = -1
    if padding_idx is not None:
        if not -count <= padding_idx < count:
            raise AssertionError("Padding_idx must be within num_embeddings")
        padding = padding_idx % count
    check_index(input, 0, count, _out_of_range)
    if max_norm is not None:
        renormalise(weight, input, float(max_norm), float(norm_type))
    return apply2(_EMBEDDING, weight, input, (padding, bool(scale_grad_by_freq)))


@hands_to("one_hot(Tensor input, int num_classes = -1)")
def one_hot(input: Any, num_classes: int = -1) -> Any:
    """1 at the element's position along a new last dim, else 0."""
    if input.dtype is not dtypes.int64:
        raise RuntimeError("one_hot is only applicable to index tensor of type LongTensor.")
    if input.numel() == 0 and num_classes <= 0:
        raise RuntimeError("Can not infer total number of classes from empty tensor.")
    if num_classes == -1:
        if is_batched(input._read()):
            raise RuntimeError(
                "When vmap-ing torch.nn.functional.one_hot, please provide an explicit positive "
                "num_classes argument."
            )
        num_classes = max(int(np.asarray(array_of(input._read(), "one_hot()")).max()), 0) + 1

    def error() -> None:
        array = np.asarray(array_of(at_ground(input._read()), "one_hot()"))
        if array.min() < 0:
            raise RuntimeError("Class values must be non-negative.")
        raise RuntimeError("Class values must be smaller than num_classes.")

    check_index(input, 0, num_classes, error)
    return apply1(TABLE["one_hot_value"], input, (num_classes,))


# -- attention -----------------------------------------------------------------------------------


def _check_attention(query: Any, key: Any, value: Any, mask: Any, is_causal: bool) -> None:
    ranks = [t.dim() for t in (query, key, value)]
    if min(ranks) < 2:
        raise RuntimeError(
            "Expected query, key, and value to all be  at least 2 dimensional, but got query.dim: "
            f"{ranks[0]} key.dim: {ranks[1]} and value.dim: {ranks[2]} instead."
        )
    if len({t.dtype for t in (query, key, value)}) > 1:
        names = [t.dtype.scalar_name.lower() for t in (query, key, value)]
        raise RuntimeError(
            "Expected query, key, and value to have the same dtype, but got query.dtype: "
            f"{names[0]} key.dtype: {names[1]} and value.dtype: {names[2]} instead."
        )
    if mask is None:
        return
    if mask.dtype not in (dtypes.bool, dtypes.float32, query.dtype):
        raise RuntimeError(
            "Expected attn_mask dtype to be bool or float or to match query dtype, but got "
            f"attn_mask.dtype: {_C_NAMES.get(mask.dtype.name, mask.dtype.name)} and  query.dtype: "
            f"{_C_NAMES.get(query.dtype.name, query.dtype.name)} instead."
        )
    if is_causal:
        raise RuntimeError(
            "_scaled_dot_product_attention: Explicit attn_mask should not be set when "
            "is_causal=True"
        )


_C_NAMES = {"int64": "long int", "int32": "int", "float32": "float", "float64": "double"}


@hands_to(
    "scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor attn_mask = None)"
)
def scaled_dot_product_attention(
    query: Any,
    key: Any,
    value: Any,
    attn_mask: Any = None,
    dropout_p: float = 0.0,
    is_causal: bool = False,
    *,
    scale: float | None = None,
    enable_gqa: bool = False,
) -> Any:
    """softmax(scale · query @ keyᵀ + mask) @ value, with dropout of the weights."""
    _check_attention(query, key, value, attn_mask, is_causal)
    factor = 1 / math.sqrt(query.shape[-1]) if scale is None else float(scale)
    if dropout_p == 0.0:
        static = (bool(is_causal), factor, bool(enable_gqa))
        return apply(_ATTENTION, (query, key, value, attn_mask), static)
    if enable_gqa:
        groups = query.shape[-3] // key.shape[-3]
        key, value = (t.repeat_interleave(groups, -3) for t in (key, value))
    scores = (query * factor) @ key.transpose(-2, -1)
    if is_causal:
        rows, columns = scores.shape[-2:]
        attn_mask = query.new_ones(rows, columns).tril() > 0
    if attn_mask is not None and attn_mask.dtype is dtypes.bool:
        scores = scores.masked_fill(~attn_mask, -math.inf)
    elif attn_mask is not None:
        scores = scores + attn_mask
    return dropout(softmax(scores, -1), dropout_p) @ value


# -- distances -----------------------------------------------------------------------------------


def normalize(input: Any, p: float = 2.0, dim: Any = 1, eps: float = 1e-12, out: Any = None) -> Any:
    """input over its p-norm along `dim`, which is held above eps."""
    length = input.norm(p, dim, keepdim=True).clamp_min(eps).expand_as(input)
    if out is not None:
        return into(out, TABLE["div"], (input, length), ())
    return input / length


@hands_to("cosine_similarity(Tensor x1, Tensor x2, int dim = 1)")
def cosine_similarity(x1: Any, x2: Any, dim: int = 1, eps: float = 1e-8) -> Any:
    """Σ x1 · x2 along `dim` over the product of the norms, each held above eps."""
    return apply2(TABLE["cosine_similarity_value"], x1, x2, (dim, float(eps)))


def pairwise_distance(
    x1: Any, x2: Any, p: float = 2.0, eps: float = 1e-6, keepdim: bool = False
) -> Any:
    """The p-norm of x1 - x2 + eps along the last dim."""
    return apply1(TABLE["norm.p"], x1 - x2 + eps, (p, -1, bool(keepdim), None))


@hands_to("pdist(Tensor input, float p = 2)")
def pdist(input: Any, p: float = 2.0) -> Any:
    """The p-norm distance of each pair of rows."""
    if input.dim() != 2:
        raise RuntimeError(f"pdist only supports 2D tensors, got: {input.dim()}D")
    if not input.is_floating_point():
        raise RuntimeError("pdist only supports floating-point dtypes")
    if p < 0:
        raise RuntimeError("pdist only supports non-negative p values")
    return apply1(TABLE["pdist_value"], input, (float(p),))
