"""Every operator inside the transforms: a batch of it, and its gradient forward and backward."""

import zlib

import numpy as np
import pytest

import torchlike as torch
from tests.ops.cases import CASES
from tests.ops.test_properties import run, tensors_of
from torchlike._core.node_names import NOT_IMPLEMENTED
from torchlike.func import jvp, vjp, vmap

#: One case of each operator; a few of them, the same whatever else passes, unless all are run.
FIRST = list({case.op.name: case for case in reversed(CASES)}.values())
WITH_TENSORS = [
    case for case in FIRST if any(isinstance(x, (np.ndarray, np.generic)) for x in case.operands)
]


def is_chosen(case):
    return zlib.crc32(case.op.name.encode()) % 12 == 0


PARAMETERS = [
    pytest.param(case, marks=() if is_chosen(case) else pytest.mark.slow, id=case.op.name)
    for case in WITH_TENSORS
]


def as_function(case, operands, positions):
    """The operator as a function of the tensors at `positions`."""

    def function(*tensors):
        full = list(operands)
        for position, tensor in zip(positions, tensors, strict=True):
            full[position] = tensor
        return tuple(run(case, full))

    return function


def wide(tensor):
    kind = torch.complex128 if tensor.is_complex() else torch.float64
    return tensor.detach().to(kind).numpy()


@pytest.mark.parametrize("case", PARAMETERS)
def test_a_batch_of_an_operator_is_the_operator_of_each(case):
    operands = tensors_of(case)
    places = [i for i, x in enumerate(operands) if isinstance(x, torch.Tensor)]
    expected = run(case, operands)
    stacked = [torch.stack([operands[i], operands[i]]) for i in places]
    found = vmap(as_function(case, operands, places))(*stacked)
    for whole, one in zip(found, expected, strict=True):
        assert (whole.dtype, whole.shape) == (one.dtype, (2, *one.shape))
        for element in whole:
            np.testing.assert_allclose(wide(element), wide(one), rtol=1e-4, atol=1e-5)


def is_differentiable(case, operands):
    name = case.op.grad_fn
    named = not isinstance(name, str) or name != NOT_IMPLEMENTED
    return case.op.differentiable and named and not case.op.underived and operands


@pytest.mark.parametrize("case", PARAMETERS)
def test_forward_and_backward_mode_agree(case):
    operands = tensors_of(case)
    floats = (torch.float32, torch.float64)
    places = [
        i for i, x in enumerate(operands) if isinstance(x, torch.Tensor) and x.dtype in floats
    ]
    if not is_differentiable(case, places):
        pytest.skip("there is nothing to differentiate")
    every = as_function(case, operands, places)

    def function(*tensors):
        return tuple(r for r in every(*tensors) if r.is_floating_point())

    primals = tuple(operands[i] for i in places)
    outputs, pull = vjp(function, *primals)
    if not outputs:
        pytest.skip("no result has a gradient")
    rng = np.random.default_rng(0)
    drawn = lambda t: torch.tensor(rng.standard_normal(tuple(t.shape))).to(t.dtype)
    tangents, cotangents = tuple(map(drawn, primals)), tuple(map(drawn, outputs))
    _, moved = jvp(function, primals, tangents)
    assert [m.shape for m in moved] == [o.shape for o in outputs]
    forward = sum(float((c * m).double().nansum()) for c, m in zip(cotangents, moved, strict=True))
    backward = sum(
        float((g * t).double().nansum()) for g, t in zip(pull(cotangents), tangents, strict=True)
    )
    if np.isfinite(forward + backward):
        assert forward == pytest.approx(backward, rel=1e-3, abs=1e-3)
