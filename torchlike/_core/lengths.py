"""Jaxprs at lengths not traced yet, written down from those that were.

Tracing is most of what a new shape costs. Two jaxprs of one operator for operands that differ in
one length only (of a sequence, a batch) show which of their numbers follow it: its multiples, its
square's, and those a constant away from it. Between the two, another length needs no tracing.

Nothing is guessed: a `Pattern` is used once a third jaxpr was found to be what it says, between the
lengths traced, and where their differences leave no other residue (padding to a multiple of eight
shows only at lengths that are none). Whatever does not fit is traced.
"""

from __future__ import annotations

import math
import warnings
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from torchlike._core.jaxprs import (
    ClosedJaxpr,
    DropVar,
    Jaxpr,
    JaxprEqn,
    Literal,
    ShapedArray,
    Var,
)

#: Smaller numbers stand for themselves: dimensions of a single element, axes, modes.
SMALLEST = 8
MAX_FAMILIES = 1024
#: Patterns of a family, and jaxprs that are kept to be compared with the next one.
MAX_PATTERNS, MAX_LONE = 16, 4

#: What operators raise for lengths that they do not take.
REFUSALS = (RuntimeError, TypeError, ValueError, IndexError)

#: The value at a length.
Maker = Callable[[int], Any]
#: What follows the length in an equation: literals, by position, and parameters.
Row = tuple[list[Maker | None], dict[str, Maker]]


class Unlike(Exception):  # noqa: N818  (a signal inside this file, never an error)
    """Two jaxprs differ in more than the numbers that follow a length."""


class Follow:
    """Which numbers follow a length that is `here` in one jaxpr and `there` in the other."""

    def __init__(self, here: int, there: int) -> None:
        self.here = here
        self.there = there

    def maker(self, a: int, b: int) -> Maker:
        """What gives `a` here and `b` there. Raises: Unlike where nothing does."""
        if a - self.here == b - self.there:
            offset = a - self.here
            return lambda n: n + offset
        for power in (1, 2):
            factor, rest = divmod(a, self.here**power)
            if factor > 0 and rest == 0 and factor * self.there**power == b:
                return lambda n: factor * n**power
        raise Unlike


def _maker(a: Any, b: Any, follow: Follow | None) -> Maker | None:
    """What makes of `a` (and of `b`) its like at another length; None where that is `a` itself."""
    if a is b:
        return None
    if type(a) is not type(b):
        raise Unlike
    if isinstance(a, int) and not isinstance(a, bool):
        if a == b:
            return None
        if follow is None:
            raise Unlike
        return follow.maker(a, b)
    if isinstance(a, tuple | list):
        return _sequence_maker(a, b, follow)
    if isinstance(a, ShapedArray):
        return _aval_maker(a, b, follow)
    if isinstance(a, ClosedJaxpr):
        return _closed_maker(a, b, follow)
    if isinstance(a, Jaxpr):
        return _jaxpr_maker(a, b, follow)
    if not _equal(a, b):
        raise Unlike
    return None


def _equal(a: Any, b: Any) -> bool:
    if hasattr(a, "dtype") and hasattr(a, "shape"):
        x, y = np.asarray(a), np.asarray(b)
        return x.dtype == y.dtype and x.shape == y.shape and x.tobytes() == y.tobytes()
    if isinstance(a, float | complex):
        return repr(a) == repr(b)
    return bool(a == b)


def _sequence_maker(a: Any, b: Any, follow: Follow | None) -> Maker | None:
    if len(a) != len(b):
        raise Unlike
    makers = [_maker(x, y, follow) for x, y in zip(a, b, strict=True)]
    if not any(makers):
        return None
    kind = type(a)
    build = kind._make if hasattr(kind, "_make") else kind

    def make(n: int) -> Any:
        return build([x if m is None else m(n) for x, m in zip(a, makers, strict=True)])

    return make


def _aval_maker(a: ShapedArray, b: ShapedArray, follow: Follow | None) -> Maker | None:
    if (a.dtype, a.weak_type, a.sharding) != (b.dtype, b.weak_type, b.sharding):
        raise Unlike
    shape = _maker(a.shape, b.shape, follow)
    return None if shape is None else lambda n: a.update(shape=shape(n))


def _closed_maker(a: ClosedJaxpr, b: ClosedJaxpr, follow: Follow | None) -> Maker | None:
    if _maker(a.consts, b.consts, None) is not None:
        raise Unlike
    jaxpr = _jaxpr_maker(a.jaxpr, b.jaxpr, follow)
    return None if jaxpr is None else lambda n: ClosedJaxpr(jaxpr(n), a.consts)


