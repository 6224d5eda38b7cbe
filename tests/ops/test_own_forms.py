"""Operators whose forms have rules of their own: results in place, in `out=`, without gradients."""

import math
import operator

import numpy as np
import pytest

import torchlike as torch
from torchlike.nn import functional

INF, NAN = math.inf, math.nan


def leaf(*numbers):
    return torch.tensor(numbers, dtype=torch.float64, requires_grad=True)


# -- gradients ------------------------------------------------------------------------------------


@pytest.mark.parametrize("norm", [torch.norm, torch.linalg.vector_norm, torch.linalg.norm])
def test_a_count_gives_no_gradient(norm):
    x = leaf(1.0, 0.0, 2.0)
    count = norm(x, 0)
    assert (count.item(), type(count.grad_fn).__name__) == (2.0, "LinalgVectorNormBackward0")
    (count + x[0]).backward(retain_graph=True)
    assert x.grad.tolist() == [1.0, 0.0, 0.0]
    assert torch.autograd.grad(count, x, allow_unused=True) == (None,)


def test_reflections_without_vectors_give_no_gradient():
    vectors, tau, other = (torch.ones(s, requires_grad=True) for s in ((3, 0), (0,), (3, 2)))
    product = torch.ormqr(vectors, tau, other)
    assert type(product.grad_fn).__name__ == "OrmqrBackward0"
    first, second, third = torch.autograd.grad(
        product.sum(), [vectors, tau, other], allow_unused=True
    )
    assert (first, second) == (None, None)
    assert third.tolist() == np.ones((3, 2)).tolist()
    whole = torch.linalg.householder_product(torch.ones(3, 3, requires_grad=True), tau)
    assert (whole.stride(), whole.requires_grad) == ((1, 3), True)


@pytest.mark.parametrize("triangle", ["L", "U"])
def test_the_gradient_of_eigenvectors_is_hermitian(triangle):
    x = torch.tensor([[2.0, 0.5, 0.1], [0.3, -1.0, 0.7], [0.2, 0.4, 0.6]], requires_grad=True)
    weights = torch.arange(9.0).reshape(3, 3)
    (torch.linalg.eigh(x, UPLO=triangle).eigenvectors.abs() * weights).sum().backward()
    assert x.grad.shape == (3, 3)
    assert np.allclose(x.grad.numpy(), x.grad.mT.numpy(), atol=1e-5)
    assert x.grad.abs().sum() > 0


def test_frexp_is_differentiated_after_a_flush():
    x = leaf(3.0, 5.0)
    mantissa, exponent = torch.frexp(x)
    assert exponent.tolist() == [2, 3]
    mantissa.sum().backward()
    assert x.grad.tolist() == [0.25, 0.125]


def test_pieces_that_are_no_views_lie_as_views_do():
    x = torch.arange(6.0).reshape(2, 3).requires_grad_()
    first, second = torch.unsafe_split(x * 2, 2, 1)
    assert (first.stride(), second.stride()) == ((3, 1), (3, 1))
    assert first.tolist() == [[0.0, 2.0], [6.0, 8.0]]
    assert type(first.grad_fn).__name__ == "UnsafeSplitBackward0"
    first.sum().backward()
    assert x.grad.tolist() == [[2.0, 2.0, 0.0], [2.0, 2.0, 0.0]]


# -- in place -------------------------------------------------------------------------------------


def test_a_real_tensor_is_its_own_conjugate():
    x = torch.ones(3)
    version = x._version
    assert torch.conj_physical(x) is x
    assert x.conj_physical_() is x
    assert x._version == version + 1
    z = torch.tensor([1 + 2j])
    assert torch.conj_physical(z).tolist() == [1 - 2j]
    assert z.conj_physical_().tolist() == [1 - 2j]
    with pytest.raises(RuntimeError, match="a leaf Variable that requires grad"):
        leaf(1.0).conj_physical_()


