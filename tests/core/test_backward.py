"""The backward pass: both gears, segments, freed graphs, hooks, higher orders."""

import contextlib

import numpy as np
import pytest

import torchlike as torch
from tests.core.running import compiled_whole, leaf
from torchlike._core.trace import flush_all

FREED = "Trying to backward through the graph a second time"


# -- both gears, against finite differences --------------------------------------------------------

FUNCTIONS = {
    "mul": lambda x: x * x * 3,
    "div": lambda x: 1 / x + x / 2,
    "pow": lambda x: x**3,
    "exp_log": lambda x: x.exp() * (x + 4).log(),
    "tanh_sin": lambda x: x.tanh() * x.sin(),
    "sqrt": lambda x: (x * x + 1).sqrt(),
    "matmul": lambda x: x.reshape(2, 3) @ x.reshape(3, 2),
    "mean_var": lambda x: (x - x.mean()) ** 2 / 5,
    "softmax": lambda x: torch.softmax(x.reshape(2, 3), 1) * torch.arange(6.0).reshape(2, 3),
    "logsumexp": lambda x: torch.logsumexp(x, 0),
    "cumsum": lambda x: x.cumsum(0) * x,
    "prod": lambda x: x.prod(),
    "max": lambda x: x.reshape(2, 3).max(1)[0] * x[0],
    "sort": lambda x: x.sort()[0] * torch.arange(6.0),
    "where": lambda x: torch.where(x > 0, x * 2, x * x),
    "abs_clamp": lambda x: x.abs().clamp(0.5, 1.0) * x,
    "index": lambda x: x[torch.tensor([0, 0, 5])] * x[1:4],
    "gather": lambda x: x.reshape(2, 3).gather(1, torch.tensor([[0, 0], [2, 1]])) ** 2,
    "cat_stack": lambda x: torch.cat([x, x * 2]) * torch.stack([x, x * x]).reshape(-1),
    "views": lambda x: x.reshape(2, 3).t()[1:].unsqueeze(0).expand(2, 2, 2) ** 2,
    "in_place": lambda x: (x * 2).mul_(x),
    "written_view": lambda x: _written(x),
    "casts": lambda x: x.to(torch.complex128).abs() * x,
    "norm": lambda x: (x * x).sum().sqrt() * x,
}


def _written(x):
    y = x * 1.0
    y[1:3] = x[3:5] * x[0]
    y[0] *= 3
    return y * y


POINT = (0.3, -1.2, 0.9, 1.7, -0.4, 2.1)
WEIGHTS = torch.tensor([0.7, -0.2, 0.5, 1.1, -0.9, 0.4], dtype=torch.float64)


def total(function, x):
    """A scalar in which every element of the result counts differently."""
    y = function(x).reshape(-1)
    weights = torch.cat([WEIGHTS, WEIGHTS * 0.5])[: y.numel()]
    return (y * weights).sum()


def point():
    return leaf(*POINT, dtype=torch.float64)


def numeric(function, order=1):
    """The gradient by central differences; of the gradient's weighted sum for order 2."""
    step = 1e-5
    grads = []
    for k in range(len(POINT)):
        sides = []
        for sign in (1, -1):
            moved = list(POINT)
            moved[k] += sign * step
            x = leaf(*moved, dtype=torch.float64)
            y = total(function, x)
            if order == 2:
                y = (torch.autograd.grad(y, x)[0] * WEIGHTS).sum()
            sides.append(y.item())
        grads.append((sides[0] - sides[1]) / (2 * step))
    return np.array(grads)


def by_prefix(function, x):
    total(function, x).backward()
    return x.grad


def by_hook(function, x):
    y = total(function, x)
    y.register_hook(lambda grad: None)
    y.backward()
    return x.grad


def by_created_graph(function, x):
    return torch.autograd.grad(total(function, x), x, create_graph=True)[0]


def by_segment(function, x):
    y = total(function, x)
    flush_all("a test")
    y.backward()
    return x.grad


