"""Promotion: pairs of dtypes, ranks of operands, kinds of operators, casts."""

import pytest

import torchlike as torch
from torchlike._core.promotion import Promote, compute_and_result, promote_types, result_type

B, U8, I8, I16, I64 = torch.bool, torch.uint8, torch.int8, torch.int16, torch.int64
F16, BF16, F32, F64, C64, C128 = (
    torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.complex64, torch.complex128,
)  # fmt: skip


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (B, B, B), (B, U8, U8), (U8, I8, I16), (U8, I16, I16), (I8, I64, I64), (I64, F16, F16),
        (F16, BF16, F32), (F32, F64, F64), (F64, C64, C128), (F16, C64, C64), (I64, C64, C64),
        (torch.uint16, F16, F16), (torch.uint64, F64, F64), (torch.complex32, F16, torch.complex32),
        (torch.complex32, BF16, C64), (torch.complex32, F64, C128),
    ],
)  # fmt: skip
def test_pairs(a, b, expected) -> None:
    assert promote_types(a, b) is expected
    assert promote_types(b, a) is expected


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        (torch.uint16, I64, "uint16, uint32, uint64 types is not supported, .* UInt16 and Long"),
        (B, torch.uint32, "uint16, uint32, uint64 types is not supported, .* Bool and UInt32"),
        (U8, torch.uint64, "uint16, uint32, uint64 types is not supported, .* Byte and UInt64"),
        (torch.uint16, C64, "uint16, uint32, uint64 types is not supported"),
        (torch.float8_e5m2, F32, "Float8 Types is not supported, .* Float8_e5m2 and Float"),
        (I8, torch.float8_e4m3fn, "Float8 Types is not supported, .* Char and Float8_e4m3fn"),
        (torch.uint16, torch.float8_e8m0fnu, "Float8 Types is not supported"),
    ],
)
def test_pairs_that_pytorch_refuses(a, b, words) -> None:
    with pytest.raises(RuntimeError, match=f"Promotion for {words}"):
        promote_types(a, b)


@pytest.mark.parametrize(
    ("tensors", "scalars", "numbers", "expected"),
    [
        ([I64], [F32], [], F32),
        ([F16], [F64], [], F16),
        ([U8], [I64], [], U8),
        ([F32], [C128], [], C64),
        ([torch.uint16], [C128], [], C128),
        ([torch.uint16], [], [int], torch.uint16),
        ([I8], [], [float], F32),
        ([I8], [], [int], I8),
        ([B], [], [int], I64),
        ([F16], [], [float], F16),
        ([F64], [], [complex], C128),
        ([], [F64], [int], F64),
        ([], [], [bool, int], I64),
    ],
)
def test_ranks(tensors, scalars, numbers, expected) -> None:
    assert result_type(tensors, scalars, numbers) is expected


def test_kinds() -> None:
    assert compute_and_result(Promote.INT_TO_FLOAT, I64) == (F32, F32)
    assert compute_and_result(Promote.INT_TO_FLOAT, F64) == (F64, F64)
    assert compute_and_result(Promote.TO_BOOL, F32) == (F32, B)
    assert compute_and_result(Promote.COMPLEX_TO_FLOAT, C64) == (C64, F32)
    assert compute_and_result(Promote.INT_TO_LONG, I8) == (I64, I64)


def test_the_default_dtype_decides_for_python_floats() -> None:
    x = torch.tensor([1, 2])
    assert (x / 2).dtype is F32
    torch.set_default_dtype(F64)
    try:
        assert (x / 2).dtype is F64
        assert torch.tensor(1.5).dtype is F64
        assert torch.tensor(1j).dtype is C128
    finally:
        torch.set_default_dtype(F32)
    assert (x / 2).dtype is F32


def test_the_default_dtype_is_a_float() -> None:
    with pytest.raises(TypeError, match="only floating-point types are supported as the default"):
        torch.set_default_dtype(I64)
    with pytest.raises(TypeError, match="invalid dtype object: only floating-point types"):
        torch.set_default_dtype("float")


def test_questions_about_types() -> None:
    assert torch.result_type(torch.ones(1, dtype=I8), 1.5) is F32
    assert torch.result_type(torch.tensor(1.0), torch.ones(1, dtype=F16)) is F16
    assert torch.can_cast(I64, F32)
    assert not torch.can_cast(F32, I64)
    assert torch.promote_types(I64, F16) is F16


def test_equal_exponents_of_different_types_are_told_apart() -> None:
    x = torch.tensor([1, 2])
    assert ((x**2).dtype, (x**2.0).dtype, (x**2).dtype) == (I64, F32, I64)
