"""Running Traces: where a flush falls, which tier runs and what is donated shows nowhere."""

import gc
import math
from typing import Any

import jax
import numpy as np
import pytest

import torchlike as torch
from tests.core.programs import PROGRAMS
from tests.core.running import At, assert_same, compiled_whole, leaf, nowhere, plain, text
from torchlike._core import compiler, execute
from torchlike._core.trace import flush_all, local

ALL = pytest.mark.parametrize("name", PROGRAMS)


@ALL
def test_a_flush_anywhere_changes_nothing(name):
    run = PROGRAMS[name]
    count = At(-1)
    expected = text(run(count))
    for place in range(count.count):
        assert text(run(At(place))) == expected, f"flushed at place {place}"
    assert text(run(At())) == expected


@ALL
def test_compiled_as_a_whole_is_the_same(name):
    run = PROGRAMS[name]
    expected = plain(run(nowhere))
    with compiled_whole() as seen:
        assert_same(plain(run(nowhere)), expected)
    assert any(p.compiled is not None for p in seen) or not seen


@pytest.mark.parametrize(
    "name", ["training", "view_chains", "created_graph", "segments_on_segments", "hooks"]
)
def test_compiled_with_a_flush_everywhere_is_the_same(name):
    run = PROGRAMS[name]
    expected = plain(run(nowhere))
    with compiled_whole():
        assert_same(plain(run(At())), expected)


@pytest.mark.parametrize("name", ["training", "created_graph", "several_outputs", "in_place"])
def test_by_operator_is_the_same(name, monkeypatch):
    run = PROGRAMS[name]
    expected = plain(run(nowhere))
    monkeypatch.setattr(execute, "MAX_INTERPRETED_WORK", -1)
    assert_same(plain(run(nowhere)), expected)


def step(w, x, rate):
    loss = ((x @ w) ** 2).mean()
    w.grad = None
    loss.backward()
    with torch.no_grad():
        w -= rate * w.grad
    return loss.item()


def fresh():
    w = torch.tensor([[0.5], [-1.0]], requires_grad=True)
    return w, torch.tensor([[1.0, 2.0], [3.0, 4.0]])


def test_a_loop_goes_on_as_before_once_it_is_compiled():
    w, x = fresh()
    cold = [step(w, x, 0.01) for _ in range(10)]
    final = w.tolist()
    w, x = fresh()
    mixed = [step(w, x, 0.01) for _ in range(5)]
    with compiled_whole() as seen:
        mixed += [step(w, x, 0.01) for _ in range(5)]
    assert seen[-1].compiled is not None
    np.testing.assert_allclose(mixed, cold, rtol=1e-5)
    np.testing.assert_allclose(w.tolist(), final, rtol=1e-5)


def test_a_path_seen_often_is_compiled_in_the_background():
    w, x = fresh()
    for _ in range(execute.HOT_VISITS + 3):
        step(w, x, 0.001)
    compiler.wait_for_compilations()
    with_compiled = step(w, x, 0.001)
    assert np.isfinite(with_compiled)
    programs = [p for p in execute._programs if p.pending is not None]
    assert programs
    assert programs[-1].ready()


def test_deterministic_algorithms_never_compile_a_path():
    w, x = fresh()
    torch.use_deterministic_algorithms(True)
    try:
        assert torch.are_deterministic_algorithms_enabled()
        before = {p for p in execute._programs if p.pending is not None}
        for _ in range(execute.HOT_VISITS + 3):
            step(w, x, 0.001)
        assert {p for p in execute._programs if p.pending is not None} <= before
        number: Any = 1
        with pytest.raises(TypeError, match=r"'mode' \(position 1\) must be bool, not int"):
            torch.use_deterministic_algorithms(number)
    finally:
        torch.use_deterministic_algorithms(False)
    assert not torch.are_deterministic_algorithms_enabled()


# -- what is kept and what is given away -----------------------------------------------------------


def test_only_what_is_held_is_computed_and_kept():
    x = torch.tensor([1.0, 2.0])
    dead = x * 2
    kept = dead + 1
    del dead
    trace = local.state.trace
    slots = len(trace.values)
    flush_all("a test")
    assert not trace.values
    program = next(reversed(execute._programs))
    assert len(program.steps) == slots
    assert program.live == (slots - 1,)
    assert kept.tolist() == [3.0, 5.0]


def test_nothing_held_runs_nothing(monkeypatch):
    x = torch.tensor([1.0, 2.0])
    y = x * 7
    del y
    monkeypatch.setattr(execute.Program, "run_cold", None)
    flush_all("a test")
    assert x.tolist() == [1.0, 2.0]


def donated_inputs(seen):
    return sum(len(p.donated) for p in seen)


def test_an_old_parameter_is_donated():
    w, x = fresh()
    with compiled_whole() as seen:
        step(w, x, 0.01)
        del seen[:]
        step(w, x, 0.01)
    assert donated_inputs(seen) >= 1


def hold_alias(w):
    return w.detach()


def hold_data(w):
    return w.data


def hold_array(w):
    return w.detach().numpy()


def hold_value(w):
    return w._value


def hold_jax(w):
    return w._value.array


def hold_view(w):
    return w.detach()[0]


def content(held):
    if isinstance(held, torch.Tensor):
        return np.array(held.tolist())
    return np.array(getattr(held, "array", held))


@pytest.mark.parametrize("hold", [hold_value, hold_jax])
def test_what_somebody_else_holds_is_not_given_away(hold):
    w, x = fresh()
    with compiled_whole():
        for _ in range(2):
            step(w, x, 0.01)
        held = hold(w)
        before = content(held).copy()
        step(w, x, 0.01)
        step(w, x, 0.01)
        np.testing.assert_array_equal(content(held), before)


