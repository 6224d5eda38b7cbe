"""Declaring operators: one decorated JAX function each, everything else derived.

`@op` reads the function's signature, which is PyTorch's, and its annotations, which say what each
parameter is to the recorder. `TABLE` holds every operator.
"""

from __future__ import annotations

import copy
import dataclasses
import inspect
from collections.abc import Callable, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from torchlike._core import dtypes
from torchlike._core.boxes import BOX, template
from torchlike._core.device import device
from torchlike._core.kernel import Aval, Const, Kernel, Spec, aval_of
from torchlike._core.promotion import HALVES, Promote, compute_and_result, result_type
from torchlike._ops import returns, saving
from torchlike._ops.casting import check_fits, check_range, number_as, to_dtype
from torchlike._ops.dims import wrap_dims
from torchlike._ops.layout import elementwise_strides
from torchlike._ops.plain_words import broadcast_shapes as broadcast_shapes
from torchlike._ops.plain_words import in_plain_words

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
#: The annotation of an argument that PyTorch has on other devices only.
ABSENT = "Absent"

#: NumPy's names of parameters, which PyTorch takes for its own.
NUMPY_NAMES = {"axis": "dim", "keepdims": "keepdim"}


_SIXTEEN_BIT_FLOATS = (dtypes.float16, dtypes.bfloat16)


