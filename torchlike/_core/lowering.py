"""What is compiled for the CPU by rules of our own, where XLA's lowering is slow."""

from __future__ import annotations

import functools
from typing import Any

from torchlike._core import convolutions, elementary, gathers, reductions, scans, sorting


def lowering_parameters(jaxpr: Any) -> tuple[Any, bool]:
    """What `Traced.lower` takes to use the rules that suit a program; None to leave it to XLA.

    With it, whether they reduce in place of XLA's `reductions.REPLACED_PASS`.
    """
    reduces = reductions.pays(jaxpr)
    parameters = _parameters(reduces)
    return parameters, reduces and parameters is not None


@functools.cache
def _parameters(reduces: bool) -> Any:
    """None where this JAX has no such thing: that is slower, and as accurate."""
    try:
        from jax._src.interpreters.mlir import LoweringParameters, _lowerings  # noqa: PLC0415
        from jax._src.lax import control_flow, convolution, slicing  # noqa: PLC0415
        from jax._src.lax import lax as primitives  # noqa: PLC0415

        rules: Any = elementary.rules(primitives, _lowerings)
        rules += scans.rules(control_flow, _lowerings)
        rules += sorting.rules(primitives, _lowerings)
        rules += gathers.rules(slicing, _lowerings)
        rules += convolutions.rules(convolution, _lowerings)
        if reduces:
            rules += reductions.rules(primitives, _lowerings)
        return LoweringParameters(override_lowering_rules=tuple(rules))
    except (ImportError, AttributeError, KeyError, TypeError):
        return None
