"""Recording: doing again what was done before adds nothing; numbers; errors; bounds."""

import math
from pathlib import Path

import pytest

import torchlike as torch
from tests.core.programs import PROGRAMS
from tests.core.running import counting, leaf, nowhere
from torchlike._core import kernel, trace
from torchlike._core.trace import flush_all, local
from torchlike._core.verify import verify_trace

CHANGING = {"signed_zeros_and_nans"}  # float("nan") is another number each time


@pytest.fixture(autouse=True)
def anew():
    """Each test starts with empty tries and no Kernels."""
    flush_all("a test begins")
    trace.forget_everything()
    kernel.forget_kernels()


# -- the same again --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in PROGRAMS if name not in CHANGING])
def test_the_same_again_adds_nothing(name):
    run = PROGRAMS[name]
    for _ in range(3):  # a number seen to vary becomes an input, and moves what comes after it
        run(nowhere)
        flush_all("a test")
    with counting() as made:
        run(nowhere)
        flush_all("a test")
    assert made == {"steps": 0, "kernels": 0}


def test_the_same_kernel_on_another_path_is_shared():
    x = torch.tensor([1.0, 2.0])
    y = x * x
    with counting() as made:
        z = y * y
    assert made == {"steps": 1, "kernels": 0}
    assert z.tolist() == [1.0, 16.0]


def double(x):
    y = x * x
    flush_all("a test")
    return y


@pytest.mark.parametrize(
    "other",
    [
        lambda: torch.tensor([1.0, 2.0, 3.0]),
        lambda: torch.tensor([[1.0, 2.0]]),
        lambda: torch.tensor([1.0, 2.0], dtype=torch.float64),
        lambda: torch.tensor([1, 2]),
        lambda: leaf(1.0, 2.0),
        lambda: torch.tensor([[1.0, 2.0], [3.0, 4.0]]).t()[0],
    ],
    ids=["shape", "rank", "dtype", "integer", "requires_grad", "strides"],
)
def test_another_kind_of_input_is_another_path(other):
    double(torch.tensor([1.0, 2.0]))
    x = other()
    flush_all("a test")
    with counting() as made:
        y = double(x)
    assert made["steps"] == 2
    assert (y.dtype, y.shape, y.requires_grad) == (x.dtype, x.shape, x.requires_grad)
    assert y.tolist() == [[n * n for n in row] if isinstance(row, list) else row * row
                          for row in x.tolist()]  # fmt: skip


def test_grad_mode_is_part_of_the_path():
    x = leaf(1.0, 2.0)
    with torch.no_grad():
        cut = double(x)
    kept = double(x)
    with torch.no_grad():
        again = double(x)
    assert [t.requires_grad for t in (cut, kept, again)] == [False, True, False]


# -- numbers ---------------------------------------------------------------------------------------


def test_a_number_that_varies_becomes_an_input():
    x = torch.tensor([1.0, 2.0])

    def scaled(number):
        y = x * number + 1
        flush_all("a test")
        return y

    for number in (0.1, 0.2, 0.3):
        scaled(number)
    with counting() as made:
        results = [scaled(number) for number in (0.4, 0.5, 0.1, -0.0, math.inf)]
    assert made == {"steps": 0, "kernels": 0}
    assert [y.dtype for y in results] == [torch.float32] * 5
    expected = [torch.tensor([n + 1, 2 * n + 1]).tolist() for n in (0.4, 0.5, 0.1, -0.0, math.inf)]
    assert [y.tolist() for y in results] == expected


def test_a_decaying_learning_rate_records_nothing_new():
    w = leaf(1.0, 2.0)

    def step(rate):
        loss = (w * w).sum()
        w.grad = None
        loss.backward()
        with torch.no_grad():
            w.sub_(rate * w.grad)
        return loss.item()

    rate = 0.1
    for _ in range(3):
        step(rate)
        rate *= 0.9
    with counting() as made:
        losses = [step(rate * 0.9**k) for k in range(10)]
    assert made == {"steps": 0, "kernels": 0}
    assert sorted(losses, reverse=True) == losses


INTEGERS = (0, 1, -1, 2**31, 2**53 + 1, 2**62, -(2**63), 2**63 - 1)


@pytest.mark.parametrize("number", INTEGERS)
def test_big_integers_stay_exact(number):
    x = torch.tensor([0, 1])
    for _ in range(3):
        y = x + number if number < 0 else x * number
        assert y.dtype == torch.int64
        assert y.tolist() == ([number, number + 1] if number < 0 else [0, number])
        assert (x * 3).tolist() == [0, 3]


def test_big_integers_stay_exact_where_numbers_vary():
    x = torch.tensor([0])
    for number in (*INTEGERS, *reversed(INTEGERS)):
        y = x + number
        assert y.dtype == torch.int64
        assert y.tolist() == [number]


@pytest.mark.parametrize("order", [(1, True, 1.0), (1.0, 1, True), (True, 1.0, 1)])
def test_equal_numbers_of_different_kinds_are_told_apart(order):
    wanted = {bool: torch.bool, int: torch.int64, float: torch.float32}
    flags = torch.tensor([True, False])
    for number in order * 3:
        y = flags * number
        assert y.dtype == wanted[type(number)], f"times {number!r}"
        assert y.tolist() == [number, type(number)(0)]


@pytest.mark.parametrize("order", [(0.0, -0.0), (-0.0, 0.0)])
def test_signed_zeros_are_told_apart(order):
    x = torch.tensor([1.0])
    for number in order * 3:
        assert (1 / (x * number)).item() == math.copysign(math.inf, number)
        assert (1 / torch.full((1,), number)).item() == math.copysign(math.inf, number)


