"""The driver, ``python -m benchmarks.ops``: times the chosen operators on both sides."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from fnmatch import fnmatch
from pathlib import Path

from benchmarks.ops.cases import CASES, Case
from benchmarks.ops.driver import Row, measure
from benchmarks.ops.report import as_json, line, summary
from benchmarks.report import machine

SIZES = ("small", "middle", "large")
DIRECTIONS = ("forward", "backward")


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    families = list(dict.fromkeys(case.family for case in CASES.values()))
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.ops", description="Times every operator against PyTorch's."
    )
    parser.add_argument(
        "--torch-python", required=True, help="the Python of an environment that has PyTorch"
    )
    parser.add_argument("--only", action="append", metavar="GLOB", help="these operators")
    parser.add_argument("--family", action="append", choices=families, help="these families")
    parser.add_argument("--size", action="append", choices=SIZES, help="at these sizes")
    parser.add_argument(
        "--direction", action="append", choices=DIRECTIONS, help="only this direction"
    )
    parser.add_argument("--repeat", type=int, default=3, help="stretches timed (default: 3)")
    parser.add_argument("--cores", type=int, help="only so many of the machine's cores")
    parser.add_argument("--json", type=Path, help="write the results here")
    arguments = parser.parse_args()
    found = shutil.which(arguments.torch_python)
    if found is None:
        parser.error(f"--torch-python: no such program: {arguments.torch_python}")
    # Not resolved: a virtual environment is recognised by the link, not by what it points at.
    arguments.torch_python = os.path.abspath(found)
    if arguments.repeat < 1:
        parser.error("--repeat must be at least 1")
    return arguments


def chosen(only: list[str] | None, families: list[str] | None) -> list[Case]:
    """The cases that the command line asks for."""
    return [
        case
        for case in CASES.values()
        if (not only or any(fnmatch(case.name, pattern) for pattern in only))
        and (not families or case.family in families)
    ]


def main() -> int:
    """Times what is chosen; 0 if both sides could run all of it, with the same results."""
    arguments = parse_arguments()
    about = machine(arguments.torch_python)
    print(", ".join(f"{key} {value}" for key, value in about.items()), flush=True)
    rows: list[Row] = []
    for row in measure(
        arguments.torch_python,
        chosen(arguments.only, arguments.family),
        arguments.size or SIZES,
        arguments.direction or DIRECTIONS,
        arguments.repeat,
        arguments.cores,
    ):
        rows.append(row)
        print(line(row), flush=True)
    print(summary(rows))
    if arguments.json:
        arguments.json.write_text(json.dumps(as_json(about, rows), indent=1) + "\n", "utf-8")
    return 1 if any(row.problem for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
