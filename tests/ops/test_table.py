"""The operator table is complete: declarations, bindings, names and what they promise."""

from __future__ import annotations

import ast
import inspect
import textwrap
from types import ModuleType

import pytest

import torchlike
from tests.ops.cases import CASES, OPS
from torchlike._core.device import CPU
from torchlike._core.kernel import Const, aval_of, kernel_for
from torchlike._core.node_names import NOT_IMPLEMENTED
from torchlike._core.promotion import Promote
from torchlike._core.vjp import VjpOp
from torchlike._ops import generate, returns
from torchlike._ops.arguments import _parsed
from torchlike._ops.families import UNARY
from torchlike._ops.roles import Array
from torchlike._ops.saving import COPIES
from torchlike._ops.schema import ABSENT, STATIC, TABLE, TRACED, op
from torchlike._ops.signatures import FUNCTIONS, METHODS
from torchlike.tensor import Tensor

NAMES = sorted(TABLE)
#: Parameters that change nothing here, each with the reason.
UNUSED = {
    ("sort", "stable"): "the order is always stable",
    ("argsort", "stable"): "the order is always stable",
    ("topk", "sorted"): "the result is always in order",
    ("clone", "memory_format"): "only the strides depend on it",
    ("to_copy", "memory_format"): "only the strides depend on it",
    ("filled_like", "memory_format"): "only the strides depend on it",
    ("comparison", "name"): "only the node's name depends on it",
    ("comparison", "other"): "it only has a gradient",
}
#: What a formula may save that is no operand.
SAVED = {"result", "crossed", "indices", COPIES}


def test_bindings_are_fresh() -> None:
    assert generate.TARGET.read_text(encoding="utf-8") == generate.text()


@pytest.mark.parametrize("name", NAMES)
def test_declaration_is_complete(name: str) -> None:
    found = TABLE[name]
    assert found.name == name
    first = (found.body.__doc__ or "").strip().splitlines()[0]
    assert first.endswith((".", ":")), "the first line of the docstring is a sentence"
    assert isinstance(found.promote, Promote)
    assert all(p.annotation in (*TRACED, *STATIC, ABSENT) for p in found.params)
    names = {p.name for p in found.operands}
    assert {part for word in found.saves for part in word.split(":")} <= names | SAVED
    assert set(found.promotes or ()) <= {p.name for p in found.operands}
    assert callable(found.grad_fn) or found.grad_fn.split("::")[-1].isidentifier()
    assert set("".join(found.refuses)) <= set("bifcu8h")


@pytest.mark.parametrize("name", [found.name for found in OPS])
def test_every_parameter_is_used(name: str) -> None:
    body = TABLE[name].body
    tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(body))))
    used = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    unused = {p.name for p in TABLE[name].params if p.annotation != ABSENT} - used
    assert unused == {parameter for owner, parameter in UNUSED if owner == name}


def test_bodies_and_names_are_unique() -> None:
    bodies = [found.body for found in TABLE.values()]
    assert len(set(bodies)) == len(bodies)
    names = [n for found in TABLE.values() for n in (found.name, *found.aliases)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "found", [o for o in TABLE.values() if "." not in o.name], ids=lambda o: o.name
)
def test_variants_exist(found) -> None:
    for name in (found.name, *found.aliases):
        if found.method:
            assert callable(getattr(torchlike.Tensor, name))
        if found.method and found.inplace:
            assert callable(getattr(torchlike.Tensor, f"{name}_"))
    if found.dunder:
        assert callable(getattr(torchlike.Tensor, f"__{found.dunder}__"))


@pytest.mark.parametrize(
    "case",
    [
        c
        for c in CASES
        if c.op.saves == () and c.op.differentiable and c.op.elementwise
        if c.op.grad_fn != NOT_IMPLEMENTED
    ],
    ids=lambda c: c.op.name,
)
def test_what_saves_nothing_needs_nothing(case) -> None:
    specs = tuple(
        aval_of(x, CPU) if hasattr(x, "dtype") else None if x is None else Const(x)
        for x in case.operands
    )
    kernel = kernel_for(case.op, specs, case.static, CPU)
    wanted = tuple(range(len(kernel.in_avals)))
    assert VjpOp(kernel, wanted, (0,)).needs == ()


def test_a_name_is_declared_once() -> None:
    def sin(input: Array):
        """Sine."""

    with pytest.raises(TypeError, match="sin is declared twice"):
        op(UNARY)(sin)


def test_a_declaration_needs_a_docstring() -> None:
    def nameless(input: Array):
        return input

    with pytest.raises(TypeError, match="no docstring"):
        op(UNARY)(nameless)


def test_a_declaration_has_known_annotations_and_options() -> None:
    def strange(input: Tensor):
        """Strange."""

    with pytest.raises(TypeError, match="unknown annotation 'Tensor'"):
        op(UNARY)(strange)

    def plain(input: Array):
        """Plain."""

    with pytest.raises(TypeError, match="unknown options \\['colour'\\]"):
        op(UNARY, colour="red")(plain)


def test_every_signature_is_understood() -> None:
    for signatures in (*FUNCTIONS.values(), *METHODS.values()):
        for signature in signatures:
            assert all(slot.name.isidentifier() for slot in _parsed(signature)), signature


def test_return_types_print_and_unpack() -> None:
    found = returns.max(1, 2)
    assert repr(found) == "torch.return_types.max(\nvalues=1,\nindices=2)"
    assert (found.values, found.indices) == tuple(found) == (1, 2)
    with pytest.raises(TypeError, match="takes a 2-sequence"):
        returns.max(1, 2, 3)


def test_the_namespace_has_no_helpers() -> None:
    public = {n: v for n, v in vars(torchlike).items() if not n.startswith("_")}
    foreign = [
        n
        for n, v in public.items()
        if isinstance(v, ModuleType) and not v.__name__.startswith("torchlike")
    ]
    assert not foreign
    assert torchlike.bool is torchlike.tensor(True).dtype
    for name in ("apply", "as_shape", "TABLE", "np", "Any", "wrap"):
        assert name not in public


def test_cases_cover_the_table() -> None:
    assert len(OPS) > 180
