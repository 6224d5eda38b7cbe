"""The Python of a tutorial: a script as it is, or the fences of a Markdown file."""

from __future__ import annotations

import re
from pathlib import Path

_FENCE = re.compile(r"^```python[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)


def as_script(tutorial: Path, folder: Path) -> Path:
    """A ``.py`` that PyTorch's own interpreter can run, written to `folder` if need be."""
    if tutorial.suffix == ".py":
        return tutorial
    if tutorial.suffix != ".md":
        raise ValueError(f"a tutorial is a .py or a .md file, not {tutorial.name}")
    fences = _FENCE.findall(tutorial.read_text(encoding="utf-8"))
    if not fences:
        raise ValueError(f"{tutorial.name} has no ```python fence")
    script = folder / f"{tutorial.stem}.py"
    script.write_text("\n".join(fences), encoding="utf-8")
    return script
