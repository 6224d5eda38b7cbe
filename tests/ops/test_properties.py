"""What holds for every operator: tiers and variants agree, gradients are right, repeats free."""

import warnings

import ml_dtypes
import numpy as np
import pytest

import torchlike as torch
from tests.ops.cases import CASES, EDGES, Case
from torchlike._core import compiler, kernel, trace
from torchlike._core.apply import apply
from torchlike._core.device import CPU
from torchlike._core.kernel import Const, aval_of, kernel_for
from torchlike._core.node_names import NOT_IMPLEMENTED
from torchlike._core.promotion import Promote
from torchlike._core.trace import flush_all
from torchlike._ops import _bindings as bindings
from torchlike._ops.calls import inplace, into

TOLERANCE = {"float16": 2e-3, "bfloat16": 1.6e-2, "float32": 2e-6, "float64": 1e-12}


def specs_of(case: Case):
    return tuple(
        aval_of(x, CPU)
        if isinstance(x, (np.ndarray, np.generic))
        else None
        if x is None
        else Const(x)
        for x in case.operands
    )


def arrays_of(case: Case):
    return [np.asarray(x) for x in case.operands if isinstance(x, (np.ndarray, np.generic))]


def tensors_of(case: Case, **options):
    return [
        torch.tensor(np.asarray(x), **options) if isinstance(x, (np.ndarray, np.generic)) else x
        for x in case.operands
    ]


def run(case: Case, operands):
    result = apply(case.op, operands, case.static)
    return list(result) if isinstance(result, tuple) else [result]


def assert_same(found, expected, tolerance: float | None = None) -> None:
    assert len(found) == len(expected)
    for a, b in zip(found, expected, strict=True):
        a, b = np.asarray(a), np.asarray(b)
        assert (a.dtype, a.shape) == (b.dtype, b.shape)
        if a.dtype.kind in "fc" or a.dtype == ml_dtypes.bfloat16:
            limit = TOLERANCE.get(a.dtype.name, 1e-6) if tolerance is None else tolerance
            wide = np.complex128 if a.dtype.kind == "c" else np.float64
            np.testing.assert_allclose(a.astype(wide), b.astype(wide), rtol=limit, atol=limit)
        else:
            np.testing.assert_array_equal(a, b)


def check_tiers(case: Case) -> None:
    found = kernel_for(case.op, specs_of(case), case.static, CPU)
    arrays = arrays_of(case)
    if found.plan is None:
        pytest.skip("only compiled: NumPy has no rule for it")
    with np.errstate(all="ignore"):
        interpreted = found.plan.run(arrays)
    compiled = compiler.compile_kernel(found)(arrays)
    assert_same(interpreted, compiled)
    for array, aval in zip(interpreted, found.out_avals, strict=True):
        assert (array.shape, array.dtype) == (aval.shape, aval.dtype.np)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_interpreted_equals_compiled(case: Case) -> None:
    check_tiers(case)


#: Operators computed in float32 and rounded once, where their operands are halves.
HALVES = [
    c.cast(kind)
    for kind in (np.float16, ml_dtypes.bfloat16)
    for c in CASES
    if any(isinstance(x, np.ndarray) and x.dtype.kind == "f" for x in c.operands)
    and c.op.widened
    and not any("h" in letters for letters in c.op.refuses)
    and (
        (c.op.elementwise and c.op.promote is not Promote.KEEP)
        or c.op.name in ("sum", "mean", "prod", "var", "cumsum", "logsumexp", "amax")
    )
]


