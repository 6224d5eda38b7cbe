"""Casts: NumPy's and the compiled ones agree, and numbers beyond a dtype's range are refused."""

import numpy as np
import pytest

import torchlike as torch
from torchlike._core import compiler, dtypes
from torchlike._core.device import CPU
from torchlike._core.kernel import aval_of, kernel_for
from torchlike._ops.casting import check_fits, number_as, to_dtype
from torchlike._ops.schema import TABLE

INF, NAN = float("inf"), float("nan")
FLOATS = np.array([0.0, -0.0, 0.5, -1.5, 2.5, -1.0, 127.5, 255.9, 300.0, -300.0, 65535.9, -4e4,
                   1e10, 9.2e18, 1.8e19, 1e20, -1e20, 449.0, 480.0, INF, -INF, NAN])  # fmt: skip
WHOLE = np.array([0, 1, -1, 127, 128, 255, 256, -129, 65519, 65536, 2**31, -(2**31) - 1, 2**63 - 1])


@pytest.mark.parametrize("target", dtypes.ALL, ids=lambda d: d.name)
@pytest.mark.parametrize("array", [FLOATS, FLOATS.astype(np.float32), WHOLE], ids=["f", "h", "i"])
def test_compiled_casts_are_numpys(array: np.ndarray, target: dtypes.dtype) -> None:
    kernel = kernel_for(TABLE["to_copy"], (aval_of(array, CPU),), (target, None), CPU)
    compiled = np.asarray(compiler.compile_kernel(kernel)([array])[0])
    expected = to_dtype(array, target)
    assert kernel.plan is not None
    for found in (compiled, kernel.plan.run([array])[0]):
        assert (found.dtype, found.shape) == (target.np, array.shape)
        same = found.view(np.uint8) == expected.view(np.uint8)
        assert np.all(same.reshape(array.size, -1).all(1) | (expected != expected))


@pytest.mark.parametrize(
    ("values", "source", "target", "expected"),
    [
        ([1e10, -1.0, NAN, 300.0], torch.float32, torch.int16, [0, -1, 0, 300]),
        ([1e10, -1.0, NAN], torch.float64, torch.int32, [-(2**31), -1, -(2**31)]),
        ([-1.0, 1.8e19, 1e20], torch.float64, torch.uint64, [2**64 - 1, 18 * 10**18, 0]),
        ([449.0, INF, -1e9], torch.float32, torch.float8_e4m3fn, [448.0, 448.0, -448.0]),
        ([61440.0, 61439.0], torch.float32, torch.float8_e5m2, [INF, 57344.0]),
        ([-0.0, 0.5], torch.float32, torch.float8_e4m3fnuz, [0.0, 0.5]),
        ([-1.0, 3.0, 0.3, 1.5], torch.float32, torch.float8_e8m0fnu, [1.0, 4.0, 0.25, 2.0]),
        ([65519.0, 65520.0], torch.float64, torch.float16, [65504.0, INF]),
    ],
)  # fmt: skip
def test_edges(values, source, target, expected) -> None:
    found = torch.tensor(values, dtype=source).to(target)
    assert (found.dtype, found.tolist()) == (target, expected)


def test_nan_and_signs_of_eight_bits() -> None:
    assert torch.tensor([NAN]).to(torch.float8_e4m3fn).isnan().item()
    assert torch.zeros(1).to(torch.float8_e8m0fnu).item() == 2.0**-127
    assert torch.tensor([1.0, 2.0], dtype=torch.float8_e4m3fn).to(torch.int32).tolist() == [1, 2]


@pytest.mark.parametrize(
    ("number", "kind", "word"),
    [
        (300, torch.uint8, "uint8_t"), (-300, torch.uint8, "uint8_t"), (128, torch.int8, "int8_t"),
        (NAN, torch.int64, "int64_t"), (2**40, torch.int32, "int"), (1e300, torch.float32, "float"),
        (70000.0, torch.float16, "c10::Half"), (1e300j, torch.complex64, r"c10::complex<float>"),
        (2 + 1j, torch.float64, "double"),
    ],
)  # fmt: skip
def test_numbers_out_of_range(number, kind, word) -> None:
    with pytest.raises(RuntimeError, match=f"converted to type {word} without overflow"):
        check_fits(number, kind)
    with pytest.raises(RuntimeError, match=f"converted to type {word} without overflow"):
        torch.ones(2, dtype=kind).fill_(number)
    with pytest.raises(RuntimeError, match=f"converted to type {word} without overflow"):
        torch.full((2,), number, dtype=kind)


def test_numbers_in_range_wrap_or_round() -> None:
    for number, kind in (
        (-3, torch.uint8),
        (INF, torch.float16),
        (2 + 0j, torch.int8),
        (3, torch.bool),
    ):
        check_fits(number, kind)
    assert number_as(-3, torch.uint8) == 253
    assert (torch.tensor([1], dtype=torch.uint8) + 300).tolist() == [45]
    with pytest.raises(RuntimeError, match="converted to type uint8_t without overflow"):
        _ = torch.tensor([3], dtype=torch.uint8) ** 300


# -- what came with it: edges of operators ------------------------------------------------------


def test_bounds_that_are_nan() -> None:
    x = torch.tensor([1.0, -2.0])
    assert x.clamp(NAN, 1).isnan().tolist() == [True, True]
    assert x.clamp(max=torch.tensor([NAN, -3.0])).isnan().tolist() == [True, False]


@pytest.mark.parametrize("kind", [torch.uint8, torch.int32, torch.int64], ids=str)
def test_large_integer_powers(kind: dtypes.dtype) -> None:
    base, exponent = torch.tensor([0, 1, 2, 3], dtype=kind), torch.tensor(100, dtype=kind)
    bits = kind.itemsize * 8
    wrapped = pow(3, 100, 2**bits)
    expected = [0, 1, 0, wrapped - 2**bits if kind.is_signed and wrapped >> (bits - 1) else wrapped]
    assert ((base**exponent).dtype, (base**exponent).tolist()) == (kind, expected)
    assert (base**100).tolist() == expected


def test_quotients_of_broadcast_halves_are_exact_when_compiled() -> None:
    values = np.array([1, 0.5, 100.25, 7.3, 0.01, 3, 10.7, 400], np.float16)
    pair = (values.reshape(-1, 1), values.reshape(1, -1))
    kernel = kernel_for(TABLE["div.rounded"], tuple(aval_of(x, CPU) for x in pair), ("trunc",), CPU)
    expected = np.trunc(pair[0] / pair[1])
    np.testing.assert_array_equal(np.asarray(compiler.compile_kernel(kernel)(pair)[0]), expected)


def test_signs_of_zeros_and_nan() -> None:
    x = torch.tensor([-0.0, 0.0, NAN, -3.0])
    for found in (x.sign(), x.sgn()):
        assert (found.tolist(), found.signbit().tolist()) == ([0, 0, 0, -1], [False] * 3 + [True])
    assert torch.tensor([-0.0]).erfinv().signbit().item()
