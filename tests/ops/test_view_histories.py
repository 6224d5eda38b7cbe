"""What autograd knows of views whose base was written, or that were made without it."""

from collections.abc import Callable
from typing import Any

import pytest

import torchlike as torch

LOST = "A view was created in no_grad mode and its base or another view of its base has been"
SEVERAL = "Output 0 of Unbind is a view and its base or another view of its base has been"


def leaf(*shape: int) -> Any:
    return torch.ones(*shape, requires_grad=True)


def view_without_grad(x: Any) -> Any:
    with torch.no_grad():
        return x.view(-1)


def test_a_view_made_without_grad_requires_it_and_gets_none() -> None:
    x = leaf(2, 3)
    view = view_without_grad(x)
    assert view.requires_grad
    assert view.is_leaf
    assert view.grad_fn is None
    double = view * 2
    assert double.grad_fn.name() == "MulBackward0"
    assert double.grad_fn.next_functions[0] == (None, 0)
    double.sum().backward()
    assert x.grad is None
    assert view.grad is None
    with pytest.raises(RuntimeError, match="element 0 of tensors does not require grad"):
        view.backward(torch.ones(6))


def test_it_may_not_be_written_with_grad() -> None:
    view = view_without_grad(leaf(2, 3))
    with pytest.raises(RuntimeError, match="^A view was created in no_grad mode and is being mod"):
        view.add_(1)
    with pytest.raises(RuntimeError, match="^Output 0 of Slice is a view of a view which was crea"):
        view_without_grad(leaf(3) * 2)[:2].add_(1)


def test_it_is_lost_once_its_base_is_written() -> None:
    base = leaf(2, 3) * 2
    view = view_without_grad(base)
    base.add_(1)
    assert view.requires_grad
    assert view.tolist() == [3] * 6
    assert (view > 0).tolist() == [True] * 6
    assert view.detach().tolist() == [3] * 6
    assert repr(view) == "tensor([3., 3., 3., 3., 3., 3.], grad_fn=<Invalid>)"
    uses: list[Callable[[], Any]] = [
        lambda: view.is_leaf, lambda: view.grad_fn, lambda: view + 1, lambda: view[:1],
        lambda: view.register_hook(print),
    ]  # fmt: skip
    for use in (*uses, *uses[:-1]):
        with pytest.raises(RuntimeError, match=LOST):
            use()
    with torch.no_grad():
        assert (view + 1).tolist() == [4] * 6


def test_one_of_several_views_is_lost_once_its_base_is_written() -> None:
    base = leaf(2, 3) * 2
    first, _ = base.unbind(0)
    base.add_(1)
    with pytest.raises(RuntimeError, match=SEVERAL):
        assert first.is_leaf
    with pytest.raises(RuntimeError, match=SEVERAL):
        _ = first * 2
    with pytest.raises(RuntimeError, match="^Output 0 of Unbind is a view and is being modified"):
        first.add_(1)
    assert first.tolist() == [3, 3, 3]


def test_a_base_that_becomes_a_leaf_takes_its_views_along() -> None:
    x = torch.ones(2, 3)
    early, row = x[0], x[1]
    x.add_(1)
    late = x[0]
    x.requires_grad_()
    assert [v.is_leaf for v in (early, row, late)] == [False, False, True]
    assert [v.requires_grad for v in (early, row, late)] == [True, True, True]
    assert early.grad_fn.name() == "AsStridedBackward0"
    (early * 2).sum().backward()
    assert x.grad.tolist() == [[2, 2, 2], [0, 0, 0]]


def test_a_view_stays_in_the_graph_that_its_base_leaves() -> None:
    x = leaf(3)
    view = x[:2]
    x.requires_grad_(False)
    x.add_(1)
    assert view.grad_fn.name() == "AsStridedBackward0"
    (view * 2).sum().backward()
    assert x.grad is None


def names(*tensors: Any) -> list[str]:
    return [t.grad_fn.name().split("::")[-1] for t in tensors]


