"""Records what PyTorch raises for each case of `compat.errors`.

Run from the repository's root in an environment that has PyTorch: `python -m compat.record.errors`.
"""

import dataclasses
import json
import sys

import torch

from compat.errors import CASES, refusal_of, sources, topics
from compat.record.programs import REFERENCE_VERSION


def main() -> int:
    """Writes one case per line, so that a new recording shows as a readable difference."""
    if not torch.__version__.startswith(REFERENCE_VERSION):
        sys.exit(f"the reference is PyTorch {REFERENCE_VERSION}, this is {torch.__version__}")
    accepted = 0
    for topic in topics():
        lines = []
        for source in sources(topic):
            refusal = refusal_of(source)
            if refusal is None:
                accepted += 1
                sys.stdout.write(f"{topic}: nothing is raised by\n{source}\n")
            else:
                lines.append(json.dumps({"source": source, **dataclasses.asdict(refusal)}))
        (CASES / f"{topic}.json").write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
    return int(accepted > 0)


if __name__ == "__main__":
    sys.exit(main())
