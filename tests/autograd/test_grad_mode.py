"""Grad modes as context managers and as decorators."""

import pytest

import torchlike as torch
from tests.core.running import leaf


def test_modes_nest_and_are_restored():
    assert torch.is_grad_enabled()
    with torch.no_grad():
        assert not torch.is_grad_enabled()
        with torch.enable_grad():
            assert torch.is_grad_enabled()
        assert not torch.is_grad_enabled()
        with torch.set_grad_enabled(True):
            assert torch.is_grad_enabled()
        assert not torch.is_grad_enabled()
    assert torch.is_grad_enabled()


def test_an_error_restores_the_mode():
    with pytest.raises(ValueError, match="^stop$"), torch.no_grad():
        raise ValueError("stop")
    assert torch.is_grad_enabled()


def test_one_object_may_be_entered_again():
    mode = torch.no_grad()
    for _ in range(2):
        with mode:
            assert not torch.is_grad_enabled()
        assert torch.is_grad_enabled()


def test_setting_the_mode_for_good():
    torch.set_grad_enabled(False)
    assert not torch.is_grad_enabled()
    torch.set_grad_enabled(True)
    assert torch.is_grad_enabled()


@torch.no_grad()
def called(x):
    """Computes."""
    return x * 2, torch.is_grad_enabled()


@torch.no_grad
def bare(x):
    return x * 2


@torch.set_grad_enabled(False)
def switched(x):
    return x * 2


def test_decorated_functions():
    x = leaf(1.0)
    y, enabled = called(x)
    assert not y.requires_grad
    assert not enabled
    assert called.__name__ == "called"
    assert called.__doc__ == "Computes."
    assert not bare(x).requires_grad
    assert not switched(x).requires_grad
    assert torch.is_grad_enabled()
    assert (x * 2).requires_grad


def test_a_decorated_generator_keeps_the_mode_to_itself():
    @torch.no_grad()
    def numbers():
        got = yield torch.is_grad_enabled()
        while got is not None:
            got = yield (got, torch.is_grad_enabled())
        return "done"

    generator = numbers()
    assert next(generator) is False
    assert torch.is_grad_enabled()
    assert generator.send(1) == (1, False)
    assert torch.is_grad_enabled()
    with pytest.raises(StopIteration, match="^done$"):
        generator.send(None)


def test_a_decorated_generator_sees_what_is_thrown():
    @torch.no_grad()
    def patient():
        while True:
            try:
                yield torch.is_grad_enabled()
            except KeyError:
                yield "caught"

    generator = patient()
    assert next(generator) is False
    assert generator.throw(KeyError()) == "caught"
    assert torch.is_grad_enabled()
    generator.close()


def test_results_without_grad_are_leaves():
    x = leaf(1.0)
    with torch.no_grad():
        y = x * 2
    assert y.is_leaf
    assert y.grad_fn is None
    assert not y.requires_grad


def test_inference_mode():
    x = leaf(1.0)
    with torch.inference_mode():
        y = x * 2
        assert not torch.is_grad_enabled()
    assert not y.requires_grad
    with torch.inference_mode(False):
        assert (x * 2).requires_grad

    @torch.inference_mode()
    def function():
        return x * 2

    assert not function().requires_grad
    assert torch.is_grad_enabled()
