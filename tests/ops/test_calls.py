"""How operators are called: names of nodes by overload, numbers and sizes that are refused."""

import re
from typing import Any

import pytest

import torchlike as torch
from torchlike._core.trace import flush_all

POINTS = torch.tensor([[0.2, 0.3], [0.4, 0.5]])


@pytest.mark.parametrize(
    ("function", "name"),
    [
        (lambda x: 1 - x, "RsubBackward1"),
        (lambda x: torch.rsub(x, x), "RsubBackward0"),
        (lambda x: 2**x, "PowBackward2"),
        (lambda x: x**x, "PowBackward1"),
        (lambda x: x.sum(), "SumBackward0"),
        (lambda x: x.sum(0), "SumBackward1"),
        (lambda x: x.mean((0, 1)), "MeanBackward1"),
        (lambda x: x.prod(1), "ProdBackward1"),
        (lambda x: x.clamp(max=1), "ClampBackward1"),
        (lambda x: x.clamp(max=x), "ClampBackward0"),
        (lambda x: x.clamp_min(0), "ClampMinBackward0"),
        (lambda x: x.clamp_min(x), "ClampMinBackward1"),
        (lambda x: x.fmod(x), "FmodBackward1"),
        (lambda x: torch.xlogy(2.0, x), "XlogyBackward1"),
        (lambda x: torch.xlogy(x, 2.0), "XlogyBackward2"),
        (lambda x: x.lerp(x, 0.5), "LerpBackward0"),
        (lambda x: x.round(decimals=1), "RoundBackward1"),
        (lambda x: x.median(0).values, "MedianBackward1"),
        (lambda x: x.norm(), "LinalgVectorNormBackward0"),
        (lambda x: x // 2, "torch::autograd::NotImplemented"),
        (lambda x: torch.remainder(2, x), "torch::autograd::NotImplemented"),
        (lambda x: x % x, "RemainderBackward1"),
    ],
)
def test_nodes_are_named_by_overload(function, name):
    x = POINTS.clone().requires_grad_()
    assert function(x).grad_fn.name() == name


def test_a_number_that_varies_is_still_a_number():
    x = POINTS.clone().requires_grad_()
    names = {(number - x).grad_fn.name() for number in (1.0, 2.0, 3.0)}
    assert names == {"RsubBackward1"}


@pytest.mark.parametrize(
    ("function", "name"),
    [
        (lambda x: x**4, "MulBackward0"),
        (lambda x: x.tanh(), "TanhBackwardBackward0"),
        (lambda x: x.sum(), "ExpandBackward0"),
        (lambda x: x @ POINTS, "MmBackward0"),
        (lambda x: x.relu(), "ThresholdBackwardBackward0"),
    ],
)
def test_nodes_of_gradients(function, name):
    x = POINTS.clone().requires_grad_()
    y = function(x)
    (gradient,) = torch.autograd.grad(y, x, torch.ones_like(y).requires_grad_(), create_graph=True)
    assert gradient.grad_fn.name() == name


@pytest.mark.parametrize("second_gear", [False, True])
@pytest.mark.parametrize(
    ("function", "name"),
    [
        (lambda x: x // 2, "floor_divide"),
        (lambda x: torch.heaviside(x, x.detach()), "heaviside"),
        (lambda x: torch.remainder(2, x), "remainder"),
    ],
)
def test_what_has_no_derivative_says_so(function, name, second_gear):
    x = POINTS.clone().requires_grad_()
    y = function(x) + x
    if second_gear:
        flush_all("a test")
    with pytest.raises(RuntimeError, match=f"derivative for aten::{name} is not implemented"):
        y.sum().backward()
    assert x.grad is None


def test_medians_share_their_gradient():
    for function in (torch.median, torch.nanmedian):
        x = torch.tensor([2.0, 1.0, 2.0], requires_grad=True)
        function(x).backward()
        assert x.grad.tolist() == [0.5, 0.0, 0.5]
    x = torch.tensor([float("nan"), 1.0, float("nan")], requires_grad=True)
    x.median().backward()
    assert x.grad.tolist() == [0.5, 0.0, 0.5]


def test_nextafter_passes_the_gradient_where_it_moves():
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    torch.nextafter(x, torch.ones(2)).sum().backward()
    assert x.grad.tolist() == [0.0, 1.0]


INTEGERS = torch.arange(3)


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda: INTEGERS.add(INTEGERS, alpha=1.0), "alpha must not be a floating point number"),
        (lambda: INTEGERS.sub(2, alpha=1.5), "alpha must not be a floating point number"),
        (lambda: INTEGERS.add(INTEGERS, alpha=True), "Boolean alpha only supported for Boolean"),
        (lambda: POINTS.add(POINTS, alpha=1j), "alpha must not be a complex number"),
        (lambda: INTEGERS.addr(INTEGERS, INTEGERS, beta=1.0), "beta must not be a floating"),
        (lambda: POINTS.lerp(POINTS.double(), 0.5), "expected dtype float for `end` but got dtype"),
    ],
)
def test_dtypes_that_do_not_go_together(call, text):
    with pytest.raises(RuntimeError, match=text):
        call()