def test_addbmm_takes_the_shape_of_its_result():
    x = torch.ones(1)
    assert x.addbmm_(torch.ones(2, 2, 2), torch.ones(2, 2, 3)) is x
    assert (x.shape, x.dtype) == ((2, 3), torch.float32)
    assert x.tolist() == [[5.0] * 3] * 2


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ((), "2D tensor expected, got 0D tensor for input"),
        ((1, 3), r"size mismatch, input: \[1, 3\], v1: \[2\], v2: \[3\]"),
    ],
)
def test_addr_in_place_keeps_the_shape(shape, text):
    with pytest.raises(RuntimeError, match=text):
        torch.ones(shape).addr_(torch.ones(2), torch.ones(3))


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (
            lambda: torch.ones(2, dtype=torch.int64).mvlgamma_(1),
            "mvlgamma: result type Long can't be cast to the desired output type Float",
        ),
        (
            lambda: torch.ones(2).masked_scatter_(torch.ones(2, 2) > 0, torch.ones(4)),
            r"expand\(CPUBoolType\{\[2, 2\]\}, size=\[2\]\): the number of sizes provided \(1\)",
        ),
        (
            lambda: torch.from_numpy(np.ones(3)).resize_(10),
            "Trying to resize storage that is not resizable",
        ),
        (
            lambda: torch.narrow_copy(torch.ones(3), 1, 0, 1),
            r"Expected dim < static_cast<int64_t>\(self_sizes.size\(\)\) to be true",
        ),
        (
            lambda: torch.narrow_copy(torch.ones(3), 0, 1, -1),
            r"start \(1\) \+ length \(-1\) exceeds dimension size \(3\)",
        ),
        (
            lambda: torch.amax(torch.ones(2), 0, out=torch.ones((), dtype=torch.int32)),
            "got Float for input's dtype and Int for out's dtype",
        ),
        (
            lambda: torch.complex(torch.ones(2), torch.ones(2), out=torch.ones(2)),
            "object of scalar type ComplexFloat but got scalar type Float for argument 'out'",
        ),
        (
            lambda: functional.max_pool1d(torch.ones(1, 4), 2, 1, -1, return_indices=True),
            "^pad must be non-negative, but got pad: -1",
        ),
        (
            lambda: functional.max_pool3d(torch.ones(1, 0, 2, 2), 1),
            r"max_pool3d_with_indices_out_cpu_template\(\): Expected input's non-batch",
        ),
    ],
)
def test_what_is_refused(call, text):
    with pytest.raises(RuntimeError, match=text):
        call()


def test_reflected_operators_belong_to_tensors():
    x = torch.ones(2)
    assert x.__radd__(2).tolist() == [3.0, 3.0]
    assert x.__rdiv__(3).tolist() == [3.0, 3.0]
    with pytest.raises(TypeError, match="descriptor '__radd__' for 'torch._C.TensorBase' objects"):
        operator.methodcaller("__radd__", 2, x)(torch.Tensor)


# -- values ---------------------------------------------------------------------------------------


def test_angles_of_complex_logarithms_add_up():
    x = torch.tensor([1 + 2j, 3 - 3j, complex(-INF, 0), complex(NAN, 0)], dtype=torch.complex128)
    y = torch.tensor([1 + 2j, 3 + 9j, complex(-INF, 0), 1], dtype=torch.complex128)
    found = torch.logaddexp(x, y)
    assert found.dtype is torch.complex128
    assert np.allclose(found[:2].numpy(), [math.log(2) + 1 + 2j, 3.65251 - 3.28319j], atol=1e-4)
    assert found[2].item() == complex(-INF, 0)
    assert bool(found[3].isnan())
    totals = torch.logcumsumexp(torch.tensor([1 + 2j, 3 - 3j, 0 + 7j, 3 - 3j]), 0)
    by_hand, total = [], complex(-INF, 0)
    for number in (1 + 2j, 3 - 3j, 0 + 7j, 3 - 3j):
        low, high = sorted((number, total), key=lambda z: z.real)
        total = high + np.log1p(np.exp(low - high))
        by_hand.append(total)
    assert totals.dtype is torch.complex64
    assert np.allclose(totals.numpy(), by_hand, atol=1e-5)
    empty = torch.logcumsumexp(torch.ones(0, dtype=torch.complex64), 0)
    assert empty.shape == (0,)


