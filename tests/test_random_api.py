"""What was recorded of PyTorch's random numbers, drawn through the public names."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import ml_dtypes
import numpy as np
import pytest

import torchlike as torch

GOLDENS = Path(__file__).resolve().parent.parent / "compat" / "goldens" / "rng-golden.npz"
RECORDED = np.load(GOLDENS)
ENTRIES = {entry["name"]: entry for entry in json.loads(bytes(RECORDED["__index__"]))}

#: Names of PyTorch's that the recorded calls use and that are not here yet.
MISSING = (
    "DataLoader",
    "RandomSampler",
    "SubsetRandomSampler",
    "WeightedRandomSampler",
    "TensorDataset",
    "random_split",
    "torch.distributions",
    "nn.Conv",
    "nn.RNN",
    "nn.LSTM",
    "nn.GRU",
    "nn.MultiheadAttention",
    "nn.Transformer",
    "nn.EmbeddingBag",
    "nn.BatchNorm",
    "fractional_max_pool",
)
#: Entries in which LAPACK, matrix products, logarithms or a float64 linspace take part.
TO_ROUNDING = ("init/orthogonal_", "sdpa_dropout", "gumbel_softmax", "rrelu64")


def is_here(entry: dict[str, Any]) -> bool:
    return not any(name in entry["code"] for name in MISSING)


def run(code: str) -> Any:
    """The value of an expression, or the variable `out` after statements."""
    names: dict[str, Any] = {"torch": torch, "nn": torch.nn, "F": torch.nn.functional}
    if not re.search(r"\bout = ", code):
        return eval(code, names)
    exec(code, names)  # noqa: S102  (recorded calls)
    return names["out"]


def as_array(tensor: Any) -> np.ndarray:
    array = tensor.detach().numpy(force=True)
    return np.ascontiguousarray(array)


# Bounds that a narrow dtype cannot represent are moved, with a warning.
@pytest.mark.filterwarnings("ignore:(from|to - 1) is out of bounds:UserWarning")
@pytest.mark.parametrize("name", [n for n, entry in ENTRIES.items() if is_here(entry)])
def test_draws_what_pytorch_drew(name: str) -> None:
    entry = ENTRIES[name]
    torch.manual_seed(entry["seed"])
    found = as_array(run(entry["code"]))
    after = torch.randint(0, 65536, (3,)).tolist()
    assert str(found.dtype) == entry["dtype"]
    assert list(found.shape) == list(entry["shape"])
    assert after == list(entry["next"])
    if "sha256" in entry:
        assert hashlib.sha256(found.tobytes()).hexdigest() == entry["sha256"]
        return
    expected = RECORDED[name]
    if entry["dtype"] == "bfloat16":
        expected = expected.view(ml_dtypes.bfloat16)
    if name.startswith(TO_ROUNDING):
        np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-6)
    else:
        assert found.tobytes() == expected.tobytes()
