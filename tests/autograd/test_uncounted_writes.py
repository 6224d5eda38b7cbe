"""Writes through `.data`, which no version counter counts: backward sees the new content."""

import pytest

import torchlike as torch


@pytest.mark.parametrize("flushed", [False, True])
def test_backward_sees_what_was_written_since(flushed: bool) -> None:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    y = x**2
    if flushed:
        y.tolist()
    x.data[0] = 10.0
    assert x._version == 0
    y.sum().backward()
    assert x.grad.tolist() == [20.0, 4.0]


def test_constants_and_interior_tensors_too() -> None:
    w = torch.ones(2, requires_grad=True)
    x, h = torch.ones(2), w * 2
    y = x * w + h**2
    x.data.mul_(5)
    h.data[0] = 7.0
    y.sum().backward()
    assert w.grad.tolist() == [33.0, 13.0]


def test_only_formulas_that_keep_the_operand() -> None:
    w = torch.zeros(2, requires_grad=True)
    y = w.exp() + torch.relu(w)
    w.data.fill_(3.0)
    y.sum().backward()
    assert w.grad.tolist() == [1.0, 1.0]


@pytest.mark.parametrize("flushed", [False, True])
def test_through_a_view(flushed: bool) -> None:
    x, w = torch.ones(2, 2), torch.ones(2, requires_grad=True)
    y = x[0] * w
    if flushed:
        y.tolist()
    x.data.copy_(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))
    y.sum().backward()
    assert w.grad.tolist() == [1.0, 2.0]


def test_the_latest_content_counts_at_each_backward() -> None:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    y = (x**2).sum()
    y.backward(retain_graph=True)
    x.data.fill_(5.0)
    y.backward(retain_graph=True)
    x.data[1] = 0.0
    y.backward()
    assert x.grad.tolist() == [22.0, 14.0]


def test_gradients_of_gradients() -> None:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    y = x**3
    x.data[0] = 10.0
    (first,) = torch.autograd.grad(y.sum(), x, create_graph=True)
    (second,) = torch.autograd.grad(first.sum(), x)
    assert first.tolist() == [300.0, 12.0]
    assert second.tolist() == [60.0, 12.0]


@pytest.mark.parametrize("counted_first", [False, True])
def test_a_counted_write_is_an_error_all_the_same(counted_first: bool) -> None:
    x, w = torch.tensor([1.0, 2.0]), torch.ones(2, requires_grad=True)
    y = x * w
    if counted_first:
        x.add_(1)
    x.data[0] = 10.0
    if not counted_first:
        x.add_(1)
    with pytest.raises(RuntimeError, match=r"\[2\]\] is at version 1; expected version 0 instead"):
        y.sum().backward()


def test_a_result_that_backward_needs() -> None:
    w = torch.ones(2, requires_grad=True)
    y = w.exp()
    y.data.zero_()
    with pytest.raises(NotImplementedError, match=r"result that was written through \.data"):
        y.sum().backward()


@pytest.mark.parametrize("flushed", [False, True])
def test_overwritten_indices(flushed: bool) -> None:
    x = torch.tensor([3.0, 1.0, 2.0], requires_grad=True)
    values, indices = torch.sort(x)
    if flushed:
        indices.tolist()
    indices.abs_()
    with pytest.raises(RuntimeError, match=r"LongTensor \[3\]\].* is at version 1; expected"):
        values.sum().backward()


@pytest.mark.parametrize("flushed", [False, True])
def test_a_view_of_what_was_overwritten(flushed: bool) -> None:
    x, w = torch.ones(2, 2), torch.ones(2, requires_grad=True)
    y = x[0] * w
    if flushed:
        y.tolist()
    x.add_(1)
    with pytest.raises(RuntimeError, match=r"\[2\]\] is at version 1; expected version 0 instead"):
        y.sum().backward()