def test_factors_take_the_dtype_of_the_product():
    matrix = torch.arange(4).view(2, 2)
    factor: Any = 1.5
    result = torch.addmm(matrix, matrix, matrix, alpha=factor)
    assert result.dtype is torch.int64
    assert result.tolist() == [[2, 4], [8, 14]]


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda: POINTS + 2**64, "int too big to convert"),
        (lambda: POINTS**2**64, "int too big to convert"),
        (lambda: torch.full((2,), 2**64), "int too big to convert"),
        (lambda: POINTS + -(2**64), "can't convert negative int to unsigned"),
    ],
)
def test_integers_beyond_64_bits(call, text):
    with pytest.raises(OverflowError, match=text):
        call()


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda: POINTS.sum(dim=True), r"sum\(\) received an invalid combination of arguments"),
        (lambda: POINTS.argmax(True), r"argument 'dim' \(position 1\) must be int, not bool"),
        (lambda: POINTS.reshape(1.5), r"\(position 1\) must be tuple of ints, not float"),
        (lambda: POINTS.reshape([1.5]), "but found element of type float at pos 0"),
        (lambda: POINTS.reshape(1, "a"), "failed to unpack the object at pos 2"),
        (lambda: torch.reshape(POINTS, (1.5,)), r"argument 'shape' \(position 2\)"),
        (lambda: POINTS.expand(True), r"\(position 1\) must be tuple of ints, not bool"),
        (lambda: POINTS.repeat(), 'missing 1 required positional arguments: "repeats"'),
        (lambda: POINTS.new_zeros("a"), r"new_zeros\(\): argument 'size' \(position 1\)"),
        (lambda: torch.zeros(), r'zeros\(\) missing 1 required positional arguments: "size"'),
        (lambda: torch.arange("a"), r"arange\(\): argument 'end' \(position 1\) must be Number"),
        (lambda: POINTS.clone().fill_("a"), r"fill_\(\) received an invalid combination"),
        (lambda: POINTS.clone().requires_grad_("a"), r"'requires_grad' \(position 1\) must be boo"),
        (lambda: POINTS.split("a"), r"split_with_sizes\(\): argument 'split_sizes'"),
        (lambda: POINTS.sum().backward("a"), "gradients can be either Tensors or None, but got s"),
    ],
)
def test_arguments_of_the_wrong_type(call, text):
    with pytest.raises(TypeError, match=text):
        call()


def test_a_number_is_copied_everywhere():
    x = torch.zeros(2)
    assert x.copy_(2.5).tolist() == [2.5, 2.5]
    assert x.dtype is torch.float32


def test_a_late_check_names_the_line_that_recorded_it():
    table = torch.arange(4.0)
    index = torch.arange(3) + 2
    picked = table[index]
    with pytest.raises(IndexError, match=r"^index 4 is out of bounds") as caught:
        picked.tolist()
    (note,) = caught.value.__notes__
    assert re.search(r"recorded at .*test_calls\.py:\d+\.$", note)
