"""Arguments at the edges of what operators take: ranges, odd bounds, ``out=``, keywords."""

import re
from typing import Any

import numpy as np
import pytest

import torchlike as torch
from torchlike.nn import functional

CUBE = torch.ones(2, 3, 2, 3)
CHANNELS_LAST = (18, 1, 9, 3)


def check(result: Any, values: Any, dtype: Any) -> None:
    assert result.dtype is dtype
    assert result.shape == np.shape(values)
    assert result.tolist() == values


@pytest.mark.parametrize(
    ("arguments", "dtype", "values"),
    [
        ((0.5, 4.5, 1.5), torch.int64, [0, 1, 2, 3]),
        ((0.5, 4.5, 1.5), torch.int32, [0, 1, 2]),
        ((0, 4, 0.5), torch.int8, [0] * 8),
        ((4.7, 0.2, -1.9), torch.int64, [4, 3, 2, 1]),
        ((-3, 3), torch.uint8, [253, 254, 255, 0, 1, 2]),
    ],
)
def test_an_integer_range_rounds_its_ends_and_its_step(
    arguments: Any, dtype: Any, values: Any
) -> None:
    check(torch.arange(*arguments, dtype=dtype), values, dtype)
    check(torch.arange(*arguments, out=torch.empty(0, dtype=dtype)), values, dtype)


@pytest.mark.parametrize(
    ("start", "end", "steps", "values"),
    [
        (0, 3, 5, [0, 0, 1, 2, 3]),
        (-2, 2, 7, [-2, -1, 0, 0, 0, 1, 2]),
        (3.5, -2.5, 6, [3, 2, 1, 0, -1, -2]),
    ],
)
def test_integers_of_linspace_are_rounded_once(
    start: float, end: float, steps: int, values: Any
) -> None:
    check(torch.linspace(start, end, steps, dtype=torch.int64), values, torch.int64)


def test_logspace_rounds_its_ends_to_the_dtype() -> None:
    check(torch.logspace(2, 1.2, 2, dtype=torch.int64), [100, 10], torch.int64)
    half = torch.logspace(2, 1.2, 2, dtype=torch.float16)
    check(half, [100.0, 15.859375], torch.float16)
    check(torch.logspace(0, 2, 3, out=torch.empty(0)), [1.0, 10.0, 100.0], torch.float32)


@pytest.mark.parametrize(
    ("call", "kind", "text"),
    [
        (lambda: torch.arange(0, 4, 0.5, dtype=torch.int64), ValueError, "step must be nonzero"),
        (
            lambda: torch.arange(3, dtype=torch.bool),
            NotImplementedError,
            "\"arange_cpu\" not implemented for 'Bool'",
        ),
        (
            lambda: torch.linspace(torch.ones(1), torch.ones(1), 2),
            RuntimeError,
            "got start with 1 dimension(s) and end with 1 dimension(s).",
        ),
        (
            lambda: torch.linspace(1, 2, 3, out=torch.empty(0), dtype=torch.float64),
            RuntimeError,
            "dtype Double does not match dtype of out parameter (Float)",
        ),
        (
            lambda: torch.tril_indices(2, 2, dtype=torch.int8),
            NotImplementedError,
            "\"tril_indices\" not implemented for 'Char'",
        ),
        (
            lambda: torch.bitwise_and(2, 3),
            TypeError,
            "bitwise_and() received an invalid combination of arguments - got (int, int)",
        ),
        (
            lambda: torch.pow(2, 3),
            TypeError,
            "pow() received an invalid combination of arguments - got (int, int)",
        ),
        (
            lambda: torch.fmod(2, torch.ones(2)),
            TypeError,
            "fmod() received an invalid combination of arguments - got (int, Tensor)",
        ),
        (
            lambda: torch.ones(2).float_power_(2),
            RuntimeError,
            "the base given to float_power_ has dtype Float but the operation's result requires",
        ),
        (
            lambda: torch.ones(2).ldexp_(2),
            TypeError,
            "ldexp_(): argument 'other' (position 1) must be Tensor, not int",
        ),
        (
            lambda: torch.tensor(1.0).roll(0, 0),
            IndexError,
            "Dimension specified as 0 but tensor has no dimensions",
        ),
        (
            lambda: torch.ones(3).narrow(0, torch.tensor([0]), 1),
            RuntimeError,
            "start must be an 0-dim integral Tensor.",
        ),
        (
            lambda: torch.ones(1).view(0, -1),
            RuntimeError,
            "shape '[0, -1]' is invalid for input of size 1",
        ),
        (
            lambda: torch.tensordot(torch.ones(2).bool(), torch.ones(2).bool(), 1),
            NotImplementedError,
            "\"dot\" not implemented for 'Bool'",
        ),
        (
            lambda: torch.ones(2).masked_fill(torch.tensor(True), torch.tensor(1j)),
            RuntimeError,
            "value cannot be converted to type float without overflow",
        ),
        (
            lambda: torch.nonzero(torch.ones(2), out=torch.empty(0).long(), as_tuple=True),
            RuntimeError,
            "nonzero does not support the out kwarg when as_tuple is True",
        ),
        (
            lambda: torch.take(torch.ones(3), torch.zeros(3).long(), out=torch.ones(1).expand(3)),
            RuntimeError,
            "more than one element of the written-to tensor refers to a single memory location",
        ),
        (
            lambda: functional.adaptive_avg_pool2d(torch.ones(2, 2), [2, 2]),
            ValueError,
            "Input dimension should be at least 3",
        ),
        (
            lambda: functional.adaptive_avg_pool3d(torch.ones(1, 2, 2, 2), [-1, -1, -1]),
            RuntimeError,
            "must be greater than or equal to 0 but received {-1, -1,-1}",
        ),
        (
            lambda: functional.adaptive_max_pool2d(torch.ones(1, 2, 2), []),
            RuntimeError,
            "adaptive_max_pool2d(): internal error: output_size.size() must be 2",
        ),
    ],
)
def test_refusals(call: Any, kind: type[Exception], text: str) -> None:
    with pytest.raises(kind, match=re.escape(text)):
        call()


