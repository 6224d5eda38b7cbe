"""`torch.nn.functional` against what PyTorch printed, raised and differentiated."""

import builtins
import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import torchlike as torch
import torchlike.nn.functional as F  # noqa: N812

RECORDED = json.loads(Path(__file__).with_name("recorded_calls.json").read_text(encoding="utf-8"))
NAMES: dict[str, Any] = {
    "F": F,
    "nn": torch.nn,
    "torch": torch,
    "Z": torch.zeros,
    "L": torch.int64,
}


@pytest.mark.parametrize(("call", "error", "text"), RECORDED["functions"])
def test_prints_or_raises_what_pytorch_did(call: str, error: str | None, text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if error is None:
            assert str(eval(call, NAMES)) == text
            return
        with pytest.raises(getattr(builtins, error)) as caught:
            # What depends on pending values is raised when they are looked at.
            str(eval(call, NAMES))
    assert str(caught.value) == text


@pytest.mark.parametrize(("call", "node", "shape", "values", "gradient"), RECORDED["gradients"])
def test_values_and_gradients(
    call: str, node: str, shape: list[int], values: list[float], gradient: list[float]
) -> None:
    x = torch.tensor(RECORDED["points"], dtype=torch.float64, requires_grad=True)
    result = eval(call, {**NAMES, "x": x})
    assert result.dtype is torch.float64
    assert list(result.shape) == shape
    np.testing.assert_allclose(result.detach().numpy().ravel(), values, rtol=1e-9, atol=1e-11)
    result.sum().backward()
    assert x.grad.dtype is torch.float64
    np.testing.assert_allclose(x.grad.numpy(), gradient, rtol=1e-7, atol=1e-9)
    if "multi_margin" not in call:
        assert result.grad_fn.name() == node


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_halves_stay_halves(dtype: Any) -> None:
    x = torch.tensor([-1.0, 0.5, 2.0]).to(dtype)
    for function in (F.gelu, F.silu, F.elu, F.softplus, F.leaky_relu, F.mish):
        assert function(x).dtype is dtype


def test_in_place_activations_write_their_input() -> None:
    x = torch.tensor([-1.0, 2.0])
    assert F.relu(x, inplace=True) is x
    assert F.leaky_relu(x - 3, 0.5, inplace=True).tolist() == [-1.5, -0.5]
    assert x.tolist() == [0.0, 2.0]


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda x: F.softmax(x), "Implicit dimension choice for softmax"),
        (lambda x: F.mse_loss(x, torch.zeros(1)), "Using a target size"),
        (lambda x: F.mse_loss(x, x, reduce=False), "reduction='none' instead"),
        (lambda x: F.kl_div(x, x), "divides the total loss by both"),
    ],
)
def test_warnings(call: Any, text: str) -> None:
    with pytest.warns(UserWarning, match=text):
        call(torch.ones(3))


def test_a_pending_label_is_checked_when_values_are_computed() -> None:
    labels = torch.tensor([0, 1]) + 2
    loss = F.cross_entropy(torch.zeros(2, 3), labels)
    with pytest.raises(IndexError, match="Target 3 is out of bounds"):
        loss.item()


def test_dropout_without_effect_returns_its_input() -> None:
    x = torch.ones(3)
    assert F.dropout(x, 0.5, training=False) is x
    assert F.dropout(x, 0.0) is x


def test_dropout_scales_what_it_keeps() -> None:
    torch.manual_seed(0)
    x = torch.ones(1000, requires_grad=True)
    y = F.dropout(x, 0.25)
    y.sum().backward()
    kept = y.detach().numpy() != 0
    assert 0.7 < kept.mean() < 0.8
    np.testing.assert_array_equal(x.grad.numpy(), np.where(kept, np.float32(1 / 0.75), 0))


def test_gaps_name_themselves() -> None:
    index, weight = torch.tensor([0]), torch.ones(2, 2)
    assert F.embedding(index, weight, sparse=True).tolist() == [[1.0, 1.0]]
    with pytest.raises(NotImplementedError, match=r"embedding\(sparse=True\)"):
        F.embedding(index, weight.requires_grad_(), sparse=True)


def test_embedding_max_norm_shrinks_the_rows_in_use() -> None:
    weight = torch.tensor([[3.0, 4.0], [6.0, 8.0]])
    F.embedding(torch.tensor([0]), weight, max_norm=1.0)
    np.testing.assert_allclose(weight.numpy(), [[0.6, 0.8], [6.0, 8.0]], rtol=1e-6)
