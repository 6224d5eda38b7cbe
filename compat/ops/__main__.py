"""Replays PyTorch's operator database: `python -m compat.ops [--only GLOB] [-v]`."""

import argparse
import sys

from compat.ops.goldens import collect
from compat.ops.replaying import replay
from compat.ops.report import Report, passing_names, read_exceptions


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m compat.ops", description=__doc__)
    parser.add_argument("--only", metavar="GLOB", default="*", help="operators, by name")
    parser.add_argument("--failing", action="store_true", help="only those expected to fail")
    parser.add_argument("-v", "--verbose", action="store_true", help="show each aspect that fails")
    options = parser.parse_args()
    exceptions = read_exceptions()
    goldens = [g for g in collect(options.only) if not options.failing or g.title in exceptions]
    verdicts = []
    for verdict in replay(goldens):
        verdicts.append(verdict)
        sys.stdout.write(f"{verdict}\n")
        if options.verbose:
            sys.stdout.writelines(f"    {a}: {text}\n" for a, text in verdict.failing.items())
        sys.stdout.flush()
    if not verdicts:
        parser.error(f"nothing matches {options.only!r}")
    report = Report(verdicts, exceptions)
    passing, names = passing_names(verdicts)
    sys.stdout.write(f"{sum(v.passes for v in verdicts)} of {len(verdicts)} pass, ")
    sys.stdout.write(f"{passing} of {names} names with all their entries\n")
    sys.stdout.writelines(f"does not pass: {verdict.title}\n" for verdict in report.broken)
    sys.stdout.writelines(f"passes, so no exception: {v.title}\n" for v in report.agreeing)
    return int(not report.ok)


if __name__ == "__main__":
    sys.exit(main())
