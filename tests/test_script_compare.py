"""When a recorded output and a new one say the same, and what tracebacks leave out."""

import os

import jax
import pytest

from torchlike._script import compare, tracebacks


@pytest.mark.parametrize(
    ("recorded", "produced"),
    [
        ("tensor([[1., 2.],\n        [3., 4.]])", "tensor([[1., 2.],\n   [3., 4.]])\n"),
        ("[ 1.0000, -2.5000]", "[1.0000, -2.5000]"),
        ("<AddBackward0 object at 0x1107f4100>", "<AddBackward0 object at 0x7f00>"),
        ("0.1234", "0.1235"),
        ("1.0012e-05", "1.0013e-05"),
        ("2.302585092994046", "2.3025851249694824"),
        ("383235.5312", "383235.4688"),
        ("1.+2.j", "1.+2.00001j"),
        ("nan -inf", "nan -inf"),
        ("", "\n"),
    ],
)
def test_texts_that_agree(recorded, produced):
    assert compare.agree(recorded, produced)
    assert compare.agree(produced, recorded)


@pytest.mark.parametrize(
    ("recorded", "produced"),
    [
        ("3", "4"),
        ("100000", "100001"),
        ("1", "1."),
        ("27.", "28."),
        ("0.5", "0.6"),
        ("0.1234", "0.1236"),
        ("1.0012e-05", "1.0014e-05"),
        ("1.+2.j", "1.+2."),
        ("nan", "1."),
        ("inf", "-inf"),
        ("conv1", "conv2"),
        ("True", "False"),
        ("tensor(1.)", "tensor(1., grad_fn=<AddBackward0>)"),
        ("one two", "onetwo"),
        ("text", ""),
    ],
)
def test_texts_that_differ(recorded, produced):
    assert not compare.agree(recorded, produced)
    assert not compare.agree(produced, recorded)


INSIDE = os.path.join(os.path.dirname(compare.__file__), "inner.py")
JAX_INSIDE = os.path.join(jax.__path__[0], "inner.py")


def raised(source: str, filename: str, **names: object) -> Exception:
    """The exception that `source`, said to stand in `filename`, raises."""
    try:
        exec(compile(source, filename, "exec"), names)  # noqa: S102
    except Exception as error:  # noqa: BLE001
        return error
    raise AssertionError("nothing was raised")


def function(source: str, filename: str, **names: object):
    exec(compile(source, filename, "exec"), names)  # noqa: S102
    return names["f"]


def frames(report: str) -> list[str]:
    return [line.split('"')[1] for line in report.splitlines() if line.startswith("  File")]


def test_inner_frames_are_left_out():
    deepest = function("def f(g): return 1 / 0 if g is None else g()", JAX_INSIDE)
    inner = function("def f(g): return deepest(g)", INSIDE, deepest=deepest)
    error = raised("def user(): inner(None)\nuser()", "user.py", inner=inner)
    report = tracebacks.render(error)
    assert frames(report)[-2:] == ["user.py", "user.py"]
    assert INSIDE not in report
    assert JAX_INSIDE not in report
    assert report.endswith("ZeroDivisionError: division by zero\n")


def test_a_callback_of_the_users_is_kept():
    inner = function("def f(g): return g()", INSIDE)
    error = raised("def back(): raise ValueError('mine')\ninner(back)", "user.py", inner=inner)
    assert frames(tracebacks.render(error))[-2:] == ["user.py", "user.py"]


def test_a_chain_inside_is_left_out_and_the_users_own_is_kept():
    inner = function(
        "def f():\n"
        " try: int('a')\n"
        " except ValueError as e: raise RuntimeError('torch says') from e",
        INSIDE,
    )
    error = raised("inner()", "user.py", inner=inner)
    assert "invalid literal" not in tracebacks.render(error)
    user = "try: inner()\nexcept RuntimeError as e: raise KeyError('user') from e"
    report = tracebacks.render(raised(user, "user.py", inner=inner))
    assert "RuntimeError: torch says" in report
    assert "direct cause" in report
    assert "invalid literal" not in report
    assert INSIDE not in report


def test_exception_groups_are_cleaned():
    inner = function("def f(): raise ValueError('one')", INSIDE)
    source = "try: inner()\nexcept ValueError as e: raise ExceptionGroup('all', [e]) from None"
    report = tracebacks.render(raised(source, "user.py", inner=inner))
    assert "ValueError: one" in report
    assert INSIDE not in report


def test_full_traceback_on_request(monkeypatch, capsys):
    inner = function("def f(): raise ValueError('one')", INSIDE)
    error = raised("inner()", "user.py", inner=inner)
    monkeypatch.setenv("TORCHLIKE_FULL_TRACEBACK", "1")
    tracebacks.show(type(error), error, error.__traceback__)
    assert INSIDE in capsys.readouterr().err
    monkeypatch.setenv("TORCHLIKE_FULL_TRACEBACK", "0")
    tracebacks.show(type(error), error, error.__traceback__)
    assert INSIDE not in capsys.readouterr().err