@pytest.mark.parametrize("hold", [hold_alias, hold_data, hold_array, hold_view])
def test_what_shares_memory_follows_the_writes(hold):
    w, x = fresh()
    with compiled_whole():
        for _ in range(2):
            step(w, x, 0.01)
        held = hold(w)
        before = content(held).copy()
        step(w, x, 0.01)
        step(w, x, 0.01)
        expected = hold(w)
        np.testing.assert_array_equal(content(held), content(expected))
        assert not np.array_equal(content(held), before)


def test_arrays_that_a_segment_saved_survive_donation():
    w, x = fresh()
    with compiled_whole():
        y = (x @ w).exp()
        flush_all("a test")
        with torch.no_grad():
            w.data = w.data - 1.0
        flush_all("a test")
        y.sum().backward()
        got = w.grad.tolist()
    w, x = fresh()
    (x @ w).exp().sum().backward()
    np.testing.assert_allclose(got, w.grad.tolist(), rtol=1e-5)


def test_an_array_read_by_numpy_outlives_its_donation():
    w, x = fresh()
    with compiled_whole():
        for _ in range(2):
            step(w, x, 0.01)
        flush_all("a test")
        window = np.asarray(w._value.array)
        before = window.copy()
        for _ in range(3):
            step(w, x, 0.01)
        np.testing.assert_array_equal(window, before)


def test_one_array_in_two_leaves_is_not_donated_under_the_other():
    w, x = fresh()
    other = torch.tensor([[0.0], [0.0]])
    with compiled_whole():
        step(w, x, 0.01)
        other.copy_(w.detach())
        clone = w.detach().clone()
        expected = w.tolist()
        step(w, x, 0.01)
        step(w, x, 0.01)
    assert other.tolist() == expected
    assert clone.tolist() == expected


def test_an_error_in_the_run_leaves_the_values_pending(monkeypatch):
    x = torch.tensor([1.0, 2.0])
    y = x + 41

    def broken(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(execute.Program, "run_cold", broken)
        with pytest.raises(KeyboardInterrupt, match=r"^$"):
            y.tolist()
    z = x * 3
    assert y.tolist() == [42.0, 43.0]
    assert z.tolist() == [3.0, 6.0]


def test_what_the_flush_finds_wrong_is_raised_there():
    x = torch.tensor([1.0, 2.0, 3.0])
    index = torch.tensor([1, 2]) * 2
    with pytest.raises(IndexError, match="out of"):
        x[index].tolist()
    assert x[index // 2].tolist() == [2.0, 3.0]


def test_results_are_arrays_of_the_recorded_kind():
    x = torch.tensor([1.0, 2.0])
    kinds = [x + 1, x > 1, x.sum(), (x * 2).to(torch.int64)]
    for tensor in kinds:
        recorded = tensor._value.aval
        array = np.asarray(execute.array_of(tensor._value, "a test"))
        assert array.dtype == recorded.dtype.np
        assert array.shape == recorded.shape


def test_compiling_leaves_64_bit_types_alone():
    before = jax.config.values["jax_enable_x64"]
    x = torch.tensor([1.0, 2.0], dtype=torch.float64)
    with compiled_whole():
        y = x * 2 + torch.tensor([1, 2])
        assert y.dtype == torch.float64
        assert y.tolist() == [3.0, 6.0]
    assert jax.config.values["jax_enable_x64"] == before


def test_programs_are_bounded(monkeypatch):
    monkeypatch.setattr(execute, "MAX_PROGRAMS", 8)
    execute._programs.clear()
    for size in range(30):
        assert (torch.zeros(size) + 1).sum().item() == size
    assert len(execute._programs) <= 8
    for size in range(30):
        assert (torch.zeros(size) + 1).sum().item() == size


def test_the_least_recently_used_program_goes(monkeypatch):
    monkeypatch.setattr(execute, "MAX_PROGRAMS", 4)
    execute._programs.clear()

    def run(size):
        assert (torch.zeros(size) + 2).sum().item() == 2 * size
        return next(reversed(execute._programs))

    first = run(1)
    for size in range(2, 12):
        run(size)
        assert run(1) is first
    gc.collect()
    assert len(execute._programs) == 4


def test_gradients_of_donated_inputs_are_right():
    x = leaf(1.0, 2.0)
    with compiled_whole():
        for _ in range(3):
            y = (x * x * x).sum()
            (g,) = torch.autograd.grad(y, x)
            np.testing.assert_allclose(g.tolist(), [3.0, 12.0])


@pytest.mark.parametrize(
    ("seconds", "runs"), [(3e-3, 3), (1.5e-3, execute.TRIALS)], ids=["much slower", "slower"]
)
def test_a_program_goes_back_to_what_was_faster(seconds, runs):
    program = object.__new__(execute.Program)
    program.trials, program.best_cold, program.best_compiled = execute.TRIALS, 1e-3, math.inf
    program.compiled = program.pending = object()
    program.stays_cold = False
    for _ in range(runs):
        assert not program.stays_cold
        program.judge(seconds)
    assert program.stays_cold
    assert program.compiled is None
    assert program.pending is None


def test_a_program_that_compiling_made_faster_stays_compiled():
    program = object.__new__(execute.Program)
    program.trials, program.best_cold, program.best_compiled = execute.TRIALS, 1e-3, math.inf
    program.compiled, program.stays_cold = object(), False
    for _ in range(execute.TRIALS):
        program.judge(0.9e-3)
    assert not program.stays_cold
    assert program.compiled is not None
