"""Runs the recorded cases under torchlike and says of each operator what agrees."""

import importlib
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from compat.ops.calls import MissingError, Runner, find, reach
from compat.ops.compare import differences
from compat.ops.encoding import Arrays, Encoder
from compat.ops.goldens import Golden, namespace_of
from compat.replay import alias, reset_state

#: Ways of calling a case that were recorded beside its result.
WAYS = ("out", "method", "inplace", "operator", "gradient", "second")


@dataclass
class Verdict:
    """What was found of one operator: the first difference of each aspect that has one."""

    title: str
    missing: bool = False
    #: By aspect: a dtype, a way of calling it, strides, grad flag, errors, error texts.
    failing: dict[str, str] = field(default_factory=dict)
    checks: int = 0

    @property
    def passes(self) -> bool:
        return not self.missing and not self.failing

    @property
    def namespace(self) -> str:
        return namespace_of(self.title)

    def __str__(self) -> str:
        if self.missing:
            return f"{self.title}: missing"
        if self.passes:
            return f"{self.title}: pass"
        aspects = ", ".join(self.failing)
        first = next(iter(self.failing.values()))
        return f"{self.title}: partly: {aspects} ({first[:160]})"


def judge(golden: Golden, torch: Any) -> Verdict:
    """Replays one operator."""
    verdict = Verdict(golden.title)
    try:
        reach(torch, golden.title, golden.form)
    except MissingError:
        verdict.missing = True
        return verdict
    runner = Runner(torch, golden.title, golden.form, golden.arrays)
    for case in golden.cases:
        _judge_case(verdict, golden, runner, case)
    for name in golden.aliases:
        verdict.checks += 1
        try:
            find(torch, name.removeprefix("torch."))  # the database writes some in full
        except MissingError:
            verdict.failing.setdefault("alias", f"no {name}")
    for case in golden.errors:
        _check(verdict, golden, runner, case, "result", ["error", *case["error"]], "errors")
    return verdict


def _judge_case(verdict: Verdict, golden: Golden, runner: Runner, case: dict[str, Any]) -> None:
    label = case["dtype"]
    if not _check(verdict, golden, runner, case, "result", case["result"], label):
        # What fails as a function says nothing new called otherwise.
        return
    for way in WAYS:
        if way in case:
            expected = case["result"] if case[way] == "=" else case[way]
            _check(verdict, golden, runner, case, way, expected, way)


def _check(
    verdict: Verdict,
    golden: Golden,
    runner: Runner,
    case: dict[str, Any],
    way: str,
    expected: Any,
    label: str,
) -> bool:
    """Compares one way of calling a case; returns whether its values agree."""
    verdict.checks += 1
    found = Arrays()
    try:
        got = runner.observe(case, way, Encoder(runner.torch, found, exact=True))
    except MissingError as missing:
        verdict.failing.setdefault(label, f"no {missing}")
        return False
    agrees = True
    for difference in differences(expected, got, golden.arrays, found):
        # Nobody asks how a gradient is laid out, nor whether a second order's zero is there.
        ignored = {"gradient": ("strides",), "second": ("strides", "zero")}.get(way, ())
        if difference.kind in ignored:
            continue
        named = {"strides": "strides", "grad flag": "grad flag", "text": "error texts"}
        aspect = named.get(difference.kind, label)
        agrees = agrees and aspect != label
        text = difference.text if aspect == label else f"{way}: {difference.text}"
        verdict.failing.setdefault(aspect, f"{_brief_call(case)}: {text}")
    return agrees


def _brief_call(case: dict[str, Any]) -> str:
    def brief(code: Any) -> str:
        if not isinstance(code, list):
            return repr(code)
        if code[0] == "T":
            return f"{code[2]}{code[3]}"
        if code[0] in ("list", "tuple"):
            return f"[{', '.join(map(brief, code[1:]))}]"
        return str(code[-1])

    kwargs = [f"{name}={brief(code)}" for name, code in case["kwargs"].items()]
    return f"({', '.join([*map(brief, case['args']), *kwargs])})"


def replay(goldens: Iterable[Golden]) -> Iterator[Verdict]:
    """Replays operators under torchlike."""
    with alias(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch = importlib.import_module("torch")
        for golden in goldens:
            try:
                yield judge(golden, torch)
            finally:
                reset_state()
