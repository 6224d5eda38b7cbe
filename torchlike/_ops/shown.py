"""What `inspect.signature` tells of functions that other functions make."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection
from typing import Any

_OUT = inspect.Parameter("out", inspect.Parameter.KEYWORD_ONLY, default=None)


def shown(
    made: Callable[..., Any],
    like: Callable[..., Any],
    *,
    out: bool = False,
    without: Collection[str] = (),
) -> Any:
    """`made`, which takes what `like` does: with an ``out=`` besides, or without some of it."""
    signature = inspect.signature(like)
    kept = [p for p in signature.parameters.values() if p.name not in without]
    if out and all(p.name != "out" for p in kept):
        rest = [p for p in kept if p.kind is p.VAR_KEYWORD]
        kept = [*(p for p in kept if p.kind is not p.VAR_KEYWORD), _OUT, *rest]
    made.__signature__ = signature.replace(parameters=kept)
    return made
