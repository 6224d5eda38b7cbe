"""Records what PyTorch prints for each program of the suite.

Run from the repository's root in an environment that has PyTorch:
`python -m compat.record.programs [--only GLOB] [--check]`.
"""

import argparse
import sys

import torch

from compat.replay import collect, execute, judge

REFERENCE_VERSION = "2.13"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m compat.record.programs", description=__doc__)
    parser.add_argument("--only", metavar="GLOB", default="*", help="programs to run, as area/name")
    parser.add_argument("--check", action="store_true", help="compare with the recordings instead")
    options = parser.parse_args()
    if not torch.__version__.startswith(REFERENCE_VERSION):
        parser.error(f"the reference is PyTorch {REFERENCE_VERSION}, this is {torch.__version__}")

    programs = collect(options.only)
    failures = 0
    for program in programs:
        outcome = execute(program)
        problem = outcome.error
        if options.check:
            problem = judge(program, outcome).difference
        elif problem is None:
            program.recording.write_text(outcome.text, encoding="utf-8")
        if problem is not None:
            failures += 1
            sys.stdout.write(f"{program.name}: {problem}\n")
    verb = "checked" if options.check else "recorded"
    sys.stdout.write(f"{len(programs) - failures} of {len(programs)} programs {verb}\n")
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main())
