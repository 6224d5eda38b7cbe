"""Losses of sequences and labels, bags of embeddings, attention."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

import torchlike as torch
from torchlike import nn
from torchlike.autograd import gradcheck

F = nn.functional


def draw(*shape, seed=0, grad=False):
    array = np.random.default_rng(seed).standard_normal(shape)
    return torch.tensor(array, requires_grad=grad)


def _collapsed(path, blank=0):
    merged = [k for k, _ in itertools.groupby(path)]
    return [k for k in merged if k != blank]


def test_ctc_loss_sums_over_all_alignments():
    logs = draw(4, 2, 3).log_softmax(-1)
    targets, steps, lengths = [[1, 2], [2, 0]], (4, 3), (2, 1)
    found = F.ctc_loss(logs, torch.tensor(targets), steps, lengths, reduction="none")
    wanted = []
    for n in range(2):
        table = logs[:, n].exp().tolist()
        total = sum(
            math.prod(table[t][k] for t, k in enumerate(path))
            for path in itertools.product(range(3), repeat=steps[n])
            if _collapsed(path) == targets[n][: lengths[n]]
        )
        wanted.append(-math.log(total))
    assert found.dtype is torch.float64
    assert found.tolist() == pytest.approx(wanted)
    flat = F.ctc_loss(logs, torch.tensor([1, 2, 2]), steps, lengths, reduction="none")
    assert flat.tolist() == pytest.approx(wanted)


def test_ctc_gradient_is_that_of_logits():
    x = draw(4, 2, 3, grad=True)
    targets = torch.tensor([[1, 2], [2, 1]])
    assert gradcheck(lambda t: F.ctc_loss(t.log_softmax(-1), targets, (4, 4), (2, 1)), (x,))
    impossible = F.ctc_loss(x.log_softmax(-1), targets, (1, 4), (2, 1), zero_infinity=True)
    impossible.backward()
    assert x.grad[:, 0].abs().max().item() == 0


def test_ctc_loss_refuses_what_does_not_fit():
    logs = draw(4, 2, 3).log_softmax(-1)
    with pytest.raises(RuntimeError, match="to have value at most 4, but got value 5"):
        F.ctc_loss(logs, torch.tensor([[1], [1]]), (5, 4), (1, 1))
    with pytest.raises(RuntimeError, match="blank must be in label range"):
        F.ctc_loss(logs, torch.tensor([[1], [1]]), (4, 4), (1, 1), blank=3)


@pytest.mark.parametrize("mode", ["sum", "mean", "max"])
def test_embedding_bag_is_a_reduction_of_rows(mode):
    weight = draw(5, 3, grad=True)
    indices, offsets = torch.tensor([1, 4, 1, 0, 2]), torch.tensor([0, 3, 3])
    found = F.embedding_bag(indices, weight, offsets, mode=mode)
    rows = weight.detach().numpy()[[1, 4, 1, 0, 2]]
    reduce = {"sum": np.sum, "mean": np.mean, "max": np.max}[mode]
    wanted = np.stack([reduce(rows[:3], 0), np.zeros(3), reduce(rows[3:], 0)])
    assert found.shape == (3, 3)
    np.testing.assert_allclose(found.detach().numpy(), wanted)
    assert gradcheck(lambda w: F.embedding_bag(indices, w, offsets, mode=mode), (weight,))


def test_embedding_bag_weights_padding_and_frequency():
    weight = draw(5, 2, grad=True)
    indices, shares = torch.tensor([[1, 2, 1]]), draw(1, 3, seed=1)
    weighted = F.embedding_bag(indices, weight, mode="sum", per_sample_weights=shares)
    assert torch.allclose(weighted, (weight[indices[0]] * shares[0, :, None]).sum(0))
    padded = F.embedding_bag(indices, weight, padding_idx=2)
    assert torch.allclose(padded[0], weight[1])
    F.embedding_bag(indices, weight, mode="sum", scale_grad_by_freq=True).sum().backward()
    assert weight.grad.tolist() == [[0, 0], [1, 1], [1, 1], [0, 0], [0, 0]]
    with pytest.raises(RuntimeError, match=r"offsets\[0\] has to be 0"):
        F.embedding_bag(torch.tensor([1]), weight, torch.tensor([1]))


def test_multilabel_margin_loss_stops_at_the_first_negative_label():
    x = torch.tensor([[0.1, 0.2, 0.4, 0.8]])
    found = F.multilabel_margin_loss(x, torch.tensor([[3, 0, -1, 1]]))
    assert found.dtype is torch.float32
    assert found.item() == pytest.approx(0.85)
    with pytest.raises(RuntimeError, match="argument #2 'target' is out of range"):
        F.multilabel_margin_loss(x, torch.tensor([[4, 0, -1, 1]]))


def test_linear_cross_entropy_is_cross_entropy_of_an_affine_map():
    x, weight, target = draw(3, 4), draw(5, 4, seed=1), torch.tensor([1, 0, 4])
    found = F.linear_cross_entropy(x, weight, target)
    assert torch.allclose(found, F.cross_entropy(F.linear(x, weight), target))


def test_pairwise_distances():
    x = draw(4, 3, grad=True)
    first, second = np.triu_indices(4, 1)
    gap = x.detach().numpy()[first] - x.detach().numpy()[second]
    for p in (0.5, 1.0, 2.0, math.inf):
        wanted = np.linalg.norm(gap, p, 1) if p >= 1 else (np.abs(gap) ** p).sum(1) ** (1 / p)
        np.testing.assert_allclose(F.pdist(x, p).detach().numpy(), wanted)
    assert gradcheck(F.pdist, (x,))


def test_attention_with_and_without_its_weights():
    query, memory = draw(3, 2, 4), draw(5, 2, 4, seed=1)
    rest = (4, 2, draw(12, 4, seed=2), draw(12, seed=3), None, None, False, 0.0)
    rest += (draw(4, 4, seed=4), draw(4, seed=5))
    hidden = torch.tensor([[False] * 4 + [True]] * 2)
    operands = (query, memory, memory, *rest)
    found, weights = F.multi_head_attention_forward(*operands, key_padding_mask=hidden)
    other, nothing = F.multi_head_attention_forward(
        *operands, key_padding_mask=hidden, need_weights=False
    )
    assert nothing is None
    assert weights.shape == (2, 3, 5)
    assert weights[..., 4].abs().max().item() == 0
    assert torch.allclose(found, other)


MODULES = {
    "Conv2d(2, 4, kernel_size=(3, 3), stride=(1, 1), padding=same, bias=False)": nn.Conv2d(
        2, 4, 3, padding="same", bias=False
    ),
    "ConvTranspose1d(2, 4, kernel_size=(3,), stride=(2,), output_padding=(1,))": (
        nn.ConvTranspose1d(2, 4, 3, stride=2, output_padding=1)
    ),
    "BatchNorm1d(3, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=True)": (
        nn.BatchNorm1d(3)
    ),
    "GroupNorm(2, 4, eps=1e-05, affine=True, bias=True)": nn.GroupNorm(2, 4),
    "MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)": nn.MaxPool2d(2),
    "Upsample(scale_factor=2.0, mode='nearest')": nn.Upsample(scale_factor=2),
    "ConstantPad1d(padding=(1, 1), value=2.0)": nn.ConstantPad1d(1, 2.0),
    "EmbeddingBag(4, 3, mode='mean', padding_idx=3)": nn.EmbeddingBag(4, 3, padding_idx=-1),
}


@pytest.mark.parametrize("text", MODULES)
def test_how_modules_print(text):
    assert repr(MODULES[text]) == text


def test_batch_norm_module_counts_batches_and_averages_them():
    norm = nn.BatchNorm1d(2, momentum=None)
    batches = [draw(4, 2, seed=s).float() for s in (0, 1)]
    for batch in batches:
        norm(batch)
    assert list(norm.state_dict()) == [
        "weight", "bias", "running_mean", "running_var", "num_batches_tracked",
    ]  # fmt: skip
    assert norm.num_batches_tracked.item() == 2
    mean = sum(batch.mean(0) for batch in batches) / 2
    assert torch.allclose(norm.running_mean, mean, atol=1e-6)
    before = norm.running_mean.clone()
    norm.eval()(batches[0])
    assert torch.equal(norm.running_mean, before)
