"""Replays PyTorch's modules and optimizers: `python -m compat.modules [--only GLOB] [-v]`."""

import argparse
import sys

from compat.modules.replaying import collect, replay


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m compat.modules", description=__doc__)
    parser.add_argument(
        "--only", metavar="GLOB", default="*", help="modules and optimizers by name"
    )
    parser.add_argument("--cases", type=int, help="how many cases of each, at most")
    parser.add_argument("-v", "--verbose", action="store_true", help="show each aspect that fails")
    options = parser.parse_args()
    verdicts = []
    for verdict in replay(collect(options.only), options.cases):
        verdicts.append(verdict)
        sys.stdout.write(f"{verdict}\n")
        if options.verbose:
            sys.stdout.writelines(f"    {a}: {text}\n" for a, text in verdict.failing.items())
        sys.stdout.flush()
    if not verdicts:
        parser.error(f"nothing matches {options.only!r}")
    passing = sum(verdict.passes for verdict in verdicts)
    sys.stdout.write(f"{passing} of {len(verdicts)} pass\n")
    return int(passing < len(verdicts))


if __name__ == "__main__":
    sys.exit(main())
