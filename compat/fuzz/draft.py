"""A program while it is being written: its statements, and a guess at what its variables hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T")
Shape = tuple[int, ...]

#: Few shapes, so that kernels made for one program serve the next.
SHAPES: tuple[Shape, ...] = (
    (), (1,), (3,), (4,), (0,), (2, 3), (3, 2), (1, 3), (3, 1), (2, 2), (2, 0), (2, 3, 2),
    (1, 2, 3),
)  # fmt: skip
SHAPE_WEIGHTS = (8, 4, 14, 6, 3, 22, 10, 5, 5, 8, 2, 8, 5)

DTYPES = {
    "float32": 50, "float64": 14, "int64": 16, "bool": 7, "int32": 5, "uint8": 3, "int8": 1,
    "int16": 2, "float16": 3, "bfloat16": 4, "complex64": 4, "complex128": 1,
}  # fmt: skip
INTEGERS = ("uint8", "int8", "int16", "int32", "int64")
FLOATS = ("float16", "bfloat16", "float32", "float64")
COMPLEX = ("complex64", "complex128")
_ORDER = ("bool", *INTEGERS, *FLOATS, *COMPLEX)

#: Variables with more elements are left alone: what is wrong shows on small ones.
MAX_ELEMENTS = 48


class NoneSuchError(Exception):
    """No variable serves the statement that was to be written."""


@dataclass(frozen=True)
class Variable:
    """What a variable probably holds, should the statements before have run."""

    name: str
    shape: Shape
    dtype: str
    grad: bool
    leaf: bool

    def __str__(self) -> str:
        return self.name

    @property
    def rank(self) -> int:
        return len(self.shape)

    @property
    def size(self) -> int:
        return int(np.prod(self.shape))

    @property
    def is_float(self) -> bool:
        return self.dtype in FLOATS

    @property
    def is_integer(self) -> bool:
        return self.dtype in INTEGERS

    @property
    def is_complex(self) -> bool:
        return self.dtype in COMPLEX

    @property
    def is_inexact(self) -> bool:
        return self.is_float or self.is_complex

    @property
    def writable(self) -> bool:
        """Whether autograd lets it be written to under grad mode."""
        return not (self.grad and self.leaf)


class Draft:
    """The statements written so far and the variables they leave."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.lines: list[str] = []
        self.variables: dict[str, Variable] = {}
        self.grad_mode = True
        self._made = 0

    # -- choosing ----------------------------------------------------------------------------

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def one(self, *choices: T) -> T:
        return self.rng.choice(choices)

    def pick(self, wanted: Callable[[Variable], bool] = lambda _: True) -> Variable:
        """A variable that serves, rather one of the latest."""
        fitting = [v for v in self.variables.values() if v.size <= MAX_ELEMENTS and wanted(v)]
        if not fitting:
            raise NoneSuchError
        return self.rng.choices(fitting, range(1, len(fitting) + 1))[0]

    def target(self, wanted: Callable[[Variable], bool] = lambda _: True) -> Variable:
        """A variable to write to: seldom one that autograd guards."""
        return self.pick(lambda v: wanted(v) and (v.writable or self.chance(0.05)))

    def shape(self) -> Shape:
        return self.rng.choices(SHAPES, SHAPE_WEIGHTS)[0]

    def dtype(self) -> str:
        return self.rng.choices(list(DTYPES), list(DTYPES.values()))[0]

    def dim(self, of: Variable) -> int:
        """A dim of a variable, counted from either end; seldom one that it has not."""
        span = max(of.rank, 1)
        if self.chance(0.02):
            return self.one(span, -span - 1)
        return self.rng.randrange(-span, span)

    def number(self, dtype: str = "float32") -> str:
        """A Python number that does not promote `dtype`."""
        if dtype == "bool":
            return self.one("True", "False")
        if dtype in INTEGERS or self.chance(0.4):
            return str(self.one(2, 3, 1, 0, -1, 5))
        return self.one("0.5", "2.0", "-1.5", "0.25", "3.0")

    def any_number(self) -> str:
        """A Python number of any kind."""
        return self.one("2", "0.5", "3", "-1", "True", "1.5", "2j", "0", "-0.5", "1e-3", "10")

    # -- writing -----------------------------------------------------------------------------

    def write(self, statement: str) -> None:
        """Appends a statement, which may have an indented block."""
        self.lines.append(statement)

    def name(self) -> str:
        """A name not used before."""
        self._made += 1
        return f"x{self._made - 1}"

    def assign(
        self,
        expression: str,
        shape: Shape | None,
        dtype: str | None = None,
        *,
        grad: bool = False,
        leaf: bool = False,
    ) -> None:
        """Appends an assignment; a variable of unknown shape or dtype is only looked at."""
        name = self.name()
        self.write(f"{name} = {expression}")
        if shape is not None and dtype is not None:
            self.know(name, shape, dtype, grad=grad, leaf=leaf)

    def know(
        self, name: str, shape: Shape, dtype: str, *, grad: bool = False, leaf: bool = False
    ) -> None:
        """Takes note of what a variable probably holds."""
        grad = grad and dtype in (*FLOATS, *COMPLEX) and (self.grad_mode or leaf)
        self.variables[name] = Variable(name, shape, dtype, grad, leaf or not grad)

    def forget(self, variable: Variable) -> None:
        self.variables.pop(variable.name, None)


