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
