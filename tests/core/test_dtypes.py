"""The dtype objects, and `finfo` and `iinfo`."""

import copy
import pickle

import numpy as np
import pytest

import torchlike as torch
from torchlike._core import dtypes


@pytest.mark.parametrize("kind", dtypes.ALL, ids=str)
def test_one_object_per_type(kind) -> None:
    assert repr(kind) == f"torch.{kind.name}"
    assert getattr(torch, kind.name) is kind
    assert pickle.loads(pickle.dumps(kind)) is kind
    assert copy.deepcopy(kind) is copy.copy(kind) is kind
    assert dtypes.from_numpy(kind.np) is kind


@pytest.mark.parametrize(("name", "kind"), dtypes.ALIASES.items())
def test_second_names(name, kind) -> None:
    assert getattr(torch, name) is kind


def test_types_that_pytorch_lacks() -> None:
    with pytest.raises(TypeError, match="can't convert np.ndarray of type numpy.str_"):
        dtypes.from_numpy(np.dtype("U1"))


def test_parts_of_complex_types() -> None:
    assert torch.complex128.to_real() is torch.float64
    assert torch.float64.to_complex() is torch.complex128

    assert torch.float16.to_complex() is torch.complex32
    with pytest.raises(RuntimeError, match="Unknown Complex ScalarType for Int"):
        torch.int32.to_complex()


def test_nobody_makes_another() -> None:
    with pytest.raises(TypeError, match="cannot create 'torch.dtype' instances"):
        torch.dtype()
    with pytest.raises(AttributeError, match="'torch.dtype' object has no attribute 'foo'"):
        _ = torch.float32.foo


def test_the_type_that_neither_numpy_nor_jax_has() -> None:
    assert (torch.chalf, torch.complex32.itemsize) == (torch.complex32, 4)
    with pytest.raises(NotImplementedError, match="a tensor of torch.complex32 is not supported"):
        torch.ones(1).chalf()


def test_limits_stay_as_they_are() -> None:
    assert torch.finfo(torch.half) == torch.finfo(torch.float16) != torch.finfo(torch.float32)
    with pytest.raises(AttributeError, match="attribute 'max' of 'torch.iinfo' objects is not"):
        torch.iinfo(torch.int8).max = 3
    with pytest.raises(AttributeError, match="'torch.finfo' object has no attribute 'foo'"):
        _ = torch.finfo(torch.half).foo


def test_limits_of_floats() -> None:
    half = torch.finfo(torch.float16)
    assert (half.bits, half.max, half.min, half.eps) == (16, 65504.0, -65504.0, 2.0**-10)
    assert repr(half) == (
        "finfo(resolution=0.001, min=-65504, max=65504, eps=0.000976562, "
        "smallest_normal=6.10352e-05, tiny=6.10352e-05, dtype=float16)"
    )
    assert torch.finfo().dtype == "float32"
    assert torch.finfo(torch.complex64).dtype == "float32"
    with pytest.raises(TypeError, match="requires a floating point input type"):
        torch.finfo(torch.int32)
    with pytest.raises(TypeError, match=r"argument 'type' \(position 1\) must be torch.dtype"):
        torch.finfo("a")


def test_limits_of_integers() -> None:
    small = torch.iinfo(torch.int8)
    assert (small.bits, small.min, small.max) == (8, -128, 127)
    assert repr(small) == "iinfo(min=-128, max=127, dtype=int8)"
    with pytest.raises(TypeError, match="requires an integer input type"):
        torch.iinfo(torch.float32)
    with pytest.raises(TypeError, match="torch.bool is not supported by torch.iinfo"):
        torch.iinfo(torch.bool)
    with pytest.raises(TypeError, match=r"argument 'type' \(position 1\) must be torch.dtype"):
        torch.iinfo(1)
