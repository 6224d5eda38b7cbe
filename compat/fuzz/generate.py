"""Writes a random program: straight-line Python over tensors, the same for the same seed."""

from random import Random

from compat.fuzz import (
    aliasing,
    arithmetic,
    conversion,
    creation,
    differentiation,
    namespaces,
)
from compat.fuzz.draft import Draft, NoneSuchError
from compat.fuzz.statements import KINDS

__all__ = ["generate"]

#: What every program may use. A gradient handed to the program is copied: its strides and its
#: versions are whatever the formulas happen to make.
PRELUDE = """
import copy
import torch
import torch.nn.functional as F

def gradient(output, x, **keywords):
    (found,) = torch.autograd.grad(output, [x], **keywords)
    return found if found is None else found.clone(memory_format=torch.contiguous_format)
"""

MODULES = (aliasing, arithmetic, conversion, creation, differentiation, namespaces)


def generate(seed: int) -> list[str]:
    """The statements of the program of `seed`."""
    rng = Random(seed)
    draft = Draft(rng)
    for _ in range(rng.randint(2, 4)):
        creation.tensor(draft)
    # Each program favours some kinds and lacks others: a little of everything finds little.
    kinds = [writer for writer, kind in KINDS.items() if seed >= kind.since]
    weights = [KINDS[writer].weight * rng.choice((0, 0.5, 1, 1, 4)) for writer in kinds]
    length = rng.randint(6, 36)
    while len(draft.lines) < length:
        before = len(draft.lines)
        try:
            rng.choices(kinds, weights)[0](draft)
        except NoneSuchError:
            del draft.lines[before:]
            continue
        _maybe_without_grad(draft, before)
    return draft.lines


def _maybe_without_grad(draft: Draft, start: int) -> None:
    """Puts the statement just written under `no_grad`, now and then."""
    if len(draft.lines) != start + 1 or "\n" in draft.lines[start] or not draft.chance(0.05):
        return
    mode = draft.one("no_grad()", "no_grad()", "enable_grad()", "set_grad_enabled(False)")
    draft.lines[start] = f"with torch.{mode}:\n    {draft.lines[start]}"