def _letters(kind: dtypes.dtype) -> set[str]:
    """The kinds a dtype is of: bool, integer, float, complex; bare unsigned; 8, 16 bits."""
    letters = {"bifc"[kind.category]}
    if kind in _SIXTEEN_BIT_FLOATS:
        letters.add("h")
    if kind in dtypes.BARE_UNSIGNED:
        letters.add("u")
    if kind in dtypes.EIGHT_BIT_FLOATS:
        letters.add("8")
    return letters


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
    #: Operands PyTorch's formula keeps for backward; "result" for the result. See `saving`.
    saves: tuple[str, ...] = ()
    #: What `refuses` of its members says beyond what they say themselves; {} is the name.
    refuses: dict[str, str] = dataclasses.field(default_factory=dict)


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
        #: For a view of consecutive elements of one dim: its place (see `_core.boxes`), or None.
        self.box: Any = options.pop("box", None)
        #: Whether one Kernel does for all numbers that the last operand may be.
        self.shared_number: bool = options.pop("shared_number", False)
        #: Whether a view shows its memory in another code, not just in another order.
        self.recodes: bool = options.pop("recodes", False)
        self.strides: Any = options.pop("strides", None)
        #: The strides of a result by specs, static arguments and its shape; None: contiguous.
        self.laid_out: Any = options.pop("laid_out", None)
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
        #: How kinds of dtypes (see `_letters`) are refused: a kernel's name, or exception and text,
        #: or a function of specs and static arguments that says which, or None.
        self.refuses: dict[str, Any] = dict(options.pop("refuses", {}))
        for letters, kernel in family.refuses.items():
            self.refuses.setdefault(letters, kernel.format(self.name.removeprefix("special_")))
        self.elementwise: bool = options.pop("elementwise", family.elementwise)
        #: Whether numbers must be in the range of the dtype, rather than wrap around.
        self.checks_range: bool = options.pop("checks_range", False)
        #: Whether an elementwise operator computes halves in float32.
        self.widened: bool = options.pop("widened", True)
        #: The derivative by the result, which PyTorch takes of a half as it was rounded.
        self.slope: Callable[[Any], Any] | None = options.pop("slope", None)
        #: Whether what is not elementwise is cast to the dtype of its ``out=`` all the same.
        self.casts_out: bool = options.pop("casts_out", False)
        self.is_view = self.follows = family.view
        self.operands = tuple(p for p in self.params if p.traced)
        self.statics = tuple(p for p in self.params if not (p.traced or p.annotation == ABSENT))
        self.variadic = any(p.annotation == "Sequence[Array]" for p in self.operands)
        #: Whether the gradient takes no more than masks or indices from the operands.
        self.flat_gradient: bool = options.pop("flat_gradient", False)
        #: Operands by which PyTorch has no derivative, and its words for that.
        self.underived: dict[str, str] = options.pop("underived", {})
        #: Positions of numbers that the operator refuses when a dtype cannot hold them.
        checked = options.pop("checks", self.operands if self.checks_range else ())
        names = [p if isinstance(p, str) else p.name for p in checked]
        self.checked = tuple(i for i, p in enumerate(self.operands) if p.name in names)
        if options:
            raise TypeError(f"@op({self.name}): unknown options {sorted(options)}")
        if not body.__doc__:
            raise TypeError(f"@op({self.name}): no docstring")

    # -- what the core asks ------------------------------------------------------------------

    def specialise(self, specs: Sequence[Spec], static: tuple[Any, ...]) -> Callable[..., Any]:
        """The body as a function of its array operands alone: promoted, numbers filled in."""
        self._check_operands(specs)
        compute, result = self._promotion(specs, static)
        halves = compute in HALVES and self.elementwise and self.widened
        wide = dtypes.float32 if halves else compute
        self._check_dtype(specs, static, compute or self._asked(static))
        promoted = self._promoted_positions(len(specs))
        rounded = compute.np if halves and compute is not None and self.slope is not None else None

        def function(*arrays: Any) -> Any:
            supply = iter(arrays)
            values: list[Any] = []
            for position, spec in enumerate(specs):
                value = next(supply) if isinstance(spec, Aval) else spec
                if isinstance(value, Const):
                    value = value.value
                    if self.checks_range and position in promoted and compute is not None:
                        check_fits(value, compute)
                if position in promoted and wide is not None and value is not None:
                    value = _cast(value, wide)
                values.append(value)
            if rounded is None:
                out = self.body(**self._named(values, static))
            else:
                out = _sloped(self.body, self.slope, rounded)(*values)
            return _cast_results(out, result)

        return in_plain_words(self.name, function)

    def general(self, specs: Sequence[Spec], static: tuple[Any, ...], place: device) -> Any:
        """What a box's views at all positions share, or the writes of any number at the end."""
        if self.shared_number and isinstance(specs[-1], Const):
            number = np.asarray(specs[-1].value)
            kind = aval_of(number, place).as_number(type(specs[-1].value))
            return self, (*specs[:-1], kind), static, [number]
        found = None if self.box is None else self.box(specs[0].shape, static)  # type: ignore[union-attr]
        if found is None:
            return None
        start, *rest = found
        return template(BOX, specs, (self.grad_fn, *rest), [start], place)

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
        asked = self._asked(static)
        if asked is not None:
            return asked, asked
        return compute_and_result(self.promote, common)

    def _asked(self, static: tuple[Any, ...]) -> dtypes.dtype | None:
        """The dtype the caller asked for by an argument of that name."""
        names = [p.name for p in self.statics]
        return static[names.index("dtype")] if "dtype" in names else None

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

    def _check_dtype(
        self, specs: Sequence[Spec], static: tuple[Any, ...], compute: dtypes.dtype | None
    ) -> None:
        """Raises what PyTorch raises for the dtypes it has no kernel for."""
        if not self.refuses:
            return
        found = [compute] if compute else [s.dtype for s in specs if isinstance(s, Aval)]
        for letters, error in self.refuses.items():
            bad = next((d for d in found if not _letters(d).isdisjoint(letters)), None)
            if callable(error):
                error = error(specs, static)
            if bad is None or error is None:
                continue
            self._check_dims(specs, static)
            if isinstance(error, tuple):
                raise error[0](error[1])
            raise NotImplementedError(f"\"{error}\" not implemented for '{bad.scalar_name}'")

    def _check_dims(self, specs: Sequence[Spec], static: tuple[Any, ...]) -> None:
        """Raises IndexError for dims that the first operand has not."""
        rank = next(len(s.shape) for s in specs if isinstance(s, Aval))
        for param, given in zip(self.statics, static, strict=True):
            if param.annotation.startswith("Dim") and given is not None:
                wrap_dims(given, rank)

    def layout(
        self, specs: Sequence[Spec], static: tuple[Any, ...], outs: Sequence[Any]
    ) -> tuple[tuple[int, ...] | None, ...]:
        """The strides of the results; None for contiguous ones."""
        if self.strides is not None:
            return (self.strides(specs[0], *static),)
        if self.laid_out is not None:
            return tuple(self.laid_out(specs, static, tuple(out.shape)) for out in outs)
        if self.elementwise:
            laid = [s if self._counts(i, s) else None for i, s in enumerate(specs)]
            return tuple(elementwise_strides(laid, tuple(out.shape)) for out in outs)
        return (None,) * len(outs)

    def _counts(self, position: int, spec: Spec) -> bool:
        """Whether an operand has a say in the strides: tensors do, and numbers in their place."""
        if isinstance(spec, Aval) and spec.number is None:
            return True
        is_operand = position < 2 or self.name == "where.self"
        return is_operand and self.operands[position].annotation == "Array | Number"

    def saved(self, kernel: Kernel, wanted: Sequence[bool]) -> tuple[list[int], bool]:
        """Which array operands, and whether the result, PyTorch's formula keeps."""
        return saving.kept(self.saves, self._array_names(kernel), wanted), "result" in self.saves

    def keeps(self, kernel: Kernel, wanted: Sequence[bool]) -> bool:
        """Whether PyTorch's formula keeps anything, so that it can be freed."""
        operands = [p.name for p in self.operands]
        numbers = len(operands) == len(kernel.specs) == 2
        return saving.keeps(
            self.saves, self._array_names(kernel), wanted, operands if numbers else ()
        )

    def _array_names(self, kernel: Kernel) -> list[str]:
        """What the operands that are arrays are called."""
        names = [p.name for p in self.operands]
        return [
            names[min(i, len(names) - 1)]
            for i, spec in enumerate(kernel.specs)
            if isinstance(spec, Aval)
        ]

    def check_derivative(self, kernel: Kernel, wanted: Sequence[int]) -> None:
        """Raises: NotImplementedError for an operand by which PyTorch has no derivative."""
        if self.underived:
            names = self._array_names(kernel)
            for position in wanted:
                words = self.underived.get(names[position])
                if words is not None:
                    raise NotImplementedError(f"the derivative for '{words}' is not implemented.")

    def takes_tensor(self, position: int) -> bool:
        """Whether the operand at `position` may be a tensor, so that autograd counts it."""
        return "Array" in self.operands[min(position, len(self.operands) - 1)].annotation

    def argument_error(self, position: int, found: object) -> str:
        """PyTorch's words for an operand of the wrong type."""
        param = self.operands[min(position, len(self.operands) - 1)]
        name = self.name.split(".")[0]
        wanted = "Number" if param.annotation.startswith("Number") else "Tensor"
        return (
            f"{name}(): argument '{param.name}' (position {position + 1}) must be {wanted}, "
            f"not {type(found).__name__}"
        )

    def grad_name(self, kernel: Kernel) -> str:
        """The name of the autograd node, e.g. ``AddBackward0``."""
        named = self.grad_fn
        return named if isinstance(named, str) else named(kernel)

    def as_node(self, grad_fn: Any) -> OpDef:
        """The same operator under another name of its autograd node."""
        found = copy.copy(self)
        found.grad_fn = grad_fn
        return found

    def view_function(self, shape: tuple[int, ...], static: tuple[Any, ...]) -> Any:
        """For a view operator: the re-indexing as a function of the base."""
        del shape
        named = dict(zip((p.name for p in self.statics), static, strict=True))
        return lambda base: self.body(base, **named)

    def __repr__(self) -> str:
        return f"<op {self.name}>"


