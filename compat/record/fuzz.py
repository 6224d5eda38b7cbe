"""Records what PyTorch does with random programs.

Run from the repository's root in an environment that has PyTorch:
`python -m compat.record.fuzz [--programs N] [--seed S]`; what is recorded of other seeds stays.
`--run` instead reads one program's statements as JSON and prints what PyTorch did, which is how a
failing program is made smaller.
"""

import argparse
import json
import sys

import torch

from compat.fuzz.generate import generate
from compat.fuzz.goldens import Golden, read, write
from compat.fuzz.observe import run

REFERENCE_VERSION = "2.13"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m compat.record.fuzz", description=__doc__)
    parser.add_argument("--programs", type=int, default=3500, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="of the first program")
    parser.add_argument("--run", action="store_true", help="answer for programs on stdin")
    options = parser.parse_args()
    if not torch.__version__.startswith(REFERENCE_VERSION):
        parser.error(f"the reference is PyTorch {REFERENCE_VERSION}, this is {torch.__version__}")
    torch.set_num_threads(1)
    if options.run:
        for line in sys.stdin:
            sys.stdout.write(json.dumps(run(json.loads(line), stepwise=True)) + "\n")
            sys.stdout.flush()
        return 0
    goldens = {golden.seed: golden for golden in read()}
    for seed in range(options.seed, options.seed + options.programs):
        statements = generate(seed)
        goldens[seed] = Golden(seed, statements, run(statements, stepwise=True))
    write(goldens[seed] for seed in sorted(goldens))
    sys.stdout.write(f"{options.programs} programs recorded\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