def by_retained_graph(function, x):
    y = total(function, x)
    torch.autograd.grad(y, x, retain_graph=True)
    return torch.autograd.grad(y, x)[0]


def by_target(function, x):
    y = x * 1.0
    return torch.autograd.grad(total(function, y), y)[0]


WAYS = (by_prefix, by_hook, by_created_graph, by_segment, by_retained_graph, by_target)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_all_ways_agree_with_finite_differences(name):
    function = FUNCTIONS[name]
    expected = numeric(function)
    for way in WAYS:
        grad = way(function, point())
        assert grad.dtype == torch.float64
        assert tuple(grad.shape) == (6,)
        np.testing.assert_allclose(
            grad.tolist(), expected, rtol=1e-6, atol=1e-7, err_msg=way.__name__
        )


SECOND_ORDER = [name for name in FUNCTIONS if name != "in_place"]


def test_the_second_order_through_an_in_place_operator():
    test_the_second_order_agrees_with_finite_differences("in_place")


@pytest.mark.parametrize("name", SECOND_ORDER)
def test_the_second_order_agrees_with_finite_differences(name):
    function = FUNCTIONS[name]
    expected = numeric(function, order=2)
    for flushed in (False, True):
        x = point()
        (first,) = torch.autograd.grad(total(function, x), x, create_graph=True)
        if flushed:
            flush_all("a test")
        if not first.requires_grad:
            np.testing.assert_allclose(expected, np.zeros(6), atol=1e-6)
            continue
        (second,) = torch.autograd.grad((first * WEIGHTS).sum(), x, allow_unused=True)
        found = np.zeros(6) if second is None else second.tolist()
        np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("name", ["mul", "matmul", "written_view", "softmax", "where", "index"])
def test_the_first_gear_compiled_agrees(name):
    function = FUNCTIONS[name]
    expected = by_hook(function, point()).tolist()
    with compiled_whole():
        np.testing.assert_allclose(by_prefix(function, point()).tolist(), expected, rtol=1e-9)


def test_the_third_order():
    x = leaf(1.5, -2.0, dtype=torch.float64)
    y = x**4
    for order, factor in ((3, 4.0), (2, 12.0), (1, 24.0)):
        (y,) = torch.autograd.grad(y.sum(), x, create_graph=True)
        np.testing.assert_allclose(y.tolist(), factor * np.array([1.5, -2.0]) ** order)


# -- complex gradients -----------------------------------------------------------------------------

#: What PyTorch gives at 1+2i for the real loss of each function.
CONJUGATES = {
    "square": (lambda z: torch.abs(z * z), 2 + 4j),
    "turned": (lambda z: torch.abs(z * (2 - 1j)), 1 + 2j),
    "power": (lambda z: torch.abs(z) ** 2, 2 + 4j),
}


@pytest.mark.parametrize("name", CONJUGATES)
def test_complex_gradients_are_conjugated_as_in_pytorch(name):
    function, expected = CONJUGATES[name]
    for way in ("prefix", "segment", "hook", "compiled"):
        z = torch.tensor([1.0 + 2.0j], requires_grad=True)
        with compiled_whole() if way == "compiled" else contextlib.nullcontext():
            loss = function(z).sum()
            if way == "segment":
                flush_all("a test")
            elif way == "hook":
                loss.register_hook(lambda grad: None)
            loss.backward()
            found = z.grad.tolist()
        assert z.grad.dtype == z.dtype
        np.testing.assert_allclose(found, [expected], rtol=1e-6, err_msg=way)


# -- freed and retained graphs ---------------------------------------------------------------------

FLUSHED = pytest.mark.parametrize("flushed", [False, True], ids=["pending", "flushed"])


@FLUSHED
def test_a_second_backward_through_a_freed_graph_fails(flushed):
    x = leaf(1.0, 2.0)
    y = (x * x).sum()
    if flushed:
        flush_all("a test")
    y.backward()
    for _ in range(2):
        with pytest.raises(RuntimeError, match=FREED):
            y.backward()
    assert x.grad.tolist() == [2.0, 4.0]


