"""Fills the operator table: importing a family's module declares its operators."""

from __future__ import annotations

import importlib

FAMILIES = (
    "unary",
    "bounds",
    "binary",
    "special",
    "bessel",
    "polynomials",
    "power",
    "compare",
    "reduce",
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
    "activation",
    "layer",
    "losses",
    "optim",
)


def load() -> None:
    """Declares every operator."""
    for family in FAMILIES:
        importlib.import_module(f"torchlike._ops.{family}")
