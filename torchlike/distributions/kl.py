"""Kullback-Leibler divergences: `torch.distributions.kl`."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

from torchlike.distributions.distribution import Distribution

__all__ = ["kl_divergence", "register_kl"]

Formula = Callable[[Any, Any], Any]
_FORMULAS: dict[tuple[type, type], Formula] = {}
_FOUND: dict[tuple[type, type], Formula | None] = {}


def register_kl(type_p: Any, type_q: Any) -> Callable[[Formula], Formula]:
    """A decorator for the formula of two types of distributions, and of their subclasses."""
    for name, kind in (("type_p", type_p), ("type_q", type_q)):
        if not (isinstance(kind, type) and issubclass(kind, Distribution)):
            raise TypeError(f"Expected {name} to be a Distribution subclass but got {kind}")

    def decorator(fun: Formula) -> Formula:
        _FORMULAS[type_p, type_q] = fun
        _FOUND.clear()
        return fun

    return decorator


def _formula(type_p: type, type_q: type) -> Formula | None:
    """The formula of the nearest types, whichever of the two is looked at first."""
    matches = [
        pair for pair in _FORMULAS if issubclass(type_p, pair[0]) and issubclass(type_q, pair[1])
    ]
    if not matches:
        return None
    near_p, near_q = type_p.__mro__.index, type_q.__mro__.index
    left = min(matches, key=lambda pair: (near_p(pair[0]), near_q(pair[1])))
    right = min(matches, key=lambda pair: (near_q(pair[1]), near_p(pair[0])))
    if _FORMULAS[left] is not _FORMULAS[right]:
        warnings.warn(
            f"Ambiguous kl_divergence({type_p.__name__}, {type_q.__name__}). Please "
            f"register_kl({left[0].__name__}, {right[1].__name__})",
            RuntimeWarning,
            stacklevel=3,
        )
    return _FORMULAS[left]


def kl_divergence(p: Any, q: Any) -> Any:
    """The divergence of `q` from `p`: the mean under `p` of log p - log q."""
    kinds = (type(p), type(q))
    if kinds not in _FOUND:
        _FOUND[kinds] = _formula(*kinds)
    formula = _FOUND[kinds]
    if formula is None:
        raise NotImplementedError(
            f"No KL(p || q) is implemented for p type {p.__class__.__name__} and q type "
            f"{q.__class__.__name__}"
        )
    return formula(p, q)
