"""`torch.utils.checkpoint`: results, gradients and random numbers are those without it."""

import pytest

import torchlike as torch
from torchlike.utils.checkpoint import checkpoint, checkpoint_sequential


def _noisy(x):
    return torch.nn.functional.dropout(x, 0.5) * 2


@pytest.mark.parametrize("use_reentrant", [True, False])
def test_random_numbers_and_gradients_are_those_of_one_run(use_reentrant: bool) -> None:
    def outcome(run):
        torch.manual_seed(0)
        x = torch.ones(6, requires_grad=True)
        y = run(x)
        y.sum().backward()
        return y.tolist(), x.grad.tolist(), torch.rand(1).item()

    plain = outcome(_noisy)
    assert outcome(lambda x: checkpoint(_noisy, x, use_reentrant=use_reentrant)) == plain


@pytest.mark.parametrize("use_reentrant", [True, False])
def test_parameters_inside_get_gradients(use_reentrant: bool) -> None:
    layer = torch.nn.Linear(2, 2)
    x = torch.ones(2, requires_grad=True)
    checkpoint(layer, x, use_reentrant=use_reentrant).sum().backward()
    assert layer.weight.grad.tolist() == [[1.0, 1.0], [1.0, 1.0]]


def test_a_reentrant_one_runs_again_and_is_no_part_of_a_partial_pass() -> None:
    runs = []

    def counted(x):
        runs.append(1)
        return x * 2

    x = torch.ones(2, requires_grad=True)
    y = checkpoint(counted, x, use_reentrant=True)
    assert y.grad_fn.name() == "CheckpointFunctionBackward"
    y.sum().backward()
    assert len(runs) == 2
    with pytest.raises(RuntimeError, match=r"checkpoint is incompatible with .grad\(\)"):
        torch.autograd.grad(checkpoint(counted, x, use_reentrant=True).sum(), x)


def test_arguments_are_checked() -> None:
    x = torch.ones(2, requires_grad=True)
    with pytest.warns(UserWarning, match="use_reentrant parameter should be passed explicitly"):
        checkpoint(torch.exp, x)
    with pytest.raises(ValueError, match="Unexpected keyword arguments: foo"):
        checkpoint(torch.exp, x, use_reentrant=True, foo=1)
    with pytest.raises(ValueError, match="determinism_check should be one of"):
        checkpoint(torch.exp, x, use_reentrant=False, determinism_check="foo")
    with pytest.warns(UserWarning, match="None of the inputs have requires_grad=True"):
        assert not checkpoint(torch.exp, x.detach(), use_reentrant=True).requires_grad


@pytest.mark.parametrize("segments", [1, 2, 3])
def test_layers_in_segments_give_what_they_give_in_turn(segments: int) -> None:
    layers = torch.nn.Sequential(torch.nn.Sigmoid(), torch.nn.Tanh(), torch.nn.ReLU())
    x = torch.linspace(-1, 1, 5, requires_grad=True)
    found = checkpoint_sequential(layers, segments, x, use_reentrant=False)
    torch.testing.assert_close(found, layers(x))