@pytest.mark.parametrize("case", HALVES, ids=lambda c: f"{c.op.name}-{c.label}")
def test_halves_are_rounded_once(case: Case) -> None:
    found = kernel_for(case.op, specs_of(case), case.static, CPU)
    assert found.plan is not None
    arrays = arrays_of(case)
    narrow = found.plan.run(arrays)
    wide = [a.astype(np.float32) if a.dtype.kind not in "biu" else a for a in arrays]
    whole = case.cast(np.float32)
    expected = kernel_for(case.op, specs_of(whole), case.static, CPU).plan
    assert expected is not None
    for result, exact in zip(narrow, expected.run(wide), strict=True):
        assert result.shape == exact.shape
        assert result.dtype.name == ("bool" if exact.dtype == bool else case.label)
        limit = np.abs(exact) * TOLERANCE[case.label] / 2 + 1e-6
        np.testing.assert_array_less(np.abs(result.astype(np.float32) - exact), limit)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.op.name)
def test_strides_do_not_matter(case: Case) -> None:
    def laid_out(x):
        if not isinstance(x, torch.Tensor) or x.ndim < 2:
            return x
        return x.transpose(0, -1).contiguous().transpose(0, -1)

    expected = run(case, tensors_of(case))
    found = run(case, [laid_out(x) for x in tensors_of(case)])
    assert_same([r.numpy() for r in found], [r.numpy() for r in expected])


@pytest.mark.slow
@pytest.mark.parametrize(
    "case",
    [*EDGES, *(c.cast(np.float32) for c in CASES if c.op.elementwise)],
    ids=lambda c: c.id,
)
def test_interpreted_equals_compiled_at_the_edges(case: Case) -> None:
    check_tiers(case)


@pytest.mark.parametrize("case", EDGES, ids=lambda c: c.id)
def test_edges_have_the_broadcast_shape(case: Case) -> None:
    expected = np.broadcast_shapes(*(x.shape for x in arrays_of(case)))
    for result in run(case, tensors_of(case)):
        assert tuple(result.shape) == expected
        assert tuple(result.numpy().shape) == expected


FUSED = ("sin", "div", "pow.scalar", "sum", "std", "max.dim", "matmul", "cumsum", "gather", "sort",
         "where.self", "cat")  # fmt: skip


@pytest.mark.parametrize("case", [c for c in CASES if c.op.name in FUSED], ids=lambda c: c.op.name)
def test_fused_equals_op_by_op(case: Case) -> None:
    def chain(pause):
        tensors = [t + 0 if isinstance(t, torch.Tensor) and t.dtype is torch.float64 else t
                   for t in tensors_of(case)]  # fmt: skip
        pause()
        results = run(case, tensors)
        pause()
        return [(r * 2 if r.dtype is torch.float64 else r) for r in results]

    by_op = [r.numpy() for r in chain(lambda: flush_all("a test"))]
    for _ in range(25):
        fused = chain(lambda: None)
        flush_all("a test")
    compiler.wait_for_compilations()
    fused = chain(lambda: None)
    assert_same([r.numpy() for r in fused], by_op)


ELEMENTWISE = [c for c in CASES if c.op.inplace and "." not in c.op.name and c.op.function]


@pytest.mark.parametrize("case", ELEMENTWISE, ids=lambda c: c.op.name)
def test_function_method_in_place_and_out_agree(case: Case) -> None:
    expected = [r.numpy() for r in run(case, tensors_of(case))]
    op, static = case.op, case.static
    words = {p.name: v for p, v in zip(op.statics, static, strict=True)}
    names = [p.name for p in op.operands]
    keyword = {p.name for p in op.operands if p.keyword_only}

    def split(operands):
        pairs = list(zip(names, operands, strict=False))
        return [v for n, v in pairs if n not in keyword], {n: v for n, v in pairs if n in keyword}

    args, kwargs = split(tensors_of(case))
    if not words:
        assert_same([getattr(bindings, op.name)(*args, **kwargs).numpy()], expected)
        assert_same([getattr(args[0], op.name)(*args[1:], **kwargs).numpy()], expected)
    out = torch.empty(0, dtype=torch.tensor(expected[0]).dtype)
    if op.out:
        assert into(out, op, tensors_of(case), static) is out
        assert_same([out.numpy()], expected)
    target, *rest = tensors_of(case)
    if expected[0].dtype == np.asarray(case.operands[0]).dtype:
        before = target._version
        assert inplace(target, op, [target, *rest], static) is target
        assert target._version == before + 1
        assert_same([target.numpy()], expected)


