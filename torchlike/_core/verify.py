"""What every Trace must be: an executable specification, run before each flush in tests."""

from __future__ import annotations

from torchlike._core.kernel import Aval
from torchlike._core.trace import Step, Trace


def verify_trace(trace: Trace) -> None:
    """Checks a Trace about to be flushed.

    Raises: AssertionError naming the Step that breaks a rule.
    """
    steps = trace.cursor.path()
    slots = 0
    for step in steps:
        assert step.base == slots, f"{step!r} starts at slot {step.base}, not {slots}"
        verify_step(step)
        slots = step.end
    assert len(trace.values) == slots, f"{len(trace.values)} Values for {slots} slots"
    for step in steps:
        for output in step.outputs:
            value = trace.values[output.slot]
            assert value.aval is output.aval, f"slot {output.slot} is not {output.aval!r}"
            if step.kernel is None and step.mark is None:
                assert value.array is not None, f"input {output.slot} is not concrete"


def verify_step(step: Step) -> None:
    """Checks one Step by itself."""
    for ref in step.refs:
        assert 0 <= ref < step.base, f"slot {step.base} refers to slot {ref}, which comes later"
    kernel = step.kernel
    if kernel is None:
        return
    operands = [s for s in kernel.specs if isinstance(s, Aval)]
    assert len(operands) == len(step.refs), f"{kernel!r} has {len(step.refs)} refs"
    assert tuple(o.aval.made(inference=False) for o in step.outputs) == kernel.out_avals
    for out, traced in zip(kernel.out_avals, kernel.jaxpr.out_avals, strict=True):
        assert out.shape == tuple(traced.shape)
        assert out.dtype.np == traced.dtype
