"""`grad`, `vjp`, `jvp` and what is built of them, against formulas and ordinary autograd."""

import numpy as np
import pytest

import torchlike as torch
import torchlike.autograd.forward_ad as forward_ad
from torchlike._core.wrapped import levels
from torchlike.func import (
    functional_call,
    grad,
    hessian,
    jacfwd,
    jacrev,
    jvp,
    linearize,
    stack_module_state,
    vjp,
    vmap,
)

X = torch.tensor([1.0, 2.0, 3.0])


@pytest.fixture(autouse=True)
def nothing_is_left_behind():
    yield
    assert list(levels()) == []


def test_gradients_of_gradients():
    fourth = lambda t: t**4
    for order, expected in enumerate((16.0, 32.0, 48.0, 48.0, 24.0)):
        function = fourth
        for _ in range(order):
            function = grad(function)
        found = function(torch.tensor(2.0))
        assert (found.item(), found.shape, found.dtype) == (expected, (), torch.float32)


@pytest.mark.parametrize("outer", [jacfwd, jacrev])
@pytest.mark.parametrize("inner", [jacfwd, jacrev])
def test_all_ways_to_a_hessian_agree(outer, inner):
    function = lambda x: (x**3).sum() + x[0] * x[1]
    expected = np.diag([6.0, 12.0, 18.0]) + [[0, 1, 0], [1, 0, 0], [0, 0, 0]]
    np.testing.assert_allclose(outer(inner(function))(X), expected, rtol=1e-5)
    np.testing.assert_allclose(hessian(function)(X), expected, rtol=1e-5)


def test_complex_gradients_follow_pytorchs_convention():
    z = torch.tensor([1 + 2j])
    assert grad(lambda z: (z * z.conj()).sum().real)(z).tolist() == [2 + 4j]
    outputs, pull = vjp(lambda z: z * (2 + 1j), z)
    assert pull(torch.ones_like(outputs))[0].tolist() == [2 - 1j]


def test_captured_tensors_get_their_gradients():
    scale = torch.tensor(2.0, requires_grad=True)
    grad(lambda x: (x**2 * scale).sum())(X).sum().backward()
    assert scale.grad.item() == 12.0
    leaf = X.clone().requires_grad_()
    jvp(lambda x: x**3, (leaf,), (torch.ones(3),))[1].sum().backward()
    assert leaf.grad.tolist() == [6, 12, 18]


def test_no_history_is_kept_without_need():
    assert not grad(lambda x: (x * x).sum())(X).requires_grad
    leaf = X.clone().requires_grad_()
    with torch.no_grad():
        assert not grad(lambda x: (x**3).sum())(leaf).requires_grad


def test_grad_mode_inside_is_the_functions_own():
    def partly(x):
        with torch.no_grad():
            fixed = x * x
        return (x * fixed).sum()

    assert grad(partly)(X).tolist() == [1, 4, 9]
    assert jvp(partly, (X,), (torch.ones(3),))[1].item() == 3 * 14


def test_the_numbers_may_be_looked_at():
    function = lambda x: x.sum() * x.sum().item() if x.sum() > 0 else x.sum()
    assert grad(function)(X).tolist() == [6, 6, 6]


def test_the_argument_of_grad_may_not_be_written():
    with pytest.raises(RuntimeError, match="a leaf Variable that requires grad is being used in"):
        grad(lambda x: x.mul_(2).sum())(X)


def test_what_is_written_to_a_captured_tensor_is_there_afterwards():
    captured = torch.zeros(3)
    grad(lambda x: captured.copy_(x * 2).sum())(X)
    assert (captured + 1).tolist() == [3, 5, 7]


