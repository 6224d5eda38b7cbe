"""`torch.autograd.backward` and `torch.autograd.grad`: arguments, errors, what arrives where."""

import pytest

import torchlike as torch
from tests.core.running import leaf
from torchlike._core.trace import flush_all
from torchlike.autograd import engine

FLUSHED = pytest.mark.parametrize("flushed", [False, True], ids=["pending", "flushed"])


@FLUSHED
def test_grad_touches_no_leaf(flushed):
    x, w = leaf(1.0, 2.0), leaf(3.0, 4.0)
    y = (x * w).sum()
    if flushed:
        flush_all("a test")
    (g,) = torch.autograd.grad(y, x)
    assert g.tolist() == [3.0, 4.0]
    assert g.dtype == torch.float32
    assert not g.requires_grad
    assert x.grad is None
    assert w.grad is None


def test_one_tensor_or_several():
    x, w = leaf(1.0, 2.0), leaf(3.0, 4.0)
    found = torch.autograd.grad((x * w).sum(), [w, x])
    assert isinstance(found, tuple)
    assert [g.tolist() for g in found] == [[1.0, 2.0], [3.0, 4.0]]


def test_the_same_input_twice():
    x = leaf(1.0, 2.0)
    found = torch.autograd.grad((x * x).sum(), [x, x])
    assert [g.tolist() for g in found] == [[2.0, 4.0], [2.0, 4.0]]


def test_weights_of_several_roots_add_up():
    x = leaf(1.0, 2.0)
    y, z = x * 2, (x * x).sum()
    torch.autograd.backward([y, z], [torch.tensor([1.0, 10.0]), None])
    assert x.grad.tolist() == [4.0, 24.0]


def test_a_seed_of_another_dtype_is_cast():
    x = leaf(1.0, 2.0)
    (x * 2).backward(torch.tensor([1.0, 3.0], dtype=torch.float64))
    assert x.grad.dtype == torch.float32
    assert x.grad.tolist() == [2.0, 6.0]


def test_only_the_inputs_asked_for():
    x, w = leaf(1.0, 2.0), leaf(3.0, 4.0)
    y = x * w
    y.sum().backward(inputs=[x])
    assert x.grad.tolist() == [3.0, 4.0]
    assert w.grad is None


@FLUSHED
def test_an_interior_input(flushed):
    x = leaf(1.0, 2.0)
    y = x * x
    z = (y * y).sum()
    if flushed:
        flush_all("a test")
    gy, gx = torch.autograd.grad(z, [y, x])
    assert gy.tolist() == [2.0, 8.0]
    assert gx.tolist() == [4.0, 32.0]


def test_the_root_as_input():
    x = leaf(1.0, 2.0)
    y = (x * x).sum()
    gy, gx = torch.autograd.grad(y, [y, x])
    assert (gy.tolist(), tuple(gy.shape)) == (1.0, ())
    assert gx.tolist() == [2.0, 4.0]


def test_an_input_that_was_not_used():
    x, other = leaf(1.0, 2.0), leaf(3.0)
    with pytest.raises(
        RuntimeError,
        match=r"^The differentiated Tensor at index 1 appears to not have been used in the graph\. "
        r"Set allow_unused=True if this is the desired behavior\.$",
    ):
        torch.autograd.grad((x * x).sum(), [x, other])
    found = torch.autograd.grad((x * x).sum(), [x, other], allow_unused=True)
    assert found[1] is None
    found = torch.autograd.grad((x * x).sum(), [x, other], materialize_grads=True)
    assert found[1].tolist() == [0.0]
    assert found[1].dtype == torch.float32


def test_created_graphs_are_differentiable():
    x = leaf(2.0)
    (first,) = torch.autograd.grad((x**3).sum(), x, create_graph=True)
    assert first.requires_grad
    first.sum().backward()
    assert x.grad.tolist() == [12.0]


def test_create_graph_accumulates_a_differentiable_gradient(monkeypatch):
    monkeypatch.setattr(engine, "_warned", [])
    x = leaf(2.0)
    with pytest.warns(UserWarning, match="create_graph=True will create a reference cycle"):
        (x**3).sum().backward(create_graph=True)
    assert x.grad.requires_grad
    assert x.grad.tolist() == [12.0]
    (second,) = torch.autograd.grad(x.grad.sum(), x)
    assert second.tolist() == [12.0]


def vector():
    return leaf(1.0, 2.0) * 2


ERRORS = {
    "no graph": (
        lambda: torch.tensor([1.0]).backward(),
        RuntimeError,
        "^element 0 of tensors does not require grad and does not have a grad_fn$",
    ),
    "not a scalar": (
        lambda: vector().backward(),
        RuntimeError,
        "^grad can be implicitly created only for scalar outputs$",
    ),
    "complex": (
        lambda: (leaf(1.0) * 1j).backward(),
        RuntimeError,
        r"^grad can be implicitly created only for real scalar outputs but got torch\.complex64$",
    ),
    "seed of another shape": (
        lambda: vector().backward(torch.ones(3)),
        RuntimeError,
        r"^Mismatch in shape: grad_output\[0\] has a shape of torch\.Size\(\[3\]\) and output\[0\] "
        r"has a shape of torch\.Size\(\[2\]\)\.$",
    ),
    "seed of another type": (
        lambda: vector().backward(3.0),
        TypeError,
        "^gradients can be either Tensors or None, but got float$|^'float' object is not iterable$",
    ),
    "too few seeds": (
        lambda: torch.autograd.backward([vector(), vector()], [torch.ones(2)]),
        RuntimeError,
        "^got 2 tensors and 1 gradients$",
    ),
    "no inputs": (
        lambda: vector().sum().backward(inputs=[]),
        RuntimeError,
        "^`inputs` argument to `backward\\(\\)` cannot be empty.$",
    ),
    "an input without grad": (
        lambda: torch.autograd.grad(vector().sum(), torch.ones(2)),
        RuntimeError,
        "^One of the differentiated Tensors does not require grad$",
    ),
}


@pytest.mark.parametrize("name", ERRORS)
def test_errors(name):
    function, kind, match = ERRORS[name]
    for _ in range(2):
        with pytest.raises(kind, match=match):
            function()


def test_an_error_leaves_the_graph_usable():
    x = leaf(1.0, 2.0)
    y = x * x
    with pytest.raises(RuntimeError, match="only for scalar outputs"):
        y.backward()
    y.sum().backward()
    assert x.grad.tolist() == [2.0, 4.0]


def test_results_of_custom_functions_keep_their_strides():
    class Turned(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x.t().contiguous().t()

        @staticmethod
        def backward(ctx, grad):
            return grad

    x = torch.arange(6.0).reshape(2, 3).requires_grad_()
    assert Turned.apply(x).stride() == (1, 2)
    assert Turned.apply(x).tolist() == x.tolist()
