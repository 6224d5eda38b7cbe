"""Integrals, histograms, quantiles, reductions of pieces, tensors laid out as told."""

import pytest

import torchlike as torch
from torchlike.autograd import gradcheck

NAN = float("nan")


def same(found, expected):
    assert found.dtype is expected.dtype
    assert found.shape == expected.shape
    assert torch.allclose(found, expected, equal_nan=True)


def test_trapezoids():
    y = torch.tensor([[1.0, 2.0, 4.0], [0.0, 3.0, 3.0]])
    x = torch.tensor([0.0, 1.0, 3.0])
    same(torch.trapezoid(y), torch.tensor([4.5, 4.5]))
    same(torch.trapz(y, dx=2), torch.tensor([9.0, 9.0]))
    same(torch.trapezoid(y, x), torch.tensor([7.5, 7.5]))
    same(torch.cumulative_trapezoid(y, x), torch.tensor([[1.5, 7.5], [1.5, 7.5]]))
    same(torch.cumulative_trapezoid(y, dim=0), torch.tensor([[0.5, 2.5, 3.5]]))
    same(torch.trapezoid(torch.ones(0, 3), dim=0), torch.zeros(3))
    with pytest.raises(RuntimeError, match="There must be one `x` value for each sample"):
        torch.trapezoid(y, x[:2])


def test_gradient_of_samples():
    y = torch.tensor([1.0, 2.0, 4.0, 8.0])
    same(torch.gradient(y)[0], torch.tensor([1.0, 1.5, 3.0, 4.0]))
    same(torch.gradient(y, edge_order=2)[0], torch.tensor([0.5, 1.5, 3.0, 5.0]))
    points = torch.tensor([0.0, 1.0, 3.0, 4.0])
    for order in (1, 2):
        (found,) = torch.gradient(points**2, spacing=(points,), edge_order=order)
        same(found[1:-1], 2 * points[1:-1])
        if order == 2:
            same(found, 2 * points)
    rows, columns = torch.gradient(y.outer(y), spacing=2.0)
    same(rows, columns.mT)
    with pytest.raises(RuntimeError, match="each dimension size to be at least edge_order"):
        torch.gradient(y[:2], edge_order=2)
    with pytest.raises(RuntimeError, match="got a list of length 2"):
        torch.gradient(y, spacing=(1.0, 2.0))


def test_histograms():
    x = torch.tensor([0.0, 1.0, 1.5, 3.0])
    hist, edges = torch.histogram(x, 2)
    same(hist, torch.tensor([2.0, 2.0]))
    same(edges, torch.tensor([0.0, 1.5, 3.0]))
    weight = torch.tensor([1.0, 2.0, 3.0, 4.0])
    same(torch.histogram(x, 2, range=(1.0, 3.0), weight=weight).hist, torch.tensor([5.0, 4.0]))
    same(
        torch.histogram(x, torch.tensor([0.0, 1.0, 4.0]), density=True).hist * 12,
        torch.tensor([3.0, 3.0]),
    )
    rows = torch.tensor([[0.0, 0.0], [1.0, 2.0], [1.0, 2.0]])
    hist, edges = torch.histogramdd(rows, [2, 1])
    same(hist, torch.tensor([[1.0], [2.0]]))
    assert [e.shape[0] for e in edges] == [3, 2]
    with pytest.raises(RuntimeError, match="bins must be > 0, but got 0 for dimension 0"):
        torch.histogram(x, 0)
    with pytest.raises(RuntimeError, match=r"dimension 0's range \[nan, nan\] is not finite"):
        torch.histogram(torch.tensor([NAN]), 2)


def test_quantiles():
    x = torch.tensor([[3.0, 1.0, 2.0], [NAN, 5.0, 6.0]])
    same(torch.quantile(x, 0.5, 1), torch.tensor([2.0, NAN]))
    same(torch.nanquantile(x, 0.5, 1), torch.tensor([2.0, 5.5]))
    q = torch.tensor([0.0, 0.25, 1.0])
    found = torch.nanquantile(x, q, 1)
    same(found, torch.tensor([[1.0, 5.0], [1.5, 5.25], [3.0, 6.0]]))
    assert found.stride() == (1, 3)
    same(x.nanquantile(0.4, 1, True, interpolation="higher"), torch.tensor([[2.0], [6.0]]))
    with pytest.raises(RuntimeError, match=r"nanquantile\(\) q must be in the range \[0, 1\]"):
        torch.nanquantile(x, 2.0)


