"""Replays PyTorch's databases of modules and optimizers: a few cases, and all of them."""

import pytest

from compat.modules import replaying

GOLDENS = {golden.title: golden for golden in replaying.collect()}


def test_databases_are_recorded_whole():
    spaces = [title.split(".")[0] for title in GOLDENS]
    assert (spaces.count("nn"), spaces.count("optim")) == (114, 15)
    assert all(golden.cases for golden in GOLDENS.values())


def test_one_case_of_every_third_is_as_recorded():
    failing = [
        str(v) for v in replaying.replay(list(GOLDENS.values())[::3], cases=1) if not v.passes
    ]
    assert not failing


@pytest.mark.slow
@pytest.mark.parametrize("title", GOLDENS)
def test_all_cases_are_as_recorded(title):
    [verdict] = replaying.replay([GOLDENS[title]])
    assert verdict.passes, str(verdict)


def test_what_differs_is_named():
    golden = GOLDENS["nn.Linear"]
    found = {**golden.cases[0]["found"], "repr": "Linear()", "error": ["error", "ValueError", "no"]}
    changed = replaying.Golden(golden.title, [{**golden.cases[0], "found": found}], golden.arrays)
    [verdict] = replaying.replay([changed])
    assert list(verdict.failing) == ["repr", "error"]
    assert "expected 'Linear()'" in verdict.failing["repr"]
    assert verdict.failing["error"].endswith("expected ValueError: no, got None")
    missing = replaying.Golden("nn.Nothing", [])
    assert [v.missing for v in replaying.replay([missing])] == [True]
