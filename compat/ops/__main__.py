"""Replays PyTorch's operator database: `python -m compat.ops [--only GLOB] [-v] [--update]`."""

import argparse
import sys

from compat.ops.goldens import collect
from compat.ops.replaying import replay
from compat.ops.report import Report, read_passing, update_passing


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m compat.ops", description=__doc__)
    parser.add_argument("--only", metavar="GLOB", default="*", help="operators, by name")
    parser.add_argument("--failing", action="store_true", help="only those not listed as passing")
    parser.add_argument("--update", action="store_true", help="rewrite the list of passing ones")
    parser.add_argument("-v", "--verbose", action="store_true", help="show each aspect that fails")
    options = parser.parse_args()
    listed = frozenset(read_passing())
    goldens = [g for g in collect(options.only) if not (options.failing and g.title in listed)]
    verdicts = []
    for verdict in replay(goldens):
        verdicts.append(verdict)
        sys.stdout.write(f"{verdict}\n")
        if options.verbose:
            sys.stdout.writelines(f"    {a}: {text}\n" for a, text in verdict.failing.items())
        sys.stdout.flush()
    if not verdicts:
        parser.error(f"nothing matches {options.only!r}")
    report = Report(verdicts, listed)
    sys.stdout.write(f"{sum(v.passes for v in verdicts)} of {len(verdicts)} pass\n")
    if options.update:
        update_passing(verdicts)
        return 0
    sys.stdout.writelines(f"no longer passing: {verdict.title}\n" for verdict in report.broken)
    return int(not report.ok)


if __name__ == "__main__":
    sys.exit(main())
