"""Replays PyTorch's operator database: `python -m compat.ops [--only GLOB] [-v] [--update]`."""

import argparse
import sys
from pathlib import Path

from compat.ops.goldens import collect
from compat.ops.replaying import replay

PASSING = Path(__file__).parent / "passing.txt"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m compat.ops", description=__doc__)
    parser.add_argument("--only", metavar="GLOB", default="*", help="operators, by name")
    parser.add_argument("--update", action="store_true", help="rewrite the list of passing ones")
    parser.add_argument("-v", "--verbose", action="store_true", help="show each aspect that fails")
    options = parser.parse_args()
    verdicts = []
    for verdict in replay(collect(options.only)):
        verdicts.append(verdict)
        sys.stdout.write(f"{verdict}\n")
        if options.verbose:
            sys.stdout.writelines(f"    {a}: {text}\n" for a, text in verdict.failing.items())
        sys.stdout.flush()
    if not verdicts:
        parser.error(f"nothing matches {options.only!r}")
    passing = {verdict.title for verdict in verdicts if verdict.passes}
    sys.stdout.write(f"{len(passing)} of {len(verdicts)} pass\n")
    if options.update:
        known = set(PASSING.read_text(encoding="utf-8").split()) if PASSING.exists() else set()
        kept = (known - {verdict.title for verdict in verdicts}) | passing
        PASSING.write_text("".join(f"{title}\n" for title in sorted(kept)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
