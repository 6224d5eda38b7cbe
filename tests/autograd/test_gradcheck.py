"""`torch.autograd.gradcheck`: what it accepts and what it refuses."""

import pytest

import torchlike as torch
from torchlike.autograd.gradcheck import GradcheckError


def doubles(*values, dtype=torch.float64):
    return torch.tensor(values, dtype=dtype, requires_grad=True)


class Tripled(torch.autograd.Function):
    """Twice its input, with the gradient of three times it."""

    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, grad):
        return grad * 3


class Wandering(torch.autograd.Function):
    """A gradient that is another one each time."""

    calls = 0

    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, grad):
        Wandering.calls += 1
        return grad * (2 + 1e-6 * Wandering.calls)


@pytest.mark.parametrize(
    "function",
    [
        lambda x: x.sin(),
        lambda x: (x**3, x.exp().sum()),
        lambda x: x.prod(),
        lambda x: x.median(),
        lambda x: [x[0] * x[1]],
    ],
)
def test_right_gradients_pass(function):
    assert torch.autograd.gradcheck(function, (doubles(1.0, 2.0, 0.5),))
    assert torch.autograd.gradgradcheck(function, doubles(1.0, 2.0, 0.5))


@pytest.mark.parametrize("function", [lambda z: z * z.conj(), lambda z: z.abs(), lambda z: z * z])
def test_complex_gradients_pass(function):
    assert torch.autograd.gradcheck(function, (doubles(1 + 1j, 2 - 0.5j, dtype=torch.complex128),))


def test_several_inputs_and_plain_arguments():
    x, y = doubles(1.0, 2.0), doubles(3.0)
    assert torch.autograd.gradcheck(lambda a, n, b: a * n / b, (x, 3.0, y))


def test_a_wrong_gradient_is_shown():
    text = (
        r"Jacobian mismatch for output 0 with respect to input 0,\n"
        r"numerical:tensor\(\[\[2.0000, 0.0000\],\n        \[0.0000, 2.0000\]\], "
        r"dtype=torch.float64\)\nanalytical:tensor\(\[\[3., 0.\],\n        \[0., 3.\]\], "
    )
    with pytest.raises(GradcheckError, match=text):
        torch.autograd.gradcheck(Tripled.apply, (doubles(1.0, 2.0),))
    assert not torch.autograd.gradcheck(Tripled.apply, (doubles(1.0, 2.0),), raise_exception=False)
    assert torch.autograd.gradcheck(Tripled.apply, (doubles(1.0),), atol=2.0)


def test_a_wrong_complex_gradient_is_shown():
    with pytest.raises(GradcheckError, match="^While considering the imaginary part of complex"):
        torch.autograd.gradcheck(Tripled.apply, (doubles(1 + 1j, dtype=torch.complex128),))


def test_a_gradient_that_varies_is_refused():
    x = doubles(1.0)
    with pytest.raises(GradcheckError, match="Backward is not reentrant"):
        torch.autograd.gradcheck(Wandering.apply, (x,))
    assert torch.autograd.gradcheck(Wandering.apply, (x,), nondet_tol=1e-3)


def test_results_cut_off_must_be_constant():
    with pytest.raises(GradcheckError, match="Numerical gradient for function expected to be zero"):
        torch.autograd.gradcheck(lambda x: x.detach(), (doubles(1.0),))
    assert torch.autograd.gradcheck(lambda x: x.detach() * 0, (doubles(1.0),))


def test_inputs_are_checked():
    with pytest.raises(ValueError, match="at least one input tensor to require gradient"):
        torch.autograd.gradcheck(torch.sin, (torch.ones(2),))
    with pytest.raises(RuntimeError, match="The 0th input has a dimension with stride 0"):
        torch.autograd.gradcheck(torch.sin, (doubles(1.0).detach().expand(2).requires_grad_(),))
    with pytest.warns(UserWarning, match="Input #0 requires gradient and is not a double"):
        single = doubles(1.0, dtype=torch.float32)
        assert torch.autograd.gradcheck(torch.sin, (single,), eps=1e-2, atol=1e-2)
    with pytest.raises(AssertionError, match="at least one of check_forward_ad or"):
        torch.autograd.gradcheck(torch.sin, (doubles(1.0),), check_backward_ad=False)


@pytest.mark.parametrize("name", ["fast_mode", "check_forward_ad", "check_batched_grad"])
def test_what_is_not_supported_says_so(name):
    with pytest.raises(NotImplementedError, match=rf"gradcheck\({name}=True\) is not supported"):
        torch.autograd.gradcheck(torch.sin, (doubles(1.0),), **{name: True})


def test_weights_of_second_order_may_be_given():
    x, weights = doubles(1.0, 2.0), torch.ones(2, dtype=torch.float64)
    assert torch.autograd.gradgradcheck(torch.sin, (x,), weights)
    assert torch.autograd.gradgradcheck(torch.sin, (x,), gen_non_contig_grad_outputs=True)
