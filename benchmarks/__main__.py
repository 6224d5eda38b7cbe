"""The driver, ``python -m benchmarks``: runs the chosen rows, prints the table, says who won."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.report import HEADER, Result, as_json, evaluate, machine, table_line
from benchmarks.rows import BENCHMARKS, Benchmark, Settings
from benchmarks.runner import ROOT, BenchmarkError, run_benchmark
from benchmarks.tutorial import as_script


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measures torchlike against PyTorch and JAX."
    )
    parser.add_argument(
        "--torch-python", required=True, help="the Python of an environment that has PyTorch"
    )
    parser.add_argument(
        "--only",
        action="append",
        choices=[benchmark.name for benchmark in BENCHMARKS],
        help="run this one (may be given again)",
    )
    parser.add_argument("--repeat", type=int, default=3, help="runs of each side (default: 3)")
    parser.add_argument("--json", type=Path, help="write the results here")
    parser.add_argument(
        "--tutorial",
        type=Path,
        default=ROOT / "examples" / "autograd_walkthrough.md",
        help="the .md or .py that the tutorial row runs (default: the walk through autograd)",
    )
    arguments = parser.parse_args()
    found = shutil.which(arguments.torch_python)
    if found is None:
        parser.error(f"--torch-python: no such program: {arguments.torch_python}")
    # Not resolved: a virtual environment is recognised by the link, not by what it points at.
    arguments.torch_python = os.path.abspath(found)
    if arguments.repeat < 1:
        parser.error("--repeat must be at least 1")
    if not arguments.tutorial.is_file():
        parser.error(f"--tutorial: no such file: {arguments.tutorial}")
    return arguments


def main() -> int:
    """Runs the chosen benchmarks; 0 if each ran and met its bars."""
    arguments = parse_arguments()
    chosen = [each for each in BENCHMARKS if not arguments.only or each.name in arguments.only]
    about = machine(arguments.torch_python)
    print(", ".join(f"{key} {value}" for key, value in about.items()))
    if os.getloadavg()[0] > 0.5:
        print("The machine is busy. Threaded programs suffer most: read these numbers with care.")
    print(HEADER, flush=True)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        settings = Settings(
            torch_python=arguments.torch_python,
            tutorial=arguments.tutorial.resolve(),
            tutorial_script=as_script(arguments.tutorial.resolve(), Path(folder)),
        )
        results, failures = run_all(chosen, settings, arguments.repeat)
    if arguments.json:
        report = as_json(about, results, failures)
        arguments.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 1 if failures or any(result.passed is False for result in results) else 0


def run_all(
    chosen: list[Benchmark], settings: Settings, repeats: int
) -> tuple[list[Result], dict[str, str]]:
    """Results in order, printed as they come, and what each failed benchmark wrote."""
    results: list[Result] = []
    failures: dict[str, str] = {}
    for benchmark in chosen:
        try:
            runs = run_benchmark(benchmark, settings, repeats, show_progress)
        except BenchmarkError as error:
            failures[benchmark.name] = str(error)
            show_progress("")
            print(f"{benchmark.name:32} FAILED\n{error}", flush=True)
            continue
        show_progress("")
        for result in evaluate(benchmark, runs):
            results.append(result)
            print(table_line(result), flush=True)
    return results, failures


def show_progress(text: str) -> None:
    """What is running now, on a line that the next one overwrites (terminals only)."""
    if sys.stderr.isatty():
        print(f"\r{text:60}\r", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
