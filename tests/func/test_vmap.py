"""`torch.vmap`: where the batch is, what is written, and what stays outside."""

import gc
import threading
import weakref

import numpy as np
import pytest

import torchlike as torch
from torchlike._core import trace
from torchlike._core.wrapped import levels
from torchlike.func import grad, jvp, vmap

X = torch.arange(6.0).view(2, 3)


@pytest.fixture(autouse=True)
def nothing_is_left_behind():
    yield
    assert list(levels()) == []


def test_arguments_and_results_have_the_batch_where_it_was_asked_for():
    found = vmap(lambda a, b: (a @ b, a), in_dims=(1, None), out_dims=(0, -1))(X, torch.ones(2))
    np.testing.assert_array_equal(found[0], [3, 5, 7])
    assert found[1].shape == (2, 3)
    assert found[1].tolist() == X.tolist()


def test_what_is_not_mapped_over_is_repeated():
    found = vmap(lambda x: torch.ones(2, dtype=torch.int64))(X)
    assert (found.tolist(), found.dtype) == ([[1, 1], [1, 1]], torch.int64)


def test_an_outer_function_sees_the_batch_of_the_inner_one():
    outer = vmap(vmap(lambda a, b: a * b, in_dims=(0, None)))
    np.testing.assert_array_equal(outer(X, torch.tensor([2.0, 3.0])), [[0, 2, 4], [9, 12, 15]])


def test_chunks_change_nothing():
    function = lambda x: (x.sum(), x.flip(0))
    for found, expected in zip(
        vmap(function, out_dims=(0, 1), chunk_size=1)(X),
        vmap(function, out_dims=(0, 1))(X),
        strict=True,
    ):
        assert found.tolist() == expected.tolist()


def test_strides_are_those_of_one_element():
    seen = []
    vmap(lambda x: seen.append((x.t().stride(), x.t().is_contiguous())) or x)(X.view(1, 2, 3))
    assert seen == [((1, 3), False)]
    with pytest.raises(RuntimeError, match="view size is not compatible"):
        vmap(lambda x: x.t().view(-1))(X.view(1, 2, 3))


def test_a_path_done_before_adds_no_step():
    weights = torch.ones(3)
    function = vmap(grad(lambda w, x: (w * x).tanh().sum()), in_dims=(None, 0))
    for _ in range(2):
        function(weights, X).tolist()
    before = trace._step_count[0]
    function(weights, X).tolist()
    assert trace._step_count[0] == before


def test_a_write_reaches_the_argument():
    batch = X.clone()
    vmap(lambda x: x.mul_(2), in_dims=1)(batch)
    assert batch.tolist() == (X * 2).tolist()


def test_there_is_no_room_for_a_batch_in_what_is_not_one():
    captured = torch.zeros(3)
    with pytest.raises(RuntimeError, match="vmap: inplace arithmetic.* is not possible"):
        vmap(lambda x: captured.copy_(x))(X)
    assert captured.tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("function", "error", "text"),
    [
        (lambda x: x.sum().item(), RuntimeError, r"calling \.item\(\) on a Tensor"),
        (lambda x: x if x.sum() > 0 else -x, RuntimeError, "data-dependent control flow"),
        (lambda x: x[x > 0], RuntimeError, "indexing with a boolean mask"),
        (lambda x: x.nonzero(), RuntimeError, "vmap over aten::nonzero"),
        (lambda x: x.detach().add_(1), NotImplementedError, "writing in place"),
        (lambda x: torch.rand(2), RuntimeError, "randomness error mode"),
    ],
)
def test_what_does_not_go_is_refused(function, error, text):
    with pytest.raises(error, match=text):
        vmap(function)(X)


def test_a_tensor_that_escapes_is_not_used():
    kept = []
    vmap(lambda x: kept.append(x) or x)(X)
    with pytest.raises(RuntimeError, match="after the function has returned"):
        torch.sin(kept[0])


def test_an_index_is_checked_in_all_of_the_batch():
    with pytest.raises(IndexError, match="index out of range in self"):
        vmap(lambda i: torch.nn.functional.embedding(i, X))(torch.tensor([[0], [2]])).tolist()


def test_other_threads_know_nothing_of_it():
    found = []

    def elsewhere(x):
        thread = threading.Thread(target=lambda: found.append(torch.rand(2).shape))
        thread.start()
        thread.join()
        return x

    vmap(elsewhere)(X)
    assert found == [(2,)]


def test_different_numbers_are_those_of_one_draw():
    torch.manual_seed(3)
    found = vmap(lambda x: torch.rand(3) + 0 * x, randomness="different")(X)
    torch.manual_seed(3)
    assert found.tolist() == torch.rand(2, 3).tolist()


def test_memory_is_freed_by_reference_counting():
    gc.disable()
    try:
        captured = torch.ones(3) * 2
        captured.tolist()
        reference = weakref.ref(captured)
        vmap(grad(lambda x, c: (x * c).sum()), (0, None))(X, captured).tolist()
        del captured
        assert reference() is None
    finally:
        gc.enable()


def test_forward_mode_inside_and_outside():
    function = lambda x: jvp(torch.sin, (x,), (torch.ones_like(x),))[1]
    np.testing.assert_allclose(vmap(function)(X), np.cos(X.numpy()), rtol=1e-6)
    tangent = jvp(vmap(lambda x: x.cumsum(0)), (X,), (torch.ones(2, 3),))[1]
    assert tangent.tolist() == [[1, 2, 3], [1, 2, 3]]
