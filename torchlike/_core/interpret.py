"""Interpreting jaxprs with NumPy: the tier that runs a cold operation without compiling it.

`plan` does all the thinking once: it inlines calls, evaluates what is constant, drops what nobody
needs and resolves every equation to a function of arrays. `Plan.run` is a loop over the result.
Neither starts a JAX backend.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import prod
from operator import itemgetter
from typing import Any

import numpy as np
from jax.core import Tracer

from torchlike._core import (
    interpret_index,
    interpret_linear,
    interpret_math,
    interpret_rules,
)
from torchlike._core.interpret_rules import Array, Call, Rule, aval, category, out_shape
from torchlike._core.jaxprs import CALLS, ClosedJaxpr, Jaxpr, JaxprEqn, Literal

_RULES: dict[str, Rule] = {
    **interpret_rules.RULES,
    **interpret_math.RULES,
    **interpret_index.RULES,
    **interpret_linear.RULES,
}

#: Primitives whose results are their operands.
_PASS = frozenset(("copy", "copy_p", "name", "optimization_barrier", "stop_gradient"))

#: Primitives that only look at their operand in another way.
_VIEWS = frozenset(
    ("dynamic_slice", "expand_dims", "reshape", "rev", "slice", "split", "squeeze", "transpose")
)

#: What one element costs, against an element of an addition.
_WEIGHTS = {
    **dict.fromkeys(("exp", "exp2", "log", "log1p", "expm1", "logistic", "tanh", "sqrt"), 4),
    **dict.fromkeys(("sin", "cos", "tan", "sinh", "cosh", "cbrt", "atan2", "rem", "div"), 8),
    **dict.fromkeys(("pow", "integer_pow", "argmax", "argmin", "gather", "scatter"), 8),
    **dict.fromkeys(("scatter-add", "scatter-sub", "scatter-mul", "scatter-max"), 16),
    **dict.fromkeys(("scatter-min", "select_and_scatter_add", "sort", "top_k", "fft"), 16),
    **dict.fromkeys(("erf", "erfc", "lgamma"), 64),
    **dict.fromkeys(("erf_inv", "digamma", "igamma", "igammac", "polygamma", "zeta"), 64),
}

#: How many times a `while` is taken to turn, and the flops that weigh as much as an element.
_WHILE_TRIPS = 32
_FLOPS = 16

#: Constants larger than this are computed at each run instead of kept.
_LARGEST_CONSTANT = 1 << 16


class _Unsupported(Exception):  # noqa: N818  (a signal inside this file, never an error)
    """Some equation is beyond the interpreter."""


@dataclass(slots=True)
class _Record:
    """One equation to run: the slots it reads and the first of those it writes."""

    eqn: JaxprEqn
    reads: Sequence[int]
    writes: int

    @property
    def written(self) -> range:
        return range(self.writes, self.writes + len(self.eqn.outvars))


class Plan:
    """A jaxpr made ready to be run by NumPy.

    `n_eqns` is how many equations one run executes, and `work` what they cost, in elements touched
    by an addition (about half a nanosecond each, on top of about a microsecond per equation).
    """

    __slots__ = ("_constants", "_n_inputs", "_outputs", "_steps", "n_eqns", "work")

    def __init__(
        self,
        n_inputs: int,
        constants: list[Any],
        steps: list[tuple[Call, Callable[[list[Any]], Any], Any, tuple[int, ...]]],
        outputs: list[int],
        n_eqns: int,
        work: int,
    ) -> None:
        self._n_inputs = n_inputs
        self._constants = constants
        self._steps = steps
        self._outputs = outputs
        self.n_eqns = n_eqns
        self.work = work

    def bound(self, values: Sequence[Array]) -> Plan:
        """The plan of the jaxpr whose last inputs are `values`."""
        return Plan(
            self._n_inputs - len(values),
            [*values, *self._constants],
            self._steps,
            self._outputs,
            self.n_eqns,
            self.work,
        )

    def run(self, inputs: Sequence[Array]) -> list[Array]:
        """The jaxpr's outputs for arrays of its inputs' dtypes and shapes.

        Values are immutable by contract: an output may share memory with an input, with another
        output or with a constant of the plan (a read-only array).
        """
        with np.errstate(all="ignore"):
            return self.execute(inputs)

    def execute(self, inputs: Sequence[Array]) -> list[Array]:
        """`run` for a caller that has silenced NumPy's floating-point warnings."""
        if len(inputs) != self._n_inputs:
            raise ValueError(f"expected {self._n_inputs} inputs, got {len(inputs)}")
        frame = [*inputs, *self._constants]
        for call, read, write, dead in self._steps:
            frame[write] = call(*read(frame))
            for slot in dead:
                frame[slot] = None
        return [frame[slot] for slot in self._outputs]


def plan(closed_jaxpr: ClosedJaxpr) -> Plan | None:
    """The plan of a jaxpr, or None where it holds something the interpreter does not know."""
    if closed_jaxpr.effects:
        return None
    planner = _Planner(len(closed_jaxpr.jaxpr.invars))
    try:
        with np.errstate(all="ignore"):
            inputs = list(range(len(closed_jaxpr.jaxpr.invars)))
            return planner.finish(planner.inline(closed_jaxpr, inputs))
    except _Unsupported:
        return None


