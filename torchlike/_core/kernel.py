"""Kernels: operators specialised to dtypes, shapes and static arguments, as jaxprs.

A Kernel is made once per (operator, operand specs, static arguments) and shared by all Traces. Its
jaxpr is what every tier runs: interpreted with NumPy, compiled by itself, or as part of a path.
"""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

import jax
import jax.core
import numpy as np
from jax._src.array import ArrayImpl

from torchlike._core import dtypes, interpret
from torchlike._core.device import CPU, device
from torchlike._core.jaxprs import ClosedJaxpr
from torchlike._core.lengths import filled, forget_families, jaxpr_of, outline

#: The class of a JAX array that is not a tracer.
ARRAY: type = ArrayImpl
#: Kernels kept; the least recently made go first.
MAX_KERNELS = 4096


class Aval:
    """Shape, dtype, strides and device of a Value. Interned: one object per distinct content.

    `strides` is None for a contiguous tensor. `number` is the Python type of a number that became
    an input, which promotes by a number's rank. `inference` says that the tensor was made in
    inference mode; Kernels know nothing of it.
    """

    __slots__ = ("__weakref__", "device", "dtype", "inference", "number", "shape", "strides")

    shape: tuple[int, ...]
    dtype: dtypes.dtype
    strides: tuple[int, ...] | None
    device: device
    number: type | None
    inference: bool

    def made(self, *, inference: bool) -> Aval:
        """The same, made in inference mode or not."""
        if inference is self.inference:
            return self
        return aval(
            self.shape, self.dtype, self.device, self.strides, self.number, inference=inference
        )

    def as_number(self, kind: type) -> Aval:
        """The same, ranking as a Python number in promotion."""
        return aval(self.shape, self.dtype, self.device, self.strides, kind)

    def __repr__(self) -> str:
        dims = ",".join(map(str, self.shape))
        return f"{self.dtype.name}[{dims}]"

    @property
    def size(self) -> int:
        """The number of elements."""
        count = 1
        for dim in self.shape:
            count *= dim
        return count

    def struct(self) -> jax.ShapeDtypeStruct:
        """What JAX traces with."""
        return jax.ShapeDtypeStruct(self.shape, self.dtype.np)


_avals: weakref.WeakValueDictionary[Any, Aval] = weakref.WeakValueDictionary()


def contiguous_strides(shape: Sequence[int]) -> tuple[int, ...]:
    """The strides, in elements, of a contiguous tensor (as PyTorch counts: empty dims as 1)."""
    strides = []
    step = 1
    for dim in reversed(shape):
        strides.append(step)
        step *= max(dim, 1)
    return tuple(reversed(strides))


def is_dense(shape: Sequence[int], strides: Sequence[int] | None) -> bool:
    """Whether the elements fill their memory, each in a place of its own."""
    if strides is None:
        return True
    step = 1
    for stride, size in sorted(zip(strides, shape, strict=True)):
        if size == 1:
            continue
        if stride != step:
            return False
        step *= size
    return True


def aval(
    shape: tuple[int, ...],
    dtype: dtypes.dtype,
    place: device = CPU,
    strides: tuple[int, ...] | None = None,
    number: type | None = None,
    *,
    inference: bool = False,
) -> Aval:
    """The interned Aval of this content; strides that are the contiguous ones become None."""
    if strides is not None and strides == contiguous_strides(shape):
        strides = None
    key = (shape, dtype, place, strides, number, inference)
    found = _avals.get(key)
    if found is None:
        found = Aval()
        found.shape, found.dtype, found.device = shape, dtype, place
        found.strides, found.number, found.inference = strides, number, inference
        _avals[key] = found
    return found


def aval_of(array: Any, place: device) -> Aval:
    """The Aval of a NumPy or JAX array."""
    return aval(tuple(array.shape), dtypes.from_numpy(array.dtype), place)


class Const:
    """A Python number that is part of a Kernel."""

    __slots__ = ("value",)

    def __init__(self, value: complex) -> None:
        self.value = value

    def _key(self) -> Any:
        return type(self.value), repr(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Const) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return repr(self.value)


#: What an operator sees of an operand when it is specialised.
Spec = Aval | Const | None