def _sloped(function: Any, slope: Any, rounded: Any) -> Any:
    """`function` of one array, whose derivative follows from its result in the dtype `rounded`."""
    value = jax.custom_jvp(function)

    @value.defjvp
    def _(primals: Any, tangents: Any) -> Any:
        result = value(*primals)
        known = result.astype(rounded).astype(result.dtype)
        return result, slope(known) * tangents[0]

    return value


def _cast(value: Any, to: dtypes.dtype) -> Any:
    if isinstance(value, (bool, int, float, complex)):
        return number_as(value, to)
    return value if value.dtype == to.np else to_dtype(value, to)


def _cast_results(out: Any, result: dtypes.dtype | None) -> list[Any]:
    outs = list(out) if isinstance(out, (tuple, list)) else [out]
    if result is None:
        return [jnp.asarray(o) for o in outs]
    return [jnp.asarray(_cast(o, result)) for o in outs]


def _params_of(body: Callable[..., Any]) -> tuple[Param, ...]:
    # Every operator passes here at import: `inspect.signature` takes five times as long.
    code = body.__code__
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    defaults = body.__defaults__ or ()
    known = dict(zip(names[code.co_argcount - len(defaults) :], defaults, strict=False))
    known |= body.__kwdefaults__ or {}
    found = []
    for position, name in enumerate(names):
        annotation = body.__annotations__.get(name)
        if annotation not in (*TRACED, *STATIC, ABSENT):
            raise TypeError(f"@op({body.__name__}): unknown annotation {annotation!r}")
        default = known.get(name, inspect.Parameter.empty)
        found.append(Param(name, annotation, default, position >= code.co_argcount))
    return tuple(found)


def _grad_fn_name(name: str) -> str:
    words = name.split(".")[0].strip("_").split("_")
    return "".join(w[:1].upper() + w[1:] for w in words) + "Backward0"


#: Every operator, by name; overloads as ``name.overload``.
TABLE: dict[str, OpDef] = {}
#: The names and aliases in it.
_declared: set[str] = set()


def op(family: Family, **options: Any) -> Callable[[Callable[..., Any]], OpDef]:
    """Declares an operator of `family`; `options` override what the family says.

    Raises: TypeError for a declaration that is incomplete or names what exists already.
    """

    def declare(body: Callable[..., Any]) -> OpDef:
        found = OpDef(family, body, dict(options))
        for name in (found.name, *found.aliases):
            if name in _declared:
                raise TypeError(f"@op: {name} is declared twice")
            _declared.add(name)
        TABLE[found.name] = found
        return found

    return declare
