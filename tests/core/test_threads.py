"""Threads: each records for itself; tensors may be handed from one to another."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

import torchlike as torch
from tests.core.programs import PROGRAMS
from tests.core.running import forget_gradients, leaf, nowhere, text
from torchlike._core import apply
from torchlike._core.trace import flush_all, local


def elsewhere(function, *arguments):
    """What `function` returns or raises in a thread of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function, *arguments).result(timeout=60)


def test_each_thread_has_its_own_trace_and_modes():
    with torch.no_grad():
        assert elsewhere(torch.is_grad_enabled)
        assert not torch.is_grad_enabled()
    assert elsewhere(lambda: local.state) is not local.state


NAMES = ("training", "view_chains", "created_graph", "hooks", "numbers_of_each_kind")


def test_two_threads_at_once_get_what_one_gets():
    expected = {name: text(PROGRAMS[name](nowhere)) for name in NAMES}
    start = threading.Barrier(2)

    def work():
        start.wait()
        return [{name: text(PROGRAMS[name](nowhere)) for name in NAMES} for _ in range(5)]

    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(work) for _ in range(2)]:
            assert future.result(timeout=60) == [expected] * 5


def test_a_pending_tensor_is_read_in_another_thread():
    x = torch.tensor([1.0, 2.0]) * 2
    assert elsewhere(x.tolist) == [2.0, 4.0]
    assert (x + 1).tolist() == [3.0, 5.0]


def test_a_pending_tensor_is_used_in_another_thread():
    x = torch.tensor([1.0, 2.0]) * 2
    y = elsewhere(lambda: x + 1)
    z = x * y
    assert y.tolist() == [3.0, 5.0]
    assert z.tolist() == [6.0, 20.0]
    assert z.dtype == torch.float32


def test_a_tensor_outlives_the_thread_that_recorded_it():
    y = elsewhere(lambda: torch.tensor([1.0, 2.0]) * 4)
    assert y.tolist() == [4.0, 8.0]


@pytest.mark.parametrize("flushed", [False, True], ids=["pending", "flushed"])
def test_backward_in_another_thread(flushed):
    x = leaf(1.0, 2.0)
    y = (x * x).sum()
    if flushed:
        flush_all("a test")
    elsewhere(y.backward)
    assert x.grad.tolist() == [2.0, 4.0]
    with pytest.raises(RuntimeError, match="a second time"):
        y.backward()


def test_forward_in_another_thread():
    x = leaf(1.0, 2.0)
    y = elsewhere(lambda: (x * x).sum())
    (y * 2).backward()
    assert x.grad.tolist() == [4.0, 8.0]


def test_a_graph_over_two_threads():
    x = leaf(1.0, 2.0)
    h = x * x
    y = elsewhere(lambda: (h * 3).sum())
    (y + h.sum()).backward()
    assert x.grad.tolist() == [8.0, 16.0]


def test_a_parameter_updated_in_another_thread():
    w = leaf(1.0, 2.0)

    def step():
        forget_gradients(w)
        (w * w).sum().backward()
        with torch.no_grad():
            w.sub_(0.25 * w.grad)

    for _ in range(2):
        elsewhere(step)
        step()
    assert w.tolist() == [0.0625, 0.125]


def test_a_read_in_another_thread_while_an_operator_is_recorded(monkeypatch):
    x = torch.tensor([1.0, 2.0])
    pending = x * 2
    make = apply._new
    found = []

    def value(kind):
        monkeypatch.setattr(apply, "_new", make)
        found.append(elsewhere(pending.tolist))
        return make(kind)

    monkeypatch.setattr(apply, "_new", value)
    y = pending + 1
    assert found == [[2.0, 4.0]]
    assert y.tolist() == [3.0, 5.0]
