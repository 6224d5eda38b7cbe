"""What PyTorch refuses is refused with its exception, in its words, leaving tensors as it does."""

import pytest

from compat import errors
from compat.replay import alias


@pytest.fixture(scope="module", autouse=True)
def torch_means_torchlike():
    with alias():
        yield


XFAILS = errors.expected_failures()
CASES = errors.collect()


def _parameter(case):
    reason = XFAILS.get(case.name)
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(case, id=case.name.replace("::", ": :"), marks=marks)


@pytest.mark.parametrize("case", [_parameter(case) for case in CASES])
def test_case_is_refused_as_pytorch_refuses_it(case):
    assert case.recorded is not None
    got = errors.refusal_of(case.source)
    gap = errors.gap_in(got)
    if gap is not None:
        pytest.xfail(gap)
    assert got == case.recorded


def test_there_are_enough_cases_and_none_twice():
    names = [case.name for case in CASES]
    assert len(names) >= 1400
    assert len(set(names)) == len(names)


def test_xfails_name_cases():
    assert set(XFAILS) <= {case.name for case in CASES}


def test_every_recording_belongs_to_a_case():
    for topic in errors.topics():
        assert set(errors.recordings(topic)) == set(errors.sources(topic))
