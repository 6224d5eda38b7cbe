"""Batch norm's gradient, which is a formula of its own, and the gradient of that."""

import pytest

import torchlike as torch

F = torch.nn.functional


@pytest.mark.parametrize("given", [(), ("weight",), ("bias",), ("weight", "bias")])
def test_gradients_of_first_and_second_order(given):
    generator = torch.Generator().manual_seed(5)

    def drawn(*shape):
        return torch.randn(shape, generator=generator, dtype=torch.float64, requires_grad=True)

    def normalised(x, *parameters):
        return F.batch_norm(
            x, None, None, training=True, **dict(zip(given, parameters, strict=True))
        )

    operands = [drawn(2, 3, 2, 2), *(drawn(3) for _ in given)]
    assert torch.autograd.gradcheck(normalised, operands)
    assert torch.autograd.gradgradcheck(normalised, operands)


def test_of_half_precision_gradients_have_their_operands_dtypes():
    x = torch.ones(4, 3, 2, dtype=torch.bfloat16).cumsum(0).requires_grad_()
    weight, bias = (torch.ones(3, dtype=torch.bfloat16, requires_grad=True) for _ in range(2))
    F.batch_norm(x, None, None, weight, bias, training=True).sum().backward()
    for leaf in (x, weight, bias):
        assert leaf.grad.dtype == torch.bfloat16
        assert leaf.grad.shape == leaf.shape
    assert torch.equal(bias.grad, torch.full((3,), 8.0, dtype=torch.bfloat16))
