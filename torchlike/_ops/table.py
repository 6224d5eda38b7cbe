"""Fills the operator table: importing a family's module declares its operators."""

from __future__ import annotations

import importlib

FAMILIES = (
    "unary",
    "bounds",
    "binary",
    "bitwise",
    "special",
    "bessel",
    "polynomials",
    "fft",
    "frames",
    "power",
    "compare",
    "reduce",
    "extremes",
    "scan",
    "view",
    "window",
    "shape",
    "create",
    "index",
    "scatter",
    "sort",
    "matmul",
    "decompose",
    "solve",
    "pieces",
    "distances",
    "activation",
    "layer",
    "padding",
    "convolution",
    "pooling",
    "normalization",
    "resampling",
    "ctc",
    "embedding",
    "recurrent",
    "losses",
    "optim",
    "optim_moments",
    "quantization",
)


def load() -> None:
    """Declares every operator."""
    for family in FAMILIES:
        importlib.import_module(f"torchlike._ops.{family}")