@FLUSHED
def test_a_graph_that_kept_nothing_may_be_used_again(flushed):
    x = leaf(1.0, 2.0)
    y = (x + x).sum()
    for _ in range(3):
        if flushed:
            flush_all("a test")
        y.backward()
    assert x.grad.tolist() == [6.0, 6.0]


@FLUSHED
def test_a_freed_prefix_fails_under_another_loss(flushed):
    x = leaf(1.0, 2.0)
    h = x.exp()
    one, two = h.sum(), (h * 2).sum()
    if flushed:
        flush_all("a test")
    one.backward()
    with pytest.raises(RuntimeError, match=FREED):
        two.backward()
    three = (h + 1).sum()
    with pytest.raises(RuntimeError, match=FREED):
        three.backward()


@FLUSHED
def test_retained_graphs_accumulate(flushed):
    x = leaf(1.0, 2.0)
    y = (x * x).sum()
    for _ in range(3):
        y.backward(retain_graph=True)
        if flushed:
            flush_all("a test")
    assert x.grad.tolist() == [6.0, 12.0]
    y.backward()
    assert x.grad.tolist() == [8.0, 16.0]
    with pytest.raises(RuntimeError, match=FREED):
        y.backward()


def test_retained_graphs_accumulate_in_one_program():
    x = leaf(1.0, 2.0)
    with compiled_whole():
        h = x * x
        one, two = h.sum(), (h * h).sum()
        one.backward(retain_graph=True)
        two.backward(retain_graph=True)
        (one + two).backward()
        np.testing.assert_allclose(x.grad.tolist(), [12.0, 72.0])


@FLUSHED
def test_the_gradient_accumulates_in_the_same_tensor(flushed):
    x = leaf(1.0, 2.0)
    (x * 2).sum().backward()
    if flushed:
        flush_all("a test")
    grad = x.grad
    (x * 3).sum().backward()
    assert x.grad is grad
    assert grad.tolist() == [5.0, 5.0]


# -- what was overwritten --------------------------------------------------------------------------

MODIFIED = "one of the variables needed for gradient computation has been modified by an inplace"


@FLUSHED
def test_a_saved_value_overwritten_in_place_fails(flushed):
    x = leaf(1.0, 2.0)
    y = x.exp()
    z = y.sum()
    if flushed:
        flush_all("a test")
    y.add_(1)
    with pytest.raises(RuntimeError, match=MODIFIED):
        z.backward()


@FLUSHED
def test_a_value_not_saved_may_be_overwritten(flushed):
    x = leaf(1.0, 2.0)
    y = x + 1
    z = (y * 2).sum()
    if flushed:
        flush_all("a test")
    y.mul_(5)
    z.backward()
    assert x.grad.tolist() == [2.0, 2.0]
    assert y.tolist() == [10.0, 15.0]


@FLUSHED
def test_a_saved_input_overwritten_fails(flushed):
    x = leaf(1.0, 2.0)
    factor = torch.tensor([3.0, 4.0])
    y = (x * factor).sum()
    if flushed:
        flush_all("a test")
    factor.zero_()
    with pytest.raises(RuntimeError, match=MODIFIED):
        y.backward()


def test_what_is_written_through_data_is_not_noticed():
    x = leaf(1.0, 2.0)
    factor = torch.tensor([3.0, 4.0])
    y = (x * factor).sum()
    factor.data.zero_()
    y.backward()
    assert factor.tolist() == [0.0, 0.0]
    assert tuple(x.grad.shape) == (2,)


@pytest.mark.parametrize("flushed", [False, True], ids=["pending", "flushed"])
def test_what_a_leaf_takes_over_stays_without_gradient(flushed):
    x, w = torch.tensor([1.0, 2.0]), leaf(3.0, 4.0)
    new = x * 2
    if flushed:
        flush_all("a test")
    w.data = new
    assert not new.requires_grad
    assert w.requires_grad
    w.data -= 1.0
    w.data.mul_(2)
    assert w.tolist() == [2.0, 6.0]