class _Planner:
    """Builds one plan: `frame` holds the constants (None: computed in a run), slot by slot."""

    def __init__(self, n_inputs: int) -> None:
        self.n_inputs = n_inputs
        self.frame: list[Any] = [None] * n_inputs
        self.records: list[_Record] = []

    # Flattening

    def constant(self, value: Any, kind: Any) -> int:
        """A new slot that holds `value`, of abstract value `kind`, read-only."""
        if isinstance(value, Tracer) or not isinstance(kind.dtype, np.dtype):
            raise _Unsupported
        array = np.asarray(value, kind.dtype).view()
        array.flags.writeable = False
        self.frame.append(array)
        return len(self.frame) - 1

    def inline(self, jaxpr: ClosedJaxpr | Jaxpr, args: Sequence[int]) -> list[int]:
        """Records the equations of `jaxpr` applied to the slots `args`; gives its outputs'."""
        slots: dict[Any, int] = {}
        if isinstance(jaxpr, ClosedJaxpr):
            consts, jaxpr = jaxpr.consts, jaxpr.jaxpr
            for var, value in zip(jaxpr.constvars, consts, strict=True):
                slots[var] = self.constant(value, var.aval)
        slots.update(zip(jaxpr.invars, args, strict=True))

        def slot_of(atom: Any) -> int:
            if isinstance(atom, Literal):
                return self.constant(atom.val, atom.aval)
            return slots[atom]

        for eqn in jaxpr.eqns:
            results = self.equation(eqn, [slot_of(atom) for atom in eqn.invars])
            slots.update(zip(eqn.outvars, results, strict=True))
        return [slot_of(atom) for atom in jaxpr.outvars]

    def equation(self, eqn: JaxprEqn, args: list[int]) -> Sequence[int]:
        """Records one equation, or what it stands for; gives the slots of its results."""
        name = eqn.primitive.name
        if name in CALLS:
            return self.inline(eqn.params[CALLS[name]], args)
        if name == "custom_linear_solve":
            return self.inline(eqn.params["jaxprs"].solve, _solve_operands(eqn, args))
        if _passes(eqn):
            return args
        if name == "platform_index":
            return [self.constant(_cpu_index(eqn), eqn.outvars[0].aval)]
        if name == "cond" and self.frame[args[0]] is not None:
            branches = eqn.params["branches"]
            chosen = min(max(int(self.frame[args[0]]), 0), len(branches) - 1)
            return self.inline(branches[chosen], args[1:])
        return self.fold(eqn, args) or self.record(eqn, args)

    def record(self, eqn: JaxprEqn, args: list[int]) -> Sequence[int]:
        record = _Record(eqn, args, len(self.frame))
        self.records.append(record)
        self.frame.extend([None] * len(eqn.outvars))
        return record.written

    def fold(self, eqn: JaxprEqn, args: list[int]) -> list[int] | None:
        """Evaluates an equation of constants now, if its result is small."""
        values = [self.frame[slot] for slot in args]
        if any(value is None for value in values) or eqn.primitive.name not in _RULES:
            return None
        if any(prod(aval(var).shape) > _LARGEST_CONSTANT for var in eqn.outvars):
            return None
        results = _resolve(eqn)[0](*values)
        if not eqn.primitive.multiple_results:
            results = [results]
        pairs = zip(results, eqn.outvars, strict=True)
        return [self.constant(result, var.aval) for result, var in pairs]

    # Finishing

    def finish(self, outputs: list[int]) -> Plan:
        """Keeps what the outputs need, resolves it and finds out how long each array lives."""
        needed, kept = set(outputs), []
        for record in reversed(self.records):
            if not needed.isdisjoint(record.written):
                needed.update(record.reads)
                kept.append(record)
        steps, n_eqns, work = [], 0, 0
        # From the end: a slot met for the first time is read there for the last time.
        alive = {slot for slot, value in enumerate(self.frame) if value is not None}
        alive.update(outputs, range(self.n_inputs))
        for record in kept:
            call, count, cost = _resolve(record.eqn)
            dead = {*record.reads, *record.written} - alive
            alive |= dead
            reads = record.reads
            contiguous = slice(reads[0], reads[0] + 1) if reads else slice(0, 0)
            read = itemgetter(*reads) if len(reads) > 1 else itemgetter(contiguous)
            many = record.eqn.primitive.multiple_results
            written = record.written
            write = slice(written.start, written.stop) if many else written.start
            steps.append((call, read, write, tuple(dead)))
            n_eqns += count
            work += cost
        constants = [value if slot in needed else None for slot, value in enumerate(self.frame)][
            self.n_inputs :
        ]
        return Plan(self.n_inputs, constants, steps[::-1], outputs, n_eqns, work)


def _solve_operands(eqn: JaxprEqn, args: list[int]) -> list[int]:
    """The operands of a linear solve's `solve`: its own constants, then the right-hand sides."""
    lengths = eqn.params["const_lengths"]
    start = lengths.matvec + lengths.vecmat
    return args[start : start + lengths.solve] + args[sum(lengths) :]