def test_an_error_leaves_nothing_behind():
    with pytest.raises(ZeroDivisionError, match="modulo by zero"):
        vmap(grad(lambda x: x / 0 if x.ndim else 1 // 0))(X)


def test_a_pullback_runs_any_number_of_times():
    _, pull = vjp(lambda x, y: {"product": x * y}, X, X + 1)
    for weight in (1.0, 2.0):
        found = pull({"product": torch.full((3,), weight)})
        assert [g.tolist() for g in found] == [[2 * weight, 3 * weight, 4 * weight],
                                               [weight, 2 * weight, 3 * weight]]  # fmt: skip


def test_linearize_runs_the_function_once():
    calls = []
    value, push = linearize(lambda x: calls.append(1) or x**2, X)
    assert value.tolist() == [1, 4, 9]
    assert push(torch.ones(3)).tolist() == [2, 4, 6]
    assert vmap(push)(torch.eye(3)).tolist() == [[2, 0, 0], [0, 4, 0], [0, 0, 6]]
    assert len(calls) == 1


def test_per_sample_gradients_are_those_of_a_loop():
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Tanh(), torch.nn.Linear(4, 2))
    parameters = {name: p.detach() for name, p in model.named_parameters()}
    inputs, labels = torch.randn(5, 3), torch.tensor([0, 1, 1, 0, 1])

    def loss(parameters, x, label):
        scores = functional_call(model, parameters, (x[None],))
        return torch.nn.functional.cross_entropy(scores, label[None])

    found = vmap(grad(loss), in_dims=(None, 0, 0))(parameters, inputs, labels)
    for row in range(5):
        model.zero_grad()
        torch.nn.functional.cross_entropy(model(inputs[row, None]), labels[row, None]).backward()
        for name, parameter in model.named_parameters():
            assert found[name].shape == (5, *parameter.shape)
            np.testing.assert_allclose(found[name][row], parameter.grad, rtol=1e-4, atol=1e-6)


def test_an_ensemble_is_trained_at_once():
    models = [torch.nn.Linear(3, 1) for _ in range(4)]
    parameters, buffers = stack_module_state(models)
    assert buffers == {}
    found = vmap(lambda p, x: functional_call(models[0], p, (x,)), in_dims=(0, None))(parameters, X)
    found.sum().backward()
    np.testing.assert_allclose(parameters["weight"].grad, [[X.tolist()]] * 4)


def test_batched_gradients_of_autograd():
    leaf = X.clone().requires_grad_()
    outputs = torch.stack([leaf.sum(), (leaf * leaf).sum()])
    (found,) = torch.autograd.grad(outputs, leaf, torch.eye(2), is_grads_batched=True)
    assert found.tolist() == [[1, 1, 1], [2, 4, 6]]
    assert not found.requires_grad


def test_a_level_of_forward_mode_ends():
    with forward_ad.dual_level():
        dual = forward_ad.make_dual(X, torch.ones(3))
        nested = grad(lambda y: (dual * y).sum())(X)
        assert forward_ad.unpack_dual(nested).tangent.tolist() == [1, 1, 1]
        with pytest.raises(RuntimeError, match="Nested forward mode AD is not supported"):
            forward_ad.enter_dual_level()
    assert forward_ad.unpack_dual(dual).tangent is None
    assert (dual * 2).tolist() == [2, 4, 6]


class Cube(torch.autograd.Function):
    generate_vmap_rule = True

    @staticmethod
    def forward(x):
        return x**3

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return 100 * grad * x


def test_functions_with_a_gradient_of_their_own():
    assert grad(lambda x: Cube.apply(x).sum())(X).tolist() == [100, 200, 300]
    assert vmap(grad(Cube.apply))(X).tolist() == [100, 200, 300]
    assert grad(lambda x: vmap(Cube.apply)(x).sum())(X).tolist() == [100, 200, 300]
    assert grad(grad(Cube.apply))(torch.tensor(2.0)).item() == 100
    with pytest.raises(NotImplementedError, match="You must implement the jvp function"):
        jvp(Cube.apply, (X,), (X,))
    with pytest.raises(NotImplementedError, match="linearize over an autograd.Function"):
        linearize(Cube.apply, X)[1](X)