#: A moved element breaks the tie that the case is about; a result that is float32; operands that
#: PyTorch has no derivative by.
_NO_DIFFERENCES = {"mode", "to_copy", "igamma", "igammac"}
SMOOTH = [
    c
    for c in CASES
    if c.op.differentiable
    and c.op.name not in _NO_DIFFERENCES
    and c.op.grad_fn != NOT_IMPLEMENTED
    and not c.op.underived
    and any(isinstance(x, np.ndarray) and x.dtype == np.float64 for x in c.operands)
]


@pytest.mark.parametrize("case", SMOOTH, ids=lambda c: c.op.name)
def test_gradient_agrees_with_differences(case: Case) -> None:
    floats = [
        i
        for i, x in enumerate(case.operands)
        if isinstance(x, np.ndarray) and x.dtype == np.float64 and np.isfinite(x).all()
    ]

    def loss(operands):
        found = run(case, operands)
        parts = [torch.view_as_real(r) if r.is_complex() else r for r in found]
        results = [r for r in parts if r.dtype is torch.float64]
        weights = [torch.linspace(0.5, 1.5, r.numel(), dtype=torch.float64) for r in results]
        terms = [(r.reshape(-1) * w).sum() for r, w in zip(results, weights, strict=True)]
        return torch.stack(terms).sum()

    leaves = tensors_of(case)
    for i in floats:
        leaves[i].requires_grad_()
    total = loss(leaves)
    if not total.requires_grad:
        pytest.skip("the result does not depend on the operand's value")
    total.backward()
    step = 1e-6
    for i in floats:
        grad = leaves[i].grad
        found = np.zeros(case.operands[i].shape) if grad is None else grad.numpy()
        assert found.dtype == np.float64
        assert found.shape == case.operands[i].shape
        for at in list(np.ndindex(found.shape))[:4]:
            sides = []
            for sign in (1, -1):
                moved = list(case.operands)
                moved[i] = moved[i].copy()
                moved[i][at] += sign * step
                sides.append(loss(tensors_of(Case(case.op, tuple(moved), case.static))).item())
            difference = (sides[0] - sides[1]) / (2 * step)
            assert found[at] == pytest.approx(difference, rel=1e-5, abs=1e-6)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.op.name)
def test_recording_again_is_free(case: Case) -> None:
    run(case, tensors_of(case))
    flush_all("a test")
    steps, kernels = trace._step_count[0], len(kernel._kernels)
    run(case, tensors_of(case))
    flush_all("a test")
    assert (trace._step_count[0], len(kernel._kernels)) == (steps, kernels)


# -- out= ----------------------------------------------------------------------------------------


def test_out_is_resized_with_a_warning_unless_it_is_empty() -> None:
    x = torch.ones(3)
    out = torch.empty(0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        torch.sin(x, out=out)
    assert tuple(out.shape) == (3,)
    with pytest.warns(UserWarning, match="An output with one or more elements was resized"):
        torch.sin(torch.ones(2), out=out)
    assert tuple(out.shape) == (2,)


def test_out_is_cast_where_pytorch_casts() -> None:
    out = torch.empty(2, dtype=torch.float64)
    assert torch.add(torch.ones(2), 1, out=out) is out
    assert (out.dtype, out.tolist()) == (torch.float64, [2.0, 2.0])
    with pytest.raises(RuntimeError, match="result type Float can't be cast to the desired output"):
        torch.sin(torch.ones(2), out=torch.empty(2, dtype=torch.int64))


def test_out_takes_no_part_in_a_graph() -> None:
    with pytest.raises(RuntimeError, match="don't support automatic differentiation"):
        torch.sin(torch.ones(2, requires_grad=True), out=torch.empty(2))