def _passes(eqn: JaxprEqn) -> bool:
    """Whether the results are the operands themselves."""
    name, params = eqn.primitive.name, eqn.params
    if name == "device_put":
        return all(device is None for device in params["devices"])
    if name == "convert_element_type":
        return aval(eqn.invars[0]).dtype == params["new_dtype"] and params.get("sharding") is None
    return name in _PASS


def _cpu_index(eqn: JaxprEqn) -> int:
    """The branch of a platform-dependent computation meant for the CPU."""
    for i, platforms in enumerate(eqn.params["platforms"]):
        if platforms is None or "cpu" in platforms:
            return i
    raise _Unsupported


def _as_array(call: Call) -> Call:
    """`call`, its result an array even where NumPy gives a scalar for no dimensions."""
    asarray = np.asarray
    return lambda *args: asarray(call(*args))


def _resolve(eqn: JaxprEqn) -> tuple[Call, int, int]:
    """The function that runs an equation, the equations it amounts to and its work."""
    avals = [aval(var) for var in (*eqn.invars, *eqn.outvars)]
    if any(not hasattr(kind, "dtype") or category(kind.dtype) is None for kind in avals):
        raise _Unsupported
    name = eqn.primitive.name
    if name in _CONTROL:
        return _CONTROL[name](eqn)
    rule = _RULES.get(name)
    call = rule(eqn) if rule else None
    if call is None:
        raise _Unsupported
    if not eqn.primitive.multiple_results and not out_shape(eqn):
        call = _as_array(call)
    return call, 1, _work(eqn, [prod(kind.shape) for kind in avals])


def _work(eqn: JaxprEqn, sizes: list[int]) -> int:
    """What an equation whose operands and results have these numbers of elements costs."""
    name = eqn.primitive.name
    weight = _WEIGHTS.get(name, 1)
    if name in _VIEWS:
        return 0
    if name == "gather":  # touches no more of its operand than it returns
        return weight * sum(sizes[1:])
    if name.startswith("scatter"):  # copies the operand, then goes through the updates
        return 2 * sizes[0] + weight * sum(sizes[1:3])
    return weight * sum(sizes) + interpret_linear.flops(eqn) // _FLOPS


# Control flow


def _body(jaxpr: ClosedJaxpr) -> Plan:
    found = plan(jaxpr)
    if found is None:
        raise _Unsupported
    return found


def _cond(eqn: JaxprEqn) -> tuple[Call, int, int]:
    branches = [_body(branch) for branch in eqn.params["branches"]]
    last = len(branches) - 1

    def call(index: Array, *operands: Array) -> list[Array]:
        return branches[min(max(int(index), 0), last)].execute(operands)

    return call, 1 + max(b.n_eqns for b in branches), max(b.work for b in branches)


def _while(eqn: JaxprEqn) -> tuple[Call, int, int]:
    params = eqn.params
    test, body = _body(params["cond_jaxpr"]), _body(params["body_jaxpr"])
    batch = params["cond_jaxpr"].out_avals[0].shape
    first, second = params["cond_nconsts"], params["cond_nconsts"] + params["body_nconsts"]

    def call(*args: Array) -> list[Array]:
        test_constants, constants, carry = args[:first], args[first:second], list(args[second:])
        while (going := test.execute([*test_constants, *carry])[0]).any():
            after = body.execute([*constants, *carry])
            carry = _where_going(going, after, carry) if batch else after
        return carry

    turn = test.n_eqns + body.n_eqns, test.work + body.work
    return call, 1 + _WHILE_TRIPS * turn[0], _WHILE_TRIPS * turn[1]


def _where_going(going: Array, after: list[Array], before: list[Array]) -> list[Array]:
    """The state of a batch of loops after a turn that only some of them still take."""
    pairs = zip(after, before, strict=True)
    return [
        np.where(going.reshape(going.shape + (1,) * (new.ndim - going.ndim)), new, old)
        for new, old in pairs
    ]


def _scan(eqn: JaxprEqn) -> tuple[Call, int, int]:
    params, length = eqn.params, eqn.params["length"]
    body = _body(params["jaxpr"])
    first, n_carry = params["num_consts"], params["num_carry"]
    second = first + n_carry
    order = range(length - 1, -1, -1) if params["reverse"] else range(length)
    stacked = [(aval(var).shape, aval(var).dtype) for var in eqn.outvars[n_carry:]]

    def call(*args: Array) -> list[Array]:
        constants, carry, sequences = args[:first], list(args[first:second]), args[second:]
        results = [np.empty(shape, dtype) for shape, dtype in stacked]
        for i in order:
            outs = body.execute([*constants, *carry, *[x[i, ...] for x in sequences]])
            carry = outs[:n_carry]
            for result, out in zip(results, outs[n_carry:], strict=True):
                result[i] = out
        return carry + results

    return call, 1 + length * (1 + body.n_eqns), length * body.work


_CONTROL: dict[str, Callable[[JaxprEqn], tuple[Call, int, int]]] = {
    "cond": _cond,
    "scan": _scan,
    "while": _while,
}
