"""Kernels and Avals: interned, bounded, and the same whatever their operands were called."""

import math

import numpy as np
import pytest

import torchlike as torch
from tests.core.running import counting
from torchlike._core import dtypes, kernel
from torchlike._core.device import CPU
from torchlike._core.kernel import Const, aval, aval_of, contiguous_strides, kernel_for
from torchlike._core.trace import flush_all, forget_everything
from torchlike._ops.schema import TABLE


def test_avals_are_interned():
    one = aval((2, 3), dtypes.float32)
    assert aval((2, 3), dtypes.float32) is one
    assert aval((2, 3), dtypes.float32, CPU, (3, 1)) is one
    assert aval((2, 3), dtypes.float32, CPU, (1, 2)) is not one
    assert aval((2, 3), dtypes.float64) is not one
    assert one.as_number(float) is not one
    assert one.as_number(float) is one.as_number(float)
    assert one.as_number(float) is not one.as_number(int)
    assert aval_of(np.zeros((2, 3), np.float32), CPU) is one
    assert repr(one) == "float32[2,3]"
    assert one.size == 6


@pytest.mark.parametrize(
    ("shape", "strides"),
    [((), ()), ((3,), (1,)), ((2, 3, 4), (12, 4, 1)), ((2, 0, 3), (3, 3, 1)), ((1, 1), (1, 1))],
)
def test_contiguous_strides(shape, strides):
    assert contiguous_strides(shape) == strides
    assert tuple(torch.empty(shape).stride()) == strides


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (1, 1, True),
        (1, True, False),
        (1, 1.0, False),
        (0.0, -0.0, False),
        (math.nan, float("nan"), True),
        (1j, complex(-0.0, 1.0), False),
    ],
)
def test_constants_differ_by_kind_and_sign(one, other, same):
    assert (Const(one) == Const(other)) is same
    if same:
        assert hash(Const(one)) == hash(Const(other))
    assert Const(one) != one
    assert repr(Const(one)) == repr(one)


VECTOR = aval((2,), dtypes.float32)


def test_a_kernel_is_made_once():
    mul = TABLE["mul"]
    found = kernel_for(mul, (VECTOR, VECTOR), (), CPU)
    assert kernel_for(mul, (VECTOR, VECTOR), (), CPU) is found
    assert kernel_for(mul, (VECTOR, Const(2.0)), (), CPU) is not found
    assert found.out_avals == (VECTOR,)
    assert repr(found) == "mul(float32[2], float32[2])"
    assert found.plan is found.plan


def test_a_kernel_under_jax_is_its_jaxpr():
    mul = kernel_for(TABLE["mul"], (VECTOR, Const(2.0)), (), CPU)
    (result,) = mul(np.array([1.0, 2.0], np.float32))
    assert result.dtype == np.float32
    np.testing.assert_array_equal(result, np.array([2.0, 4.0], np.float32))


def test_a_failed_kernel_is_not_kept():
    wide = aval((3,), dtypes.float32)
    before = len(kernel._kernels)
    for _ in range(2):
        with pytest.raises(RuntimeError, match="must match the size of tensor b"):
            kernel_for(TABLE["mul"], (VECTOR, wide), (), CPU)
    assert len(kernel._kernels) == before


def test_kernels_are_bounded_and_the_oldest_go(monkeypatch):
    monkeypatch.setattr(kernel, "MAX_KERNELS", 5)
    kernel.forget_kernels()
    kernels = [
        kernel_for(TABLE["mul"], (aval((n,), dtypes.float32), Const(2.0)), (), CPU)
        for n in range(20)
    ]
    assert list(kernel._kernels.values()) == kernels[-5:]
    assert (
        kernel_for(TABLE["mul"], (aval((0,), dtypes.float32), Const(2.0)), (), CPU) not in kernels
    )


def test_a_path_outlives_the_kernels_it_was_made_of():
    def run():
        y = torch.tensor([1.0, 2.0]) * 7.0
        return y.tolist()

    flush_all("a test begins")
    forget_everything()
    assert run() == [7.0, 14.0]
    kernel.forget_kernels()
    with counting() as made:
        assert run() == [7.0, 14.0]
    assert made == {"steps": 0, "kernels": 0}
