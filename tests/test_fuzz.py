"""Random programs: torchlike agrees with itself wherever it flushes, and with PyTorch's answers."""

from itertools import islice

import pytest

from compat.fuzz.compare import compare, compare_ends
from compat.fuzz.generate import generate
from compat.fuzz.goldens import Golden, read
from compat.fuzz.observe import run
from compat.fuzz.replaying import Tally, against, against_itself, read_known
from compat.fuzz.shrink import shrunk
from compat.replay import alias

#: Programs of the self-check, and recorded ones replayed, in each of the tests below.
PROGRAMS, PARTS = 25, 4


def report(tally: Tally) -> str:
    lines = [f"{name}: {verdict.difference}" for name, verdict in tally.failed]
    return "\n".join([*lines, *(f"{name} is listed but agrees" for name in tally.surprising)])


@pytest.mark.parametrize("part", range(PARTS))
def test_where_a_flush_falls_changes_nothing(part: int) -> None:
    tally = Tally()
    with alias():
        for seed in range(100_000 + part * PROGRAMS, 100_000 + (part + 1) * PROGRAMS):
            tally.add(f"seed {seed}", against_itself(generate(seed)), known=False)
    assert tally.ok, report(tally)


def check_recorded(first: int, last: int) -> None:
    known, tally = read_known(), Tally()
    with alias():
        for golden in islice(read(), first, last):
            tally.add(golden.name, against(golden), golden.name in known)
    assert tally.total == last - first
    assert tally.ok, report(tally)


@pytest.mark.parametrize("part", range(PARTS))
def test_recorded_programs_agree(part: int) -> None:
    check_recorded(part * PROGRAMS, (part + 1) * PROGRAMS)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS, 12))
def test_more_recorded_programs_agree(part: int) -> None:
    check_recorded(part * PROGRAMS, (part + 1) * PROGRAMS)


def test_known_disagreements_name_recorded_programs() -> None:
    assert set(read_known()) <= {golden.name for golden in read()}


def test_a_seed_writes_one_program() -> None:
    assert generate(7) == generate(7)
    assert generate(7) != generate(8)
    assert all(compile(statement, "<fuzz>", "exec") for statement in generate(7))


def test_an_observation_holds_what_changed() -> None:
    with alias():
        made, failed, changed = run(
            ["x0 = torch.tensor([1.0, 2.0])", "x0.view(3)", "x0[0] = 5\nprint(x0)"], stepwise=True
        )
    assert made["vars"]["x0"]["values"] == [1.0, 2.0]
    assert made["vars"]["x0"]["dtype"] == "float32"
    assert failed == {"raised": ["RuntimeError", "shape '[3]' is invalid for input of size 2"]}
    assert changed["printed"] == "tensor([5., 2.])\n"
    assert changed["vars"] == {"x0": {"version": 1, "values": [5.0, 2.0]}}


def observed(**facets: object) -> list[dict[str, object]]:
    return [{"vars": {"x0": {"dtype": "float32", "values": [1.0, 100.0], **facets}}}]


@pytest.mark.parametrize(
    ("found", "difference"),
    [
        (observed(values=[1.00001, 100.0]), None),
        (observed(values=[1.1, 100.0]), "x0.values: expected [1.0, 100.0], got [1.1, 100.0]"),
        (observed(values=[1.0]), "x0.values: expected [1.0, 100.0], got [1.0]"),
        (observed(dtype="float64"), "x0.dtype: expected float32, got float64"),
        (observed(values=[1.0, float("nan")]), "x0.values: expected [1.0, 100.0], got [1.0, nan]"),
    ],
)
def test_numbers_are_compared_to_their_rounding(found: list, difference: str | None) -> None:
    assert compare(observed(), found).difference == difference


def test_a_version_counts_from_where_it_starts() -> None:
    first, second = [{"vars": {"x0": {"version": 0}}}], [{"vars": {"x0": {"version": 3}}}]
    more = [{"vars": {"x0": {"version": 5}}}]
    assert compare(first, second).agrees
    assert not compare([*first, *second], [*second, *second]).agrees
    assert not compare([*first, *second], [*second, *more]).agrees


def test_other_words_are_counted_and_other_exceptions_disagree() -> None:
    raised = [{"raised": ["RuntimeError", "no"]}]
    verdict = compare(raised, [{"raised": ["RuntimeError", "never"]}])
    assert verdict.agrees
    assert verdict.wordings == ["RuntimeError: expected 'no', got 'never'"]
    assert compare(raised, [{"raised": ["TypeError", "no"]}]).statement == 0
    assert not compare(raised, [{}]).agrees


def test_ends_are_compared_whatever_was_seen_between() -> None:
    stepwise = [{"vars": {"x0": {"values": [1]}}}, {"vars": {"x0": {"values": [2]}}}]
    assert compare_ends(stepwise, [{}, {"vars": {"x0": {"values": [2]}}}]).agrees
    assert not compare_ends(stepwise, [{}, {"vars": {"x0": {"values": [3]}}}]).agrees


