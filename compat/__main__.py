"""Replays the recordings against torchlike: `python -m compat [--only GLOB] [-v]`."""

import argparse
import sys

from compat import errors, modules, ops, surface
from compat.fuzz import goldens, replaying
from compat.replay import ROOT, collect, read_xfails, replay
from compat.scoreboard import build

SCOREBOARD = ROOT / "SCOREBOARD.md"
HEADER = """# Scoreboard

Programs whose printed text equals what PyTorch 2.13 printed, and short cases that end with its
exception (`error_cases`), and random programs (`fuzz`); then PyTorch's own databases of operators,
modules and optimizers, and its public names. Written by `python -m compat`.

"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m compat", description=__doc__)
    parser.add_argument("--only", metavar="GLOB", default="*", help="what to run, as area/name")
    parser.add_argument("--isolated", action="store_true", help="give each program its own process")
    parser.add_argument("-v", "--verbose", action="store_true", help="name each program as it ends")
    options = parser.parse_args()

    everything = [p.name for p in (*collect(), *errors.collect(), *goldens.collect())]
    programs, cases = collect(options.only), errors.collect(options.only)
    random = goldens.collect(options.only)
    operators, layers = ops.collect(options.only), modules.collect(options.only)
    if not any((programs, cases, random, operators, layers)):
        parser.error(f"nothing matches {options.only!r}")
    results = []
    for program in programs:
        result = replay(program, isolated=options.isolated)
        results.append(result)
        if options.verbose:
            sys.stdout.write(f"{'ok  ' if result.passed else 'FAIL'} {program.name}\n")
            sys.stdout.flush()

    failures, gaps = errors.judge(cases)
    known = read_xfails() | errors.expected_failures() | replaying.read_known() | gaps
    scoreboard = build([*results, *failures, *replaying.judge(random)], known, everything)
    report, layer_report = ops.judge(operators), modules.judge(layers)
    text = scoreboard.markdown() + "\n## Operators\n\n" + report.markdown()
    text += "\n## Modules and optimizers\n\n" + layer_report.markdown()
    if len(programs) + len(cases) + len(random) == len(everything):
        text += "\n## Public names\n\n" + surface.markdown(surface.measure())
        SCOREBOARD.write_text(HEADER + text, encoding="utf-8")
    sys.stdout.write(text)
    return int(not (scoreboard.ok and report.ok and layer_report.ok))


if __name__ == "__main__":
    sys.exit(main())