def test_writing_in_a_leaf_fails():
    x = leaf(1.0, 2.0)
    with pytest.raises(RuntimeError, match="^a leaf Variable that requires grad is being used"):
        x += 1
    with pytest.raises(RuntimeError, match="^a view of a leaf Variable that requires grad is"):
        x[0] = 1.0
    assert x.tolist() == [1.0, 2.0]


def test_a_view_made_a_leaf():
    base = torch.arange(4.0)
    view = base[1:3].requires_grad_()
    assert view.is_leaf
    assert not base.requires_grad
    (view * view).sum().backward()
    assert view.grad.tolist() == [2.0, 4.0]
    with torch.no_grad():
        base[1] = 10.0
    assert view.tolist() == [10.0, 2.0]
    assert view.requires_grad
    assert view.is_leaf


# -- hooks -----------------------------------------------------------------------------------------


def test_a_hook_that_flushes_in_the_middle():
    x = leaf(1.0, 2.0)
    y = x.exp()
    z = y * y
    seen = []
    for tensor in (y, z):
        tensor.register_hook(lambda grad: seen.append(grad.tolist()))
    (z * 2).sum().backward()
    assert len(seen) == 2
    assert seen[0] == [2.0, 2.0]
    np.testing.assert_allclose(seen[1], 4 * np.exp([1.0, 2.0]), rtol=1e-6)
    np.testing.assert_allclose(x.grad.tolist(), 4 * np.exp([2.0, 4.0]), rtol=1e-6)


def test_a_hook_that_runs_a_backward_of_its_own():
    x, other = leaf(1.0, 2.0), leaf(3.0)
    y = x * x

    def hook(grad):
        with torch.enable_grad():
            (other * other).sum().backward()
        return grad * other.grad.item()

    y.register_hook(hook)
    y.sum().backward()
    assert other.grad.tolist() == [6.0]
    assert x.grad.tolist() == [12.0, 24.0]


def test_a_hook_that_raises_leaves_things_usable():
    x = leaf(1.0, 2.0)
    y = x * x

    def hook(grad):
        raise ValueError("not today")

    handle = y.register_hook(hook)
    with pytest.raises(ValueError, match="^not today$"):
        y.sum().backward(retain_graph=True)
    assert torch.is_grad_enabled()
    handle.remove()
    (x * 3).sum().backward()
    assert x.grad.tolist() == [3.0, 3.0]


def test_hooks_run_without_grad_mode_unless_a_graph_is_created():
    x = leaf(1.0, 2.0)
    seen = []
    y = x * x
    y.register_hook(lambda grad: seen.append((torch.is_grad_enabled(), grad.requires_grad)))
    y.sum().backward(retain_graph=True)
    torch.autograd.grad((y * y).sum(), x, create_graph=True)
    assert seen == [(False, False), (True, True)]


def test_a_gradient_is_dense_where_the_first_operand_is_not():
    x = torch.ones(3, 2).requires_grad_()
    y = torch.where(torch.tensor([True, True]).expand(3, 2), x, torch.zeros(()))
    y.sum().item()
    (grad,) = torch.autograd.grad([y], [x], [torch.arange(6.0).reshape(3, 2)])
    assert grad.stride() == (2, 1)
    assert grad.tolist() == [[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]]


@pytest.mark.parametrize("flushed", [False, True], ids=["pending", "flushed"])
def test_a_leaf_that_stopped_requiring_grad_gets_none(flushed):
    x, w = leaf(1.0, 2.0), leaf(3.0, 4.0)
    y = x * w
    if flushed:
        flush_all("a test")
    x.requires_grad_(False)
    y.sum().backward(retain_graph=True)
    assert x.grad is None
    assert w.grad.tolist() == [1.0, 2.0]
    x.requires_grad_()
    y.sum().backward()
    assert x.grad.tolist() == [3.0, 4.0]  # type: ignore[attr-defined]