class Kernel:
    """An operator specialised: its jaxpr, its results' Avals, and its compiled forms."""

    __slots__ = (
        "__weakref__",
        "_jaxpr",
        "_plan",
        "_template",
        "device",
        "executable",
        "explanation",
        "in_avals",
        "op",
        "out_avals",
        "specs",
        "static",
        "vjps",
    )

    def __init__(self, op: Any, specs: tuple[Spec, ...], static: Any, place: device) -> None:
        self.op = op
        self.specs = specs
        self.static = static
        self.device = place
        self.in_avals = tuple(s for s in specs if isinstance(s, Aval))
        #: The Kernel that takes what tells this one from its like as operands, and these numbers.
        self._template = _template_of(op, specs, static, place)
        self._jaxpr: ClosedJaxpr | None = None
        like = self.jaxpr if self._template is None else self._template[0].jaxpr
        self.out_avals = tuple(
            aval(tuple(out.shape), dtypes.from_numpy(out.dtype), place, strides)
            for out, strides in zip(
                like.out_avals, op.layout(specs, static, like.out_avals), strict=True
            )
        )
        self._plan: Any = _UNSET
        #: The compiled form, when the executor has made one.
        self.executable: Any = None
        #: What `explain` knows of its compilation.
        self.explanation: Any = None
        #: VJP operators of this kernel, by (wanted inputs, given outputs).
        self.vjps: dict[Any, Any] = {}

    @property
    def jaxpr(self) -> ClosedJaxpr:
        """What the Kernel computes."""
        if self._jaxpr is None:
            self._jaxpr = self._make_jaxpr()
        return self._jaxpr

    def _make_jaxpr(self) -> ClosedJaxpr:
        if self._template is not None:
            general, numbers = self._template
            return _bound(general.jaxpr, numbers)
        ready = getattr(self.op, "jaxpr", None)
        if ready is not None:
            return ready
        body = self.op.specialise(self.specs, self.static)
        return jaxpr_of(*self.outline(), lambda: trace_body(body, self.in_avals), self.like)

    def outline(self) -> tuple[Any, tuple[int, ...]]:
        """What this Kernel has in common with its like, and the numbers that tell them apart."""
        numbers: list[int] = []
        specs = tuple(
            [
                (spec.dtype, spec.number, outline((spec.shape, spec.strides), numbers))
                if isinstance(spec, Aval)
                else spec
                for spec in self.specs
            ]
        )
        return (self.op, specs, outline(self.static, numbers), self.device), tuple(numbers)

    def like(self, numbers: tuple[int, ...]) -> Kernel:
        """The Kernel of the same outline with other numbers."""
        (_, outlined, static, _), _ = self.outline()
        rest = iter(numbers)
        specs: list[Spec] = []
        for spec, kind in zip(self.specs, outlined, strict=True):
            if isinstance(spec, Aval):
                shape, strides = filled(kind[2], rest)
                spec = aval(shape, spec.dtype, spec.device, strides, spec.number)
            specs.append(spec)
        return kernel_for(self.op, tuple(specs), filled(static, rest), self.device)

    @property
    def plan(self) -> interpret.Plan | None:
        """The NumPy plan of the jaxpr; None where NumPy cannot run it."""
        if self._plan is _UNSET:
            self._plan = self._make_plan()
        return self._plan

    def _make_plan(self) -> interpret.Plan | None:
        if self._template is None:
            return interpret.plan(self.jaxpr)
        general, numbers = self._template
        return None if general.plan is None else general.plan.bound(numbers)

    def __call__(self, *arrays: Any) -> list[Any]:
        """Applies the jaxpr under JAX's own transformations."""
        return jax.core.eval_jaxpr(self.jaxpr.jaxpr, self.jaxpr.consts, *arrays)

    def __repr__(self) -> str:
        parts = [repr(s) for s in self.specs] + [repr(s) for s in self.static]
        return f"{self.op.name}({', '.join(parts)})"


_UNSET = object()


def _template_of(
    op: Any, specs: tuple[Spec, ...], static: Any, place: device
) -> tuple[Kernel, list[np.ndarray]] | None:
    """The Kernel that `op` shares with its like here, and the numbers this one binds in it."""
    general = getattr(op, "general", None)
    found = None if general is None else general(specs, static, place)
    if found is None:
        return None
    operator, operands, arguments, numbers = found
    return kernel_for(operator, operands, arguments, place), numbers


def _bound(closed: ClosedJaxpr, numbers: Sequence[Any]) -> ClosedJaxpr:
    """A jaxpr whose last operands have become constants."""
    jaxpr = closed.jaxpr
    kept = len(jaxpr.invars) - len(numbers)
    bound = jaxpr.replace(
        constvars=[*jaxpr.constvars, *jaxpr.invars[kept:]],
        invars=jaxpr.invars[:kept],
        debug_info=jaxpr.debug_info.with_unknown_names(),
    )
    return ClosedJaxpr(bound, [*closed.consts, *numbers])


def trace_body(body: Callable[..., Any], in_avals: Sequence[Aval]) -> ClosedJaxpr:
    """The jaxpr of `body` for operands of these Avals, 64-bit types allowed."""
    with jax.enable_x64(True), jax.numpy_dtype_promotion("standard"):
        return jax.make_jaxpr(body)(*(a.struct() for a in in_avals))


_kernels: OrderedDict[Any, Kernel] = OrderedDict()
_lock = threading.Lock()


def kernel_for(op: Any, specs: tuple[Spec, ...], static: Any, place: device) -> Kernel:
    """The Kernel of this application, made on first use.

    Raises: what PyTorch raises for bad operands, from the operator's own checks.
    """
    key = (op, specs, static, place)
    found = _kernels.get(key)
    if found is None:
        found = Kernel(op, specs, static, place)
        with _lock:
            _kernels[key] = found
            if len(_kernels) > MAX_KERNELS:
                _kernels.popitem(last=False)
    return found


def forget_kernels() -> None:
    """Drops every Kernel: defaults that they depend on have changed."""
    with _lock:
        _kernels.clear()
    forget_families()
