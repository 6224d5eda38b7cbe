"""Attention of several heads, with its projections."""

from __future__ import annotations

import math
import warnings
from typing import Any

from torchlike._core import dtypes
from torchlike._ops._bindings import baddbmm, bmm, cat
from torchlike.nn._functions.activation import dropout, softmax
from torchlike.nn._functions.layer import linear, scaled_dot_product_attention
from torchlike.nn._functions.padding import pad


def as_mask(mask: Any, name: str, other: Any, like: Any) -> Any:
    """A mask as numbers to add: -inf where a bool mask holds."""
    if mask is None:
        return None
    if mask.dtype is not dtypes.bool and not mask.is_floating_point():
        raise AssertionError(f"only bool and floating types of {name} are supported")
    if other is not None and mask.dtype is not other.dtype:
        warnings.warn(
            f"Support for mismatched {name} and attn_mask is deprecated. Use same type for both "
            "instead.",
            stacklevel=4,
        )
    if mask.dtype is not dtypes.bool:
        return mask
    return like.new_zeros(tuple(mask.shape)).masked_fill(mask, -math.inf)


def _check_shapes(query: Any, key: Any, value: Any, padding: Any, mask: Any, heads: int) -> bool:
    """Whether there is a batch dim. Raises: AssertionError for shapes that do not go together."""
    rank = query.dim()
    if rank not in (2, 3):
        raise AssertionError(
            f"query should be unbatched 2D or batched 3D tensor but received {rank}-D query tensor"
        )
    kind = {3: "batched (3-D)", 2: "unbatched (2-D)"}[rank]
    if key.dim() != rank or value.dim() != rank:
        raise AssertionError(
            f"For {kind} `query`, expected `key` and `value` to be {rank}-D but found "
            f"{key.dim()}-D and {value.dim()}-D tensors respectively"
        )
    if padding is not None and padding.dim() != rank - 1:
        raise AssertionError(
            f"For {kind} `query`, expected `key_padding_mask` to be `None` or {rank - 1}-D but "
            f"found {padding.dim()}-D tensor instead"
        )
    if mask is not None and mask.dim() not in (2, 3):
        raise AssertionError(
            f"For {kind} `query`, expected `attn_mask` to be `None`, 2-D or 3-D but found "
            f"{mask.dim()}-D tensor instead"
        )
    if rank == 2 and mask is not None and mask.dim() == 3:
        expected = (heads, query.shape[0], key.shape[0])
        if tuple(mask.shape) != expected:
            raise AssertionError(
                f"Expected `attn_mask` shape to be {expected} but got {tuple(mask.shape)}"
            )
    return rank == 3


def _projected(
    query: Any, key: Any, value: Any, weight: Any, bias: Any, separate: Any
) -> tuple[Any, Any, Any]:
    """Query, key and value, each through its part of the projection."""
    size = query.shape[-1]
    biases = (None,) * 3 if bias is None else bias.chunk(3)
    if separate is not None:
        parts = separate
    elif query is key and key is value:
        joined = linear(query, weight, bias)
        return tuple(joined.chunk(3, -1))  # type: ignore[return-value]
    else:
        parts = weight.split([size, size, size])
    return tuple(  # type: ignore[return-value]
        linear(x, w, b) for x, w, b in zip((query, key, value), parts, biases, strict=True)
    )


def _by_head(x: Any, batch: int, heads: int, width: int) -> Any:
    """(length, batch, heads · width) -> (batch · heads, length, width)."""
    return x.reshape(x.shape[0], batch * heads, width).transpose(0, 1)


def _static_heads(given: Any, name: str, count: int, width: int) -> Any:
    if given.shape[0] != count:
        raise AssertionError(f"expecting {name}.size(0) of {count}, but got {given.shape[0]}")
    if given.shape[2] != width:
        raise AssertionError(f"expecting {name}.size(2) of {width}, but got {given.shape[2]}")
    return given