@pytest.mark.parametrize(
    ("reduce", "expected"),
    [
        ("sum", [1.0, 0.0, 9.0]),
        ("mean", [0.5, NAN, 3.0]),
        ("prod", [0.0, 1.0, 24.0]),
        ("max", [1.0, float("-inf"), 4.0]),
        ("min", [0.0, float("inf"), 2.0]),
    ],
)
def test_reductions_of_pieces(reduce, expected):
    data = torch.arange(5.0, dtype=torch.float64)
    lengths = torch.tensor([2, 0, 3])
    wanted = torch.tensor(expected, dtype=torch.float64)
    same(torch.segment_reduce(data, reduce, lengths=lengths), wanted)
    same(torch.segment_reduce(data, reduce, offsets=torch.tensor([0, 2, 2, 5])), wanted)
    rows = torch.stack([data, data]).requires_grad_()
    both = torch.stack([lengths, lengths])
    call = lambda x: torch.segment_reduce(x, reduce, lengths=both, axis=1, initial=1)
    assert gradcheck(call, (rows,))


def test_pieces_share_derivatives_and_refuse_bad_lengths():
    x = torch.tensor([2.0, 2.0, 1.0], requires_grad=True)
    torch.segment_reduce(x, "max", lengths=torch.tensor([3])).backward(torch.ones(1))
    same(x.grad, torch.tensor([0.5, 0.5, 0.0]))
    with pytest.raises(RuntimeError, match="Expected all rows of lengths along axis to sum"):
        torch.segment_reduce(x, "sum", lengths=torch.tensor([2]))
    with pytest.raises(RuntimeError, match="reduce argument must be either sum"):
        torch.segment_reduce(x, "any", lengths=torch.tensor([3]))


def test_hash_is_an_exclusive_or():
    assert torch.hash_tensor(torch.arange(5)).item() == 4
    found = torch.hash_tensor(torch.tensor([[1.5], [1.5]]), 1)
    assert (found.dtype, found.tolist()) == (torch.uint64, [0x3FF8000000000000] * 2)


def test_chunks():
    found = torch._chunk_cat([torch.arange(3.0), torch.arange(2.0).reshape(2, 1)], 0, 2)
    same(found, torch.tensor([[0.0, 1.0, 0.0], [2.0, 0.0, 1.0]]))


def test_sum_to_size():
    x = torch.ones(2, 3)
    same(x.sum_to_size(3), torch.full((3,), 2.0))
    same(x.sum_to_size(2, 1), torch.full((2, 1), 3.0))
    with pytest.raises(RuntimeError, match=r"size \{\[3, 3\]\} is not expandable to size"):
        x.sum_to_size(3, 3)


def test_nonzero_of_a_given_size():
    x = torch.tensor([0, 5, 6])
    same(torch.nonzero_static(x, size=3), torch.tensor([[1], [2], [-1]]))
    same(x.nonzero_static(size=1), torch.tensor([[1]]))


def test_tensors_laid_out_as_told():
    assert torch.empty_strided((2, 3), (1, 2)).stride() == (1, 2)
    spread = torch.empty_strided((2, 2), (5, 2), dtype=torch.int32)
    assert (spread.stride(), spread.dtype, spread._is_view()) == ((5, 2), torch.int32, False)
    assert torch.empty_permuted((2, 3, 4), (2, 0, 1)).stride() == (3, 1, 6)
    assert torch.ones(2).long().new_empty_strided((2,), (3,)).dtype is torch.int64
    with pytest.raises(RuntimeError, match="Duplicate dim not allowed"):
        torch.empty_permuted((2, 3), (0, 0))
    with pytest.raises(NotImplementedError, match="to_sparse_csr"):
        torch.ones(2, 2).to_sparse_csr()
