"""Printing, against what PyTorch 2.13 printed (recorded by compat/record/printing.py)."""

import base64
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from torchlike import printing
from torchlike._core import dtypes

GOLDENS = Path(__file__).parents[1] / "compat" / "goldens" / "printing.json"
CASES: list[dict[str, Any]] = json.loads(GOLDENS.read_text())
GROUPS = sorted({(case["family"], case.get("dtype", "float32")) for case in CASES})


@pytest.fixture(autouse=True)
def _options_restored():
    before = printing.get_printoptions()
    yield
    printing.set_printoptions(**before)


def decode(case: dict[str, Any], dtype: dtypes.dtype) -> np.ndarray | tuple[int, ...]:
    """The case's recorded elements, repeated until they fill its shape; a shape alone for meta."""
    if "data" not in case:
        return tuple(case["shape"])
    elements = np.frombuffer(base64.b64decode(case["data"]), dtype.np)
    return elements[np.arange(math.prod(case["shape"])) % max(len(elements), 1)].reshape(
        case["shape"]
    )


def replay(case: dict[str, Any]) -> str:
    dtype = getattr(dtypes, case.get("dtype", "float32"))
    with printing.printoptions(**case.get("options", {})):
        text = printing.format_tensor(
            decode(case, dtype),
            dtype,
            default_dtype=getattr(dtypes, case.get("default_dtype", "float32")),
            device=case.get("device"),
            grad_fn=case.get("grad_fn"),
            requires_grad=case.get("requires_grad", False),
            tangent=case.get("tangent"),
            name=case.get("name", "tensor"),
            parameter=case.get("parameter", False),
        )
    return f"Parameter containing:\n{text}" if "heading" in case else text


@pytest.mark.parametrize(("family", "dtype"), GROUPS, ids=lambda part: part)
def test_text_is_what_pytorch_printed(family, dtype):
    cases = [c for c in CASES if (c["family"], c.get("dtype", "float32")) == (family, dtype)]
    for case in cases:
        assert replay(case) == case["text"], {k: v for k, v in case.items() if k != "text"}


def test_enough_was_recorded():
    assert len(CASES) >= 1500
    # Of the float8 kinds only these were there to be recorded.
    later = {"float8_e4m3fnuz", "float8_e5m2fnuz", "float8_e8m0fnu"}
    recorded = {case.get("dtype", "float32") for case in CASES}
    assert recorded == {d.name for d in dtypes.ALL} - later


def text_of(data: Any, dtype: dtypes.dtype = dtypes.float32, **kwargs: Any) -> str:
    return printing.format_tensor(
        np.asarray(data, dtype.np), dtype, default_dtype=dtypes.float32, **kwargs
    )


def test_device_and_gradient_are_named():
    assert text_of([1.0], device="cuda:0") == "tensor([1.], device='cuda:0')"
    assert (
        text_of([1], dtypes.int32, device="cuda:0")
        == "tensor([1], device='cuda:0', dtype=torch.int32)"
    )
    assert text_of(2.0, requires_grad=True) == "tensor(2., requires_grad=True)"
    assert text_of(2.0, requires_grad=True, grad_fn="AddBackward0") == (
        "tensor(2., grad_fn=<AddBackward0>)"
    )


def test_a_huge_tensor_is_sliced_before_it_is_formatted():
    data = np.broadcast_to(np.float32(0.5), (10**6, 10**6))
    printed = printing.format_tensor(data, dtypes.float32, default_dtype=dtypes.float32)
    row = "[0.5000, 0.5000, 0.5000,  ..., 0.5000, 0.5000, 0.5000]"
    rows = [row] * 3 + ["..."] + [row] * 3
    assert printed == "tensor([" + ",\n        ".join(rows) + "])"


def test_given_options_stand_in_for_those_in_force():
    options = printing.PrintOptions(precision=1)
    assert text_of([0.25, 1.0], options=options) == "tensor([0.2, 1.0])"
    assert text_of([0.25, 1.0]) == "tensor([0.2500, 1.0000])"


def test_contents_alone_are_indented_for_what_encloses_them():
    data = np.arange(4).reshape(2, 2)
    assert printing.format_contents(data, 3) == "[[0, 1],\n    [2, 3]]"
    assert printing.format_contents(np.zeros((2, 0)), 3) == "[]"


@pytest.mark.parametrize(
    ("profile", "precision", "threshold", "edgeitems"),
    [("default", 4, 1000, 3), ("short", 2, 1000, 2), ("full", 4, math.inf, 3)],
)
def test_profiles(profile, precision, threshold, edgeitems):
    printing.set_printoptions(precision=9, threshold=9, edgeitems=9, linewidth=9)
    printing.set_printoptions(profile=profile)
    assert printing.get_printoptions() == {
        "precision": precision,
        "threshold": threshold,
        "edgeitems": edgeitems,
        "linewidth": 80,
        "sci_mode": None,
    }


def test_arguments_override_the_profile():
    printing.set_printoptions(precision=7, profile="short")
    assert printing.PRINT_OPTS == printing.PrintOptions(precision=7, edgeitems=2)


def test_an_unknown_profile_changes_nothing():
    printing.set_printoptions(profile="tiny")
    assert printing.PRINT_OPTS == printing.PrintOptions()


def test_sci_mode_lasts_until_the_next_call():
    printing.set_printoptions(sci_mode=True)
    assert text_of([2.0]) == "tensor([2.0000e+00])"
    printing.set_printoptions(precision=2)
    assert text_of([2.0]) == "tensor([2.])"


def test_printoptions_restores_the_options_after_an_error():
    printing.set_printoptions(precision=3, sci_mode=False)
    before = printing.get_printoptions()
    with pytest.raises(ValueError, match="inside"), printing.printoptions(profile="full"):
        assert printing.PRINT_OPTS.threshold == math.inf
        raise ValueError("inside")
    assert printing.get_printoptions() == before


def test_an_unknown_option_is_refused():
    with (
        pytest.raises(TypeError, match="unexpected keyword argument 'digits'"),
        printing.printoptions(digits=3),
    ):
        pass


def test_a_bad_precision_shows_when_a_fraction_is_printed():
    printing.set_printoptions(precision=-1)
    assert text_of([1.0]) == "tensor([1.])"
    with pytest.raises(ValueError, match="Format specifier missing precision"):
        text_of([0.5])