def _mask_of(mask: Any, count: int, rows: int, columns: int) -> Any:
    """The mask with a dim for the heads. Raises: RuntimeError for another shape."""
    if mask is None:
        return None
    if mask.dim() == 2:
        if tuple(mask.shape) != (rows, columns):
            raise RuntimeError(
                f"The shape of the 2D attn_mask is {mask.size()}, but should be {(rows, columns)}."
            )
        return mask.unsqueeze(0)
    expected = (count, rows, columns)
    if tuple(mask.shape) != expected:
        raise RuntimeError(
            f"The shape of the 3D attn_mask is {mask.size()}, but should be {expected}."
        )
    return mask


def _check_features(
    query: Any, key: Any, value: Any, features: int, heads: int, separate: bool
) -> int:
    """The features of a head. Raises: AssertionError for sizes that do not go together."""
    found = query.shape[-1]
    if found != features:
        raise AssertionError(f"was expecting embedding dimension of {features}, but got {found}")
    if found // heads * heads != found:
        raise AssertionError(f"embed_dim {found} not divisible by num_heads {heads}")
    if not separate and key.shape != value.shape:
        raise AssertionError(f"key shape {key.size()} does not match value shape {value.size()}")
    if separate and key.shape[:2] != value.shape[:2]:
        raise AssertionError(
            f"key's sequence and batch dims {key.size()[:2]} do not match value's "
            f"{value.size()[:2]}"
        )
    return found // heads


def _separate(used: bool, weights: tuple[Any, Any, Any]) -> tuple[Any, Any, Any] | None:
    """The weights of query, key and value where they are not one."""
    if not used:
        return None
    for name, given in zip("qkv", weights, strict=True):
        if given is None:
            raise AssertionError(f"use_separate_proj_weight is True but {name}_proj_weight is None")
    return weights


def _extended(
    x: Any, name: str, bias: Any, given: Any, zero: bool, sizes: tuple[int, int, int]
) -> Any:
    """Keys or values by head: with a bias or zeros as further elements, or those `given`."""
    batch, heads, width = sizes
    if bias is not None:
        if given is not None:
            raise AssertionError(f"bias cannot be added to static {name}.")
        x = cat([x, bias.reshape(1, 1, -1).expand(1, batch, heads * width)])
    if given is None:
        found = _by_head(x, batch, heads, width)
    else:
        found = _static_heads(given, f"static_{name[0]}", batch * heads, width)
    if not zero:
        return found
    return cat([found, found.new_zeros((batch * heads, 1, width))], 1)


def _whole_mask(
    mask: Any, padding: Any, extra: int, sizes: tuple[int, int], rows: int, columns: int
) -> Any:
    """Both masks as one to add, or None; `extra` further columns are not masked."""
    batch, heads = sizes
    mask = _mask_of(mask, batch * heads, rows, columns - extra)
    if mask is not None and extra:
        mask = pad(mask, (0, extra))
    if padding is None:
        return mask
    padding = pad(padding, (0, extra)) if extra else padding
    if tuple(padding.shape) != (batch, columns):
        raise AssertionError(
            f"expecting key_padding_mask shape of {(batch, columns)}, but got "
            f"{tuple(padding.shape)}"
        )
    spread = padding.reshape(batch, 1, 1, columns).expand(batch, heads, 1, columns)
    spread = spread.reshape(batch * heads, 1, columns)
    return spread if mask is None else mask + spread


def _weighed(q: Any, k: Any, v: Any, mask: Any, drop: float) -> tuple[Any, Any]:
    """What the heads attend to, and by which weights."""
    scaled = q * math.sqrt(1.0 / q.shape[-1])
    turned = k.transpose(-2, -1)
    scores = bmm(scaled, turned) if mask is None else baddbmm(mask, scaled, turned)
    weights = softmax(scores, -1)
    if drop > 0.0:
        weights = dropout(weights, drop)
    return bmm(weights, v), weights


