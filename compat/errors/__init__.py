"""Short pieces of code that PyTorch refuses: what it raised, and how it left the tensors.

`cases/<topic>.py` holds the sources, separated by blank lines, and `cases/<topic>.json` what
PyTorch did with them: one recorded case a line, written by `compat.record.errors`.
"""

import contextlib
import dataclasses
import importlib
import io
import json
import types
import warnings
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from compat.replay import Result, alias, mask, read_xfails, reset_state

CASES = Path(__file__).parent / "cases"
XFAILS = Path(__file__).parent / "xfails.txt"
AREA = "error_cases"


@dataclasses.dataclass(frozen=True)
class Refusal:
    """The exception a case ended with, and the tensors it had named by then."""

    kind: str
    text: str
    tensors: dict[str, str]


@dataclasses.dataclass(frozen=True)
class Case:
    """One piece of code, and what PyTorch did with it; None where that is not recorded."""

    topic: str
    source: str
    recorded: Refusal | None

    @property
    def area(self) -> str:
        return AREA

    @property
    def name(self) -> str:
        """The topic and the source on one line."""
        return f"{self.topic}: {' | '.join(map(str.strip, self.source.splitlines()))}"


def topics() -> list[str]:
    """The names of the files of cases."""
    return sorted(path.stem for path in CASES.glob("*.py"))


def sources(topic: str) -> list[str]:
    """The pieces of code of one topic."""
    text = (CASES / f"{topic}.py").read_text(encoding="utf-8")
    return [block.strip() for block in text.split("\n\n") if block.strip()]


def recordings(topic: str) -> dict[str, Refusal]:
    """What is recorded of one topic, by source."""
    found = json.loads((CASES / f"{topic}.json").read_text(encoding="utf-8"))
    return {case.pop("source"): Refusal(**case) for case in found}


def collect(pattern: str = "*") -> list[Case]:
    """The cases of the topics that match a glob of `area/topic`, with their recordings."""
    cases = []
    for topic in topics():
        if not fnmatch(f"{AREA}/{topic}", pattern):
            continue
        recorded = recordings(topic)
        cases += [Case(topic, source, recorded.get(source)) for source in sources(topic)]
    return cases


def expected_failures() -> dict[str, str]:
    """The cases that are known to differ, by name, with their reasons."""
    return read_xfails(XFAILS)


def refusal_of(source: str) -> Refusal | None:
    """Runs a piece of code in a fresh state; None where nothing is raised."""
    torch = importlib.import_module("torch")
    numpy = importlib.import_module("numpy")
    main = types.ModuleType("__main__")
    main.__dict__.update(torch=torch, nn=torch.nn, F=torch.nn.functional, np=numpy)
    reset_state()
    with contextlib.suppress(Exception):
        torch.zeros(()).item()  # work that an earlier case left pending fails here, if it does
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(compile(source, "<case>", "exec"), main.__dict__)  # noqa: S102
            torch.zeros(()).item()  # whatever works late says now what it has to say
    except Exception as problem:  # noqa: BLE001 (it becomes the answer)
        return Refusal(type(problem).__name__, _text_of(problem), _tensors_of(main, torch.Tensor))
    finally:
        reset_state()
    return None


def _text_of(problem: Exception) -> str:
    """The first line of the message; all of one that lists signatures."""
    text = mask(str(problem))
    return text if "invalid combination of arguments" in text else text.split("\n")[0]


def _tensors_of(main: types.ModuleType, kind: type[Any]) -> dict[str, str]:
    found = {}
    for name, value in vars(main).items():
        if isinstance(value, kind):
            dtype = str(value.dtype).removeprefix("torch.")
            found[name] = f"{dtype} {value.tolist()}, version {value._version}"
            if value.requires_grad:
                found[name] += ", requires_grad"
    return found


def gap_in(got: Refusal | None) -> str | None:
    """What torchlike says it does not have, where a case failed for want of it."""
    return got.text if got is not None and "torchlike" in got.text else None


def judge(cases: Sequence[Case]) -> tuple[list[Result], dict[str, str]]:
    """Runs cases under torchlike: their results, and the gaps that some of them met, by name."""
    results, gaps = [], {}
    with alias():
        for case in cases:
            got = refusal_of(case.source)
            results.append(Result(case, _difference(case.recorded, got)))
            if gap_in(got) is not None:
                gaps[case.name] = "it needs what is not there"
    return results, gaps


def _difference(recorded: Refusal | None, got: Refusal | None) -> str | None:
    if recorded is None:
        return "it is not recorded"
    if got is None:
        return f"expected {recorded.kind}, got no error"
    if got == recorded:
        return None
    if (got.kind, got.text) == (recorded.kind, recorded.text):
        return f"expected to leave {recorded.tensors}, left {got.tensors}"
    return f"expected {recorded.kind}: {recorded.text!r}, got {got.kind}: {got.text!r}"
