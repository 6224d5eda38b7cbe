"""Applying operators to tensors: the hot path, and the state every tensor has.

`apply1` and `apply2` are `apply` unrolled for one and two operands: they are what a user's loop
spends its time in, so they repeat what `trace.record` says in as few bytecodes as possible.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import jax
import numpy as np
from jax.core import Tracer

from torchlike._core.kernel import Const, kernel_for
from torchlike._core.trace import (
    _NUMBERS,
    Passthrough,
    Restart,
    Step,
    Trace,
    Value,
    concrete,
    flush,
    local,
    miss,
    record,
)
from torchlike._core.wrapped import Wrapped, dispatch


class Counter:
    """A version counter: how often the memory was written in place."""

    __slots__ = ("version",)

    def __init__(self, version: int) -> None:
        self.version = version


class TensorBase:
    """The state of a tensor: its Value, its place in a Storage once it aliases, its `Meta`."""

    __slots__ = ("__dict__", "__weakref__", "_counter", "_meta", "_value", "_view")

    _value: Value
    #: None until the tensor shares its storage; then `storage.View`.
    _view: Any
    #: The autograd `Meta` (grad, hooks) of a leaf; None until needed.
    _meta: Any
    #: Counts in-place writes while the tensor does not alias; None until the first.
    _counter: Counter | None

    if TYPE_CHECKING:
        # The operators and properties are those of `Tensor`, above.
        def __getattr__(self, name: str) -> Any: ...

    def _read(self) -> Value:
        """The current Value: through the view where the tensor has one."""
        view = self._view
        return self._value if view is None else view.read(self)


_new = object.__new__
_tensor_class: type[TensorBase] = TensorBase


def set_tensor_class(cls: type[TensorBase]) -> None:
    """Says what operators return."""
    global _tensor_class
    _tensor_class = cls


def wrap(value: Value, cls: type[TensorBase] | None = None) -> Any:
    """A new tensor holding `value`."""
    tensor = _new(cls or _tensor_class)
    tensor._value = value
    tensor._view = tensor._meta = tensor._counter = None
    return tensor


def counter_of(tensor: TensorBase) -> Counter:
    """The version counter of `tensor`, shared by all that alias it."""
    if tensor._view is not None:
        return tensor._view.storage.counter
    counter = tensor._counter
    if counter is None:
        counter = tensor._counter = Counter(0)
    return counter


def apply1(op: Any, a: Any, static: tuple[Any, ...]) -> Any:
    """`apply` for a one-operand, one-result operator."""
    try:
        va = a._value if a._view is None else a._read()
    except AttributeError:
        return apply(op, (a,), static)
    state = local.state
    trace = state.trace
    try:
        key = (op, static, state.grad, va.slot if va.trace is trace else trace.admit(va))
    except (Restart, Passthrough):
        return apply(op, (a,), static)
    try:
        step = trace.cursor.children[key]
    except KeyError:
        step = miss(trace, op, (va,), static, key)
    trace.cursor = step
    # As `Value(...)` and `wrap`, without the calls.
    value = _new(Value)
    value.aval = step.aval
    value.trace = trace
    value.slot = step.base
    value.node = step.node
    value.array = None
    trace.values.append(value)
    tensor = _new(_tensor_class)
    tensor._value = value
    tensor._view = tensor._meta = tensor._counter = None
    if step.flush_after:
        flush(trace, "many operators are pending")
    return tensor


def apply2(op: Any, a: Any, b: Any, static: tuple[Any, ...]) -> Any:
    """`apply` for a two-operand, one-result operator."""
    try:
        va = a._value if a._view is None else a._read()
        kind = type(b)
        if kind is float or kind is int:
            state = local.state
            trace = state.trace
            vb = b
            slot = va.slot if va.trace is trace else trace.admit(va)
            key: Any = (op, static, state.grad, slot, kind, b or repr(b))
        else:
            vb = b._value if b._view is None else b._read()
            state = local.state
            trace = state.trace
            key = (
                op,
                static,
                state.grad,
                va.slot if va.trace is trace else trace.admit(va),
                vb.slot if vb.trace is trace else trace.admit(vb),
            )
    except (AttributeError, Restart, Passthrough):
        return apply(op, (a, b), static)
    try:
        step = trace.cursor.children[key]
    except KeyError:
        step = miss(trace, op, (va, vb), static, key)
    trace.cursor = step
    # As `Value(...)` and `wrap`, without the calls.
    value = _new(Value)
    value.aval = step.aval
    value.trace = trace
    value.slot = step.base
    value.node = step.node
    value.array = None
    trace.values.append(value)
    tensor = _new(_tensor_class)
    tensor._value = value
    tensor._view = tensor._meta = tensor._counter = None
    if step.flush_after:
        flush(trace, "many operators are pending")
    return tensor


#: Python's numbers, most specific first, for instances of their subclasses.
_PLAIN: tuple[Any, ...] = (bool, int, float, complex)


def operand_of(op: Any, x: Any, position: int) -> Any:
    """What an operand is recorded as: a Value, a Python number, or None.

    Raises: TypeError for anything else.
    """
    if isinstance(x, TensorBase):
        return x._read()
    if x is None or type(x) in _NUMBERS:
        return x
    if isinstance(x, np.generic):
        return x.item()
    for kind in _PLAIN:
        if isinstance(x, kind):
            return kind(x)
    raise TypeError(op.argument_error(position, x))


def apply_values(op: Any, operands: Sequence[Any], static: tuple[Any, ...]) -> list[Value]:
    """Applies `op` to Values (or numbers, or None): the Values of all its results."""
    try:
        step, trace = record(op, operands, static)
    except Passthrough:
        return _apply_to_tracers(op, operands, static)
    values = outputs_of(step, trace)
    if step.flush_after:
        flush(trace, "many operators are pending")
    return values


def outputs_of(step: Step, trace: Trace) -> list[Value]:
    """New Values for the results of the Step just recorded."""
    values = [
        Value(out.aval, trace, out.slot, out if out.requires_grad else None) for out in step.outputs
    ]
    trace.values.extend(values)
    return values


def apply(op: Any, operands: Sequence[Any], static: tuple[Any, ...]) -> Any:
    """Applies `op` to tensors: a tensor, or a tuple of them for several results."""
    values = apply_values(op, [operand_of(op, x, i) for i, x in enumerate(operands)], static)
    if op.returns is None:
        return wrap(values[0])
    if op.returns is tuple:
        return tuple(map(wrap, values))
    return op.returns(*map(wrap, values))


def _apply_to_tracers(op: Any, operands: Sequence[Any], static: tuple[Any, ...]) -> list[Value]:
    """Inside a user's own `jax.jit` or `jax.grad`: the operator runs on the tracers at once.

    Inside a transform of `torch.func` the transform applies it.
    """
    if any(type(getattr(operand, "array", None)) is Wrapped for operand in operands):
        return dispatch(apply_values, op, operands, static)
    arrays, specs = [], []
    place = local.state.trace.device
    for operand in operands:
        if not isinstance(operand, Value):
            specs.append(None if operand is None else Const(operand))
            continue
        if operand.array is None:
            flush(getattr(operand.trace, "trace", operand.trace), "a JAX transformation uses it")
        arrays.append(operand.array)
        specs.append(operand.aval)
        if isinstance(operand.array, Tracer):
            place = operand.aval.device
    kernel = kernel_for(op, tuple(specs), static, place)
    with jax.enable_x64(True):
        results = kernel(*arrays)
    return [concrete(result, place) for result in results]
