"""Tensors made in inference mode: what they know, and what they refuse outside."""

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import torchlike as torch

UPDATE = "^Inplace update to inference tensor outside InferenceMode is not allowed"
SAVED = "^Inference tensors cannot be saved for backward"


def inside(make: Callable[[], Any]) -> Any:
    with torch.inference_mode():
        return make()


def test_what_is_made_inside_knows_it() -> None:
    normal, leaf = torch.ones(2), torch.ones(2, requires_grad=True)
    with torch.inference_mode():
        made = [torch.ones(2), torch.rand(2), torch.tensor([1.0]), normal * 2, leaf * 2]
        made += [normal.clone(), torch.from_numpy(np.ones(2)), made[0].view(2, 1), made[0].detach()]
        shown = [normal, leaf, normal.view(2, 1), normal.detach(), normal.reshape(2)]
    assert all(torch.is_inference(x) and not x.requires_grad for x in made)
    assert not any(x.is_inference() for x in shown)
    assert [x._is_view() for x in (made[7], shown[2])] == [False, True]


def test_what_is_made_of_it_outside_is_normal() -> None:
    made = inside(lambda: torch.ones(2))
    assert made.view(2, 1).is_inference()
    assert made.contiguous().is_inference()
    assert not copy.deepcopy(made).is_inference()
    for normal in (made + 1, made.clone(), made.double()):
        assert not normal.is_inference()
        assert normal._version == 0


def test_the_result_survives_a_flush_between() -> None:
    with torch.inference_mode():
        made = torch.ones(2) * 3
        made.tolist()
        later = made + 1
    assert made.is_inference()
    assert later.is_inference()
    assert later.tolist() == [4.0, 4.0]


def test_modes() -> None:
    leaf = torch.ones(2, requires_grad=True)
    with torch.inference_mode():
        assert (torch.is_grad_enabled(), torch.is_inference_mode_enabled()) == (False, True)
        with torch.enable_grad():
            assert torch.is_grad_enabled()
            assert not (leaf * 2).requires_grad
        with torch.set_grad_enabled(True):
            assert torch.is_grad_enabled()
        assert not torch.is_grad_enabled()
        with torch.inference_mode(False):
            normal = leaf * 2
            assert normal.requires_grad
            assert not normal.is_inference()
    assert torch.is_grad_enabled()


def test_normal_tensors_may_be_written_inside() -> None:
    normal = torch.zeros(2)
    view = normal.view(2, 1)
    with torch.inference_mode():
        normal.add_(1)
        inner = normal.view(2)
        inner.add_(torch.ones(2))
        torch.add(normal, 1, out=normal)
    assert not normal.is_inference()
    assert not inner.is_inference()
    assert view.tolist() == [[3.0], [3.0]]
    assert normal._version == 3
    weight = torch.ones(2, requires_grad=True)
    (weight * normal).sum().backward()
    assert weight.grad.tolist() == [3.0, 3.0]


@pytest.mark.parametrize(
    "write",
    [
        lambda x: x.add_(1),
        lambda x: x.zero_(),
        lambda x: x.view(2, 1).add_(1),
        lambda x: x.__setitem__(0, 5.0),
        lambda x: torch.add(x, 1, out=x),
    ],
)
def test_it_may_be_written_inside_only(write: Callable[[Any], Any]) -> None:
    made = inside(lambda: torch.ones(2))
    with pytest.raises(RuntimeError, match=UPDATE):
        write(made)
    with torch.no_grad(), pytest.raises(RuntimeError, match=UPDATE):
        write(made)
    assert made.tolist() == [1.0, 1.0]
    inside(lambda: write(made))
    assert made.is_inference()
    assert made.tolist() != [1.0, 1.0]


def test_backward_may_not_save_it() -> None:
    weight = torch.ones(2, requires_grad=True)
    made = inside(lambda: torch.ones(2) * 2)
    for operand in (made, made.view(2), inside(lambda: weight * 2)):
        with pytest.raises(RuntimeError, match=SAVED):
            torch.mul(weight, operand)
    with pytest.raises(RuntimeError, match=SAVED):
        torch.nn.Linear(2, 2)(made)
    (weight + made).sum().backward()
    (weight * made.clone()).sum().backward()
    with torch.no_grad():
        assert (weight * made).tolist() == [2.0, 2.0]
    assert weight.grad.tolist() == [3.0, 3.0]
    assert not weight.grad.is_inference()


def test_it_may_not_require_grad_outside() -> None:
    made = inside(lambda: torch.ones(2))
    problem = "^Setting requires_grad=True on inference tensor outside InferenceMode"
    with pytest.raises(RuntimeError, match=problem):
        made.requires_grad_()
    with pytest.raises(RuntimeError, match=problem):
        made.requires_grad = True
    with pytest.raises(RuntimeError, match=problem):
        torch.nn.Parameter(made)
    assert inside(lambda: torch.nn.Parameter(torch.ones(2))).requires_grad
    assert torch.nn.Parameter(made, requires_grad=False).tolist() == [1.0, 1.0]


def test_it_has_no_version() -> None:
    made = inside(lambda: torch.ones(2))
    with pytest.raises(RuntimeError, match="^Inference tensors do not track version counter.$"):
        _ = made._version


def test_a_view_made_inside_loses_its_history() -> None:
    leaf = torch.ones(2, requires_grad=True)
    base = leaf * 1
    view = inside(lambda: base.view(2, 1))
    with pytest.raises(RuntimeError, match="^A view was created in inference mode and is being"):
        view.add_(1)
    base.add_(1)
    with pytest.raises(RuntimeError, match="^A view was created in inference mode and its base or"):
        torch.mul(view, leaf)
