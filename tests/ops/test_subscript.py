"""`x[index]` and `x[index] = value`, NumPy as the oracle."""

from typing import Any

import numpy as np
import pytest

import torchlike as torch

INDICES: list[Any] = [
    0, -1, slice(None), slice(1, None), slice(None, None, 2), slice(5, 9), None, Ellipsis, (),
    (0, 1), (slice(None), 1), (Ellipsis, -1), (None, 0), (0, None, slice(1, 3)), (1, 2, 3),
    (slice(None), slice(None), slice(0, 4, 3)), [0, 1], ([1, 0], [2, 2]), (slice(None), [0, 2]),
    True, False, (0, True), np.array([True, False]), (slice(None), np.array([True, False, True])),
    np.int64(1), (Ellipsis, [3, 0]), ([1], slice(None), [0]),
]  # fmt: skip


@pytest.mark.parametrize("index", INDICES, ids=repr)
def test_get_and_put_as_numpy(index: Any) -> None:
    array = np.arange(24, dtype=np.float32).reshape(2, 3, 4)
    x = torch.tensor(array)
    found, want = x[index], array[index]
    assert found.dtype is torch.float32
    assert tuple(found.shape) == want.shape
    assert found.tolist() == want.tolist()
    x[index] = -1
    array[index] = -1
    assert x.tolist() == array.tolist()
    values = np.random.default_rng(0).normal(size=want.shape).astype(np.float32)
    x[index] = torch.tensor(values)
    array[index] = values
    assert x.tolist() == array.tolist()


def test_whole_slices_in_a_tuple_leave_no_node() -> None:
    x = torch.ones(2, 3, requires_grad=True)
    assert x[:].grad_fn.name() == "SliceBackward0"
    assert x[0:2,].grad_fn.name() == "AliasBackward0"
    assert x[..., 0].grad_fn.name() == "SelectBackward0"
    assert x[:, None].grad_fn.name() == "UnsqueezeBackward0"


def test_tensors_as_bounds_and_indices() -> None:
    x = torch.arange(6).view(2, 3)
    one = torch.tensor(1)
    assert x[one].tolist() == [3, 4, 5]
    assert x[:, one:].tolist() == [[1, 2], [4, 5]]
    assert x[torch.tensor([1, 0]), 1].tolist() == [4, 1]
    assert x[x > 3].tolist() == [4, 5]


@pytest.mark.parametrize(
    ("index", "value", "kind", "text"),
    [
        (0, [1.0, 2.0, 3.0], TypeError, "can't assign a list to a torch.FloatTensor"),
        (0, np.ones(3), TypeError, "can't assign a numpy.ndarray to a torch.FloatTensor"),
        (0, torch.ones(2), RuntimeError, r"The expanded size of the tensor .3. must match the exi"),
        ((0, 0), torch.ones(2), RuntimeError, "the number of sizes provided .0. must be greater"),
    ],
)
def test_refused_values(index: Any, value: Any, kind: type[Exception], text: str) -> None:
    x = torch.zeros(2, 3)
    with pytest.raises(kind, match=text):
        x[index] = value
    assert x.sum().item() == 0


@pytest.mark.parametrize(
    ("shape", "index", "kind", "text"),
    [
        ((2, 3), 5, IndexError, "index 5 is out of bounds for dimension 0 with size 2"),
        ((2, 3), (0, 5), IndexError, "index 5 is out of bounds for dimension 1 with size 3"),
        ((2, 3), (0, 0, 0), IndexError, "too many indices for tensor of dimension 2"),
        ((), 0, IndexError, "invalid index of a 0-dim tensor"),
        ((), (0,), IndexError, "too many indices for tensor of dimension 0"),
        ((), slice(None), IndexError, r"slice\(\) cannot be applied to a 0-dim tensor"),
        ((2, 3), slice(None, None, -1), ValueError, "step must be greater than zero"),
        ((2, 3), slice(None, None, 0), ValueError, "slice step cannot be zero"),
        ((2, 3), 1.5, IndexError, "only integers, slices .* are valid indices .got float."),
        ((2, 3), slice(0, 1.5), TypeError, "slice indices must be integers or None or have"),
        ((2, 3), np.array([True] * 3), IndexError, r"The shape of the mask \[3\] at index 0 does"),
    ],
)
def test_refusals(shape: tuple[int, ...], index: Any, kind: type[Exception], text: str) -> None:
    with pytest.raises(kind, match=text):
        torch.ones(shape)[index]


def test_text_is_no_index() -> None:
    with (
        pytest.warns(UserWarning, match="Using a non-tuple sequence"),
        pytest.raises(TypeError, match=r"new\(\): invalid data type 'str'"),
    ):
        torch.ones(2, 3)["a"]
