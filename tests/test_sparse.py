"""Sparse tensors agree with the dense ones that they stand for, and refuse all else."""

from collections.abc import Callable
from typing import Any

import pytest

import torchlike as torch

INDICES = [[1, 0, 1, 1], [0, 2, 0, 2]]
X = torch.arange(6.0).reshape(2, 3)


def sparse(*values: float, requires_grad: bool = False) -> Any:
    given = torch.tensor(values or (3.0, 4.0, 5.0, 6.0), requires_grad=requires_grad)
    return torch.sparse_coo_tensor(INDICES, given, (2, 3))


def same(found: Any, wanted: Any) -> None:
    dense = found.to_dense() if found.is_sparse else found
    assert dense.dtype is wanted.dtype
    assert dense.shape == wanted.shape
    assert torch.allclose(dense, wanted)


@pytest.mark.parametrize(
    "function",
    [
        lambda s, x: s + s,
        lambda s, x: x + s,
        lambda s, x: x - s,
        lambda s, x: s - s * 2,
        lambda s, x: s * x,
        lambda s, x: x * s,
        lambda s, x: s * s,
        lambda s, x: s / 4,
        lambda s, x: -s,
        lambda s, x: s**2,
        lambda s, x: s.sqrt(),
        lambda s, x: torch.relu(-s),
        lambda s, x: s @ x.t(),
        lambda s, x: x @ s.t(),
        lambda s, x: s @ s.t(),
        lambda s, x: s @ x[0],
        lambda s, x: torch.nn.functional.linear(s, x),
        lambda s, x: torch.addmm(torch.ones(2, 2), s, x.t(), beta=2, alpha=3),
        lambda s, x: s.t(),
        lambda s, x: s.permute(1, 0),
        lambda s, x: s.unsqueeze(1),
        lambda s, x: s[1],
        lambda s, x: s[:, 2],
        lambda s, x: s[1, 0],
        lambda s, x: list(s)[0],
        lambda s, x: s.index_select(1, torch.tensor([2, 0, 2])),
        lambda s, x: torch.cat([s, s], 1),
        lambda s, x: torch.stack([s, s], 1),
        lambda s, x: s.sum(),
        lambda s, x: s.sum(0),
        lambda s, x: s.sum((0, 1), dtype=torch.float64),
        lambda s, x: s.norm(),
        lambda s, x: s.double(),
        lambda s, x: s.clone().mul_(2).add_(s),
    ],
)
def test_answers_are_those_of_the_dense_tensor(function: Callable[[Any, Any], Any]) -> None:
    s = sparse()
    for own in (s, s.coalesce()):
        same(function(own, X), function(s.to_dense(), X))


def test_gradients_are_those_of_the_dense_tensor() -> None:
    values = torch.tensor([3.0, 4.0, 5.0, 6.0], requires_grad=True)
    dense = X.clone().requires_grad_()
    product = torch.sparse.mm(torch.sparse_coo_tensor(INDICES, values, (2, 3)), dense.t())
    (product**2).sum().backward()
    whole = sparse().to_dense().requires_grad_()
    other = X.clone().requires_grad_()
    ((whole @ other.t()) ** 2).sum().backward()
    same(values.grad, whole.grad[tuple(torch.tensor(INDICES))])
    same(dense.grad, other.grad)


def test_a_sparse_leaf_has_a_sparse_gradient() -> None:
    leaf = torch.sparse_coo_tensor(INDICES, [1.0, 2.0, 3.0, 4.0], requires_grad=True)
    assert (leaf.is_leaf, leaf.requires_grad, leaf.grad) == (True, True, None)
    (leaf.to_dense() * X).sum().backward()
    assert leaf.grad.is_sparse and not leaf.grad.requires_grad
    same(leaf.grad._values(), torch.tensor([3.0, 2.0, 3.0, 5.0]))


def test_what_it_is_made_of() -> None:
    s = sparse()
    assert isinstance(s, torch.Tensor) and torch.is_tensor(s)
    assert (s.layout, s.dtype, s.device.type) == (torch.sparse_coo, torch.float32, "cpu")
    assert (s.shape, s.dim(), s.numel(), s._nnz()) == ((2, 3), 2, 6, 4)
    with pytest.raises(RuntimeError, match=r"Cannot get indices on an uncoalesced tensor"):
        s.indices()
    assert s.coalesce().indices().tolist() == [[0, 1, 1], [2, 0, 2]]
    assert s.coalesce().values().tolist() == [4.0, 8.0, 6.0]
    found = X.to_sparse(1)
    assert (found.sparse_dim(), found.dense_dim(), found.is_coalesced()) == (1, 1, True)
    same(found, X)


def test_values_share_memory() -> None:
    values = torch.tensor([1.0, 2.0])
    s = torch.sparse_coo_tensor([[0, 2]], values)
    values.mul_(10)
    same(s, torch.tensor([10.0, 0.0, 20.0]))
    s.div_(10)
    assert values.tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    ("indices", "values", "size", "text"),
    [
        ([[0, 2]], [1.0], None, "indices and values must have same nnz"),
        ([[0, 2]], [1.0, 2.0], (2,), "for dim 0, size is 2 but found index 2"),
        ([[0, -1]], [1.0, 2.0], (2,), "found negative index -1 for dim 0"),
        ([[0, 1]], [1.0, 2.0], (2, 2), r"'len\(size\) == sparse_dim \+ dense_dim'"),
        ([[0, 1]], [[1.0], [2.0]], (2, 2), "values has incorrect size"),
        ([0, 1], [1.0, 2.0], None, "indices must be sparse_dim x nnz"),
    ],
)
def test_parts_that_do_not_fit(indices: Any, values: Any, size: Any, text: str) -> None:
    with pytest.raises(RuntimeError, match=text):
        torch.sparse_coo_tensor(indices, values, size)


@pytest.mark.parametrize(
    "use",
    [
        lambda s: s.cos(),
        lambda s: torch.cos(s),
        lambda s: torch.nn.functional.gelu(s),
        lambda s: s.view(-1),
        lambda s: torch.add(s, 1),
        lambda s: 1 + s,
        lambda s: s[0:1],
        lambda s: X.index_put((s,), X),
        lambda s: torch.where(X > 0, X, s),
        lambda s: torch.nn.functional.mse_loss(s, X),
        lambda s: torch.nn.Parameter(s),
        lambda s: torch.einsum("ij->ji", s),
        lambda s: torch.tensor_split(s, 2),
        lambda s: s.to_sparse_csr(),
    ],
)
def test_nothing_takes_it_for_a_dense_tensor(use: Callable[[Any], Any]) -> None:
    with pytest.raises((NotImplementedError, RuntimeError, TypeError, IndexError)):
        use(sparse())
        pytest.fail("answered")
