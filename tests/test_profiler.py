"""Profilers show every call, nested as it was made, and do what their schedule says."""

import json
from pathlib import Path
from typing import Any

import pytest

import torchlike as torch
from torchlike.profiler import ProfilerAction, profile, record_function, schedule

X = torch.ones(3, 4)


def test_calls_are_counted_and_nested() -> None:
    layer = torch.nn.Sequential(torch.nn.Linear(4, 2), torch.nn.ReLU())
    with profile(record_shapes=True) as found:
        with record_function("forward"):
            result = layer(X)
            layer(X)
        result.sum().backward()
    averages = {average.key: average for average in found.key_averages()}
    counts = {key: average.count for key, average in averages.items()}
    assert counts == {
        "forward": 1, "aten::linear": 2, "aten::relu": 2, "aten::sum": 1, "aten::backward": 1,
    }  # fmt: skip
    forward = found.events()[0]
    assert [child.name for child in forward.cpu_children] == ["aten::linear", "aten::relu"] * 2
    inside = sum(child.cpu_time_total for child in forward.cpu_children)
    assert 0 < inside <= forward.cpu_time_total
    assert forward.self_cpu_time_total == pytest.approx(forward.cpu_time_total - inside)
    assert forward.cpu_children[0].input_shapes == [[3, 4], [2, 4], [2]]
    whole = sum(event.cpu_time_total for event in found.events() if event.cpu_parent is None)
    assert found.events().self_cpu_time_total == pytest.approx(whole)


def test_results_are_as_without_a_profiler() -> None:
    with profile():
        found = torch.softmax(X * 2, 1)
    assert torch.equal(found, torch.softmax(X * 2, 1))


def test_tables_are_sorted_and_cut() -> None:
    with torch.autograd.profiler.profile() as found:
        for _ in range(3):
            X.exp()
        X.sin()
    lines = found.key_averages().table(sort_by="count", row_limit=1).splitlines()
    assert (
        lines[1].split()
        == "Name Self CPU % Self CPU CPU total % CPU total CPU time avg # of Calls".split()
    )
    assert lines[3].split()[0] == "aten::exp" and lines[3].split()[-1] == "3"
    assert len(lines) == 6 and lines[-1].startswith("Self CPU time total: ")
    assert found.total_average().count == 4
    assert found.self_cpu_time_total > 0
    with pytest.raises(AttributeError, match="has no attribute 'colour'"):
        found.table(sort_by="colour")


def test_schedules_wait_warm_up_and_record() -> None:
    plan = schedule(wait=1, warmup=1, active=2, repeat=1, skip_first=1)
    names = [plan(step).name for step in range(7)]
    assert names == ["NONE", "NONE", "WARMUP", "RECORD", "RECORD_AND_SAVE", "NONE", "NONE"]
    assert schedule(wait=2, warmup=1, active=1, skip_first_wait=1)(0) is ProfilerAction.WARMUP
    with pytest.raises(AssertionError, match=r"^Invalid profiler schedule arguments\. Got wait=-1"):
        schedule(wait=-1, warmup=1, active=1)
    with pytest.warns(UserWarning, match="won't be using warmup"):
        schedule(wait=1, warmup=0, active=1)


def test_steps_are_saved_as_they_are_scheduled(tmp_path: Path) -> None:
    seen: list[Any] = []

    def ready(found: Any) -> None:
        seen.append([event.name for event in found.events()])
        torch.profiler.tensorboard_trace_handler(str(tmp_path), "me", use_gzip=False)(found)

    plan = schedule(wait=1, warmup=1, active=2)
    with profile(schedule=plan, on_trace_ready=ready) as found:
        for _ in range(5):
            X.exp()
            found.step()
    assert seen == [["ProfilerStep#2", "aten::exp", "ProfilerStep#3", "aten::exp"]]
    (file,) = tmp_path.iterdir()
    assert file.name.startswith("me.") and file.name.endswith(".pt.trace.json")
    events = json.loads(file.read_text())["traceEvents"]
    assert [event["name"] for event in events] == seen[0]


def test_record_function_decorates_and_costs_nothing_elsewhere() -> None:
    @record_function("outer")
    def twice(x: Any) -> Any:
        return x * 2

    assert twice(3) == 6
    with profile() as found:
        twice(X)
    assert [event.name for event in found.events()] == ["outer", "aten::mul"]


@pytest.mark.parametrize("flag", ["profile_memory", "with_stack", "with_flops", "with_modules"])
def test_what_is_not_measured_is_refused(flag: str) -> None:
    flags: Any = {flag: True}
    with pytest.raises(NotImplementedError, match=rf"profile\({flag}=True\) is not supported"):
        profile(**flags)
    with pytest.raises(AssertionError, match="Profiler must be initialized"):
        profile().key_averages()
