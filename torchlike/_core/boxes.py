"""Boxes: views of consecutive elements of one dim, at a position that may vary.

``x[i]`` is another static argument for every ``i``. Tracing it anew each time would cost far more
than running it, so that the Kernels of all positions share one template, whose position is an
operand; a site that sees position after position records the template itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import lax

from torchlike._core import dtypes
from torchlike._core.device import device
from torchlike._core.kernel import Aval, Kernel, Spec, aval, contiguous_strides, kernel_for
from torchlike._core.trace import VARIES, Trace
from torchlike._core.vjp import CoreOp

#: (view operator, static arguments), applied from the base outwards.
Link = tuple[Any, tuple[Any, ...]]


def template(
    op: Any, specs: Sequence[Spec], static: Any, positions: Sequence[int], place: device
) -> tuple[Any, tuple[Spec, ...], Any, list[Any]]:
    """What a Kernel at `positions` shares with those at others, and the numbers that it binds."""
    position = aval((), dtypes.int64, place, None, int)
    numbers = [np.asarray(number, np.int64) for number in positions]
    return op, (*specs, *[position] * len(positions)), static, numbers


class _Box(CoreOp):
    """A box at the position that its second operand is.

    Its static arguments are the name of the node, the dim, the size there, and whether that dim is
    dropped. In a chain of views the position stands in the place of the name.
    """

    is_view = True
    follows = True
    recodes = False

    def specialise(self, specs: Sequence[Spec], static: tuple[Any, ...]) -> Callable[..., Any]:
        return lambda base, start: self.view_function(base.shape, (start, *static[1:]))(base)

    def layout(self, specs: Sequence[Spec], static: Any, outs: Sequence[Any]) -> Any:
        base = specs[0]
        assert isinstance(base, Aval)
        _, dim, _, drop = static
        own = base.strides or contiguous_strides(base.shape)
        return (own[:dim] + own[dim + 1 :] if drop else own,)

    def takes_tensor(self, position: int) -> bool:
        return position == 0

    def grad_name(self, kernel: Kernel) -> str:
        return kernel.static[0]

    def view_function(self, shape: tuple[int, ...], static: Any) -> Callable[[Any], Any]:
        """The box as a function of the base."""
        start, dim, size, drop = static

        def look(base: Any) -> Any:
            starts = [start if d == dim else 0 for d in range(len(shape))]
            sizes = [size if d == dim else n for d, n in enumerate(shape)]
            found = lax.dynamic_slice(base, starts, sizes, allow_negative_indices=False)
            return jnp.squeeze(found, dim) if drop else found

        return look

    def put(self, base: Any, new: Any, static: Any) -> Any:
        """The base with `new` in the box."""
        start, dim, _, drop = static
        starts = [start if d == dim else 0 for d in range(base.ndim)]
        update = jnp.expand_dims(new, dim) if drop else new
        return lax.dynamic_update_slice(base, update, starts, allow_negative_indices=False)


BOX = _Box("box", lambda base, *_: base, "")


def generalised(chain: Sequence[Link], base: Aval) -> tuple[tuple[Link, ...], list[int]] | None:
    """`chain` with boxes at positions to be filled in, and these positions; None without any."""
    links: list[Link] = []
    positions: list[int] = []
    for op, static in chain:
        box = getattr(op, "box", None)
        found = None if box is None else box(base.shape, static)
        if found is None:
            links.append((op, static))
        else:
            start, *rest = found
            positions.append(start)
            links.append((BOX, tuple(rest)))
        (base,) = kernel_for(op, (base,), static, base.device).out_avals
    return (tuple(links), positions) if positions else None


def filled_in(chain: Sequence[Link], positions: Sequence[Any]) -> tuple[Link, ...]:
    """A generalised chain with its boxes at `positions`."""
    supply = iter(positions)
    return tuple(
        (op, (next(supply), *static)) if op is BOX else (op, static) for op, static in chain
    )


def varies(trace: Trace, site: tuple[Any, ...], key: Any, general: tuple[Any, ...]) -> bool:
    """Whether `site` was recorded with another position before; notes that `key` is, now.

    `general` is the site of the operator that takes the position as an operand.
    """
    cursor = trace.cursor
    seen = cursor.sites.get(site)
    if seen is None:
        cursor.sites[site] = key
        return False
    if seen is not VARIES:
        cursor.children.pop(seen, None)
        cursor.sites[site] = cursor.sites[general] = VARIES
    return True
