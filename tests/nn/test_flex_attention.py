"""flex_attention beyond what PyTorch does on the CPU: gradients."""

import numpy as np
import pytest

import torchlike as torch
from torchlike.nn import functional
from torchlike.nn.attention import flex_attention as flex
from torchlike.nn.attention.bias import causal_lower_right


def _operands():
    generator = torch.Generator().manual_seed(1)
    return [torch.randn(1, 2, 5, 4, generator=generator).requires_grad_() for _ in range(3)]


def _causal(b, h, q_idx, kv_idx):
    return q_idx >= kv_idx


def test_gradients_are_those_of_masked_attention():
    mask = flex.create_block_mask(_causal, None, None, 5, 5)
    ours, theirs = _operands(), _operands()
    flex.flex_attention(*ours, block_mask=mask).sin().sum().backward()
    functional.scaled_dot_product_attention(*theirs, is_causal=True).sin().sum().backward()
    for a, b in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(a.grad.numpy(), b.grad.numpy(), rtol=1e-5, atol=1e-6)


def test_a_query_that_sees_nothing_has_no_gradient():
    mask = flex.create_block_mask(lambda b, h, q, k: q > k, None, None, 5, 5)
    q, k, v = _operands()
    result, aux = flex.flex_attention(
        q, k, v, block_mask=mask, return_aux=flex.AuxRequest(lse=True, max_scores=True)
    )
    assert result.shape == (1, 2, 5, 4)
    assert not result[:, :, 0].any()
    assert aux.lse.shape == aux.max_scores.shape == (1, 2, 5)
    assert bool((aux.lse[:, :, 0] == -torch.inf).all())
    result.sum().backward()
    assert not q.grad[:, :, 0].any()
    assert bool(q.grad.isfinite().all())


@pytest.mark.parametrize(
    ("score_mod", "same"),
    [
        (lambda s, b, h, q, k: s - s.softmax(-1), lambda s, b, h, q, k: s - 1.0),
        (lambda s, b, h, q, k: s * (1 + s.dim()), lambda s, b, h, q, k: s),
        (lambda s, b, h, q, k: s - s.amax() + q.sum(), lambda s, b, h, q, k: 0.0 * s + q),
    ],
)
def test_functions_of_scores_see_one_at_a_time(score_mod, same):
    found, expected = (flex.flex_attention(*_operands(), score_mod=m) for m in (score_mod, same))
    assert found.shape == (1, 2, 5, 4) and found.dtype is torch.float32
    np.testing.assert_allclose(found.detach().numpy(), expected.detach().numpy(), rtol=1e-5)


def test_functions_learn_what_they_refer_to():
    weight = torch.ones(2, requires_grad=True)
    for _ in range(2):
        q, k, v = _operands()
        flex.flex_attention(q, k, v, lambda s, b, h, i, j: s * weight[h]).sin().sum().backward()
    assert weight.grad.shape == (2,) and weight.grad.abs().sum().item() > 0
    with pytest.raises(RuntimeError, match=r"must match the size of tensor b \(2\)"):
        flex.flex_attention(q, k, v, lambda s, b, h, i, j: torch.stack([s, s]))
    with pytest.raises(AssertionError, match="Expected 4 or 5 positional args, got 2"):
        flex.create_mask(lambda b, h: b, 1, 1, 2, 2)


def test_what_is_not_supported_says_so():
    mask = flex.create_block_mask(_causal, 1, 2, 5, 5)
    with pytest.raises(NotImplementedError, match="without a mask_mod"):
        flex.flex_attention(*_operands(), block_mask=mask[:, 0])
    with pytest.raises(NotImplementedError, match=r"BlockMask\[batch, head, query\]"):
        mask[0, 0, 0]


def test_causal_bias_is_a_mask():
    mask = causal_lower_right(2, 4)
    assert mask.dtype is torch.bool
    assert mask.tolist() == [[True, True, True, False], [True] * 4]
