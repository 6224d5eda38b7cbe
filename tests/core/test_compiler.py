"""Compiling: in the background, what may be donated, and what goes wrong there."""

import gc
import threading
import weakref

import jax
import numpy as np
import pytest

import torchlike as torch
from tests.core.running import compiled_whole
from torchlike._core import compiler, execute
from torchlike._core.device import CPU
from torchlike._core.dtypes import float64
from torchlike._core.kernel import Const, aval, kernel_for
from torchlike._core.trace import concrete, flush_all
from torchlike._ops.schema import TABLE


def latest_program():
    return next(reversed(execute._programs))


def test_a_job_is_done_when_its_program_is_compiled():
    x = torch.tensor([1.0, 2.0])
    assert (x * x).tolist() == [1.0, 4.0]
    job = compiler.submit(latest_program())
    job.wait()
    run = job.result_if_done()
    assert run is not None
    (result,) = run([np.array([1.0, 2.0], np.float32)])
    assert result.dtype == np.float32
    assert result.tolist() == [1.0, 4.0]


def test_compilation_is_in_another_thread(monkeypatch):
    seen = []
    original = compiler._compile_program

    def compile_program(program):
        seen.append(threading.current_thread().name)
        return original(program)

    monkeypatch.setattr(compiler, "_compile_program", compile_program)
    assert (torch.tensor([1.0]) * 6).tolist() == [6.0]
    compiler.submit(latest_program()).wait()
    assert len(seen) == 1
    assert seen[0].startswith("torchlike-compile")


def test_a_path_that_cannot_be_compiled_goes_on_by_operator(monkeypatch):
    def broken(*arguments, **options):
        raise RuntimeError("out of luck")

    monkeypatch.setattr(compiler, "_compile", broken)
    assert (torch.tensor([1.0]) * 7).tolist() == [7.0]
    program = latest_program()
    program.pending = compiler.submit(program)
    program.pending.wait()
    assert program.pending.result_if_done() is None
    assert program.explanation.failure == "out of luck"
    assert (torch.tensor([1.0]) * 7).tolist() == [7.0]
    assert program.explanation.runs == {"by operator": 2}


def test_finished_compilations_are_forgotten():
    assert (torch.tensor([1.0]) * 8).tolist() == [8.0]
    compiler.submit(latest_program())
    compiler.wait_for_compilations()
    assert not compiler._jobs


def test_an_evicted_program_is_freed():
    execute._programs.clear()
    x = torch.tensor([1.0, 2.0])
    with compiled_whole() as seen:
        assert (x * 9 + 1).tolist() == [10.0, 19.0]
    run = weakref.ref(seen[-1].compiled)
    assert run() is not None
    program = execute._programs.popitem()[1]
    program.end.programs.clear()
    from torchlike._core import explain  # noqa: PLC0415

    explain._entries.clear()
    del seen[:], program
    gc.collect()
    assert run() is None


def test_a_kernel_by_itself_takes_arrays_of_numpy_and_of_jax():
    kind = aval((2,), float64)
    run = compiler.compile_kernel(kernel_for(TABLE["mul"], (kind, Const(2.0)), (), CPU))
    for array in (np.array([1.0, 2.0]), compiler.as_jax(np.array([1.0, 2.0]), CPU)):
        (result,) = run([array])
        assert result.dtype == np.float64
        assert result.tolist() == [2.0, 4.0]


def test_as_jax_keeps_64_bit_types_and_arrays_of_jax():
    array = compiler.as_jax(np.array([1, 2]), CPU)
    assert isinstance(array, jax.Array)
    assert array.dtype == np.int64
    assert compiler.as_jax(array, CPU) is array


def test_only_an_array_nobody_else_holds_is_donatable():
    held = np.zeros(2)
    values = [concrete(np.zeros(2)), concrete(held), concrete(held[:1])]
    for slot, value in enumerate(values):
        value.slot = slot
    assert compiler.donatable(values) == (0, 2)


@pytest.mark.parametrize("orphans", [(), (0,)], ids=["needed again", "donated"])
def test_a_compiled_path_never_writes_in_memory_of_numpy(orphans):
    source = np.arange(64.0)
    value = concrete(source[...])
    value.slot = 0
    given = []
    compiler.call_with(given.extend, [value], orphans, CPU)
    (array,) = given
    assert (value.array is array) is not bool(orphans)
    np.testing.assert_array_equal(np.asarray(array), source)
    if orphans:
        assert not np.may_share_memory(array, source)


def test_only_what_a_result_can_take_is_donated():
    def step():
        small, large = torch.zeros(2) + 1, torch.zeros(64) + 1
        flush_all("a test")
        both = large * 3 + small.sum()
        del small, large
        return both.tolist()

    with compiled_whole() as seen:
        assert step() == [5.0] * 64
        program = seen[-1]
        assert len(program.donated) == 2
        (position,) = compiler._donated(program)
    assert program.steps[program.inputs[position]].aval.shape == (64,)
    assert compiler._donated(program) == ()  # 512 bytes are not worth it
