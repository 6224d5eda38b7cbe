"""Gradients through samples: how a number that was drawn moves with what it was drawn by."""

from __future__ import annotations

from typing import Any, cast

import jax
from jax import lax

from torchlike._core.vjp import CoreOp


@jax.custom_jvp
def _gamma_drawn(shape: Any, drawn: Any) -> Any:
    del shape
    return drawn


@_gamma_drawn.defjvp
def _gamma_drawn_jvp(primals: Any, tangents: Any) -> tuple[Any, Any]:
    shape, drawn = primals
    kind = jax.numpy.promote_types(drawn.dtype, jax.numpy.float32)
    slope = cast(Any, lax.random_gamma_grad)(shape.astype(kind), drawn.astype(kind))
    return drawn, slope.astype(drawn.dtype) * tangents[0]


#: Numbers `drawn` from gamma distributions with these shape parameters, which they move with
#: (Figurnov, Mohamed and Mnih, "Implicit reparameterization gradients", 2018).
GAMMA_DRAWN = CoreOp("_standard_gamma", _gamma_drawn, "StandardGammaBackward0", saves=True)
