"""Functions of layers at their edges: `out=`, no dims, refusals, gradients by frequency."""

import pytest

import torchlike as torch
from torchlike.nn import functional


@pytest.mark.parametrize(
    "function",
    [
        functional.gelu,
        functional.softplus,
        functional.logsigmoid,
        functional.softshrink,
        functional.hardshrink,
    ],
    ids=lambda function: function.__name__,
)
def test_activations_write_into_out(function):
    x = torch.tensor([-2.0, -0.3, 0.0, 1.5])
    out = torch.empty(0)
    assert function(x, out=out) is out
    assert (out.dtype, out.shape) == (torch.float32, (4,))
    assert torch.equal(out, function(x))


def test_linear_and_softmax_write_into_out():
    x, w = torch.eye(2), torch.tensor([[1.0, 2.0], [3.0, 4.0]])
    out = torch.empty(2, 2)
    functional.linear(x, w, out=out)
    assert out.tolist() == [[1.0, 3.0], [2.0, 4.0]]
    torch.softmax(torch.zeros(2, 2), 1, out=out)
    assert out.tolist() == [[0.5, 0.5], [0.5, 0.5]]


@pytest.mark.parametrize(
    ("dtype", "lambd", "text"),
    [
        ("float32", -0.5, r"range \[0, 3.40282e\+38\] for input dtype Float, but found -0.5"),
        ("float16", 7e4, r"range \[0, 65504\] for input dtype Half, but found 70000"),
        ("float64", float("nan"), r"range \[0, 1.79769e\+308\] for input dtype Double"),
    ],
)
def test_softshrink_refuses_a_lambda_out_of_range(dtype, lambd, text):
    with pytest.raises(RuntimeError, match=text):
        functional.softshrink(torch.ones(2, dtype=getattr(torch, dtype)), lambd)


def test_silu_of_complex_numbers():
    got = functional.silu(torch.tensor([0j, 1 + 0j, 1j]))
    expected = torch.tensor([0j, 0.7310586 + 0j, -0.2731513 + 0.5j])
    assert got.dtype == torch.complex64
    assert torch.allclose(got, expected, atol=1e-6)


def test_no_dims():
    torch.manual_seed(0)
    assert torch.poisson(torch.tensor(3.0)).tolist() == 6.0
    assert torch.bernoulli(torch.tensor(0.5)).tolist() == 1.0
    one = torch.tensor(2.0)
    assert functional.feature_alpha_dropout(one, 0.5, training=False).tolist() == 2.0
    with pytest.raises(RuntimeError, match="Feature dropout requires at least 2 dimensions"):
        functional.feature_alpha_dropout(one, 0.5, training=True)
    assert functional.cosine_similarity(one, torch.tensor(-3.0), dim=0).tolist() == -1.0
    with pytest.raises(IndexError, match=r"Dimension out of range .* but got 1"):
        functional.cosine_similarity(one, one, dim=1)
    assert functional.multi_margin_loss(one, torch.tensor(0), reduction="none").shape == ()
    assert functional.multi_margin_loss(one, torch.tensor([0]), reduction="none").shape == (1,)


@pytest.mark.parametrize(
    ("input", "target", "weight", "text"),
    [
        ((5, 0), (5,), None, r"Expected non-empty vector or matrix .* but got: \[5, 0\]"),
        ((5, 4, 3), (4,), None, r"Expected non-empty vector or matrix .* but got: \[5, 4, 3\]"),
        (
            (5, 4),
            (4,),
            None,
            r"Expected target size \[5\], but got \[4\]. Input has shape \[5, 4\]",
        ),
        ((5, 4), (5,), 3, r"inconsistent weight size, expected 4 but got \[3\]"),
    ],
)
def test_multi_margin_loss_refuses_shapes(input, target, weight, text):
    labels = torch.zeros(target, dtype=torch.int64)
    with pytest.raises(RuntimeError, match=text):
        functional.multi_margin_loss(
            torch.zeros(input), labels, weight=None if weight is None else torch.ones(weight)
        )


def test_multi_margin_loss_refuses_labels_that_are_not_long():
    with pytest.raises(RuntimeError, match="expected scalar type Long but found Float"):
        functional.multi_margin_loss(torch.zeros(5, 4), torch.zeros(5))


@pytest.mark.parametrize(
    ("shape", "weight", "error", "text"),
    [
        (
            (),
            None,
            RuntimeError,
            r"containing at least one element, but got normalized_shape = \[\]",
        ),
        ((2, 3), (3,), RuntimeError, r"got weight of shape \[3\] and normalized_shape = \[2, 3\]"),
        ((1, 1, 2, 3), None, ValueError, "must have at least 4 dimensions, but got 3"),
    ],
)
def test_rms_norm_refuses_shapes(shape, weight, error, text):
    given = None if weight is None else torch.ones(weight)
    with pytest.raises(error, match=text):
        functional.rms_norm(torch.ones(1, 2, 3), shape, given)


def test_embedding_divides_gradients_by_frequency():
    weight = torch.ones(4, 2).requires_grad_()
    rows = functional.embedding(
        torch.tensor([1, 1, 2, 0]), weight, padding_idx=0, scale_grad_by_freq=True
    )
    assert rows.tolist() == [[1.0, 1.0]] * 4
    (rows * torch.tensor([[1.0], [3.0], [5.0], [7.0]])).sum().backward()
    assert weight.grad.tolist() == [[0.0, 0.0], [2.0, 2.0], [5.0, 5.0], [0.0, 0.0]]


def test_attention_rounds_halves_once():
    generator = torch.Generator().manual_seed(1)
    q, k, v = (torch.randn(4, 8, generator=generator).half() for _ in range(3))
    wide = functional.scaled_dot_product_attention(q.float(), k.float(), v.float())
    assert torch.equal(functional.scaled_dot_product_attention(q, k, v), wide.half())


def test_gaussian_nll_loss_refuses_a_reduction():
    with pytest.raises(ValueError, match="^abc is not valid$"):
        functional.gaussian_nll_loss(torch.ones(2), torch.ones(2), torch.ones(2), reduction="abc")
