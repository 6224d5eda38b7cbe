"""Statements that make views, write in place, and read and write by index."""

from collections.abc import Callable
from typing import Any

import numpy as np

from compat.fuzz.creation import nested
from compat.fuzz.draft import (
    Draft,
    NoneSuchError,
    Shape,
    Variable,
    broadcast,
    factored,
    literal,
    promoted,
    shape_of,
)  # fmt: skip
from compat.fuzz.statements import kind

Look = Callable[[Any], Any]


def _permuted(draft: Draft, x: Variable) -> tuple[str, Look]:
    order = draft.rng.sample(range(x.rank), x.rank)
    return f"permute({literal(order)})", lambda z: z.transpose(order)


def _swapped(draft: Draft, x: Variable) -> tuple[str, Look]:
    a, b = draft.dim(x), draft.dim(x)
    name = draft.one("transpose", "swapaxes")
    return f"{name}({a}, {b})", lambda z: z.swapaxes(a, b) if z.ndim else z


def _shaped(draft: Draft, x: Variable) -> tuple[str, Look]:
    sizes = factored(x.size, draft.rng)
    shown = list(sizes)
    if x.size and draft.chance(0.3):
        shown[draft.rng.randrange(len(shown))] = -1
    if draft.chance(0.02):
        shown[0] = 5
    name = draft.one("view", "view", "reshape")
    return f"{name}({literal(shown)})", lambda z: z.reshape(sizes)


def _unsqueezed(draft: Draft, x: Variable) -> tuple[str, Look]:
    dim = draft.rng.randrange(-x.rank - 1, x.rank + 1)
    return f"unsqueeze({dim})", lambda z: np.expand_dims(z, dim)


def _squeezed(draft: Draft, x: Variable) -> tuple[str, Look]:
    ones = [i for i, n in enumerate(x.shape) if n == 1]
    if ones and draft.chance(0.6):
        dim = draft.rng.choice(ones)
        return f"squeeze({dim})", lambda z: z.squeeze(dim)
    return "squeeze()", lambda z: z.squeeze()


def _expanded(draft: Draft, x: Variable) -> tuple[str, Look]:
    sizes = [draft.one(2, 3) if n == 1 else n for n in x.shape]
    shown = [draft.one(n, -1) if n == m else m for n, m in zip(x.shape, sizes, strict=True)]
    if draft.chance(0.4) or not x.rank:
        sizes, shown = [2, *sizes], [2, *shown]
    return f"expand({literal(shown)})", lambda z: np.broadcast_to(z, sizes)


def _narrowed(draft: Draft, x: Variable) -> tuple[str, Look]:
    dim = draft.dim(x)
    size = x.shape[dim] if -x.rank <= dim < x.rank else 1
    start = draft.rng.randrange(size + 1)
    length = draft.rng.randrange(size - start + 1) + (1 if draft.chance(0.02) else 0)
    index = (slice(None),) * (dim % max(x.rank, 1)) + (slice(start, start + length),)
    return f"narrow({dim}, {start}, {length})", lambda z: z[index]


def _selected(draft: Draft, x: Variable) -> tuple[str, Look]:
    dim = draft.dim(x)
    at = draft.one(0, -1, 1)
    return f"select({dim}, {at})", lambda z: np.take(z, at, dim)


def _diagonal(draft: Draft, x: Variable) -> tuple[str, Look]:
    if x.rank < 2:
        raise NoneSuchError
    offset = draft.one(0, 0, 1, -1)
    a, b = draft.one((0, 1), (-2, -1), (1, 0))
    return f"diagonal({offset}, {a}, {b})", lambda z: np.diagonal(z, offset, a, b)


def _unfolded(draft: Draft, x: Variable) -> tuple[str, Look]:
    size, step = draft.one(1, 2), draft.one(1, 2)
    dim = draft.dim(x)

    def look(z: Any) -> Any:
        windows = np.lib.stride_tricks.sliding_window_view(z, size, dim)
        return windows[(slice(None),) * (dim % z.ndim) + (slice(None, None, step),)]

    return f"unfold({dim}, {size}, {step})", look


