"""Runs random programs: `python -m compat.fuzz [--self] [--programs N] [--seed S] [--shrink]`."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from itertools import islice

from compat.fuzz.compare import Verdict
from compat.fuzz.generate import generate
from compat.fuzz.goldens import Golden, read
from compat.fuzz.replaying import Tally, against, against_itself, read_known, write_known
from compat.fuzz.shrink import Oracle, shrunk
from compat.replay import alias


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m compat.fuzz", description=__doc__)
    parser.add_argument("--programs", type=int, metavar="N", help="how many; all that are recorded")
    parser.add_argument("--seed", type=int, metavar="S", help="the first program's seed")
    parser.add_argument("--self", action="store_true", dest="itself",
                        help="compare torchlike with itself: fused with op by op")  # fmt: skip
    parser.add_argument("--oracle", metavar="PYTHON", help="an interpreter that has PyTorch: asked "
                        "instead of the recordings")  # fmt: skip
    parser.add_argument(
        "--shrink", action="store_true", help="leave out what a failure does not need"
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="show messages of other words")
    parser.add_argument(
        "--accept", action="store_true", help="list the disagreements as known, in fuzz-known.txt"
    )
    options = parser.parse_args()
    if options.accept and (options.itself or options.oracle or options.seed or options.programs):
        parser.error("--accept goes with all recorded programs, and with nothing else")
    if options.shrink and not (options.itself or options.oracle):
        parser.error("--shrink needs PyTorch's answers to smaller programs: --oracle PYTHON")

    known = {} if options.itself or options.accept else read_known()
    tally = Tally()
    oracle = Oracle(options.oracle) if options.oracle else None
    with alias():
        for seed, statements, verdict in _verdicts(options, oracle):
            name = f"fuzz/{seed}"
            tally.add(name, verdict, name in known)
            if not verdict.agrees and name not in known:
                if options.shrink:
                    statements, verdict = shrunk(statements, verdict, oracle)
                _report(name, statements, verdict)
            if options.verbose:
                for wording in verdict.wordings:
                    sys.stdout.write(f"{name}: wording: {wording}\n")
    sys.stdout.write(
        f"{tally.agreeing} of {tally.total} programs agree, {tally.known} known not to; "
        f"{tally.wordings} messages of other words\n"
    )
    if options.accept:
        write_known({name: verdict.difference or "" for name, verdict in tally.failed})
        return 0
    for name in tally.surprising:
        sys.stdout.write(f"{name} is listed as a disagreement but agrees\n")
    return int(not tally.ok)


def _verdicts(
    options: argparse.Namespace, oracle: Oracle | None
) -> Iterator[tuple[int, list[str], Verdict]]:
    first, count = options.seed or 0, options.programs
    if options.itself:
        for seed in range(first, first + (count or 200)):
            statements = generate(seed)
            yield seed, statements, against_itself(statements)
        return
    for golden in islice(_goldens(first, oracle), count):
        yield golden.seed, golden.statements, against(golden)


def _goldens(first: int, oracle: Oracle | None) -> Iterable[Golden]:
    if oracle is None:
        yield from (g for g in read() if g.seed >= first)
        return
    seed = first
    while True:
        statements = generate(seed)
        yield Golden(seed, statements, oracle.ask(statements))
        seed += 1


def _report(name: str, statements: list[str], verdict: Verdict) -> None:
    sys.stdout.write(f"{name}: {verdict.difference}\n")
    for number, statement in enumerate(statements[: (verdict.statement or 0) + 1]):
        mark = ">" if number == verdict.statement else " "
        sys.stdout.write(f"  {mark} {statement}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
