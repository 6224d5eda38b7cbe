"""What programs can observe of operators beside their values: errors, strides, halves, order."""

import math

import pytest

import torchlike as torch

F = torch.nn.functional


@pytest.mark.parametrize("name", ["amax", "amin", "max", "median", "mode"])
def test_no_elements_are_refused_before_their_dtype(name: str) -> None:
    x = torch.zeros(2, 0, dtype=torch.complex64)
    with pytest.raises(IndexError, match="Expected reduction dim 1 to have non-zero size"):
        getattr(x, name)(1)


def test_dims_are_refused_before_dtypes() -> None:
    with pytest.raises(IndexError, match="Dimension out of range"):
        torch.ones(2, dtype=torch.complex64).sort(3)


def test_the_median_of_nothing() -> None:
    found = torch.zeros(0, dtype=torch.bool).median()
    assert (found.dtype, found.shape, found.item()) == (torch.bool, (), True)


def test_integers_are_divided_up_to_the_first_zero() -> None:
    x, y = torch.tensor([4, 5, 6, 7]), torch.tensor([2, -3, 0, 1])
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        x //= y * 1
    assert (x.tolist(), x._version) == ([2, -2, 6, 7], 0)
    assert (torch.zeros(0, dtype=torch.int64) // torch.tensor(0)).shape == (0,)


def test_indices_that_a_gradient_needs_are_guarded() -> None:
    values, indices = torch.tensor([3.0, 1.0, 2.0], requires_grad=True).sort()
    indices.add_(0)
    with pytest.raises(RuntimeError, match=r"LongTensor \[3\]\] is at version 1"):
        values.sum().backward()


def test_out_that_is_an_operand_keeps_its_shape() -> None:
    x = torch.zeros(2, 3)
    with pytest.raises(RuntimeError, match=r"output with shape \[2, 3\] doesn't match"):
        torch.add(x, torch.ones(1, 2, 3), out=x)


def test_comparisons_write_into_what_requires_grad() -> None:
    x = torch.zeros(0, requires_grad=True)
    torch.eq(torch.ones(2), 1, out=x)
    assert (x.tolist(), x.shape, x.requires_grad, x.is_leaf) == ([1.0, 1.0], (2,), True, True)


@pytest.mark.parametrize(
    ("name", "dtype", "expected"),
    [
        ("tanh", torch.bfloat16, [0.78515625, 0.0688476562]),
        ("expm1", torch.bfloat16, [1.6484375, 7.375]),
        ("tan", torch.float16, [1.298828125, 5.77734375]),
    ],
)
def test_gradients_of_halves_start_from_the_rounded_result(
    name: str, dtype: torch.dtype, expected: list[float]
) -> None:
    x = torch.tensor([0.5, 2.0], dtype=dtype, requires_grad=True)
    getattr(x, name)().sum().backward()
    assert x.grad is not None
    assert x.grad.dtype is dtype
    assert x.grad.tolist() == pytest.approx(expected, rel=1e-6)


def test_absolute_losses_have_no_gradient_where_they_are_zero() -> None:
    x = torch.tensor([1.0, -1.0], requires_grad=True)
    F.l1_loss(x, torch.ones(2), reduction="sum").backward()
    assert x.grad is not None
    assert x.grad.tolist() == [0.0, -1.0]


def test_the_quotient_in_the_gradient_of_a_remainder_is_that_of_floor_divide() -> None:
    x, y = torch.tensor([3.0]), (1 / torch.tensor([3.0])).requires_grad_()
    (x % y).sum().backward()
    assert y.grad is not None
    assert y.grad.item() == -torch.floor_divide(x, y.detach()).item() == -8.0


def test_infinite_complex_numbers_are_added_as_products_by_one() -> None:
    x = torch.tensor([complex(math.inf, 2)]) + torch.tensor([math.inf])
    assert x.dtype is torch.complex64
    assert math.isinf(x.real.item())
    assert math.isnan(x.imag.item())


@pytest.mark.parametrize(
    ("equation", "shape", "stride", "node"),
    [
        ("ij->ji", (3, 2), (1, 3), "PermuteBackward0"),
        ("ij->i", (2,), (1,), "SumBackward1"),
        ("...", (2, 3), (3, 1), "PermuteBackward0"),
    ],
)
def test_einsum_of_one_operand_is_a_view_or_a_sum(
    equation: str, shape: tuple[int, ...], stride: tuple[int, ...], node: str
) -> None:
    x = torch.einsum(equation, torch.ones(2, 3, requires_grad=True))
    assert (x.shape, x.stride(), x.grad_fn.name()) == (shape, stride, node)


def test_strides_that_are_not_the_operands() -> None:
    x = torch.zeros(2, 3).t()
    assert (0.5**x).stride() == (2, 1)
    assert F.logsigmoid(x).stride() == (2, 1)
    assert F.mse_loss(x, x, reduction="none").stride() == (1, 3)
    assert torch.arange(6).reshape(3, 2)[-1:].nan_to_num().stride() == (2, 1)


def test_all_and_any_over_no_dims_test_each_element() -> None:
    x = torch.tensor([[0, 1]])
    for found in (torch.all(x, ()), torch.any(x, dim=())):
        assert (found.dtype, found.tolist()) == (torch.bool, [[False, True]])


def test_a_mantissa_has_the_gradient_of_its_power() -> None:
    x = torch.tensor([3.0, 0.0, math.inf], requires_grad=True)
    mantissa, exponent = torch.frexp(x)
    assert (mantissa.tolist(), exponent.tolist()) == ([0.75, 0.0, math.inf], [2, 0, 0])
    mantissa[0].backward()
    assert x.grad is not None
    assert x.grad.tolist() == [0.25, 0.0, 0.0]


def test_a_view_that_requires_grad_by_its_base_leaves_its_data_alone() -> None:
    x = torch.ones(2, 3, requires_grad=True)
    with torch.no_grad():
        view = x.unfold(1, 1, 2)
        data = view.data
    assert view.requires_grad
    assert not data.requires_grad
