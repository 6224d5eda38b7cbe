"""`einsum` of one operand: views and a sum, as in PyTorch."""

from __future__ import annotations

from typing import Any

from torchlike._ops import _bindings as bindings
from torchlike._ops import views
from torchlike._ops.matmul import check_einsum


def of_one(equation: str, operand: Any) -> Any:
    """What `equation` makes of one tensor: diagonals, its dims in order, a sum over the rest."""
    check_einsum([operand], equation)
    left, arrow, right = equation.replace(" ", "").partition("->")
    omitted = operand.ndim - len(left.replace("...", ""))
    if not arrow:
        alone = sorted(label for label in set(left) - {"."} if left.count(label) == 1)
        right = "".join(["..." if "..." in left else "", *alone])
    seen: list[Any] = []
    for label in _labels(left, omitted):
        if label in seen:
            at = seen.index(label)
            operand = views.movedim(bindings.diagonal(operand, 0, at, len(seen)), -1, at)
        else:
            seen.append(label)
    shown = _labels(right, omitted)
    rest = [label for label in seen if label not in shown]
    operand = bindings.permute(operand, tuple(seen.index(label) for label in (*shown, *rest)))
    return bindings.sum(operand, tuple(range(len(shown), operand.ndim))) if rest else operand


def _labels(subscripts: str, omitted: int) -> list[Any]:
    """One label for each dim; an ellipsis stands for as many as are `omitted`."""
    before, dots, after = subscripts.partition("...")
    return [*before, *(range(omitted) if dots else ()), *after]
