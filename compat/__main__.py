"""Replays the recorded programs against torchlike: `python -m compat [--only GLOB] [-v]`."""

import argparse
import sys

from compat.replay import ROOT, collect, read_xfails, replay
from compat.scoreboard import build

SCOREBOARD = ROOT / "SCOREBOARD.md"
HEADER = """# Scoreboard

Programs whose printed text equals what PyTorch 2.13 printed. Written by `python -m compat`.

"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m compat", description=__doc__)
    parser.add_argument("--only", metavar="GLOB", default="*", help="programs to run, as area/name")
    parser.add_argument("--isolated", action="store_true", help="give each program its own process")
    parser.add_argument("-v", "--verbose", action="store_true", help="name each program as it ends")
    options = parser.parse_args()

    everything = [program.name for program in collect()]
    programs = collect(options.only)
    if not programs:
        parser.error(f"no program matches {options.only!r}")
    results = []
    for program in programs:
        result = replay(program, isolated=options.isolated)
        results.append(result)
        if options.verbose:
            sys.stdout.write(f"{'ok  ' if result.passed else 'FAIL'} {program.name}\n")
            sys.stdout.flush()

    scoreboard = build(results, read_xfails(), everything)
    sys.stdout.write(scoreboard.markdown())
    if len(programs) == len(everything):
        SCOREBOARD.write_text(HEADER + scoreboard.markdown(), encoding="utf-8")
    return int(not scoreboard.ok)


if __name__ == "__main__":
    sys.exit(main())
