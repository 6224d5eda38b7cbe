"""Jacobians, Hessians and products with them."""

import pytest

import torchlike as torch
from torchlike.autograd import functional

X, V = [1.0, 2.0], [3.0, 4.0]


def cubes(x):
    return (x**3).sum()


PRODUCTS = {
    "vjp": (functional.vjp, lambda x: x * x, [1.0, 4.0], [6.0, 16.0]),
    "jvp": (functional.jvp, lambda x: x * x, [1.0, 4.0], [6.0, 16.0]),
    "jvp, linear": (functional.jvp, lambda x: x * 2, [2.0, 4.0], [6.0, 8.0]),
    "vhp": (functional.vhp, cubes, 9.0, [18.0, 48.0]),
    "hvp": (functional.hvp, cubes, 9.0, [18.0, 48.0]),
    "vhp, linear": (functional.vhp, lambda x: x.sum(), 3.0, [0.0, 0.0]),
}


@pytest.mark.parametrize("name", PRODUCTS)
def test_products_with_derivatives(name):
    product, function, expected, derivative = PRODUCTS[name]
    value, found = product(function, torch.tensor(X), torch.tensor(V))
    assert value.tolist() == expected
    assert found.tolist() == derivative
    assert (value.dtype, found.dtype, found.shape) == (torch.float32, torch.float32, (2,))
    assert not value.requires_grad
    assert not found.requires_grad


def test_jacobian_and_hessian():
    x = torch.tensor(X)
    jacobian = functional.jacobian(lambda x: x * x, x)
    hessian = functional.hessian(cubes, x)
    assert jacobian.tolist() == [[2.0, 0.0], [0.0, 4.0]]
    assert hessian.tolist() == [[6.0, 0.0], [0.0, 12.0]]
    assert (jacobian.dtype, jacobian.shape) == (hessian.dtype, hessian.shape)


@pytest.mark.parametrize("product", [functional.vjp, functional.jvp, functional.vhp])
def test_strict_products_are_refused(product):
    text = rf"^torchlike: autograd\.functional\.{product.__name__}\(strict=True\) is not supported$"
    with pytest.raises(NotImplementedError, match=text):
        product(cubes, torch.tensor(X), torch.tensor(V), strict=True)