def _strided(draft: Draft, x: Variable) -> tuple[str, Look]:
    shape, strides, offset = draft.one(
        ((2, 2), (1, 1), 0), ((2,), (2,), 0), ((2, 2), (2, 1), 0), ((3,), (1,), 0),
        ((2, 2), (1, 2), 0), ((2,), (1,), 1), ((2, 2), (0, 1), 0), ((), (), 1),
    )  # fmt: skip
    return f"as_strided({shape}, {strides}, {offset})", lambda z: np.zeros(shape)


def _simple(draft: Draft, x: Variable) -> tuple[str, Look]:
    return draft.one(
        ("t()", lambda z: z.T if z.ndim < 3 else z.nothing),
        ("mT", lambda z: z.swapaxes(-1, -2)),
        ("flatten()", lambda z: z.reshape(-1)),
        ("ravel()", lambda z: z.reshape(-1)),
        ("view(-1)", lambda z: z.reshape(-1)),
        (f"view_as({x})", lambda z: z),
        ("movedim(0, -1)", lambda z: np.moveaxis(z, 0, -1)),
        ("adjoint()", lambda z: z.swapaxes(-1, -2)),
        ("flatten(0, 1)", lambda z: z.reshape(-1, *z.shape[2:])),
        ("unflatten(0, (1, -1))", lambda z: z.reshape(1, *z.shape)),
        ("contiguous()", lambda z: z),
        ("detach()", lambda z: z),
        ("data", lambda z: z),
        ("view(*SHAPE)".replace("SHAPE", str((*x.shape, 1))), lambda z: z[..., None]),
    )


_VIEWS = (_permuted, _swapped, _swapped, _shaped, _shaped, _unsqueezed, _squeezed, _expanded,
          _narrowed, _selected, _diagonal, _unfolded, _strided, _simple, _simple,
          _simple)  # fmt: skip


@kind(14)
def view(draft: Draft) -> None:
    x = draft.pick()
    call, look = draft.one(*_VIEWS)(draft, x)
    try:
        shape = shape_of(x, look)
    except AttributeError:
        shape = None
    cut = call in ("detach()", "data")
    draft.assign(f"{x}.{call}", shape, x.dtype, grad=x.grad and not cut)


@kind(1.5)
def views(draft: Draft) -> None:
    """Several views at once."""
    x = draft.pick(lambda v: v.rank > 0)
    dim = draft.rng.randrange(x.rank)
    size = x.shape[dim]
    rest = x.shape[:dim] + x.shape[dim + 1 :]
    if draft.chance(0.5) and 0 < size < 4:
        names = [draft.name() for _ in range(size)]
        draft.write(f"{', '.join(names)}, = {x}.unbind({dim})")
        for name in names:
            draft.know(name, rest, x.dtype, grad=x.grad)
        return
    if size < 2:
        raise NoneSuchError
    call = draft.one(f"{x}.split([1, {size - 1}], {dim})", f"torch.split({x}, 1, {dim})[:2]",
                     f"{x}.chunk(2, {dim})", f"torch.tensor_split({x}, 2, {dim})")  # fmt: skip
    first, second = draft.name(), draft.name()
    draft.write(f"{first}, {second} = {call}")
    if "[1" in call:
        draft.know(first, (*x.shape[:dim], 1, *x.shape[dim + 1 :]), x.dtype, grad=x.grad)
        draft.know(second, (*x.shape[:dim], size - 1, *x.shape[dim + 1 :]), x.dtype, grad=x.grad)


@kind(0.8)
def reinterpreted(draft: Draft) -> None:
    x = draft.pick()
    expression, shape, dtype = draft.one(
        (f"torch.view_as_real({x})", (*x.shape, 2), {"complex64": "float32"}.get(x.dtype)),
        (f"{x}.real", x.shape, None if x.is_complex else x.dtype),
        (f"{x}.imag", None, None),
        (f"{x}.conj()", x.shape, x.dtype),
        (f"{x}.expand_as({x})", x.shape, x.dtype),
        (f"torch.broadcast_to({x}, {literal((2, *x.shape))})", (2, *x.shape), x.dtype),
        (f"{x}.view(torch.{x.dtype})", x.shape, x.dtype),
        (f"{x}.view(torch.{draft.one('int32', 'uint8', 'int16')})", None, None),
        (f"torch.atleast_2d({x})", None, None),
    )
    draft.assign(expression, shape, dtype, grad=x.grad)


