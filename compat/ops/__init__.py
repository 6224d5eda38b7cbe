"""PyTorch's operator database, recorded and replayed: `python -m compat.ops [--only GLOB] [-v]`."""

from compat.ops import goldens
from compat.ops.goldens import Golden
from compat.ops.replaying import replay
from compat.ops.report import Report, read_exceptions


def collect(pattern: str) -> list[Golden]:
    """The recorded operators whose name, as `ops/name`, matches a glob."""
    if pattern == "*":
        return list(goldens.collect())
    area, _, name = pattern.partition("/")
    return list(goldens.collect(name)) if area == "ops" else []


def judge(operators: list[Golden]) -> Report:
    """The verdicts on operators."""
    return Report(list(replay(operators)), read_exceptions())
