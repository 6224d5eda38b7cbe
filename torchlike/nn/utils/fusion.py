"""Layers with the batch normalisation after them as one: for evaluation."""

from __future__ import annotations

import copy
from typing import Any

from torchlike.nn.parameter import Parameter


def _check(layer: Any, bn: Any) -> None:
    if layer.training or bn.training:
        raise AssertionError("Fusion only for eval!")
    if bn.running_mean is None or bn.running_var is None:
        raise AssertionError("BatchNorm running statistics must not be None for fusion")


def fuse_conv_bn_eval(conv: Any, bn: Any, transpose: bool = False) -> Any:
    """A convolution that does what `conv` and `bn` after it do in evaluation."""
    _check(conv, bn)
    fused = copy.deepcopy(conv)
    statistics = bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias
    fused.weight, fused.bias = fuse_conv_bn_weights(conv.weight, conv.bias, *statistics, transpose)
    return fused


def fuse_conv_bn_weights(
    conv_w: Any,
    conv_b: Any,
    bn_rm: Any,
    bn_rv: Any,
    bn_eps: float,
    bn_w: Any,
    bn_b: Any,
    transpose: bool = False,
) -> tuple[Any, Any]:
    """The weight and bias of a convolution and a batch normalisation in one."""
    shape = [1, -1] if transpose else [-1, 1]
    return _fused(conv_w, conv_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b, shape)


def fuse_linear_bn_eval(linear: Any, bn: Any) -> Any:
    """A linear layer that does what `linear` and `bn` after it do in evaluation."""
    _check(linear, bn)
    if bn.num_features not in (1, linear.out_features):
        raise AssertionError(
            "To fuse, linear.out_features == bn.num_features or bn.num_features == 1, got "
            f"linear.out_features={linear.out_features} and bn.num_features={bn.num_features}"
        )
    fused = copy.deepcopy(linear)
    statistics = bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias
    fused.weight, fused.bias = fuse_linear_bn_weights(linear.weight, linear.bias, *statistics)
    return fused


def fuse_linear_bn_weights(
    linear_w: Any, linear_b: Any, bn_rm: Any, bn_rv: Any, bn_eps: float, bn_w: Any, bn_b: Any
) -> tuple[Any, Any]:
    """The weight and bias of a linear layer and a batch normalisation in one."""
    return _fused(linear_w, linear_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b, [-1, 1])


def _fused(
    weight: Any, bias: Any, mean: Any, var: Any, eps: float, gain: Any, shift: Any, shape: list[int]
) -> tuple[Any, Any]:
    """Weight and bias as parameters; the channels of the weight lie where `shape` has -1."""
    before = mean.new_zeros(mean.shape) if bias is None else bias
    scale = (var + eps).rsqrt()
    if gain is not None:
        scale = gain * scale
    shift = 0.0 if shift is None else shift
    fused = weight * scale.reshape(shape + [1] * (weight.dim() - 2)).to(weight.dtype)
    moved = ((before - mean) * scale + shift).to(before.dtype)
    flag = weight.requires_grad
    return Parameter(fused.detach(), flag), Parameter(moved.detach(), flag)
