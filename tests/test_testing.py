"""`torch.testing`: what is close, how differences are told, and tensors made for tests."""

import numpy as np
import pytest

import torchlike as torch

CLOSE = torch.testing.assert_close


def test_close_values_pass_with_the_tolerances_of_their_dtype() -> None:
    CLOSE(torch.tensor([1.0]), torch.tensor([1.0 + 1e-6]))
    CLOSE(torch.tensor([1.0], dtype=torch.bfloat16), torch.tensor([1.01], dtype=torch.bfloat16))
    CLOSE([1.0, {"a": torch.ones(2)}], (1.0, {"a": torch.ones(2)}))
    CLOSE(np.ones(2), np.ones(2))
    CLOSE(torch.tensor([float("nan")]), torch.tensor([float("nan")]), equal_nan=True)
    CLOSE(torch.ones(2), torch.ones(2, dtype=torch.float64), check_dtype=False)


@pytest.mark.parametrize(
    ("actual", "expected", "text"),
    [
        (
            torch.tensor([[1.0, 2.0], [3.0, 4.0]]),
            torch.tensor([[1.0, 3.0], [3.0, 9.0]]),
            "Tensor-likes are not close!\n\nMismatched elements: 2 / 4 (50.0%)\n"
            "Greatest absolute difference: 5.0 at index (1, 1) (up to 1e-05 allowed)\n"
            "Greatest relative difference: 0.5555555820465088 at index (1, 1) "
            "(up to 1.3e-06 allowed)",
        ),
        (
            torch.tensor([3], dtype=torch.uint8),
            torch.tensor([250], dtype=torch.uint8),
            "Tensor-likes are not equal!\n\nMismatched elements: 1 / 1 (100.0%)\n"
            "Greatest absolute difference: 247 at index (0,)\n"
            "Greatest relative difference: 0.9879999756813049 at index (0,)",
        ),
        (
            torch.tensor(5),
            torch.tensor(7),
            "Scalars are not equal!\n\nExpected 7 but got 5.\nAbsolute difference: 2\n"
            "Relative difference: 0.2857142857142857",
        ),
        (
            {"a": [1.0, {"b": 2.0}]},
            {"a": [1.0, {"b": 3.0}]},
            "Scalars are not close!\n\nExpected 3.0 but got 2.0.\n"
            "Absolute difference: 1.0 (up to 1e-07 allowed)\n"
            "Relative difference: 0.3333333333333333 (up to 1e-07 allowed)\n\n"
            "The failure occurred for item ['a'][1]['b']",
        ),
        ([1], [1, 2], "The length of the sequences mismatch: 1 != 2"),
        (True, False, "Booleans mismatch: True is not False"),
        (None, 1, "None mismatch: None is not 1"),
        (1, 1.0, "The (d)types do not match: <class 'int'> != <class 'float'>."),
        (
            torch.ones(2),
            torch.ones(3),
            "The values for attribute 'shape' do not match: torch.Size([2]) != torch.Size([3]).",
        ),
    ],
)
def test_differences_are_told_in_pytorchs_words(actual, expected, text) -> None:
    with pytest.raises(AssertionError) as problem:
        CLOSE(actual, expected)
    assert str(problem.value) == text


def test_a_message_replaces_or_wraps_what_is_told() -> None:
    pair = torch.ones(1), torch.zeros(1)
    with pytest.raises(AssertionError, match="^mine$"):
        CLOSE(*pair, msg="mine")
    with pytest.raises(AssertionError, match="^mine: Tensor-likes"):
        CLOSE(*pair, msg=lambda text: f"mine: {text}")


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(TypeError, match="No comparison pair was able to handle inputs of type"):
        CLOSE(torch.ones(1), [1.0])
    with pytest.raises(ValueError, match="must be either specified or omitted, but got no atol"):
        CLOSE(1.0, 1.0, rtol=1.0)


@pytest.mark.parametrize(
    ("dtype", "options", "expected"),
    [
        (torch.float32, {}, [-0.06738138198852539, 4.8279924392700195, -7.407406330108643]),
        (torch.int8, {}, [6, -5, -9]),
        (torch.bool, {}, [False, True, True]),
        (torch.int64, {"low": 0.5, "high": 3.5}, [3, 1, 3]),
        (torch.float16, {"low": 0}, [4.46484375, 6.9140625, 0.79638671875]),
    ],
)
def test_made_tensors_are_pytorchs(dtype, options, expected) -> None:
    torch.manual_seed(0)
    made = torch.testing.make_tensor(3, dtype=dtype, device="cpu", **options)
    assert made.dtype is dtype
    assert made.tolist() == expected


def test_made_tensors_refuse_bounds_that_do_not_fit() -> None:
    def make(**options):
        return torch.testing.make_tensor((2, 3), device="cpu", **options)

    assert make(dtype=torch.float32, noncontiguous=True).stride() == (6, 2)
    assert not (make(dtype=torch.uint8, low=0, high=1, exclude_zero=True) == 0).any()
    with pytest.raises(ValueError, match="`low` must be less than `high`, but got 2 >= 1"):
        make(dtype=torch.float32, low=2, high=1)
    with pytest.raises(ValueError, match=r"is \[300, 500\), but torch.uint8 only supports"):
        make(dtype=torch.uint8, low=300, high=500)
    with pytest.raises(TypeError, match="dtype 'torch.qint8' is not supported"):
        make(dtype=torch.qint8)