def shape_of(variable: Variable, function: Callable[[Any], Any]) -> Shape | None:
    """The shape of what `function` makes of a NumPy array like `variable`; None where it raises."""
    try:
        return tuple(function(np.zeros(variable.shape, np.int8)).shape)
    except (ValueError, IndexError, TypeError):
        return None


def broadcast(*shapes: Shape) -> Shape | None:
    """The common shape; None where there is none."""
    try:
        return np.broadcast_shapes(*shapes)
    except ValueError:
        return None


def promoted(a: Variable, b: Variable) -> str:
    """The dtype of a sum."""
    first, second = sorted((a, b), key=lambda v: _ORDER.index(v.dtype))
    if _category(first.dtype) != _category(second.dtype):
        if first.rank and not second.rank:
            return {"int": second.dtype, "float": "float32", "complex": "complex64"}[
                _category(second.dtype)
            ]
        return second.dtype
    if first.rank and not second.rank:
        return first.dtype
    if {first.dtype, second.dtype} == {"uint8", "int8"}:
        return "int16"
    if {first.dtype, second.dtype} == {"float16", "bfloat16"}:
        return "float32"
    return second.dtype


def _category(dtype: str) -> str:
    if dtype == "bool":
        return "bool"
    return "int" if dtype in INTEGERS else "float" if dtype in FLOATS else "complex"


def with_number(variable: Variable, number: str) -> str:
    """The dtype of a sum with a Python number."""
    if "j" in number:
        return "complex128" if variable.dtype in ("float64", "complex128") else "complex64"
    if "." in number or "e-" in number:
        return variable.dtype if variable.is_inexact else "float32"
    if variable.dtype == "bool":
        return "bool" if number in ("True", "False") else "int64"
    return variable.dtype


def floating(dtype: str) -> str:
    """The dtype of a quotient."""
    return dtype if dtype in (*FLOATS, *COMPLEX) else "float32"


def factored(size: int, rng: Random) -> list[int]:
    """The sizes of some shape of `size` elements."""
    if size == 0:
        return rng.choice(([0], [2, 0], [0, 3], [1, 0, 2]))
    divisors = [n for n in range(1, size + 1) if size % n == 0]
    first = rng.choice(divisors)
    rest = size // first
    return rng.choice(([size], [first, rest], [first, rest], [first, 1, rest], [1, size]))


def literal(sequence: Sequence[Any]) -> str:
    """A tuple of sizes as source text."""
    return repr(tuple(sequence))
