"""Replays the compatibility suite's programs, and checks the suite's own comparison."""

import sys
import types

import pytest

from compat import replay as replay_module
from compat.replay import (
    Program,
    Result,
    collect,
    execute,
    first_difference,
    mask,
    read_xfails,
    replay,
)
from compat.scoreboard import build

XFAILS = read_xfails()


def _parameter(program):
    reason = XFAILS.get(program.name)
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    if program.is_slow():
        marks.append(pytest.mark.slow)
    return pytest.param(program, id=program.name, marks=marks)


@pytest.mark.parametrize("program", [_parameter(program) for program in collect()])
def test_program_prints_what_pytorch_printed(program):
    assert replay(program).difference is None


def test_every_program_has_a_recording_and_every_recording_a_program():
    programs = collect()
    assert len(programs) >= 150
    recordings = set(replay_module.PROGRAMS.rglob("*.txt"))
    assert {program.recording for program in programs} == recordings


def test_xfails_name_programs():
    assert set(XFAILS) <= {program.name for program in collect()}


def test_xfails_need_a_reason(tmp_path):
    path = tmp_path / "xfails.txt"
    path.write_text("# a comment\n\nviews/t  # strides differ\n")
    assert read_xfails(path) == {"views/t": "strides differ"}
    path.write_text("views/t\n")
    with pytest.raises(ValueError, match=r"views/t has no reason"):
        read_xfails(path)
    path.write_text("views/t  # a\nviews/t  # b\n")
    with pytest.raises(ValueError, match=r"views/t is listed twice"):
        read_xfails(path)


def test_mask_hides_addresses_only():
    assert mask("<A object at 0x7f00dead0123> 0x1F") == "<A object at 0x...> 0x1F"


def test_text_is_compared_exactly_unless_numbers_are_marked():
    assert first_difference("a\nb\n", "a\nb\n") is None
    assert first_difference("a\nb\n", "a\nc\n") == "line 2: expected 'b', got 'c'"
    assert first_difference("a\n", "") == "line 1: expected 'a', got the end"
    assert first_difference("", "a\n") == "line 1: expected the end, got 'a'"
    assert first_difference("loss 1.00000", "loss 1.00001") is not None
    assert first_difference("loss 1.00000", "loss 1.00001", numbers=True) is None
    assert first_difference("loss 1.000", "loss 1.002", numbers=True) is not None
    assert first_difference("loss 1.0", "cost 1.0", numbers=True) is not None


def test_marked_numbers_may_be_rounded_either_way_but_integers_may_not_differ():
    assert first_difference("0.0015 -0.00", "0.0016 0.00", numbers=True) is None
    assert first_difference("0.0015", "0.0017", numbers=True) is not None
    assert first_difference("5.6379e+04", "5.6381e+04", numbers=True) is None
    assert first_difference("[1., 2.]", "[1., 3.]", numbers=True) is not None
    assert first_difference("step 100000", "step 100001", numbers=True) is not None
    assert first_difference("1. 2", "1. 2.", numbers=True) is not None


def test_an_uncaught_exception_is_the_difference():
    assert first_difference("a\nb\n", "a\n", error="p.py:3: E: no") == "p.py:3: E: no"
    assert first_difference("a\n", "a\n", error="p.py:3: E: no") == "p.py:3: E: no"
    assert first_difference("a\n", "b\n", error="p.py:3: E: no") == (
        "line 1: expected 'a', got 'b'"
    )


@pytest.fixture
def fake_torch(monkeypatch, tmp_path):
    """A module named torch that has what `reset_state` calls, and a place to write programs."""
    calls = []
    torch = types.ModuleType("torch")
    torch.__dict__["float32"] = "float32"
    for name in ("manual_seed", "set_default_dtype", "set_printoptions", "set_grad_enabled"):
        setattr(torch, name, lambda *args, name=name, **options: calls.append(name))
    monkeypatch.setitem(sys.modules, "torch", torch)
    monkeypatch.setattr(replay_module, "PROGRAMS", tmp_path)
    (tmp_path / "area").mkdir()
    return calls


def _write(program, source):
    program.path.write_text(source)
    return program


def test_execute_runs_a_program_as_main_and_resets_the_state_around_it(fake_torch):
    program = _write(
        Program("area/good"),
        "import sys, warnings\n"
        "warnings.warn('unheard')\n"
        "assert sys.modules['__main__'].__dict__ is globals()\n"
        "print(__name__, object())\n",
    )
    outer = sys.modules["__main__"]
    outcome = execute(program)
    assert outcome.error is None
    assert outcome.text == "__main__ <object object at 0x...>\n"
    assert sys.modules["__main__"] is outer
    assert fake_torch == 2 * [
        "manual_seed", "set_default_dtype", "set_printoptions", "set_grad_enabled",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("print(1)\nraise ValueError('no\\nmore')\n", "bad.py:2: ValueError: no"),
        ("print(1)\n\nexit(3)\n", "bad.py:3: SystemExit: 3"),
        ("print(1\n", "bad.py:1: SyntaxError: '(' was never closed (bad.py, line 1)"),
    ],
)
def test_execute_describes_what_a_program_does_not_catch(fake_torch, source, error):
    assert execute(_write(Program("area/bad"), source)).error == error


def test_scoreboard_counts_and_decides():
    good, bad = Result(Program("area/good"), None), Result(Program("area/bad"), "line 1: no")
    known = ["area/good", "area/bad"]
    failing = build([good, bad], {}, known)
    assert not failing.ok
    assert "| area | 1 | 2 | 0 |" in failing.markdown()
    assert "- `area/bad`: line 1: no" in failing.markdown()
    assert build([good, bad], {"area/bad": "gap"}, known).ok
    assert not build([good, bad], {"area/bad": "gap", "area/good": "gap"}, known).ok
    assert not build([good], {"area/gone": "gap"}, known).ok
