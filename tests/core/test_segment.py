"""Graphs are freed by reference counts alone, and keep no more than they need."""

import gc
import weakref
from typing import Any

import pytest

import torchlike as torch
from tests.core.running import forget_gradients, leaf
from torchlike._core.compiler import wait_for_compilations
from torchlike._core.trace import flush_all


@pytest.fixture
def without_collector():
    """Nothing is freed but by its reference count."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("ending", ["alive", "dead", "backward"])
def test_nodes_somebody_holds_outlive_the_tensors(ending):
    x = leaf(1.0, 2.0)
    y = (x * 2).exp() + 1
    node = y.grad_fn
    if ending == "dead":
        del y
    flush_all("a test")
    if ending == "backward":
        y.sum().backward()
    names = []
    while node is not None:
        names.append(node.name())
        node = node.next_functions[0][0] if node.next_functions else None
    assert names == [
        "AddBackward0",
        "ExpBackward0",
        "MulBackward0",
        "torch::autograd::AccumulateGrad",
    ]


@pytest.mark.usefixtures("without_collector")
@pytest.mark.parametrize("ending", ["flushed", "backward", "created", "hook", "grad_fn", "view"])
def test_a_graph_is_freed_by_reference_counts(ending):
    x = leaf(1.0, 2.0)
    kept = x * 2
    y = kept * x + 1
    loss = y.sum()
    if ending == "flushed":
        flush_all("a test")
    elif ending == "backward":
        loss.backward()
    elif ending == "created":
        (grad,) = torch.autograd.grad(loss, x, create_graph=True)
        grad.sum().backward()
        x.grad = None
        del grad
    elif ending == "hook":
        y.register_hook(lambda grad: grad * 2)
        loss.backward()
    elif ending == "grad_fn":
        assert y.grad_fn.next_functions[0][0].name() == "MulBackward0"
        loss.backward()
    else:
        view = y[0]
        view *= 2
        loss = y.sum()
        del view
        loss.backward()
    flush_all("a test")
    watched = [weakref.ref(t) for t in (kept, y, loss)]
    segment = getattr(loss._value.node, "segment", None)
    if segment is not None:
        watched.append(weakref.ref(segment))
    del segment, kept, y, loss
    assert [ref() for ref in watched] == [None] * len(watched)


@pytest.mark.usefixtures("without_collector")
def test_training_leaks_nothing():
    x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
    w = torch.tensor([[0.1], [0.2]], requires_grad=True)

    def steps(count):
        for _ in range(count):
            loss = ((x @ w).tanh() ** 2).mean()
            forget_gradients(w)
            loss.backward()
            with torch.no_grad():
                w.sub_(0.01 * w.grad)
            loss.item()

    for _ in range(4):  # until every path of the loop has been compiled
        steps(40)
        wait_for_compilations()
    before = len(gc.get_objects())
    steps(200)
    assert len(gc.get_objects()) - before < 100


def test_an_intermediate_is_not_kept_longer_than_needed():
    x = leaf(1.0, 2.0)
    y = (x * x).exp()
    flush_all("a test")
    segment = y._value.node.segment
    assert segment.inputs
    y.sum().backward()
    assert not segment.inputs
    assert not segment.saved


@pytest.mark.parametrize("alpha", [2.0, 3.0, 4.0])
def test_a_number_that_became_an_input_is_kept(alpha):
    # The same line with other numbers: from the second on they are inputs.
    factor: Any
    for factor in (1.0, alpha, alpha + 1):
        x = leaf(1.0, 2.0)
        y = torch.add(x, x, alpha=factor)
        y.tolist()
        (y * 2).sum().backward()
        assert x.grad.tolist() == [2 + 2 * factor] * 2