# -- indexing ----------------------------------------------------------------------------------


def _item(draft: Draft, size: int) -> tuple[str, Any]:
    """An index for one dim: as source text and as NumPy takes it."""
    choice = draft.rng.random()
    if choice < 0.32 and size:
        at = draft.rng.randrange(-size, size)
        return str(at), at
    if choice < 0.72:
        a, b, step = draft.one(None, 0, 1, -1), draft.one(None, 1, 2, -1), draft.one(None, None, 2)
        shown = f"{'' if a is None else a}:{'' if b is None else b}"
        return shown + (f":{step}" if step else ""), slice(a, b, step)
    if choice < 0.86 and size:
        places = [draft.rng.randrange(-size, size) for _ in range(draft.one(1, 2, 2, 3))]
        text = repr(places) if draft.chance(0.5) else f"torch.tensor({places})"
        return text, np.array(places)
    if choice < 0.93 and size:
        mask = [draft.chance(0.5) for _ in range(size)]
        return f"torch.tensor({mask})", np.array(mask)
    return ":", slice(None)


def subscript(draft: Draft, x: Variable) -> tuple[str, Shape | None]:
    """An index into `x` as source text, and the shape of what it finds."""
    if draft.chance(0.15):
        mask = f"{x}.real > 0" if x.is_complex else f"{x} > {draft.one(0, 1, 0.5)}"
        return mask, None
    if draft.chance(0.02):
        return draft.one("7", "'a'", "0, 0, 0, 0, 0", "1.5", "::-1", "[9]"), None
    if not x.rank:
        text, index = draft.one(("()", ()), ("...", ...), ("None", None), ("True", None))
        return text, shape_of(x, lambda z: z[index])
    items = [_item(draft, n) for n in x.shape[: draft.rng.randrange(1, x.rank + 1)]]
    if draft.chance(0.1):
        items.insert(draft.rng.randrange(len(items) + 1), ("None", None))
    if draft.chance(0.12) and len(items) <= x.rank:
        items.insert(0 if draft.chance(0.3) else len(items), ("...", ...))
    index = tuple(i for _, i in items)
    return ", ".join(t for t, _ in items), shape_of(x, lambda z: z[index])


@kind(7)
def indexed(draft: Draft) -> None:
    x = draft.pick()
    text, shape = subscript(draft, x)
    draft.assign(f"{x}[{text}]", shape, x.dtype, grad=x.grad)


def _source(draft: Draft, x: Variable, shape: Shape | None) -> str:
    """What may be written where `x` has `shape`: a number, a literal or a variable."""
    if shape is None or draft.chance(0.35):
        return draft.number(x.dtype)
    if draft.chance(0.25) and 0 not in shape:
        values = nested(draft, shape[draft.one(0, 0, 1) :], x.dtype)
        return f"torch.tensor({values}, dtype=torch.{x.dtype})"
    fits = draft.pick(
        lambda v: broadcast(v.shape, shape) == shape and not (v.is_complex and not x.is_complex)
        and not (v.is_inexact and not x.is_inexact)
    )  # fmt: skip
    return draft.one(f"{fits}", f"{fits}", f"{fits} * 2" if fits.dtype != "bool" else f"{fits}")


@kind(7)
def index_written(draft: Draft) -> None:
    x = draft.target()
    text, shape = subscript(draft, x)
    draft.write(f"{x}[{text}] {draft.one('=', '=', '=', '+=', '*=')} {_source(draft, x, shape)}")