def test_a_failing_program_is_made_smaller() -> None:
    wrong = [{"raised": ["ValueError", "found"]}]
    statements = [f"y{i} = {i}" for i in range(6)] + ["x0 = torch.ones(2)", "x0.sum()"]

    class Pretender:
        """Says that whatever ends in a sum raises."""

        def ask(self, statements: list[str]) -> list[dict[str, object]]:
            return [{} for _ in statements[:-1]] + (wrong if statements[-1] == "x0.sum()" else [{}])

    with alias():
        golden = Golden(-1, statements, [*run(statements[:-1], stepwise=True), *wrong])
        kept, verdict = shrunk(statements, against(golden), Pretender())  # type: ignore[arg-type]
    assert kept == ["x0.sum()"]
    assert (verdict.difference or "").startswith("raised: expected ValueError: found, got Name")


LEAF = "x0 = torch.tensor([1.0, 2.0], requires_grad=True)"
FOUND = {
    "a comparison in place cuts the gradient": (
        [LEAF, "x1 = x0 * 2", "x1.eq_(x1)", "x1.sum().backward()"],
        {"x0": {"grad": ["float32", [2], [0.0, 0.0], False]}, "x1": {"grad_fn": "EqBackward1"}},
    ),
    "replaced data keeps the version": (
        ["x0 = torch.zeros(2)", "x0 += 1", "x1 = torch.ones(2)", "x0.data = x1"],
        {"x0": {"version": 1, "values": [1.0, 1.0]}},
    ),
    "replaced data keeps the history": (
        [LEAF, "x1 = x0 * 2", "x1.data = torch.zeros(2)", "x1.sum().backward()"],
        {"x0": {"grad": ["float32", [2], [2.0, 2.0], False]}, "x1": {"values": [0.0, 0.0]}},
    ),
    "out= that is resized counts one write": (
        ["x0 = torch.empty(0)", "torch.cat([torch.ones(1), torch.ones(1)], out=x0)"],
        {"x0": {"version": 1, "values": [1.0, 1.0]}},
    ),
    "a view made without grad requires it as its base does": (
        [LEAF, "with torch.no_grad():\n    x1 = x0[:1]"],
        {"x1": {"requires_grad": True, "leaf": True, "grad_fn": None}},
    ),
    "a copy in the same dtype": (
        [LEAF, "x1 = x0.to(torch.float32, copy=True)"],
        {"x1": {"grad_fn": "ToCopyBackward0"}},
    ),
    "a stable sort": (
        [LEAF, "x1 = torch.sort(x0, stable=True).values", "x2 = torch.sort(x0).values"],
        {"x1": {"grad_fn": "SortBackward1"}, "x2": {"grad_fn": "SortBackward0"}},
    ),
    "a batch times a vector": (
        ["x0 = torch.ones(2, 3, 2, requires_grad=True)", "x1 = x0 @ torch.ones(2)"],
        {"x1": {"grad_fn": "UnsafeViewBackward0", "values": [2.0] * 6}},
    ),
    "a number as a tensor": (
        ["x0 = torch.scalar_tensor(3)"],
        {"x0": {"dtype": "float32", "shape": [], "values": [3.0]}},
    ),
    "an empty diagonal starts where its matrix does": (
        ["x0 = torch.tensor([[1, 2, 3]]).diagonal(5)"],
        {"x0": {"offset": 0, "shape": [0]}},
    ),
    "views of no dims": (
        ["x0 = torch.tensor(3.0)", "x1 = x0.view_as(x0)", "x2 = x0.movedim(0, -1)",
         "x3 = x0.adjoint()"],
        {name: {"shape": [], "values": [3.0]} for name in ("x1", "x2", "x3")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_found_by_random_programs(name: str) -> None:
    statements, expected = FOUND[name]
    with alias():
        seen = run(statements, stepwise=False)
    assert not any("raised" in step for step in seen), seen
    for variable, facets in expected.items():
        found = seen[-1]["vars"][variable]
        assert {facet: found[facet] for facet in facets} == facets


@pytest.mark.parametrize(
    ("statement", "raised"),
    [
        ("x0 //= x0", "RuntimeError: ZeroDivisionError"),
        ("x0.remainder_(0)", "RuntimeError: ZeroDivisionError"),
        ("x0.div_(x0, rounding_mode='floor')", "RuntimeError: ZeroDivisionError"),
        (
            "(torch.ones(2, requires_grad=True) * 2).requires_grad = True",
            "RuntimeError: you can only change requires_grad flags of leaf variables.",
        ),
        (
            "torch.zeros(0).min(0)",
            "IndexError: min(): Expected reduction dim 0 to have non-zero size.",
        ),
        (
            "torch.zeros(2, 0).amax(-1)",
            "IndexError: amax(): Expected reduction dim -1 to have non-zero size.",
        ),
        (
            "x0.adjoint()",
            "RuntimeError: tensor.adjoint() is only supported on matrices or batches of matrices. "
            "Got 1-D tensor.",
        ),
    ],
)
def test_errors_found_by_random_programs(statement: str, raised: str) -> None:
    with alias():
        *_, last = run(["x0 = torch.tensor([1, 0], dtype=torch.uint8)", statement], stepwise=True)
    assert ": ".join(last["raised"]) == raised
