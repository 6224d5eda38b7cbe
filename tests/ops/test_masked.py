"""Operators over the elements that a mask keeps."""

import math

import pytest

import torchlike as torch

M = torch.masked
X = torch.tensor([[1.0, 2.0, 3.0], [4.0, -5.0, 6.0]])
MASK = torch.tensor([[True, False, True], [False, False, False]])
INF, NAN = math.inf, math.nan

ALONG = [
    ("sum", {}, [4.0, 0.0]),
    ("prod", {}, [3.0, 1.0]),
    ("amax", {}, [3.0, -INF]),
    ("amin", {}, [1.0, INF]),
    ("argmax", {}, [2.0, 0.0]),
    ("argmin", {}, [0.0, 0.0]),
    ("mean", {}, [2.0, NAN]),
    ("median", {}, [1.0, NAN]),
    ("logsumexp", {}, [3.126928, -INF]),
    ("var", {}, [2.0, NAN]),
    ("var", {"unbiased": False}, [1.0, NAN]),
    ("std", {"correction": 0}, [1.0, NAN]),
]


@pytest.mark.parametrize(("name", "options", "expected"), ALONG)
def test_reductions(name, options, expected) -> None:
    found = getattr(M, name)(X, 1, mask=MASK, **options)
    assert (found.dtype, found.shape) == (torch.float32, (2,))
    assert found.tolist() == pytest.approx(expected, nan_ok=True)
    kept = getattr(M, name)(X, 1, keepdim=True, mask=MASK, **options)
    assert kept.shape == (2, 1)
    alone = getattr(M, name)(X, 1, **options)
    assert alone.shape == (2,)


@pytest.mark.parametrize(
    ("order", "expected"),
    [(2.0, [math.sqrt(10), 0]), (INF, [3, 0]), (-INF, [1, INF]), (0.0, [2, 0])],
)
def test_norm(order, expected) -> None:
    found = M.norm(X, order, 1, mask=MASK)
    assert (found.dtype, found.tolist()) == (torch.float32, pytest.approx(expected))
    scaled = M.normalize(X, 2.0, 1, mask=MASK).tolist()
    assert scaled[0] == pytest.approx([0.3162278, 0.0, 0.9486833])
    assert scaled[1] == [0.0, 0.0, 0.0]


def test_along_a_dim() -> None:
    assert M.cumsum(X, 1, mask=MASK).tolist() == [[1, 1, 4], [0, 0, 0]]
    assert M.cumprod(X, 1, mask=MASK).tolist() == [[1, 1, 3], [1, 1, 1]]
    soft = M.softmax(X, 1, mask=MASK)
    assert soft[0].tolist() == pytest.approx([0.1192029, 0.0, 0.8807970])
    assert bool(torch.isnan(soft[1]).all())
    assert M.softmin(X, 1, mask=MASK)[0].tolist() == pytest.approx([0.8807970, 0.0, 0.1192029])
    assert M.log_softmax(X, 1, mask=MASK)[0].tolist() == pytest.approx([-2.126928, -INF, -0.126928])
    both = M.logaddexp(X, X + 1, input_mask=MASK, other_mask=~MASK)
    assert both.tolist() == [[1, 3, 3], [5, -4, 7]]


def test_integers() -> None:
    whole = X.int()
    assert M.sum(whole, mask=MASK).dtype is torch.int64
    assert M.amax(whole, 1, mask=MASK).tolist() == [3, -(2**31)]
    with pytest.raises(ValueError, match="Could not infer output dtype"):
        M.mean(whole, mask=MASK)
    with pytest.raises(ValueError, match="no fully masked out rows"):
        M.median(whole, 1, mask=MASK)
    with pytest.raises(NotImplementedError, match=r"identity of amax on torch\.bool input"):
        M.amax(X > 0, mask=MASK)


def test_gradients_pass_what_is_kept() -> None:
    leaf = X.clone().requires_grad_()
    M.sum(leaf, mask=MASK).backward()
    assert leaf.grad is not None
    assert leaf.grad.tolist() == [[1, 0, 1], [0, 0, 0]]


def test_refusals() -> None:
    with pytest.raises(IndexError, match="mask dimensionality higher than of the input"):
        M.sum(X, mask=MASK[None])
    with pytest.raises(RuntimeError, match="dim=0 appears multiple times"):
        M.sum(X, (0, 0), mask=MASK)
    with pytest.raises(AssertionError, match="Only one of unbiased and correction"):
        M.var(X, 1, True, correction=1)
    with pytest.raises(NotImplementedError, match="MaskedTensor.* is not supported"):
        M.masked_tensor(X, MASK)
    assert not M.is_masked_tensor(X)