def multi_head_attention_forward(
    query: Any,
    key: Any,
    value: Any,
    embed_dim_to_check: int,
    num_heads: int,
    in_proj_weight: Any,
    in_proj_bias: Any,
    bias_k: Any,
    bias_v: Any,
    add_zero_attn: bool,
    dropout_p: float,
    out_proj_weight: Any,
    out_proj_bias: Any,
    training: bool = True,
    key_padding_mask: Any = None,
    need_weights: bool = True,
    attn_mask: Any = None,
    use_separate_proj_weight: bool = False,
    q_proj_weight: Any = None,
    k_proj_weight: Any = None,
    v_proj_weight: Any = None,
    static_k: Any = None,
    static_v: Any = None,
    average_attn_weights: bool = True,
    is_causal: bool = False,
) -> tuple[Any, Any]:
    """Attention of `num_heads` heads: (length, batch, features), and the weights if asked for."""
    batched = _check_shapes(query, key, value, key_padding_mask, attn_mask, num_heads)
    if not batched:
        same = query is key, key is value
        query = query.unsqueeze(1)
        key = query if same[0] else key.unsqueeze(1)
        value = key if same[1] else value.unsqueeze(1)
        key_padding_mask = None if key_padding_mask is None else key_padding_mask.unsqueeze(0)
    if is_causal and attn_mask is None:
        raise RuntimeError(
            "Need attn_mask if specifying the is_causal hint. You may use the Transformer module "
            "method `generate_square_subsequent_mask` to create this mask."
        )
    rows, batch, features = query.shape
    operands = (query, key, value)
    width = _check_features(*operands, embed_dim_to_check, num_heads, use_separate_proj_weight)
    padding = as_mask(key_padding_mask, "key_padding_mask", attn_mask, query)
    causal = is_causal and key_padding_mask is None and not need_weights
    mask = None if causal else as_mask(attn_mask, "attn_mask", None, query)
    separate = _separate(use_separate_proj_weight, (q_proj_weight, k_proj_weight, v_proj_weight))
    q, k, v = _projected(*operands, in_proj_weight, in_proj_bias, separate)
    both = bias_k is not None and bias_v is not None
    sizes = (batch, num_heads, width)
    q = _by_head(q, *sizes)
    k = _extended(k, "key", bias_k if both else None, static_k, add_zero_attn, sizes)
    v = _extended(v, "value", bias_v if both else None, static_v, add_zero_attn, sizes)
    columns = k.shape[1]
    mask = _whole_mask(mask, padding, both + add_zero_attn, sizes[:2], rows, columns)
    drop = dropout_p if training else 0.0
    if not need_weights:
        found = _without_weights(q, k, v, mask, sizes[:2], drop, causal)
        result = linear(found, out_proj_weight, out_proj_bias).reshape(rows, batch, -1)
        return (result if batched else result.squeeze(1)), None
    found, weights = _weighed(q, k, v, mask, drop)
    found = found.transpose(0, 1).reshape(rows * batch, features)
    result = linear(found, out_proj_weight, out_proj_bias).reshape(rows, batch, -1)
    weights = weights.reshape(batch, num_heads, rows, columns)
    weights = weights.mean(1) if average_attn_weights else weights
    return (result, weights) if batched else (result.squeeze(1), weights.squeeze(0))


def _without_weights(
    q: Any, k: Any, v: Any, mask: Any, sizes: tuple[int, int], drop: float, causal: bool
) -> Any:
    """(length · batch, features) by the function that does not give the weights."""
    batch, heads = sizes
    query, key, value = (x.reshape(batch, heads, x.shape[1], x.shape[2]) for x in (q, k, v))
    if mask is not None and mask.shape[0] == 1:
        mask = mask.unsqueeze(0)
    elif mask is not None:
        mask = mask.reshape(batch, heads, -1, key.shape[2])
    found = scaled_dot_product_attention(query, key, value, mask, drop, causal)
    return found.permute(2, 0, 1, 3).reshape(batch * q.shape[1], heads * q.shape[2])
