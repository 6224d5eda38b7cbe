"""Images kept channels last: what it computes, and where it transposes."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax

from torchlike._core import channels, convolutions
from torchlike._core.jaxprs import subjaxprs


def convolved(x, w, stride=1, **options):
    edge = w.shape[2] // 2
    return lax.conv_general_dilated(x, w, (stride, stride), [(edge, edge)] * 2, **options)


def normalised(x):
    mean = jnp.mean(x, (0, 2, 3), keepdims=True)
    return (x - mean) * lax.rsqrt(jnp.mean((x - mean) ** 2, (0, 2, 3), keepdims=True) + 1e-5)


def network(x, first, second, third):
    """Two convolutions around a residual, one with a stride; what lies between."""
    h = jnp.maximum(normalised(convolved(x, first)), 0)
    h = jnp.where(h > 1, jnp.tanh(h), h) + jax.nn.relu(convolved(h, second))
    h = convolved(h, third, stride=2)
    return jnp.max(h[:, :, :3], (2, 3)) + jnp.sum(h, (2, 3))


def rest(x, first, second, third):
    """What moves, joins and reduces images in other ways."""
    h = convolved(x, first)
    h = jnp.concatenate([h, lax.pad(h, 0.5, [(0, 0, 0), (0, 0, 0), (1, -1, 0), (0, 0, 0)])], 1)
    h = jnp.flip(h, (1, 3))[:, 1:9, ::2, 1:]
    h = h * jnp.arange(h.shape[3], dtype=h.dtype) + jnp.arange(h.shape[2], dtype=h.dtype)[:, None]
    return [
        h,
        h.sum(0),
        h.max(1),
        h.min((0, 2, 3)),
        h.reshape(2, -1),
        lax.transpose(h, (1, 0, 3, 2)),
    ]


def operands():
    rng = np.random.default_rng(3)
    shapes = ((2, 3, 6, 5), (8, 3, 3, 3), (8, 8, 3, 3), (16, 8, 3, 3))
    return [jnp.asarray(rng.standard_normal(s), np.float32) for s in shapes]


def moves(jaxpr):
    """The transpositions of more than one number for each channel."""
    own = sum(e.primitive.name == "transpose" and e.outvars[0].aval.size > 16 for e in jaxpr.eqns)
    return own + sum(map(moves, subjaxprs(jaxpr)))


def assert_same(body, arrays):
    closed = jax.make_jaxpr(body)(*arrays)
    assert channels.pays(closed.jaxpr)
    rewritten = channels.kept_last(closed)
    expected = jax.tree.leaves(jax.jit(body)(*arrays))
    for result, wanted in zip(jax.jit(rewritten)(*arrays), expected, strict=True):
        assert result.dtype == wanted.dtype
        assert result.shape == wanted.shape
        size = np.abs(wanted).max()
        np.testing.assert_allclose(result, wanted, rtol=1e-4, atol=1e-5 * size)
    return jax.make_jaxpr(rewritten)(*arrays).jaxpr


@pytest.mark.parametrize("body", [network, rest])
def test_results(body):
    assert_same(body, operands())


def test_gradients_and_where_they_transpose():
    def body(*arrays):
        value, back = jax.vjp(network, *arrays)
        return [value, *back(value)]

    # The input, into and out of the network, and the three kernels' gradients' kernels.
    assert moves(assert_same(body, operands())) <= 5


def test_of_many_rows_a_few_are_summed_at_a_time():
    arrays = [jnp.ones((2, 3, 8, 8), np.float32), jnp.ones((4, 3, 3, 3), np.float32)]
    made = assert_same(lambda x, w: convolved(x, w).sum((0, 2, 3)), arrays)
    assert [e.outvars[0].aval.shape for e in made.eqns if "reduce" in e.primitive.name] == [
        (4, 4),
        (4,),
    ]


def test_of_many_channels_so_many_are_made_at_a_time(monkeypatch):
    monkeypatch.setattr(channels, "_WIDEST", 3)

    def body(x, w):
        value, back = jax.vjp(convolved, x, w)
        return [value, *back(value)]

    rng = np.random.default_rng(2)
    shapes = (2, 4, 5, 3), (8, 4, 3, 3)
    made = assert_same(body, [rng.standard_normal(s).astype(np.float32) for s in shapes])
    assert sum(e.primitive.name == "conv_general_dilated" for e in made.eqns) == 3 + 2 + 3


def test_who_does_not_pay():
    x, w = jnp.ones((2, 3, 4, 4)), jnp.ones((3, 1, 3, 3))
    assert not channels.pays(jax.make_jaxpr(normalised)(x).jaxpr)
    depthwise = jax.make_jaxpr(lambda x, w: convolved(x, w, feature_group_count=3))(x, w)
    assert not channels.pays(depthwise.jaxpr)


@pytest.mark.parametrize(("kernel", "spread"), [(1, 2), (3, 2), (4, 3)])
def test_phases(kernel, spread):
    rng = np.random.default_rng(kernel)
    x = rng.standard_normal((2, 4, 3, 2)).astype(np.float32)
    w = rng.standard_normal((3, 2, kernel, kernel)).astype(np.float32)

    @jax.jit
    def both(x, w):
        pairs = []
        for low, high in [(-1, 1), (0, -1), (4, 2)]:
            edges = ((low, high), (high, low + 2))
            options = {"lhs_dilation": (spread, 1), "precision": None}
            config = [(0, 0, 0), (low, high, spread - 1), (high, low + 2, 0), (0, 0, 0)]
            spaced = lax.pad(x, np.float32(0), config)
            wanted = lax.conv(spaced.transpose(0, 3, 1, 2), w, (1, 1), "VALID")
            wanted = wanted.transpose(0, 2, 3, 1)
            space = wanted.shape[1:3]
            pairs.append(
                (convolutions.in_phases(options | {"padding": edges}, space, x, w), wanted)
            )
        return pairs

    for result, wanted in both(x, w):
        assert result.shape == wanted.shape
        np.testing.assert_allclose(result, wanted, rtol=1e-5, atol=1e-5)
