"""Declaring operators: one decorated JAX function each, everything else derived.

`@op` reads the function's signature, which is PyTorch's, and its annotations, which say what each
parameter is to the recorder. `TABLE` holds every operator.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from torchlike._core import dtypes
from torchlike._core.kernel import Aval, Const, Kernel, Spec
from torchlike._core.promotion import HALVES, Promote, compute_and_result, result_type
from torchlike._ops import returns
from torchlike._ops.layout import elementwise_strides

#: Annotations of operands that are recorded as Values or numbers.
TRACED = (
    "Array",
    "Array | None",
    "Sequence[Array]",
    "Number",
    "Number | None",
    "Array | Number",
    "Array | Number | None",
)
#: Annotations of arguments that are part of a Step's identity.
STATIC = (
    "Dim",
    "Dim | None",
    "Dims",
    "Dims | None",
    "Shape",
    "DType",
    "DType | None",
    "Device | None",
    "int",
    "int | None",
    "bool",
    "bool | None",
    "float",
    "str",
    "str | None",
    "Static",
)

#: NumPy's names of parameters, which PyTorch takes for its own.
NUMPY_NAMES = {"axis": "dim", "keepdims": "keepdim"}

#: Categories of dtypes, by their number: bool, integer, floating point, complex.
_LETTERS = "bifc"


@dataclasses.dataclass(frozen=True)
class Param:
    """One parameter of an operator."""

    name: str
    annotation: str
    default: Any
    keyword_only: bool

    @property
    def traced(self) -> bool:
        """Whether it is an operand rather than a static argument."""
        return self.annotation in TRACED

    @property
    def required(self) -> bool:
        """Whether it has no default."""
        return self.default is inspect.Parameter.empty


@dataclasses.dataclass(frozen=True)
class Family:
    """What the operators of one kind have in common."""

    name: str
    promote: Promote = Promote.KEEP
    function: bool = True
    method: bool = True
    inplace: bool = False
    out: bool = False
    differentiable: bool = True
    elementwise: bool = False
    #: Whether the result aliases the first operand.
    view: bool = False
    #: Operands PyTorch's formula keeps for backward; "result" for the result.
    saves: tuple[str, ...] = ()


class OpDef:
    """An operator: its body and all that `torchlike._core` and the bindings ask of it."""

    def __init__(self, family: Family, body: Callable[..., Any], options: dict[str, Any]) -> None:
        self.family = family
        self.body = body
        self.name: str = options.pop("name", None) or body.__name__.rstrip("_")
        self.params = _params_of(body)
        self.promote: Promote = options.pop("promote", family.promote)
        self.promotes: tuple[str, ...] | None = options.pop("promotes", None)
        self.differentiable: bool = options.pop("differentiable", family.differentiable)
        self.saves: tuple[str, ...] = options.pop("saves", family.saves)
        self.grad_fn: Any = options.pop("grad_fn", None) or _grad_fn_name(self.name)
        named = options.pop("returns", None)
        #: How several results are handed over: a named tuple class, or `tuple`.
        self.returns: Any = getattr(returns, named) if isinstance(named, str) else named
        self.put: Any = options.pop("put", None)
        self.strides: Any = options.pop("strides", None)
        self.function: bool = options.pop("function", family.function)
        self.method: bool = options.pop("method", family.method)
        self.inplace: bool = options.pop("inplace", family.inplace)
        self.out: bool = options.pop("out", family.out)
        self.aliases: tuple[str, ...] = options.pop("aliases", ())
        self.dunder: str | None = options.pop("dunder", None)
        self.namespace: str = options.pop("namespace", "torch")
        self.domain: Any = options.pop("domain", None)
        self.cases: Any = options.pop("cases", None)
        #: What else is checked of the operands' specs.
        self.check: Any = options.pop("check", None)
        #: How categories of dtypes (of "bifc") are refused: a kernel's name, or exception and text.
        self.refuses: dict[str, Any] = options.pop("refuses", {})
        self.elementwise: bool = options.pop("elementwise", family.elementwise)
        self.is_view = family.view
        self.operands = tuple(p for p in self.params if p.traced)
        self.statics = tuple(p for p in self.params if not p.traced)
        self.variadic = any(p.annotation == "Sequence[Array]" for p in self.operands)
        if options:
            raise TypeError(f"@op({self.name}): unknown options {sorted(options)}")
        if not body.__doc__:
            raise TypeError(f"@op({self.name}): no docstring")

    # -- what the core asks ------------------------------------------------------------------

    def specialise(self, specs: Sequence[Spec], static: tuple[Any, ...]) -> Callable[..., Any]:
        """The body as a function of its array operands alone: promoted, numbers filled in."""
        self._check_operands(specs)
        compute, result = self._promotion(specs, static)
        halves = compute in HALVES and self.elementwise
        wide = dtypes.float32 if halves else compute
        self._check_dtype(specs, compute)
        promoted = self._promoted_positions(len(specs))

        def function(*arrays: Any) -> Any:
            supply = iter(arrays)
            values: list[Any] = []
            for position, spec in enumerate(specs):
                value = next(supply) if isinstance(spec, Aval) else spec
                if isinstance(value, Const):
                    value = value.value
                if position in promoted and wide is not None and value is not None:
                    value = _cast(value, wide)
                values.append(value)
            out = self.body(**self._named(values, static))
            return _cast_results(out, result)

        return _in_plain_words(self, function)

    def _named(self, values: list[Any], static: tuple[Any, ...]) -> dict[str, Any]:
        named = dict(zip((p.name for p in self.statics), static, strict=True))
        fixed = [p for p in self.operands if p.annotation != "Sequence[Array]"]
        for position, param in enumerate(fixed):
            if position < len(values):
                named[param.name] = values[position]
        if self.variadic:
            sequence = next(p for p in self.operands if p.annotation == "Sequence[Array]")
            named[sequence.name] = values[len(fixed) :]
        return named

    def _promoted_positions(self, count: int) -> frozenset[int]:
        if self.promote is Promote.KEEP:
            return frozenset()
        if self.promotes is None:
            return frozenset(range(count))
        names = [p.name for p in self.operands]
        return frozenset(i for i, name in enumerate(names) if name in self.promotes)

    def _promotion(
        self, specs: Sequence[Spec], static: tuple[Any, ...]
    ) -> tuple[dtypes.dtype | None, dtypes.dtype | None]:
        if self.promote is Promote.KEEP:
            return None, None
        tensors, scalars, numbers = [], [], []
        chosen = self._promoted_positions(len(specs))
        for position, spec in enumerate(specs):
            if position not in chosen:
                continue
            if isinstance(spec, Const):
                numbers.append(type(spec.value))
            elif spec is not None and spec.number is not None:
                numbers.append(spec.number)
            elif spec is not None:
                (tensors if spec.shape else scalars).append(spec.dtype)
        common = result_type(tensors, scalars, numbers)
        names = [p.name for p in self.statics]
        asked = static[names.index("dtype")] if "dtype" in names else None
        if asked is not None:
            return asked, asked
        return compute_and_result(self.promote, common)

    def _check_operands(self, specs: Sequence[Spec]) -> None:
        """Raises what PyTorch raises for None, a number or a shape where they do not go."""
        for position, (spec, param) in enumerate(zip(specs, self.operands, strict=False)):
            if isinstance(spec, Const):
                check_range(spec.value)
            number = isinstance(spec, Const) or (spec is not None and spec.number is not None)
            if param.annotation == "Sequence[Array]":
                if any(not isinstance(s, Aval) for s in specs[position:]):
                    raise TypeError(self.argument_error(position, None))
                break
            if (spec is None and "None" not in param.annotation and param.default is not None) or (
                number and "Number" not in param.annotation
            ):
                found = spec.value if isinstance(spec, Const) else None
                raise TypeError(self.argument_error(position, found))
        if self.check is not None:
            self.check(specs)
        if not self.elementwise:
            return
        known: tuple[int, ...] = ()
        for spec in specs:
            if isinstance(spec, Aval):
                known = broadcast_shapes(known, spec.shape)

    def _check_dtype(self, specs: Sequence[Spec], compute: dtypes.dtype | None) -> None:
        """Raises what PyTorch raises for the dtypes it has no kernel for."""
        if not self.refuses:
            return
        found = [compute] if compute else [s.dtype for s in specs if isinstance(s, Aval)]
        for letters, error in self.refuses.items():
            bad = next((d for d in found if _LETTERS[d.category] in letters), None)
            if bad is None:
                continue
            if isinstance(error, tuple):
                raise error[0](error[1])
            raise NotImplementedError(f"\"{error}\" not implemented for '{bad.scalar_name}'")

    def layout(
        self, specs: Sequence[Spec], static: tuple[Any, ...], outs: Sequence[Any]
    ) -> tuple[tuple[int, ...] | None, ...]:
        """The strides of the results; None for contiguous ones."""
        if self.strides is not None:
            return (self.strides(specs[0], *static),)
        if self.elementwise:
            return tuple(elementwise_strides(specs, tuple(out.shape)) for out in outs)
        return (None,) * len(outs)

    def saved(self, kernel: Kernel, wanted: Sequence[bool]) -> tuple[list[int], bool]:
        """Which array operands, and whether the result, PyTorch's formula keeps.

        A product keeps an operand only for the other one's gradient.
        """
        positions: list[int] = []
        slot = 0
        names = [p.name for p in self.operands]
        arrays = [
            names[min(i, len(names) - 1)]
            for i, spec in enumerate(kernel.specs)
            if isinstance(spec, Aval)
        ]
        crossed = "crossed" in self.saves
        for slot, name in enumerate(arrays):
            others = any(w for i, w in enumerate(wanted) if i != slot)
            if name in self.saves and (not crossed or others):
                positions.append(slot)
        return positions, "result" in self.saves

    def takes_tensor(self, position: int) -> bool:
        """Whether the operand at `position` may be a tensor, so that autograd counts it."""
        return "Array" in self.operands[min(position, len(self.operands) - 1)].annotation

    def argument_error(self, position: int, found: object) -> str:
        """PyTorch's words for an operand of the wrong type."""
        param = self.operands[min(position, len(self.operands) - 1)]
        name = self.name.split(".")[0]
        return (
            f"{name}(): argument '{param.name}' (position {position + 1}) must be Tensor, "
            f"not {type(found).__name__}"
        )

    def grad_name(self, kernel: Kernel) -> str:
        """The name of the autograd node, e.g. ``AddBackward0``."""
        named = self.grad_fn
        return named if isinstance(named, str) else named(kernel)

    def view_function(self, shape: tuple[int, ...], static: tuple[Any, ...]) -> Any:
        """For a view operator: the re-indexing as a function of the base."""
        del shape
        named = dict(zip((p.name for p in self.statics), static, strict=True))
        return lambda base: self.body(base, **named)

    def __repr__(self) -> str:
        return f"<op {self.name}>"


