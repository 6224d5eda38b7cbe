"""The layout of convolutions' weights."""

from __future__ import annotations

from typing import Any

from torchlike.nn.modules.conv import Conv2d, Conv3d, ConvTranspose2d, ConvTranspose3d


def _converted(module: Any, kinds: tuple[type, ...], memory_format: Any) -> Any:
    for layer in module.modules():
        if isinstance(layer, kinds):
            weight: Any = layer.weight
            weight.data = weight.detach().clone().contiguous(memory_format=memory_format)
    return module


def convert_conv2d_weight_memory_format(module: Any, memory_format: Any) -> Any:
    """Lays out the weights of two-dimensional convolutions; returns the module."""
    return _converted(module, (Conv2d, ConvTranspose2d), memory_format)


def convert_conv3d_weight_memory_format(module: Any, memory_format: Any) -> Any:
    """Lays out the weights of three-dimensional convolutions; returns the module."""
    return _converted(module, (Conv3d, ConvTranspose3d), memory_format)
