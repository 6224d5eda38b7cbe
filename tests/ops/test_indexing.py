"""Indexing beyond NumPy's: positions that vary, what is refused, gradients of what is picked."""

from typing import Any

import numpy as np
import pytest

import torchlike as torch
from torchlike._core import kernel
from torchlike._core.trace import local


@pytest.fixture
def traced(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Collects the operators that are traced by JAX during a test."""
    found: list[Any] = []
    trace_body = kernel.trace_body

    def counting(body: Any, in_avals: Any) -> Any:
        found.append(in_avals)
        return trace_body(body, in_avals)

    monkeypatch.setattr(kernel, "trace_body", counting)
    return found


# -- positions that vary ---------------------------------------------------------------------------


def test_new_positions_trace_nothing(traced: list[Any]) -> None:
    x = torch.zeros(67, 3)
    want = np.zeros((67, 3), np.float32)

    def write(i: int) -> float:
        x[i] = i + 0.5
        x[i, 1] = torch.tensor(1.0)
        x[i : i + 2] += 1
        want[i] = i + 0.5
        want[i, 1] = 1
        want[i : i + 2] += 1
        return x[i].sum().item()

    for i in range(4):
        write(i)
    traced.clear()
    for i in range(4, 40):
        write(i)
    for i in range(40, 60):
        x[i] = want[i, 0] = want[i] = i + 0.25
    assert not traced
    assert x.tolist() == want.tolist()


def test_a_site_of_varying_positions_is_one_path() -> None:
    x = torch.zeros(53, 3)

    def read(i: int) -> Any:
        x[i, 1] = i
        found = x[i : i + 2].sum()
        end = local.state.trace.cursor
        assert found.item() == i
        return end

    ends = [read(i) for i in range(30)]
    assert len(set(map(id, ends[-10:]))) == 1


def test_positions_stay_known() -> None:
    x = torch.arange(24.0).view(4, 6)
    for i in range(4):
        row = x[i]
        part = row[i : i + 2]
        assert (row.storage_offset(), part.storage_offset()) == (6 * i, 7 * i)
        assert part._base is x._base
        assert part.tolist() == [7 * i, 7 * i + 1]
        part += 100
        assert x[i, i].item() == 7 * i + 100


def test_gradients_at_varying_positions() -> None:
    w = torch.arange(12.0).view(4, 3).requires_grad_()
    for i in range(4):
        v = torch.ones(3, requires_grad=True)
        base = w * 2
        base[i] = v
        (base * base).sum().backward()
        want = 8 * np.arange(12.0).reshape(4, 3)
        want[i] = 0
        assert w.grad is not None
        assert w.grad.tolist() == want.tolist()
        assert v.grad.tolist() == [2, 2, 2]
        assert base.grad_fn.name() == "torch::autograd::CopySlices"
        assert base[i].grad_fn.name() == "SelectBackward0"
        w.grad = None


def test_a_varying_position_out_of_range() -> None:
    x = torch.zeros(3, 2)
    for i in range(3):
        assert x[i].sum().item() == 0
    with pytest.raises(IndexError, match="index 3 is out of bounds for dimension 0 with size 3"):
        x[3]
    with pytest.raises(IndexError, match="index -3 is out of bounds for dimension 1 with size 2"):
        x[0, -3] = 1.0


# -- reading ---------------------------------------------------------------------------------------


def test_a_list_of_slices_is_a_tuple() -> None:
    x = torch.arange(6).view(2, 3)
    with pytest.warns(UserWarning, match="Using a non-tuple sequence for multidimensional"):
        assert x[[slice(None), 1]].tolist() == [1, 4]


def test_bytes_are_a_mask() -> None:
    x = torch.arange(3)
    with pytest.warns(UserWarning, match="indexing with dtype torch.uint8 is now deprecated"):
        assert x[torch.tensor([1, 0, 1], dtype=torch.uint8)].tolist() == [0, 2]


@pytest.mark.parametrize(
    ("index", "text"),
    [
        (torch.tensor([0, 1], dtype=torch.int16), "tensors used as indices must be long, int, by"),
        (torch.tensor([1.0]), "tensors used as indices must be long, int, byte or bool tensors"),
        (np.True_, r"None and long or byte Variables are valid indices \(got numpy.bool"),
        (([0, 1], [0, 1, 2]), r"indexing tensors could not be broadcast together with shapes \[2]"),
        ((0, [4]), "index 4 is out of bounds for dimension 0 with size 3"),
    ],
)
def test_refused_indices(index: Any, text: str) -> None:
    with pytest.raises(IndexError, match=text):
        torch.zeros(2, 3)[index]


def test_nothing_picked_is_nothing_out_of_range() -> None:
    assert tuple(torch.zeros(2, 3)[torch.tensor([7]), 3:].shape) == (1, 0)


def test_an_index_past_64_bits() -> None:
    with pytest.raises(ValueError, match="Overflow when unpacking long long"):
        torch.zeros(2)[2**70]


def test_strides_of_what_is_picked() -> None:
    x = torch.arange(24).view(2, 3, 4)
    picked = x[:, torch.tensor([0, 2])]
    assert picked.stride() == (8, 4, 1)
    assert x.permute(2, 0, 1)[torch.tensor([0, 1])].stride() == (6, 3, 1)
    assert torch.nonzero(x > 20).stride() == (1, 3)


# -- writing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("index", "value", "kind", "text"),
    [
        ([0], torch.ones(3, dtype=torch.float64), RuntimeError, "Index put requires the source an"),
        ([0, 1], torch.ones(2, 2), RuntimeError, r"value tensor of shape \[2, 2\] cannot be broad"),
        (0, np.float32(1), TypeError, "can't assign a numpy.float32 to a torch.FloatTensor"),
        (0, 1 + 2j, RuntimeError, "value cannot be converted to type float without overflow"),
        (0, "a", TypeError, "can't assign a str to a torch.FloatTensor"),
    ],
)
def test_refused_writes(index: Any, value: Any, kind: type[Exception], text: str) -> None:
    x = torch.zeros(2, 3)
    with pytest.raises(kind, match=text):
        x[index] = value
    assert x.sum().item() == 0


def test_memory_that_overlaps() -> None:
    x = torch.arange(6.0)
    with pytest.raises(RuntimeError, match="some elements of the input tensor and the written-to"):
        x[1:] = x[:-1]
    x[:] = x
    x[3:] = x[:3]
    assert x.tolist() == [0, 1, 2, 0, 1, 2]


def test_part_of_what_is_expanded() -> None:
    base = torch.zeros(1, 3)
    base.expand(4, 3)[2, 1] = 5
    assert base.tolist() == [[0, 5, 0]]
    base.expand(4, 3)[torch.tensor([1, 2]), torch.tensor([0, 2])] = torch.tensor([7.0, 8.0])
    assert base.tolist() == [[7, 5, 8]]
    wide = base.expand(4, 3)
    wide[wide > 7.5] = 1
    assert base.tolist() == [[7, 5, 1]]


def test_a_false_index_writes_nothing() -> None:
    x = torch.zeros(2)
    x[False] = torch.ones(7)
    assert x.tolist() == [0, 0]


def test_every_value_at_a_place_gets_its_gradient() -> None:
    x = torch.zeros(3)
    v = torch.ones(3, requires_grad=True)
    x[torch.tensor([1, 1, 0])] = v
    (x * torch.tensor([2.0, 3.0, 4.0])).sum().backward()
    assert v.grad.tolist() == [3, 3, 2]


# -- scatters --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "own", "others", "own_grad", "others_grad"),
    [
        ("sum", [1, 2], [2, 3, 4], [1, 2], [1, 2, 2]),
        ("prod", [1, 2], [2, 2, 3], [2, 12], [1, 12, 8]),
        ("mean", [1, 2], [2, 3, 4], [0.5, 2 / 3], [0.5, 2 / 3, 2 / 3]),
        ("amax", [1, 2], [2, 3, 4], [0, 0], [1, 0, 2]),
        ("amin", [2, 1], [2, 3, 4], [0.5, 2], [0.5, 0, 0]),
    ],
)
def test_gradients_of_reductions(
    how: str, own: list[int], others: list[int], own_grad: list[float], others_grad: list[float]
) -> None:
    x = torch.tensor(own, dtype=torch.float32, requires_grad=True)
    src = torch.tensor(others, dtype=torch.float32, requires_grad=True)
    result = x.scatter_reduce(0, torch.tensor([0, 1, 1]), src, how)
    (result * torch.tensor([1.0, 2.0])).sum().backward()
    assert x.grad.tolist() == pytest.approx(own_grad)
    assert src.grad.tolist() == pytest.approx(others_grad)


def test_a_single_zero_does_not_hide_the_product_of_the_others() -> None:
    x = torch.ones(1)
    src = torch.tensor([0.0, 2.0, 3.0], requires_grad=True)
    x.scatter_reduce(0, torch.tensor([0, 0, 0]), src, "prod").backward()
    assert src.grad.tolist() == [6, 0, 0]


def test_bools_are_added_as_or() -> None:
    x = torch.zeros(2, dtype=torch.bool)
    found = x.scatter_add(0, torch.tensor([1, 1]), torch.tensor([True, True]))
    assert found.dtype is torch.bool
    assert found.tolist() == [False, True]


def test_wrong_shapes_come_before_wrong_positions() -> None:
    with pytest.raises(RuntimeError, match=r"Expected index \[3\] to be no larger than self \[2\]"):
        torch.zeros(2).scatter(0, torch.tensor([5, 0, 0]), torch.ones(2))
    with pytest.raises(RuntimeError, match="index 5 is out of bounds for dimension 0 with size 2"):
        torch.zeros(2).scatter(0, torch.tensor([5, 0]), torch.ones(2))


def test_put_and_take() -> None:
    x = torch.arange(6.0).view(2, 3)
    at = torch.tensor([[0, -1], [2, 2]])
    assert torch.take(x, at).tolist() == [[0, 5], [2, 2]]
    x.put_(at, torch.tensor([9.0, 8.0, 7.0, 6.0]))
    assert x.tolist() == [[9, 1, 6], [3, 4, 8]]
    assert x.put(at, torch.ones(2, 2), accumulate=True)[0, 2].item() == 8


def test_unravel_index() -> None:
    found = torch.unravel_index(torch.tensor([0, 7, 11]), (3, 4))
    assert [f.tolist() for f in found] == [[0, 1, 2], [0, 3, 3]]