@kind(2)
def picked(draft: Draft) -> None:
    """Reading by index tensors."""
    x = draft.pick(lambda v: v.rank > 0 and 0 not in v.shape)
    dim = draft.rng.randrange(x.rank)
    size = x.shape[dim]
    places = [draft.rng.randrange(size) for _ in range(2)]
    whole = nested_places(draft, x.shape, size)
    taken = (*x.shape[:dim], 2, *x.shape[dim + 1 :])
    expression, shape = draft.one(
        (f"{x}.index_select({dim}, torch.tensor({places}))", taken),
        (f"torch.gather({x}, {dim}, torch.tensor({whole}))", x.shape),
        (f"{x}.take(torch.tensor({places}))", None),
        (f"torch.masked_select({x}, {x} == {x})", None),
        (f"{x}.take_along_dim(torch.tensor({whole}), {dim})", x.shape),
        (f"{x}.nonzero()", None),
        (f"torch.argwhere({x})", None),
    )
    draft.assign(expression, shape, x.dtype, grad=x.grad)


def nested_places(draft: Draft, shape: Shape, size: int) -> list[Any]:
    """Nested lists of places in a dim of `size`."""
    if len(shape) == 1:
        return [draft.rng.randrange(size) for _ in range(shape[0])]
    return [nested_places(draft, shape[1:], size) for _ in range(shape[0])]


@kind(2)
def scattered(draft: Draft) -> None:
    """Writing by index tensors."""
    x = draft.target(lambda v: v.rank > 0 and 0 not in v.shape)
    dim = draft.rng.randrange(x.rank)
    size = x.shape[dim]
    places = draft.rng.sample(range(size), min(2, size))
    sources = (*x.shape[:dim], len(places), *x.shape[dim + 1 :])
    source = f"torch.tensor({nested(draft, sources, x.dtype)}, dtype=torch.{x.dtype})"
    whole = nested_places(draft, x.shape, size)
    number = draft.number(x.dtype)
    one = f"torch.tensor({number}, dtype=torch.{x.dtype})"
    call = draft.one(
        f"index_fill_({dim}, torch.tensor({places}), {number})",
        f"index_copy_({dim}, torch.tensor({places}), {source})",
        f"index_add_({dim}, torch.tensor({places}), {source})",
        f"scatter_({dim}, torch.tensor({whole}), {number})",
        f"scatter_add_({dim}, torch.tensor({whole}), {x}.detach().clone())",
        f"masked_fill_({x} == 1, {number})",
        f"index_put_((torch.tensor([0, 0]),), {one}, accumulate=True)",
        f"index_put_((torch.tensor({places}),), {one})" if dim == 0 else "fill_diagonal_(0)",
        f"masked_scatter_({x} > 0, {x}.detach().clone())",
        "fill_diagonal_(0)",
    )  # fmt: skip
    draft.write(f"{x}.{call}")


# -- in place ----------------------------------------------------------------------------------

_IN_PLACE = ("zero_()", "fill_(NUMBER)", "mul_(NUMBER)", "add_(NUMBER)", "sub_(NUMBER)", "neg_()",
             "clamp_(-1, 2)", "abs_()", "relu_()", "add_(NUMBER, alpha=2)", "div_(2)", "pow_(2)",
             "floor_()", "square_()", "clamp_(min=0)", "sign_()")  # fmt: skip
_IN_PLACE_FLOAT = ("exp_()", "sin_()", "sqrt_()", "tanh_()", "sigmoid_()", "reciprocal_()",
                   "cos_()",
                   "nan_to_num_()", "log_()", "erf_()")  # fmt: skip


@kind(6)
def in_place(draft: Draft) -> None:
    x = draft.target()
    names = (*_IN_PLACE, *_IN_PLACE_FLOAT) if x.is_inexact else _IN_PLACE
    draft.write(f"{x}.{draft.one(*names).replace('NUMBER', draft.number(x.dtype))}")