def _literal_maker(a: Literal, b: Literal, follow: Follow | None) -> Maker | None:
    """A number in a jaxpr: an integer may follow the length, as a float too (`mean` divides)."""
    aval = a.aval
    if aval is not b.aval or not isinstance(aval, ShapedArray):
        raise Unlike
    if _equal(a.val, b.val):
        return None
    kind = np.dtype(aval.dtype)
    if follow is None or aval.weak_type or kind.kind not in "iuf":
        raise Unlike
    here, there = float(a.val), float(b.val)
    if not (here.is_integer() and there.is_integer()):
        raise Unlike
    number = follow.maker(int(here), int(there))
    return lambda n: Literal(kind.type(number(n)), aval)


def _jaxpr_maker(a: Jaxpr, b: Jaxpr, follow: Follow | None) -> Maker | None:
    if a.effects or b.effects or len(a.eqns) != len(b.eqns):
        raise Unlike
    pair = _Pair(follow)
    pair.bind(a.constvars, b.constvars)
    pair.bind(a.invars, b.invars)
    rows: list[Row] = []
    for x, y in zip(a.eqns, b.eqns, strict=True):
        if x.primitive is not y.primitive or x.ctx is not y.ctx:
            raise Unlike
        rows.append((pair.read(x.invars, y.invars), _params_makers(x, y, follow)))
        pair.bind(x.outvars, y.outvars)
    rows.append((pair.read(a.outvars, b.outvars), {}))
    avals = pair.avals
    if not any(avals.values()) and not any(any(literals) or params for literals, params in rows):
        return None
    return lambda n: _written(a, avals, rows, n)


class _Pair:
    """Two jaxprs read side by side: which variables are the same, and which follow the length."""

    def __init__(self, follow: Follow | None) -> None:
        self.follow = follow
        self.twins: dict[Any, Any] = {}
        self.avals: dict[Any, Maker | None] = {}

    def bind(self, ours: Sequence[Any], others: Sequence[Any]) -> None:
        """Both define these variables."""
        if len(ours) != len(others):
            raise Unlike
        for x, y in zip(ours, others, strict=True):
            self.twins[x] = y
            self.avals[x] = _maker(x.aval, y.aval, self.follow)

    def read(self, ours: Sequence[Any], others: Sequence[Any]) -> list[Maker | None]:
        """Both read these variables or literals: what makes those of the literals that follow."""
        if len(ours) != len(others):
            raise Unlike
        makers: list[Maker | None] = []
        for x, y in zip(ours, others, strict=True):
            literal = type(x) is Literal
            if literal is not (type(y) is Literal) or not (literal or self.twins.get(x) is y):
                raise Unlike
            makers.append(_literal_maker(x, y, self.follow) if literal else None)
        return makers


def _params_makers(a: JaxprEqn, b: JaxprEqn, follow: Follow | None) -> dict[str, Maker]:
    """The parameters of an equation that follow the length."""
    if a.params.keys() != b.params.keys():
        raise Unlike
    makers = {name: _maker(value, b.params[name], follow) for name, value in a.params.items()}
    return {name: maker for name, maker in makers.items() if maker is not None}


def _written(like: Jaxpr, avals: dict[Any, Maker | None], rows: Sequence[Row], n: int) -> Jaxpr:
    """The jaxpr at length `n`; what does not follow it is shared with `like`."""
    known = {
        x: x if maker is None else (DropVar if type(x) is DropVar else Var)(maker(n))
        for x, maker in avals.items()
    }

    def read(atoms: Sequence[Any], literals: Sequence[Maker | None]) -> list[Any]:
        return [
            maker(n) if maker is not None else x if type(x) is Literal else known[x]
            for x, maker in zip(atoms, literals, strict=True)
        ]

    eqns = [
        eqn.replace(
            invars=read(eqn.invars, literals),
            outvars=[known[x] for x in eqn.outvars],
            params={**eqn.params, **{name: maker(n) for name, maker in params.items()}},
        )
        for eqn, (literals, params) in zip(like.eqns, rows[:-1], strict=True)
    ]
    return like.replace(
        constvars=[known[x] for x in like.constvars],
        invars=[known[x] for x in like.invars],
        outvars=read(like.outvars, rows[-1][0]),
        eqns=eqns,
        debug_info=like.debug_info,
    )