def test_restructuring_in_place_is_a_write() -> None:
    x = leaf(2, 3) * 2
    view = x[0]
    x.t_()
    assert names(x, view) == ["TBackward1", "AsStridedBackward0"]
    x.add_(1)
    assert names(x, view) == ["AddBackward0", "AsStridedBackward0"]
    view.mul_(2)
    assert names(x, view) == ["CopySlices", "AsStridedBackward0"]
    assert x.tolist() == [[6, 3], [6, 3], [6, 3]]
    flat = leaf(2, 3) * 2
    assert names(flat.as_strided_((2,), (1,))) == ["AsStridedBackward1"]


def test_restructuring_without_grad_keeps_the_history() -> None:
    x, base = leaf(1, 3) * 2, leaf(1, 3) * 2
    view = base[:, :2]
    with torch.no_grad():
        x.squeeze_()
        view.squeeze_()
    assert names(x, base, view) == ["MulBackward0", "MulBackward0", "AsStridedBackward0"]
    assert x.shape == (3,)
    assert view.shape == (2,)


@pytest.mark.parametrize(
    ("index", "value", "name"),
    [
        (slice(None), 3.0, "FillBackward3"),
        (slice(0, 9), torch.tensor(3.0), "FillBackward3"),
        (slice(0, 2), torch.ones(3), "CopyBackwards"),
        (slice(None), torch.ones(2, 3), "CopyBackwards"),
        (slice(0, 1), torch.ones(3), "CopySlices"),
    ],
)
def test_writing_all_of_a_tensor_is_no_write_to_a_view(index: Any, value: Any, name: str) -> None:
    x = leaf(2, 3) * 2
    x[index] = value
    assert names(x) == [name]


def test_names_of_copies_and_of_reshaped_tensors() -> None:
    x = leaf(3, 3) * 2
    assert names(torch.diag(x), x.rot90(), x.t().reshape(3, 3, 1), x.reshape(9)) == [
        "DiagonalBackward0_copy", "Rot90Backward0", "ReshapeAliasBackward0", "ViewBackward0",
    ]  # fmt: skip
    assert torch.diag(x).stride() == (1,)
    assert x.rot90().stride() == (1, 3)


def test_memory_that_is_exchanged_keeps_counting() -> None:
    x = torch.ones(3)
    view = x[1:]
    view.data = torch.zeros(2)
    view.add_(1)
    assert (view._version, x._version) == (1, 1)
    x.set_(torch.ones(2))
    assert (view._version, x._version) == (2, 2)


def test_strides_of_expanded_and_of_empty_tensors() -> None:
    x = torch.zeros(4)
    assert x.expand(1, 4).stride() == (4, 1)
    assert x.expand(1, 3, 1, 4).stride() == (0, 0, 4, 1)
    assert (torch.zeros(0, 1) != 1).stride() == (1, 0)
    column = torch.zeros(3, 1).permute(1, 0)
    assert column.clamp(min=0).stride() == (3, 1)
    assert (column * 2).stride() == (1, 1)


def test_what_overlaps_what_it_is_written_from() -> None:
    x = torch.ones(2, 3)
    with pytest.raises(RuntimeError, match="some elements of the input tensor and the written-to"):
        x[[0, 1]] = x
    x[None, 0:] = x
    one = torch.ones(1)
    one[torch.tensor([True])] = one
    wide = x[:1, :1].expand(2, 2)
    wide[:] = wide
    assert x.tolist() == [[1, 1, 1], [1, 1, 1]]


def test_out_of_another_dtype() -> None:
    x = torch.ones(2)
    with pytest.raises(RuntimeError, match="^Found dtype Double but expected Float$"):
        torch.neg(x, out=torch.zeros(2, dtype=torch.float64))
    with pytest.raises(TypeError, match="can't be cast to the desired output type Long$"):
        torch.cat((x, x), out=torch.zeros(4, dtype=torch.int64))
    out = torch.zeros(0, dtype=torch.int64)
    with pytest.raises(RuntimeError, match="result type Float can't be cast"):
        torch.add(x, x, out=out)
    assert out.shape == (0,)


def test_cutting_the_history_off_leaves_the_strides() -> None:
    x = leaf(4, 6) * 2
    assert x[:, ::2].detach().stride() == (6, 2)
    assert x.t()[::2].data.stride() == (2, 6)
    empty = torch.zeros(3, 0, 2).permute(2, 0, 1)
    empty.add_(1)
    assert empty.stride() == (1, 2, 2)
