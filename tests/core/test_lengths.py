"""Jaxprs written down for lengths that were not traced, against those that are."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax.core import eval_jaxpr

import torchlike as torch
from torchlike._core import kernel, lengths
from torchlike._core.lengths import Family, Pattern, Unlike


def traced(body, *shapes):
    return jax.make_jaxpr(body)(*(jax.ShapeDtypeStruct(s, jnp.float32) for s in shapes))


def layer(x, w):
    """Numbers that follow a length in shapes, parameters and literals, and some that do not."""
    scores = jnp.tanh(x @ w)
    square = scores @ scores.T
    return jnp.maximum(square, 0).sum(1) / x.shape[0], scores[1:], jnp.arange(2 * x.shape[0])


def family_of(body, *ns):
    family = Family()
    for n in ns:
        family.learn((n, 16), traced(body, (n, 16), (16, 32)))
    return family


def test_a_length_between_three_others_is_written_down():
    family = family_of(layer, 10, 25, 41)
    for n in (11, 24, 39):
        found = family.find((n, 16))
        assert found is not None
        expected = traced(layer, (n, 16), (16, 32))
        assert str(found) == str(expected)
        x, w = np.linspace(-1, 1, n * 16).reshape(n, 16), np.ones((16, 32))
        args = x.astype("float32"), w.astype("float32")
        for result, wanted in zip(
            eval_jaxpr(found.jaxpr, found.consts, *args),
            eval_jaxpr(expected.jaxpr, expected.consts, *args),
            strict=True,
        ):
            assert result.dtype == wanted.dtype
            np.testing.assert_array_equal(result, wanted)


@pytest.mark.parametrize("n", [9, 42, 80])
def test_nothing_is_known_beyond_the_lengths_traced(n):
    assert family_of(layer, 10, 25, 41).find((n, 16)) is None


def test_two_lengths_are_not_enough():
    assert family_of(layer, 10, 40).find((20, 16)) is None


def test_other_numbers_belong_to_another_pattern():
    assert family_of(layer, 10, 25, 41).find((20, 17)) is None


def padded(x, w):
    """What pads to a multiple of eight looks like its argument where that is one."""
    n = x.shape[0]
    return jnp.pad(x, ((0, -n % 8), (0, 0))) @ w if n % 8 else x @ w


def test_lengths_of_another_residue_are_not_known():
    family = family_of(padded, 16, 24, 48)
    assert family.find((32, 16)) is not None
    assert family.find((20, 16)) is None


def test_a_pattern_that_foretold_something_else_is_dropped():
    family = family_of(padded, 16, 32, 48)
    family.learn((20, 16), traced(padded, (20, 16), (16, 32)))
    assert family.patterns == []


def test_constants_and_structure_tell_lengths_apart():
    def shorter(x, w):
        return x @ w if x.shape[0] < 20 else (x + 1) @ w

    def weighted(x, w):
        return jnp.asarray(np.arange(x.shape[0], dtype="float32")) @ x @ w

    for body in (shorter, weighted):
        pair = [((n, 16), traced(body, (n, 16), (16, 32))) for n in (10, 40)]
        with pytest.raises(Unlike):
            Pattern(*pair)


def test_halves_are_not_followed():
    def front(x, w):
        return x[: x.shape[0] // 2] @ w

    pair = [((n, 16), traced(front, (n, 16), (16, 32))) for n in (10, 40)]
    with pytest.raises(Unlike):
        Pattern(*pair)


def counted(monkeypatch):
    """The list to which every tracing of a Kernel adds."""
    found = []
    trace = kernel.trace_body

    def tracing(body, in_avals):
        found.append(in_avals)
        return trace(body, in_avals)

    monkeypatch.setattr(kernel, "trace_body", tracing)
    return found


def test_new_lengths_of_an_operator_are_not_traced(monkeypatch):
    lengths.forget_families()
    found = counted(monkeypatch)
    weight = torch.arange(48.0).view(12, 4)
    for n in (20, 31, 45, 33, 60, 21, 85):
        x = torch.arange(12.0 * n).view(n, 12)
        result = torch.log_softmax(x @ weight, 0)[1:]
        expected = np.log(1) + (x.numpy() @ weight.numpy())
        expected = expected - expected.max(0)
        expected -= np.log(np.exp(expected).sum(0))
        assert result.shape == (n - 1, 4)
        assert result.dtype == torch.float32
        np.testing.assert_allclose(result.numpy(), expected[1:], rtol=1e-5, atol=1e-5)
    products = [avals for avals in found if [a.shape for a in avals][1:] == [(12, 4)]]
    # At the first two lengths, at twice the third, and at twice the first beyond that.
    assert [avals[0].shape[0] for avals in products] == [20, 31, 90]


def test_a_length_that_is_refused_raises_as_ever():
    lengths.forget_families()
    for n in (8, 16, 24, 32):
        torch.nn.functional.group_norm(torch.ones(2, n, 3), 8)
    with pytest.raises(RuntimeError, match="Expected number of channels in input to be divisible"):
        torch.nn.functional.group_norm(torch.ones(2, 20, 3), 8)
    with pytest.raises(RuntimeError, match=r"shape '\[4, 5\]' is invalid for input of size 21"):
        torch.arange(21).view(4, 5)


def test_an_outline_is_filled_with_what_was_left_out():
    numbers = []
    item = (int, 20, (3, 40, None), "mean", 1.5, True)
    kind = lengths.outline(item, numbers)
    assert numbers == [20, 40]
    assert lengths.filled(kind, iter(numbers)) == item
    assert lengths.filled(kind, iter([8, 9])) == (int, 8, (3, 9, None), "mean", 1.5, True)