class Pattern:
    """A jaxpr with a length left open.

    `numbers` are those of the operands and arguments it was traced for.
    """

    def __init__(
        self, a: tuple[Sequence[int], ClosedJaxpr], b: tuple[Sequence[int], ClosedJaxpr]
    ) -> None:
        (ours, jaxpr), (others, other) = a, b
        varying = [i for i, (x, y) in enumerate(zip(ours, others, strict=True)) if x != y]
        if not varying:
            raise Unlike
        #: Where the length stands among the numbers.
        self.place = min(varying, key=lambda i: ours[i])
        follow = Follow(ours[self.place], others[self.place])
        self._numbers = tuple(ours)
        self._makers = [(i, follow.maker(ours[i], others[i])) for i in varying if i != self.place]
        self._jaxpr = jaxpr
        self._maker = _closed_maker(jaxpr, other, follow)
        self.low, self.high = sorted((follow.here, follow.there))
        self.step = self.high - self.low
        self.confirmed = False

    def length_in(self, numbers: Sequence[int]) -> int | None:
        """The length in `numbers`; None where they do not follow one."""
        n = numbers[self.place]
        return n if self.numbers_at(n) == numbers else None

    def numbers_at(self, n: int) -> tuple[int, ...]:
        """The numbers of the operands and arguments at length `n`."""
        found = list(self._numbers)
        found[self.place] = n
        for i, maker in self._makers:
            found[i] = maker(n)
        return tuple(found)

    def covers(self, n: int) -> bool:
        """Whether the jaxpr at length `n` is known."""
        return self.confirmed and self.low < n < self.high and (n - self.low) % self.step == 0

    def at(self, n: int) -> ClosedJaxpr:
        """The jaxpr at length `n`."""
        return self._jaxpr if self._maker is None else self._maker(n)

    def confirm(self, n: int, traced: ClosedJaxpr) -> None:
        """Learns from what was traced at length `n`. Raises: Unlike where it is not as foretold."""
        if _closed_maker(self.at(n), traced, None) is not None:
            raise Unlike
        self.low, self.high = min(self.low, n), max(self.high, n)
        self.step = math.gcd(self.step, n - self.low)
        self.confirmed = True


class Family:
    """The jaxprs of one operator for operands of one kind, whatever their lengths."""

    def __init__(self) -> None:
        self.patterns: list[Pattern] = []
        #: Those that follow no pattern yet, and their numbers.
        self.lone: list[tuple[tuple[int, ...], ClosedJaxpr]] = []
        #: Whether a length is being traced that nobody asked for.
        self.stretching = False

    def find(self, numbers: tuple[int, ...]) -> ClosedJaxpr | None:
        """The jaxpr for these numbers, where it is known without tracing."""
        for pattern in self.patterns:
            n = pattern.length_in(numbers)
            if n is not None and pattern.covers(n):
                return pattern.at(n)
        return None

    def stretch(self, numbers: tuple[int, ...], make: Callable[[tuple[int, ...]], object]) -> bool:
        """Has a length twice as far traced, so that what lies between is known from now on."""
        if self.stretching:
            return False
        for pattern in self.patterns:
            n = pattern.length_in(numbers)
            if n is not None and not pattern.low < n < pattern.high:
                self.stretching = True
                try:
                    with warnings.catch_warnings(action="ignore"):
                        make(pattern.numbers_at(2 * n if n > pattern.low else n // 2))
                except REFUSALS:  # of a length nobody asked for
                    return False
                finally:
                    self.stretching = False
                return True
        return False

    def learn(self, numbers: tuple[int, ...], traced: ClosedJaxpr) -> None:
        """Remembers what was traced for these numbers."""
        for pattern in self.patterns:
            n = pattern.length_in(numbers)
            if n is not None:
                try:
                    pattern.confirm(n, traced)
                except Unlike:
                    self.patterns.remove(pattern)
                return
        for other in reversed(self.lone):
            try:
                pattern = Pattern(other, (numbers, traced))
            except Unlike:
                continue
            self.patterns = [*self.patterns[1 - MAX_PATTERNS :], pattern]
            self.lone.remove(other)
            return
        self.lone = [*self.lone[1 - MAX_LONE :], (numbers, traced)]


_families: OrderedDict[Any, Family] = OrderedDict()


#: Stands for a number in an outline.
_LEFT_OUT = object()


def outline(item: Any, numbers: list[int]) -> Any:
    """`item` with its larger integers left out, which are appended to `numbers`."""
    if isinstance(item, tuple):
        return tuple([outline(x, numbers) for x in item])
    if type(item) is not int or -SMALLEST < item < SMALLEST:
        return item
    numbers.append(item)
    return _LEFT_OUT


def filled(kind: Any, numbers: Iterator[int]) -> Any:
    """What has `kind` for its outline and these numbers."""
    if isinstance(kind, tuple):
        return tuple([filled(x, numbers) for x in kind])
    return next(numbers) if kind is _LEFT_OUT else kind


def jaxpr_of(
    kind: Any,
    numbers: tuple[int, ...],
    trace: Callable[[], ClosedJaxpr],
    make: Callable[[tuple[int, ...]], object],
) -> ClosedJaxpr:
    """The jaxpr that `trace` makes for these `numbers` in the outline `kind`, or its like.

    `make` asks for the jaxpr of the same kind for other numbers.
    """
    family = _families.get(kind)
    if family is None:
        family = _families[kind] = Family()
        if len(_families) > MAX_FAMILIES:
            _families.popitem(last=False)
    found = family.find(numbers)
    if found is None and family.stretch(numbers, make):
        found = family.find(numbers)
    if found is None:
        found = trace()
        if numbers:
            family.learn(numbers, found)
    return found


def forget_families() -> None:
    """Drops every family: defaults that they depend on have changed."""
    _families.clear()