def test_gradients_of_complex_running_totals():
    z = torch.tensor([1 + 2j, 3 - 3j], dtype=torch.complex128, requires_grad=True)
    torch.logcumsumexp(z, 0).abs().sum().backward()
    assert np.allclose(z.grad.numpy(), [0.5682 + 0.9401j, 0.5770 - 0.7617j], atol=1e-4)


def test_unsafe_masked_indices():
    x = torch.arange(6.0).reshape(2, 3).requires_grad_()
    mask = torch.tensor([[True, False], [True, True]])
    at = [torch.tensor([[0, 1], [1, 0]]), torch.tensor([[2, 5], [1, 0]])]
    picked = torch._unsafe_masked_index(x, mask, at, 7.0)
    assert picked.tolist() == [[2.0, 7.0], [4.0, 0.0]]
    assert type(picked.grad_fn).__name__ == "UnsafeMaskedIndexBackward0"
    picked.sum().backward()
    assert x.grad.tolist() == [[1.0, 0.0, 1.0], [0.0, 1.0, 0.0]]
    added = torch._unsafe_masked_index_put_accumulate(x.detach(), mask, at, torch.ones(2, 2))
    assert added.tolist() == [[1.0, 1.0, 3.0], [3.0, 5.0, 5.0]]
    with pytest.raises(RuntimeError, match="got Long for the destination and Float"):
        torch._unsafe_masked_index_put_accumulate(
            torch.arange(2), mask[1], [torch.tensor([0, 1])], torch.ones(2)
        )


def test_places_in_half_precision_are_rounded_as_they_are_computed():
    x = torch.arange(5.0, dtype=torch.bfloat16).reshape(1, 1, 1, 5)
    grid = torch.tensor([0.33984375, 0.0], dtype=torch.bfloat16).reshape(1, 1, 1, 2)
    found = functional.grid_sample(x, grid, align_corners=False)
    assert (found.dtype, found.shape) == (torch.bfloat16, (1, 1, 1, 1))
    assert found.item() == 2.859375  # 2.84375, were it rounded at the end alone


def test_bfloat16_slopes_are_rounded_for_the_gradient_alone():
    torch.manual_seed(0)
    x = torch.tensor([-1.0, -2.0, 3.0, -0.3], dtype=torch.bfloat16, requires_grad=True)
    y = functional.rrelu(x, training=True)
    y.sum().backward()
    assert y.dtype is torch.bfloat16
    assert np.allclose(y.tolist(), [-0.3262, -0.5469, 3.0, -0.0664], atol=1e-4)
    assert np.allclose(x.grad.tolist(), [0.3262, 0.2734, 1.0, 0.2207], atol=1e-4)
    with pytest.raises(NotImplementedError, match="not implemented for 'Half'"):
        functional.rrelu(x.detach().half(), training=True)


def test_sparse_bags_need_no_gradient():
    weight = torch.ones(4, 3)
    index = torch.tensor([[0, 1]])
    assert functional.embedding_bag(index, weight, sparse=True).tolist() == [[1.0, 1.0, 1.0]]
    with pytest.raises(NotImplementedError, match=r"embedding_bag\(sparse=True\)"):
        functional.embedding_bag(index, weight.requires_grad_(), sparse=True)


def test_pooling_an_empty_batch_by_random_windows():
    values, places = functional.fractional_max_pool3d(
        torch.ones(0, 1, 4, 5, 4), [2, 2, 1], output_size=2, return_indices=True
    )
    assert (values.shape, values.dtype) == ((0, 1, 2, 2, 2), torch.float32)
    assert (places.shape, places.dtype) == ((0, 1, 2, 2, 2), torch.int64)


def test_batch_statistics_are_written_to_out():
    x = torch.tensor([[1.0], [3.0]])
    arguments = (torch.ones(1), torch.zeros(1), None, None, True, 0.1, 0.0)
    out = torch.empty(2, 1), torch.empty(1), torch.empty(1)
    assert torch.native_batch_norm(x, *arguments, out=out)[0] is out[0]
    assert [t.tolist() for t in out] == [[[-1.0], [1.0]], [2.0], [1.0]]
