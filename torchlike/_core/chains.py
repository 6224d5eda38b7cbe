"""Chains of views as operators: what they show of a base, and what puts it back into the base."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import jax.numpy as jnp

from torchlike._core import dtypes
from torchlike._core.boxes import BOX, Link, filled_in, generalised, template
from torchlike._core.device import device
from torchlike._core.kernel import Aval, Kernel, Spec, aval, kernel_for
from torchlike._core.memory import overlaps
from torchlike._core.vjp import CoreOp


def _put_through(chain: Sequence[Link], base: Any, new: Any) -> Any:
    if not chain:
        return new
    (op, static), *rest = chain
    look = op.view_function(base.shape, static)
    inner = new
    if rest:
        seen = look(base)
        if _repeats(op, static, base, seen) and not any(link.recodes for link, _ in chain):
            # What is repeated is written where the rest of the chain sees it.
            return _scatter_back(_composed(chain), base, new, distinct=False)
        inner = _put_through(rest, seen, new)
    if op.put is not None:
        return op.put(base, inner, static)
    return _scatter_back(look, base, inner)


def _repeats(op: Any, static: Any, base: Any, seen: Any) -> bool:
    """Whether a view operator may show an element of `base` several times."""
    if seen.size > base.size or op is BOX:
        return op is not BOX
    like = aval(tuple(base.shape), dtypes.from_numpy(base.dtype))
    return overlaps(through(like, ((op, static),)))


def _composed(chain: Sequence[Link]) -> Callable[[Any], Any]:
    def look(base: Any) -> Any:
        for op, static in chain:
            base = op.view_function(base.shape, static)(base)
        return base

    return look


def _scatter_back(look: Callable[[Any], Any], base: Any, new: Any, *, distinct: bool = True) -> Any:
    """Writes `new` where the pure re-indexing `look` finds each element of `base`.

    Exact for any such function: an index array is pushed through it.
    """
    index = look(jnp.arange(base.size, dtype=jnp.int64).reshape(base.shape))
    flat = base.reshape(-1).at[index.reshape(-1)].set(new.reshape(-1), unique_indices=distinct)
    return flat.reshape(base.shape)


class _InPlace(CoreOp):
    """An operator whose result lies where its first operand does, whatever its strides are."""

    follows = True

    def layout(self, specs: Sequence[Spec], static: Any, outs: Sequence[Any]) -> Any:
        first = specs[0]
        assert isinstance(first, Aval)
        return (first.strides,)


class _WriteBack(_InPlace):
    """The base after a write through a view; its static arguments are the view's chain."""

    def specialise(self, specs: Sequence[Spec], static: tuple[Any, ...]) -> Callable[..., Any]:
        return lambda old, new: _put_through(static, old, new)

    def general(self, specs: Sequence[Spec], static: tuple[Any, ...], place: device) -> Any:
        """What the writes at all positions share (see `boxes`)."""
        assert isinstance(specs[0], Aval)
        found = generalised(static, specs[0])
        if found is None:
            return None
        links, positions = found
        return template(PUT_BOXES, specs, links, positions, place)


class _PutBoxes(_InPlace):
    """`_WriteBack` at positions that are its further operands."""

    def specialise(self, specs: Sequence[Spec], static: tuple[Any, ...]) -> Callable[..., Any]:
        return lambda old, new, *positions: _put_through(filled_in(static, positions), old, new)

    def takes_tensor(self, position: int) -> bool:
        return position < 2


class _LayOut(CoreOp):
    """The same elements with other strides, in the name of the operator that computed them."""

    def layout(self, specs: Sequence[Spec], static: Any, outs: Sequence[Any]) -> Any:
        return (static[0],)

    def grad_name(self, kernel: Kernel) -> str:
        """The name of the node that computed the elements."""
        return kernel.static[1]


class _Replay(CoreOp):
    """A view of a base; its static arguments are the view's chain."""

    is_view = True
    follows = True

    def specialise(self, specs: Sequence[Spec], static: tuple[Any, ...]) -> Callable[..., Any]:
        return _composed(static)

    def general(self, specs: Sequence[Spec], static: tuple[Any, ...], place: device) -> Any:
        """What the views at all positions share (see `boxes`)."""
        assert isinstance(specs[0], Aval)
        found = generalised(static, specs[0])
        if found is None:
            return None
        links, positions = found
        return template(REPLAY_BOXES, specs, links, positions, place)

    def layout(self, specs: Sequence[Spec], static: Any, outs: Sequence[Any]) -> Any:
        spec = specs[0]
        assert isinstance(spec, Aval)
        return (through(spec, static).strides,)


class _Look(CoreOp):
    """A copy of what a chain of view operators shows; the chain and the node's name are static."""

    def specialise(self, specs: Sequence[Spec], static: tuple[Any, ...]) -> Callable[..., Any]:
        return _composed(static[0])

    def layout(self, specs: Sequence[Spec], static: Any, outs: Sequence[Any]) -> Any:
        return (None,)

    def grad_name(self, kernel: Kernel) -> str:
        """The name that was asked for."""
        return kernel.static[1]


class _Embed(CoreOp):
    """A copy of a tensor with another one where a chain of view operators looks."""

    def specialise(self, specs: Sequence[Spec], static: tuple[Any, ...]) -> Callable[..., Any]:
        return lambda whole, new: _put_through(static[0], whole, new)

    def grad_name(self, kernel: Kernel) -> str:
        """The name that was asked for."""
        return kernel.static[1]


class _ReplayBoxes(CoreOp):
    """`_Replay` at positions that are its further operands; only a template."""

    def specialise(self, specs: Sequence[Spec], static: tuple[Any, ...]) -> Callable[..., Any]:
        return lambda base, *positions: _composed(filled_in(static, positions))(base)


def through(base: Aval, chain: Sequence[Link]) -> Aval:
    """The Aval at the end of `chain` from a base like `base`."""
    for op, static in chain:
        (base,) = kernel_for(op, (base,), static, base.device).out_avals
    return base


#: The same value, cut off from its gradient.
DETACH = _InPlace("detach", lambda x: x, "DetachBackward0")
DETACH.differentiable = False
#: PyTorch's names for the node of a base written through a view, and of a view read after that.
WRITE_BACK = _WriteBack("write_back", lambda *_: None, "torch::autograd::CopySlices")
PUT_BOXES = _PutBoxes("write_back", lambda *_: None, "torch::autograd::CopySlices")
REPLAY = _Replay("as_strided", lambda base: base, "AsStridedBackward0")
#: The same for a base that was itself made a view, in place, of what it was.
REPLAY_BASE = _Replay("as_strided", lambda base: base, "torch::autograd::CopySlices")
REPLAY_IN_PLACE = _Replay("as_strided", lambda base: base, "AsStridedBackward1")
LOOK = _Look("view_copy", lambda base: base, "")
EMBED = _Embed("embed", lambda *_: None, "")
REPLAY_BOXES = _ReplayBoxes("as_strided", lambda base: base, "AsStridedBackward0")
LAY_OUT = _LayOut("lay_out", lambda x, *_: x, "")
