"""Tensor hooks, retained gradients and the nodes of the graph."""

import gc
import weakref

import pytest

import torchlike as torch
from tests.core.running import leaf
from torchlike._core.trace import flush_all

FLUSHED = pytest.mark.parametrize("flushed", [False, True], ids=["pending", "flushed"])


@FLUSHED
def test_hooks_see_and_replace_gradients_in_order(flushed):
    x = leaf(1.0, 2.0)
    y = x * x
    seen = []

    def first(grad):
        seen.append(grad.tolist())
        return grad * 10

    def second(grad):
        seen.append(grad.tolist())

    y.register_hook(first)
    y.register_hook(second)
    if flushed:
        flush_all("a test")
    (y * 3).sum().backward()
    assert seen == [[3.0, 3.0], [30.0, 30.0]]
    assert x.grad.tolist() == [60.0, 120.0]


def test_a_hook_sees_the_whole_gradient_once():
    x = leaf(1.0)
    y = x * 2
    seen = []
    y.register_hook(lambda grad: seen.append(grad.item()))
    (y * 3 + y * y).sum().backward()
    assert seen == [7.0]
    assert x.grad.tolist() == [14.0]


def test_hooks_of_leaves():
    x = leaf(1.0, 2.0)
    after = []
    handle = x.register_hook(lambda grad: grad * 2)
    x.register_post_accumulate_grad_hook(lambda leaf: after.append(leaf.grad.tolist()))
    (x * 3).sum().backward()
    assert x.grad.tolist() == [6.0, 6.0]
    handle.remove()
    (x * 3).sum().backward()
    assert x.grad.tolist() == [9.0, 9.0]
    assert after == [[6.0, 6.0], [9.0, 9.0]]


def test_a_handle_is_a_context_manager():
    x = leaf(1.0)
    with x.register_hook(lambda grad: grad * 2):
        (x * 3).sum().backward()
    (x * 3).sum().backward()
    assert x.grad.tolist() == [9.0]


def test_hooks_where_no_gradient_flows():
    x = torch.tensor([1.0])
    with pytest.raises(
        RuntimeError, match="^cannot register a hook on a tensor that doesn't require gradient$"
    ):
        x.register_hook(print)
    with pytest.raises(RuntimeError, match="^can't retain_grad on Tensor that has requires_grad="):
        x.retain_grad()
    with pytest.raises(
        RuntimeError, match="^post accumulate grad hooks cannot be registered on non-leaf tensors$"
    ):
        (leaf(1.0) * 2).register_post_accumulate_grad_hook(print)


@FLUSHED
def test_retained_gradients(flushed):
    x = leaf(1.0, 2.0)
    y = x * x
    y.retain_grad()
    if flushed:
        flush_all("a test")
    (y * y).sum().backward()
    assert y.retains_grad
    assert y.grad.tolist() == [2.0, 8.0]
    assert y.grad.dtype == torch.float32
    assert x.grad.tolist() == [4.0, 32.0]


def test_the_gradient_of_an_interior_tensor_warns():
    y = leaf(1.0) * 2
    with pytest.warns(UserWarning, match="The .grad attribute of a Tensor that is not a leaf"):
        assert y.grad is None


# -- nodes -----------------------------------------------------------------------------------------


@FLUSHED
def test_nodes_are_the_same_object_each_time(flushed):
    x = leaf(1.0, 2.0)
    y = x * x
    z = y.sum()
    before = z.grad_fn
    if flushed:
        flush_all("a test")
    assert z.grad_fn is before
    assert before.next_functions == ((y.grad_fn, 0),)
    assert before.next_functions[0][0] is y.grad_fn
    assert y.grad_fn.next_functions[0][0] is y.grad_fn.next_functions[1][0]
    assert y.grad_fn.next_functions[0][0].variable is x


@FLUSHED
def test_names_of_nodes(flushed):
    x = leaf(1.0, 2.0)
    y = (x * x).sum()
    if flushed:
        flush_all("a test")
    assert y.grad_fn.name() == "SumBackward0"
    assert type(y.grad_fn).__name__ == "SumBackward0"
    assert repr(y.grad_fn).startswith("<SumBackward0 object at 0x")
    accumulator = y.grad_fn.next_functions[0][0].next_functions[0][0]
    assert accumulator.name() == "torch::autograd::AccumulateGrad"
    assert x.grad_fn is None


def test_nodes_across_segments():
    x = leaf(1.0, 2.0)
    y = x * x
    flush_all("a test")
    z = y.exp()
    assert z.grad_fn.next_functions[0][0] is y.grad_fn
    flush_all("a test")
    assert z.grad_fn.next_functions[0][0] is y.grad_fn


def test_operands_without_gradient_are_none():
    x = leaf(1.0)
    y = x * torch.tensor([2.0])
    assert y.grad_fn.next_functions[1] == (None, 0)


def test_nodes_do_not_keep_themselves_alive():
    gc.collect()
    gc.disable()
    try:
        x = leaf(1.0)
        y = x * 2
        node = weakref.ref(y.grad_fn)
        assert node() is None or node() is y.grad_fn
        kept = weakref.ref(y)
        flush_all("a test")
        del y
        assert kept() is None
        assert node() is None
    finally:
        gc.enable()
