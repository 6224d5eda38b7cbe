"""Gradients written out because XLA is slow at the derived ones: their form and values."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax
from jax.extend.core import subjaxprs

import torchlike as torch
from torchlike._ops.convolution import convolution
from torchlike._ops.layer import linear
from torchlike._ops.losses import cross_entropy_value, nll_loss_value
from torchlike._ops.pooling import max_pooled

F = torch.nn.functional


def equations(jaxpr):
    yield from jaxpr.eqns
    for inner in subjaxprs(jaxpr):
        yield from equations(inner)


def gradient_equations(function, *operands):
    def pulled(*given):
        value, pullback = jax.vjp(function, *given)
        return pullback(jnp.ones_like(value))

    closed = jax.make_jaxpr(pulled)(*operands)
    return list(equations(closed.jaxpr))


def draw(seed, *shape):
    return np.random.default_rng(seed).standard_normal(shape).astype(np.float32)


TRANSPOSED = [
    (1, (2,), (1,), (1,), (1,), 1),
    (2, (2, 2), (1, 0), (1, 1), (1, 0), 1),
    (2, (1, 3), (2, 1), (2, 1), (0, 2), 2),
    (2, (3, 2), (0, 1), (1, 2), (2, 1), 2),
    (3, (2, 1, 2), (1, 0, 1), (1, 2, 1), (1, 0, 0), 1),
]


@pytest.mark.parametrize(("rank", "stride", "padding", "dilation", "extra", "groups"), TRANSPOSED)
def test_a_transposed_convolution_has_the_gradients_of_its_sum_over_places(
    rank, stride, padding, dilation, extra, groups
):
    x, w = draw(0, 2, 4, *(5, 4, 3)[:rank]), draw(1, 4, 3, *(3, 2, 2)[:rank])
    reach = [(n - 1) * s for n, s in zip(x.shape[2:], stride, strict=True)]
    sizes = [
        r + (k - 1) * d + 1 + e
        for r, k, d, e in zip(reach, w.shape[2:], dilation, extra, strict=True)
    ]
    kept = (..., *(slice(p, n - p) for n, p in zip(sizes, padding, strict=True)))
    full, ct_full = np.zeros((2, 3 * groups, *sizes)), np.zeros((2, 3 * groups, *sizes))
    ct = draw(2, *full[kept].shape)
    ct_full[kept] = ct
    by_x, by_w = np.zeros(x.shape), np.zeros(w.shape)
    for at in np.ndindex(*w.shape[2:]):
        starts = [i * d for i, d in zip(at, dilation, strict=True)]
        where = tuple(slice(i, i + r + 1, s) for i, r, s in zip(starts, reach, stride, strict=True))
        for group in range(groups):
            inside = slice(4 // groups * group, 4 // groups * (group + 1))
            outside = (slice(None), slice(3 * group, 3 * group + 3), *where)
            here = (inside, slice(None), *at)
            full[outside] += np.einsum("nc...,cm->nm...", x[:, inside], w[here])
            by_x[:, inside] += np.einsum("nm...,cm->nc...", ct_full[outside], w[here])
            rows, columns = x[:, inside], ct_full[outside]
            rows, columns = (v.reshape(*v.shape[:2], -1) for v in (rows, columns))
            by_w[here] = np.einsum("nci,nmi->cm", rows, columns)

    tx, tw = (torch.tensor(v, requires_grad=True) for v in (x, w))
    transposed = (F.conv_transpose1d, F.conv_transpose2d, F.conv_transpose3d)[rank - 1]
    out = transposed(tx, tw, None, stride, padding, extra, groups, dilation)
    out.backward(torch.tensor(ct))
    for found, expected in ((out.detach(), full[kept]), (tx.grad, by_x), (tw.grad, by_w)):
        assert found.dtype is torch.float32
        assert tuple(found.shape) == expected.shape
        np.testing.assert_allclose(found.numpy(), expected, rtol=1e-4, atol=1e-4)


def test_a_transposed_convolution_has_second_derivatives():
    x = torch.tensor(draw(0, 1, 2, 4, 4).astype(np.float64), requires_grad=True)
    w = torch.tensor(draw(1, 2, 1, 3, 3).astype(np.float64), requires_grad=True)

    def energy(a, b):
        return (F.conv_transpose2d(a, b, stride=2, padding=1, output_padding=1) ** 2).sum()

    assert torch.autograd.gradgradcheck(energy, (x, w))


def test_the_weight_of_a_transposed_convolution_needs_no_convolution_of_spread_out_input():
    x, w = draw(0, 1, 2, 4, 4), draw(1, 2, 3, 4, 4)

    def by_weight(v):
        return convolution.body(x, v, None, (2,), (1,), (1,), True, (0,), 1)

    backward = gradient_equations(by_weight, w)
    spread = [
        e.params["lhs_dilation"] for e in backward if e.primitive is lax.conv_general_dilated_p
    ]
    assert sorted(spread) == [(1, 1), (1, 1), (2, 2)]


def test_a_product_over_several_dims_is_one_of_matrices():
    x, w = draw(0, 2, 3, 5), draw(1, 4, 5)
    backward = gradient_equations(lambda a, b: linear.body(a, b, None), x, w)
    contracted = [
        e.params["dimension_numbers"][0] for e in backward if e.primitive is lax.dot_general_p
    ]
    assert [len(left) for left, _ in contracted] == [1, 1, 1]


@pytest.mark.parametrize("loss", [cross_entropy_value, nll_loss_value])
def test_the_gradient_of_a_class_is_no_scatter(loss):
    x, target = draw(0, 6, 5), np.arange(6) % 5
    arguments = (None, -100, "mean", 0.0) if loss is cross_entropy_value else (None, -100, "mean")
    backward = gradient_equations(lambda a: loss.body(a, target, *arguments), x)
    assert not [e for e in backward if e.primitive.name.startswith("scatter")]


@pytest.mark.parametrize("shape", [(4,), (3, 4), (2, 4, 3), (2, 4, 3, 2)])
def test_cross_entropy_is_nll_of_log_softmax(shape):
    rng = np.random.default_rng(3)
    axis = 1 if len(shape) > 1 else 0
    places = (*shape[:axis], *shape[axis + 1 :])
    target = torch.tensor(rng.integers(0, 4, places))
    weight = torch.tensor(rng.random(4).astype(np.float32))
    results = []
    for function in (F.cross_entropy, lambda x, *a, **k: F.nll_loss(x.log_softmax(axis), *a, **k)):
        x = torch.tensor(draw(4, *shape) * 30, requires_grad=True)
        value = function(x, target, weight, ignore_index=2, reduction="sum")
        value.backward()
        results.append((value.detach().numpy(), x.grad.numpy()))
    for one, other in zip(*results, strict=True):
        assert one.shape == other.shape
        assert one.dtype == other.dtype == np.float32
        np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    ("shape", "widths"),
    [((2, 3, 9), (2,)), ((2, 2, 8, 6), (2, 2)), ((2, 9, 7), (3, 2)), ((1, 2, 4, 6, 5), (2, 2, 2))],
)
def test_pooling_tiles_gives_the_gradient_to_the_first_of_equals(shape, widths):
    x = np.random.default_rng(5).integers(-2, 3, shape).astype(np.float32)
    x.reshape(-1)[::11] = np.nan
    rank = len(widths)
    counts = [n // w for n, w in zip(shape[-rank:], widths, strict=True)]
    expected = np.zeros(shape, np.float32)
    values = np.zeros((*shape[:-rank], *counts), np.float32)
    for number, at in enumerate(np.ndindex(*values.shape)):
        lead, place = at[:-rank], at[-rank:]
        window = (*lead, *(slice(i * w, i * w + w) for i, w in zip(place, widths, strict=True)))
        flat = x[window].reshape(-1)
        bad = np.flatnonzero(np.isnan(flat))
        best = bad[-1] if len(bad) else int(flat.argmax())
        values[at] = flat[best]
        inside = np.unravel_index(best, widths)
        first = (i * w for i, w in zip(place, widths, strict=True))
        expected[(*lead, *(a + b for a, b in zip(first, inside, strict=True)))] = number + 1
    given = torch.tensor(x, requires_grad=True)
    pool = (F.max_pool1d, F.max_pool2d, F.max_pool3d)[rank - 1]
    out = pool(given, widths)
    np.testing.assert_array_equal(out.detach().numpy(), values)
    out.backward(torch.arange(1.0, values.size + 1).reshape(values.shape))
    np.testing.assert_array_equal(given.grad.numpy(), expected)


def test_pooling_tiles_pads_no_gradients():
    def pooled(x):
        return max_pooled.body(x, (2, 2), (2, 2), (0, 0), (1, 1), False)

    backward = gradient_equations(pooled, draw(0, 1, 2, 6, 4))
    assert not [e for e in backward if e.primitive is lax.pad_p]