def test_columns_first_of_meshgrid_makes_rows_of_the_second_vector() -> None:
    x, y = torch.meshgrid(torch.arange(3), torch.tensor([5, 6]), indexing="xy")
    check(x, [[0, 1, 2], [0, 1, 2]], torch.int64)
    check(y, [[5, 5, 5], [6, 6, 6]], torch.int64)
    assert (x.stride(), y.stride()) == ((0, 1), (1, 0))


def test_take_along_dim_takes_indices_modulo_the_size() -> None:
    matrix = torch.arange(6).view(2, 3)
    found = torch.take_along_dim(matrix, torch.tensor([[-1, 3, -4]]), 1)
    check(found, [[2, 0, 2], [5, 3, 5]], torch.int64)


def test_a_bool_may_be_bounded_by_a_tensor_on_one_side() -> None:
    flags, bound = torch.tensor([True, False]), torch.tensor([False])
    check(torch.clamp_max(flags, bound), [False, False], torch.bool)
    check(torch.clamp(flags, bound), [True, False], torch.bool)


def test_copies_in_a_memory_format() -> None:
    assert torch.clone(CUBE, memory_format=torch.channels_last).stride() == CHANNELS_LAST
    assert CUBE.float(memory_format=torch.channels_last).stride() == CHANNELS_LAST
    assert CUBE.float() is CUBE


def test_writing_forms() -> None:
    check(torch.tensor([1.0, 3.0]).ldexp_(torch.tensor([1, 2])), [2.0, 12.0], torch.float32)
    check(torch.tensor([2.0]).double().float_power_(3), [8.0], torch.float64)
    check(torch.zero_(torch.ones(2)), [0.0, 0.0], torch.float32)
    assert torch.resize_as_(torch.ones(4), torch.ones(2, 2)).shape == (2, 2)


def test_out_of_functions_that_make_views_or_windows() -> None:
    square = torch.arange(16.0).view(1, 1, 4, 4)
    out = torch.empty(0)
    assert functional.avg_pool2d(square, 2, out=out) is out
    check(out, [[[[2.5, 4.5], [10.5, 12.5]]]], torch.float32)
    out = torch.empty(3)
    torch.slice_scatter(torch.ones(3), torch.zeros(1), 0, 0, 1, out=out)
    check(out, [0.0, 1.0, 1.0], torch.float32)


def test_dims_by_name() -> None:
    check(torch.arange(3).flip(dims=[0]), [2, 1, 0], torch.int64)
    with pytest.raises(TypeError, match="flip"):
        torch.arange(3).flip(0, dims=[0])
