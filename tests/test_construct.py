"""Making tensors: what dtype, shape and content they get, and what is refused."""

import numpy as np
import pytest

import torchlike as torch


@pytest.mark.parametrize(
    ("data", "kind", "shape"),
    [
        (1, torch.int64, ()), (1.5, torch.float32, ()), (True, torch.bool, ()),
        (1j, torch.complex64, ()), ([], torch.float32, (0,)), ([[1], [2]], torch.int64, (2, 1)),
        ([1, 2.5], torch.float32, (2,)), ([True, 2], torch.int64, (2,)),
        (np.float64(2.0), torch.float64, ()), (np.zeros((2, 3), np.int16), torch.int16, (2, 3)),
        (range(3), torch.int64, (3,)), ((1.0, (2.0))[:1], torch.float32, (1,)),
    ],
    ids=repr,
)  # fmt: skip
def test_tensor_infers(data, kind, shape) -> None:
    found = torch.tensor(data)
    assert (found.dtype, tuple(found.shape)) == (kind, shape)


@pytest.mark.parametrize(
    ("data", "error", "text"),
    [
        ([[1, 2], [3]], ValueError, r"expected sequence of length 2 at dim 1 \(got 1\)"),
        ("text", TypeError, r"new\(\): invalid data type 'str'"),
        ([1, "a"], TypeError, r"new\(\): invalid data type 'str'"),
        (None, RuntimeError, "Could not infer dtype of NoneType"),
        ({"a": 1}, RuntimeError, "Could not infer dtype of dict"),
        (2**70, ValueError, "Overflow when unpacking long long"),
    ],
    ids=repr,
)
def test_tensor_refuses(data, error, text) -> None:
    with pytest.raises(error, match=text):
        torch.tensor(data)


def test_a_value_has_to_fit() -> None:
    with pytest.raises(RuntimeError, match="value cannot be converted to type uint8 without"):
        torch.tensor([300], dtype=torch.uint8)


@pytest.mark.parametrize("maker", [torch.zeros, torch.ones, torch.empty], ids=lambda m: m.__name__)
def test_sizes_in_every_form(maker) -> None:
    forms = [
        maker(2, 3),
        maker((2, 3)),
        maker([2, 3]),
        maker(torch.Size((2, 3))),
        maker(size=(2, 3)),
    ]
    assert {tuple(t.shape) for t in forms} == {(2, 3)}
    with pytest.raises(TypeError, match="argument 'size' .* must be tuple of ints, not str"):
        maker("a")
    with pytest.raises(RuntimeError, match="negative"):
        maker(-1)


def test_ranges() -> None:
    assert torch.arange(3).tolist() == [0, 1, 2]
    assert torch.arange(1.0, 2.0, 0.5).dtype is torch.float32
    assert torch.linspace(0, 1, 3).tolist() == [0.0, 0.5, 1.0]
    assert torch.eye(2).tolist() == [[1.0, 0.0], [0.0, 1.0]]
    with pytest.raises(RuntimeError, match="step must be nonzero"):
        torch.arange(0, 3, 0)
    with pytest.raises(RuntimeError, match="inconsistent with step sign"):
        torch.arange(3, 0)


def test_sharing_with_numpy() -> None:
    array = np.zeros(2)
    shared, copied = torch.from_numpy(array), torch.tensor(array)
    array[0] = 5
    assert (shared.tolist(), copied.tolist()) == ([5.0, 0.0], [0.0, 0.0])
    with pytest.raises(TypeError, match=r"expected np.ndarray \(got list\)"):
        torch.from_numpy([1])  # type: ignore[arg-type]


def test_like_and_new_follow_their_source() -> None:
    x = torch.ones(2, 2, dtype=torch.float64)
    assert torch.zeros_like(x).dtype is torch.float64
    assert x.new_full((3,), 2).tolist() == [2.0, 2.0, 2.0]
    assert x.new_tensor([1]).dtype is torch.float64


def test_tensor_types() -> None:
    assert torch.FloatTensor([1, 2]).dtype is torch.float32
    assert isinstance(torch.LongTensor([1]), torch.LongTensor)
    assert not isinstance(torch.LongTensor([1]), torch.FloatTensor)
    assert tuple(torch.Tensor(2, 3).shape) == (2, 3)


def test_asarray_shares_or_copies_as_asked() -> None:
    array = np.zeros(2)
    assert torch.asarray([1, 2], dtype=torch.float32).dtype is torch.float32
    copied, shared = torch.asarray(array, copy=True), torch.asarray(array)
    array[0] = 1
    assert (copied.tolist(), shared.tolist()) == ([0.0, 0.0], [1.0, 0.0])
    with pytest.raises(ValueError, match="can't alias arbitrary sequence"):
        torch.asarray([1], copy=False)


@pytest.mark.parametrize(
    ("data", "kind", "found"),
    [
        ([torch.tensor(1.5), 2], torch.float32, [1.5, 2.0]),
        ([torch.tensor([1]), torch.tensor([2])], torch.int64, [1, 2]),
        ([np.float16(1), 2], torch.float16, [1.0, 2.0]),
        ([np.int32(1), np.int8(2)], torch.int32, [1, 2]),
        ([np.array([1.0]), np.array([2.0])], torch.float64, [[1.0], [2.0]]),
        ([True, 2.5], torch.float32, [1.0, 2.5]),
        ([[], []], torch.float32, [[], []]),
    ],
    ids=repr,
)
def test_mixed_data(data, kind, found) -> None:
    made = torch.tensor(data)
    assert (made.dtype, made.tolist()) == (kind, found)


@pytest.mark.parametrize(
    ("data", "kind", "error", "text"),
    [
        ([1j], torch.int64, TypeError, "'complex' object cannot be interpreted as an integer"),
        ([1j], torch.float16, TypeError, "must be real number, not complex"),
        ([1.0, [2]], None, TypeError, "must be real number, not list"),
        ([[2], 1], None, TypeError, "not a sequence"),
        (["1"], torch.float32, ValueError, "too many dimensions 'str'"),
        ([float("nan")], torch.int32, RuntimeError, "value cannot be converted to type int32"),
        ([-1], torch.uint64, OverflowError, "can't convert negative int to unsigned"),
        ([torch.ones(2)], None, ValueError, "only one element tensors can be converted"),
        ({1}, None, RuntimeError, "Could not infer dtype of set"),
    ],
    ids=repr,
)
def test_data_that_makes_no_tensor(data, kind, error, text) -> None:
    with pytest.raises(error, match=text):
        torch.tensor(data, dtype=kind)


def test_negative_integers_wrap_in_unsigned_dtypes() -> None:
    made = torch.tensor([-1, -129], dtype=torch.uint8)
    assert (made.dtype, made.tolist()) == (torch.uint8, [255, 127])
