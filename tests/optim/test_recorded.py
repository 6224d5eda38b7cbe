"""Every optimizer with its options and every scheduler do what PyTorch's do."""

from typing import Any

import numpy as np
import pytest

import torchlike as torch
from compat.optim import cases

RECORDED = cases.load()
#: Six steps in halves round differently by the order of summation.
TOLERANCE: dict[str, Any] = {
    "float64": {"rtol": 1e-9, "atol": 1e-11},
    "complex128": {"rtol": 1e-9, "atol": 1e-11},
    "float32": {"rtol": 2e-5, "atol": 2e-6},
    "bfloat16": {"rtol": 3e-2, "atol": 4e-2},
}


def tolerance(call, dtype):
    if call.startswith("Muon"):
        return TOLERANCE["bfloat16"]
    return TOLERANCE["float32" if "tensor" in call else dtype]


@pytest.mark.parametrize(("call", "dtype"), cases.optimizer_cases())
def test_optimizer_ends_where_pytorchs_does(call, dtype):
    recorded = RECORDED["optimizers"][f"{call} {dtype}"]
    found = cases.run_optimizer(torch, call, dtype)
    np.testing.assert_allclose(found, recorded, **tolerance(call, dtype))


@pytest.mark.parametrize("call", cases.SCHEDULERS)
def test_scheduler_goes_as_pytorchs_does(call):
    recorded = RECORDED["schedulers"][call]
    found = cases.run_scheduler(torch, call)
    assert found["state"] == recorded["state"]
    for name in recorded.keys() - {"state"}:
        np.testing.assert_allclose(found[name], recorded[name], rtol=1e-11, err_msg=name)


def test_every_case_is_recorded():
    assert list(RECORDED["optimizers"]) == [" ".join(case) for case in cases.optimizer_cases()]
    assert list(RECORDED["schedulers"]) == list(cases.SCHEDULERS)
