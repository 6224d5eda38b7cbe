"""What people are told of recording, running and compiling."""

import re
import subprocess
import sys
from collections import deque
from pathlib import Path

import pytest

import torchlike as torch
from tests.core.running import compiled_whole, leaf
from torchlike._core import execute, explain, trace
from torchlike._core.trace import flush_all, local

HERE = Path(__file__).name


@pytest.fixture(autouse=True)
def anew():
    """Nothing is remembered of other tests."""
    flush_all("a test begins")
    trace.forget_everything()
    execute._programs.clear()
    explain._entries.clear()


def entry():
    return explain.report().entries[-1]


def test_the_text_of_a_training_step():
    x = torch.tensor([[1.0, 2.0]])
    w = torch.tensor([[1.0], [2.0]], requires_grad=True)
    torch.tanh(x @ w).mean().backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.tolist()
    lines = [re.sub(rf"  \S*{HERE}:\d+$", "  line", s) for s in entry().text.splitlines()]
    assert lines == [
        "%0 = input : float32[1,2]",
        "%1 = input : float32[2,1], grad",
        "%2 = matmul(%0, %1) : float32[1,1], grad  line",
        "%3 = tanh(%2) : float32[1,1], grad  line",
        "%4 = mean(%3, None, False, None) : float32[], grad  line",
        "%5 = backward(%4) : float32[2,1]",
        "%6 = mul(%5, 0.1) : float32[2,1]  line",
        "%7 = sub(%1, %6) : float32[2,1]  line",
    ]


def test_why_where_and_how_often_it_ran():
    for _ in range(3):
        assert (torch.tensor([1.0]) * 2).item() == 2.0
    (found,) = explain.report().entries
    assert found.kind == "path"
    assert found.reasons == {"item()": 3}
    assert found.runs == {"by operator": 3}
    assert found.compile_seconds is None
    assert found.cause == ""
    assert re.fullmatch(rf".*{HERE}:\d+", found.site)
    assert "run because: item() (3 times)" in str(found)


def test_compilations_are_counted():
    with compiled_whole():
        assert (torch.tensor([1.0]) * 3).item() == 3.0
    report = explain.report()
    assert report.compiles == 1
    assert report.compile_seconds > 0
    assert entry().runs == {"compiled": 1}
    assert repr(report).startswith("1 programs, 1 compiled in ")
    assert "compiled in" in str(entry())


@pytest.mark.parametrize(
    ("other", "cause"),
    [
        (
            lambda: torch.tensor([1.0, 2.0, 3.0]),
            r"an input float32\[3\] where there was an input float32\[2\]",
        ),
        (
            lambda: torch.tensor([1, 2]),
            r"an input int64\[2\] where there was an input float32\[2\]",
        ),
        (lambda: leaf(1.0, 2.0), r"an input float32\[2\] that requires grad where there was an"),
    ],
    ids=["shape", "dtype", "requires_grad"],
)
def test_the_cause_of_a_new_path_names_what_changed(other, cause):
    def run(x):
        flush_all("a test")
        return (x * x).tolist()

    run(torch.tensor([1.0, 2.0]))
    run(other())
    assert re.match(cause, entry().cause)


def test_the_cause_of_a_new_path_names_the_line_and_the_constant():
    x = torch.tensor([1.0])
    (x * 2.5).tolist()
    (x * 3.5).tolist()
    assert re.fullmatch(
        rf".*{HERE}:\d+: mul\(%0, %1\) : float32\[1\] where there was "
        r"mul\(%0, 2\.5\) : float32\[1\] before",
        entry().cause,
    )


def test_the_cause_of_another_operator_names_both():
    x = torch.tensor([1.0])
    (x * x).tolist()
    (x + x).tolist()
    assert re.fullmatch(
        rf".*{HERE}:\d+: add\(%0, %0(, 1)?\) : float32\[1\] where there was "
        r"mul\(%0, %0\) : float32\[1\] before",
        entry().cause,
    )


def test_one_line_for_each_kind_of_step():
    x = leaf(2.0, 1.0)
    values, order = x.sort()
    values.sum().backward(retain_graph=True)
    text = explain.show_steps(local.state.trace.cursor.path()).splitlines()
    assert text[0] == "%0 = input : float32[2], grad"
    assert text[1].startswith("%1, %2 = sort(%0")
    assert ": float32[2], int64[2], grad" in text[1]
    assert text[-1].startswith("%4 = backward(%3) : float32[2]")
    assert order.tolist() == [1, 0]


def test_what_is_remembered_is_bounded(monkeypatch):
    assert explain._entries.maxlen == explain.MAX_REMEMBERED
    monkeypatch.setattr(explain, "_entries", deque(maxlen=5))
    for size in range(1, 13):
        (torch.tensor([1.0] * size) + 1).tolist()
    kept = [entry.text.splitlines()[0] for entry in explain.report().entries]
    assert kept == [f"%0 = input : float32[{size}]" for size in range(8, 13)]


def test_an_entry_that_was_forgotten_is_not_made_again(monkeypatch):
    monkeypatch.setattr(explain, "_entries", deque(maxlen=1))
    for size in (1, 2, 1):
        (torch.tensor([1.0] * size) + 1).tolist()
    (last,) = explain.report().entries
    assert last.text.startswith("%0 = input : float32[2]\n")
    assert last.runs == {"by operator": 1}


SCRIPT = """import torchlike as torch
x = torch.tensor([1.0, 2.0])
print((x * 2).tolist())
print((torch.tensor([1.0]) * 2).tolist())
"""


@pytest.mark.parametrize("setting", ["1", "0"])
def test_tracing_prints_to_standard_error(tmp_path, monkeypatch, setting):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    monkeypatch.setenv("TORCHLIKE_TRACE", setting)
    monkeypatch.setenv("PYTHONPATH", str(Path(torch.__file__).parents[1]))
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, timeout=100, check=True
    )
    assert done.stdout == "[2.0, 4.0]\n[2.0]\n"
    if setting == "0":
        assert done.stderr == ""
        return
    said = re.sub(r"\d+\.\d+ ms", "T ms", done.stderr).splitlines()
    assert said == [
        "torchlike: flush (by operator, T ms): tolist()",
        "torchlike: %0 = input : float32[2]",
        f"torchlike: %1 = mul(%0, 2) : float32[2]  {script}:3",
        "torchlike: flush (by operator, T ms): tolist()",
        "torchlike: %0 = input : float32[1]",
        f"torchlike: %1 = mul(%0, 2) : float32[1]  {script}:4",
        "torchlike: new because: an input float32[1] where there was an input float32[2] before",
    ]