def test_nan_is_a_number_like_others():
    x = torch.tensor([1.0, 2.0])
    for number in (math.nan, 2.0, float("nan"), math.nan, -math.nan, 2.0):
        y = (x * number).tolist()
        assert y == [2.0, 4.0] if number == 2.0 else all(map(math.isnan, y))


def test_complex_numbers_keep_the_signs_of_their_zeros():
    x = torch.tensor([1.0 + 0j])
    for number in (complex(0.0, 0.0), complex(-0.0, -0.0)) * 2:
        found = torch.full((1,), number).item()
        assert math.copysign(1, found.real) == math.copysign(1, number.real)
        assert math.copysign(1, found.imag) == math.copysign(1, number.imag)
    assert (x * 2j).tolist() == [2j]


def test_true_as_a_static_argument_is_not_one():
    x = torch.tensor([[1.0, 2.0]])
    assert tuple(x.sum(1, True).shape) == (1, 1)
    for _ in range(2):
        with pytest.raises(TypeError, match="keepdim"):
            x.sum(1, 1)
        assert tuple(x.sum(1, True).shape) == (1, 1)


# -- errors ----------------------------------------------------------------------------------------

MISFIT = r"The size of tensor a \(2\) must match the size of tensor b \(3\)"


@pytest.mark.parametrize("_", range(2))
def test_an_error_leaves_what_was_recorded_as_it_was(_):
    x, y = torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.0, 3.0])
    before = x * 2
    for _ in range(3):
        with pytest.raises(RuntimeError, match=MISFIT):
            _ = x + y
        verify_trace(local.state.trace)
    after = before + x
    assert before.tolist() == [2.0, 4.0]
    assert after.tolist() == [3.0, 6.0]
    assert y.tolist() == [1.0, 2.0, 3.0]


def test_an_error_where_numbers_vary():
    x = torch.tensor([[1.0, 2.0]])
    for number in (1.0, 2.0, 3.0):
        with pytest.raises(RuntimeError, match="must match the size"):
            torch.lerp(x, torch.zeros(3), number)
        verify_trace(local.state.trace)
        y = torch.lerp(x, torch.zeros(2), number)
        assert y.tolist() == [[1.0 - number, 2.0 - 2 * number]]


def test_an_error_in_an_in_place_operator_writes_nothing():
    x = torch.tensor([1, 2])
    with pytest.raises(RuntimeError, match="can't be cast to the desired output type"):
        x += 0.5
    with pytest.raises(RuntimeError, match="must match the size"):
        x += torch.tensor([1, 2, 3])
    assert x._version == 0
    assert x.tolist() == [1, 2]
    assert x.dtype == torch.int64


# -- leaves ----------------------------------------------------------------------------------------


def test_a_pending_leaf_is_not_flushed_without_grad_mode():
    w = leaf(1.0, 2.0)
    with torch.no_grad():
        w -= 1.0
        pending = local.state.trace
        y = w * 2
    assert local.state.trace is pending
    assert y.tolist() == [0.0, 2.0]
    assert not y.requires_grad


def test_a_pending_leaf_is_an_input_of_what_differentiates_it():
    w = leaf(1.0, 2.0)
    with torch.no_grad():
        w -= 1.0
    first = local.state.trace
    y = (w * w).sum()
    assert local.state.trace is not first
    y.backward()
    assert w.grad.tolist() == [0.0, 2.0]


# -- where a Step came from ------------------------------------------------------------------------


def test_a_step_knows_its_line():
    x = torch.tensor([1.0, 2.0])
    y = x * 2
    step = local.state.trace.cursor
    assert step.site is not None
    assert Path(step.site[0]).name == "test_trace.py"
    assert "y = x * 2" in Path(step.site[0]).read_text().splitlines()[step.site[1] - 1]
    assert y.tolist() == [2.0, 4.0]


# -- bounds ----------------------------------------------------------------------------------------


def test_a_long_trace_is_flushed(monkeypatch):
    monkeypatch.setattr(trace, "MAX_SLOTS", 20)
    x = torch.zeros(2)
    longest = 0
    for _ in range(200):
        x = x + 1
        longest = max(longest, len(local.state.trace.values))
    assert x.tolist() == [200.0, 200.0]
    assert longest <= 23


def test_a_long_differentiated_trace_is_flushed(monkeypatch):
    monkeypatch.setattr(trace, "MAX_SLOTS", 20)
    x = leaf(1.0, 2.0)
    y = x
    for _ in range(100):
        y = y + x
    y.sum().backward()
    assert x.grad.tolist() == [101.0, 101.0]


def test_the_tries_are_bounded(monkeypatch):
    monkeypatch.setattr(trace, "MAX_STEPS", 50)
    for size in range(60):
        x = torch.ones(size, requires_grad=True)
        (x * 3 + x).sum().backward()
        assert x.grad.tolist() == [4.0] * size
        assert trace._step_count[0] <= 51


def test_forgetting_everything_in_the_middle_of_a_trace():
    x = leaf(1.0, 2.0)
    y = x * x
    trace.forget_everything()
    z = (y * x).sum()
    z.backward()
    assert x.grad.tolist() == [3.0, 12.0]


def test_forgetting_everything_reaches_traces_that_are_still_empty():
    def made():
        y = torch.tensor([1, 2]) * 1.5
        flush_all("a test")
        return y

    made()
    trace.forget_everything()
    with counting() as seen:
        made()
    assert seen["steps"] == 2