def broadcast_shapes(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    """The broadcast shape of two.

    Raises: RuntimeError, in PyTorch's words, when they do not broadcast.
    """
    rank = max(len(a), len(b))
    result = []
    for dim in range(-1, -rank - 1, -1):
        x = a[dim] if -dim <= len(a) else 1
        y = b[dim] if -dim <= len(b) else 1
        if x != y and 1 not in (x, y):
            raise RuntimeError(
                f"The size of tensor a ({x}) must match the size of tensor b ({y}) at "
                f"non-singleton dimension {rank + dim}"
            )
        result.append(y if x == 1 else x)
    return tuple(reversed(result))


def _cast(value: Any, to: dtypes.dtype) -> Any:
    if isinstance(value, (bool, int, float, complex)):
        return number_as(value, to)
    return value if value.dtype == to.np else to_dtype(value, to)


def check_range(number: complex) -> None:
    """Raises the error of a Python integer beyond 64 bits."""
    if type(number) is int and not -(2**63) <= number < 2**64:
        raise OverflowError(
            "int too big to convert" if number > 0 else "can't convert negative int to unsigned"
        )


def number_as(number: complex, to: dtypes.dtype) -> np.ndarray:
    """A Python number as a 0-dim array of dtype `to`.

    Raises: OverflowError, in Python's words, for an integer beyond 64 bits.
    """
    check_range(number)
    if to.category == dtypes.dtype.INTEGER and not isinstance(number, complex):
        info = np.iinfo(to.np)
        wrapped = int(number) & ((1 << info.bits) - 1)
        if to.is_signed and wrapped >> (info.bits - 1):
            wrapped -= 1 << info.bits
        return np.asarray(wrapped, to.np)
    with np.errstate(all="ignore"):
        return np.asarray(number).astype(to.np)


def to_dtype(array: Any, to: dtypes.dtype) -> Any:
    """`array` cast as PyTorch casts: bool means not zero, complex loses its imaginary part."""
    if to is dtypes.bool:
        return array != 0
    if jnp.issubdtype(array.dtype, jnp.complexfloating) and not to.is_complex:
        array = jnp.real(array)
    if jnp.issubdtype(array.dtype, jnp.floating) and to.category == dtypes.dtype.INTEGER:
        return _float_to_integer(array, to)
    return array.astype(to.np)


def _float_to_integer(array: Any, to: dtypes.dtype) -> Any:
    """Truncates as x86 does: through int64, keeping the low bits; int64's minimum for the rest."""
    if to is dtypes.uint64:
        return array.astype(to.np)
    limit = 2.0**63
    lost = ~(jnp.abs(array) < limit)
    wide = jnp.where(lost, 0, array).astype(jnp.int64)
    if to.itemsize == 4 and to.is_signed:
        lost32 = ~((array > -(2.0**31) - 1) & (array < 2.0**31))
        return jnp.where(lost32, jnp.iinfo(jnp.int32).min, wide).astype(to.np)
    return jnp.where(lost, jnp.iinfo(jnp.int64).min, wide).astype(to.np)


def _cast_results(out: Any, result: dtypes.dtype | None) -> list[Any]:
    outs = list(out) if isinstance(out, (tuple, list)) else [out]
    if result is None:
        return [jnp.asarray(o) for o in outs]
    return [jnp.asarray(_cast(o, result)) for o in outs]


def _in_plain_words(op: OpDef, function: Callable[..., Any]) -> Callable[..., Any]:
    """`function`, with JAX's own complaints about shapes and dtypes as PyTorch's exception."""

    def guarded(*arrays: Any) -> Any:
        try:
            return function(*arrays)
        except jax.errors.JAXTypeError:
            raise
        except (TypeError, ValueError) as problem:
            if getattr(problem, "from_torchlike", False) or not _from_jax(problem):
                raise
            first = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
            raise RuntimeError(f"{op.name}: {first}") from None

    return guarded


def _from_jax(problem: BaseException) -> bool:
    trace = problem.__traceback__
    last = ""
    while trace is not None:
        last = trace.tb_frame.f_code.co_filename
        trace = trace.tb_next
    return "torchlike" not in last


def _params_of(body: Callable[..., Any]) -> tuple[Param, ...]:
    found = []
    for p in inspect.signature(body).parameters.values():
        if p.annotation not in TRACED and p.annotation not in STATIC:
            raise TypeError(f"@op({body.__name__}): unknown annotation {p.annotation!r}")
        found.append(Param(p.name, p.annotation, p.default, p.kind is p.KEYWORD_ONLY))
    return tuple(found)


def _grad_fn_name(name: str) -> str:
    words = name.split(".")[0].strip("_").split("_")
    return "".join(w[:1].upper() + w[1:] for w in words) + "Backward0"


#: Every operator, by name; overloads as ``name.overload``.
TABLE: dict[str, OpDef] = {}


def op(family: Family, **options: Any) -> Callable[[Callable[..., Any]], OpDef]:
    """Declares an operator of `family`; `options` override what the family says.

    Raises: TypeError for a declaration that is incomplete or names what exists already.
    """

    def declare(body: Callable[..., Any]) -> OpDef:
        found = OpDef(family, body, dict(options))
        for name in (found.name, *found.aliases):
            if name in TABLE or any(name in o.aliases for o in TABLE.values()):
                raise TypeError(f"@op: {name} is declared twice")
        TABLE[found.name] = found
        return found

    return declare