@kind(7)
def in_place_tensor(draft: Draft) -> None:
    x = draft.target()
    y = draft.pick(lambda v: broadcast(v.shape, x.shape) == x.shape and promoted(x, v) == x.dtype)
    if draft.chance(0.04):
        y = draft.pick()
    statement = draft.one(
        f"{x} += {y}", f"{x} -= {y}", f"{x} *= {y}", f"{x}.add_({y})", f"{x}.mul_({y})",
        f"{x}.copy_({y})", f"{x}.copy_({y})", f"{x}[...] = {y}", f"{x}[:] = {y}", f"{x} /= {y}",
        f"{x}.sub_({y}, alpha=2)", f"{x}.addcmul_({y}, {y})", f"{x}.lerp_({y}, 0.5)",
        f"{x}.maximum({y})", f"{x}.eq_({y})", f"{x}.data.add_({y})",
    )  # fmt: skip
    draft.write(statement)


@kind(2)
def rearranged_in_place(draft: Draft) -> None:
    x = draft.target(lambda v: v.rank > 0)
    a, b = draft.dim(x), draft.dim(x)
    call, shape = draft.one(
        (f"transpose_({a}, {b})", shape_of(x, lambda z: z.swapaxes(a, b))),
        ("t_()", x.shape[::-1] if x.rank <= 2 else None),
        ("squeeze_()", tuple(n for n in x.shape if n != 1)),
        ("unsqueeze_(0)", (1, *x.shape)),
        ("unsqueeze_(-1)", (*x.shape, 1)),
        ("swapaxes_(0, -1)", shape_of(x, lambda z: z.swapaxes(0, -1))),
        ("as_strided_((1,), (1,))", (1,)),
        (f"resize_({literal((x.size, 1))})", (x.size, 1)),
    )
    draft.write(f"{x}.{call}")
    draft.forget(x)
    if shape is not None:
        draft.know(x.name, shape, x.dtype, grad=x.grad, leaf=x.leaf)


@kind(1)
def replaced(draft: Draft) -> None:
    """The content of a variable, and its name, given to another."""
    x = draft.target()
    y = draft.pick(lambda v: v.shape == x.shape and v.dtype == x.dtype)
    draft.write(draft.one(f"{x}.data = {y}", f"{x}.data = {y}.clone()"))


@kind(2, since=2500)
def divided_in_place(draft: Draft) -> None:
    """The operators that round or raise to a power, in place."""
    x = draft.target(lambda v: not v.is_complex and v.dtype != "bool")
    sign = draft.one("//=", "//=", "%=", "**=")
    if draft.chance(0.4):
        draft.write(f"{x} {sign} {draft.one(2, 3)}")
        return
    y = draft.pick(lambda v: broadcast(v.shape, x.shape) == x.shape and promoted(x, v) == x.dtype)
    draft.write(f"{x} {sign} {y}" if sign != "**=" else f"{x}.abs_().floor_divide_({y})")


@kind(1, since=2500)
def set_to(draft: Draft) -> None:
    """A variable that takes over the memory of another, or lets go of its own."""
    x = draft.target(lambda v: not v.grad)
    y = draft.pick(lambda v: v.dtype == x.dtype and not v.grad)
    call, shape = draft.one(
        (f"set_({y})", y.shape), (f"set_({y})", y.shape), ("set_()", (0,)),
        (f"set_({y}, 0, (1,), (1,))", (1,)), (f"set_({y}.untyped_storage())", None),
    )  # fmt: skip
    draft.write(f"{x}.{call}")
    draft.forget(x)
    if shape is not None:
        draft.know(x.name, shape, x.dtype)


@kind(1.5, since=2500)
def grown(draft: Draft) -> None:
    """A tensor of memory of its own that grows; what it has then but had not is left alone."""
    x = draft.pick()
    size, more = x.size, draft.one(1, 2, 5)
    own = draft.one(f"{x}.detach().clone()", f"{x}.detach() * 1", f"torch.clone({x}.detach())")
    wide = draft.one((size + more,), (2, size + more), (size + more, 1))
    if draft.chance(0.5):
        draft.assign(f"({own}).resize_({literal(wide)}).zero_()", wide, x.dtype)
    else:
        draft.assign(f"({own}).resize_({literal((size + more,))})[:{size}]", (size,), x.dtype)
