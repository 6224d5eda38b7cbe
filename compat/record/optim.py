"""Records what PyTorch's optimizers and schedulers do.

Run from the repository's root in an environment that has PyTorch: `python -m compat.record.optim`.
"""

import json
from typing import Any

import torch

from compat.optim import cases


def shortened(value: Any, digits: int = 12) -> Any:
    """Floats with as many digits as are compared."""
    if isinstance(value, float):
        return float(f"{value:.{digits}g}")
    if isinstance(value, list):
        return [shortened(v, digits) for v in value]
    if isinstance(value, dict):
        return {k: shortened(v, digits) for k, v in value.items()}
    return value


def main() -> None:
    optimizers = {
        f"{call} {dtype}": shortened(
            cases.run_optimizer(torch, call, dtype), 12 if dtype[-3:] in ("t64", "128") else 7
        )
        for call, dtype in cases.optimizer_cases()
    }
    schedulers = {call: shortened(cases.run_scheduler(torch, call)) for call in cases.SCHEDULERS}
    lines = [
        "{",
        _section("optimizers", optimizers) + ",",
        _section("schedulers", schedulers),
        "}",
    ]
    cases.RECORDING.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _section(name: str, entries: dict[str, Any]) -> str:
    rows = [f"{json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in entries.items()]
    return f"{json.dumps(name)}: {{\n" + ",\n".join(rows) + "\n}"


if __name__ == "__main__":
    main()
