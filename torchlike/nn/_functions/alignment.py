"""The loss of sequences whose alignment with their targets is not known."""

from __future__ import annotations

from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply, wrap
from torchlike._core.execute import array_of
from torchlike._core.trace import concrete
from torchlike._ops.schema import TABLE
from torchlike.nn._functions.loss import checked, reduced


def _lengths(given: Any) -> np.ndarray:
    if isinstance(given, TensorBase):
        dtype = given._read().aval.dtype
        if dtype.category != dtypes.dtype.INTEGER:
            raise RuntimeError("input_lengths must be integral")
        return np.asarray(array_of(given._read(), "ctc_loss()")).astype(np.int64).reshape(-1)
    return np.asarray(tuple(given), np.int64).reshape(-1)


_WHERE = "(while checking arguments for ctc_loss_allocate_outputs)"


def _check_sizes(log_probs: Any, targets: Any, steps: Any, lengths: Any, blank: int) -> None:
    limit, batch, classes = log_probs.shape
    if not 0 <= blank < classes:
        raise RuntimeError("blank must be in label range")
    for name, found in (("input_lengths", steps), ("target_lengths", lengths)):
        if len(found) != batch:
            raise RuntimeError(f"{name} must be of size batch_size")
    if targets.dim() == 1:
        if targets.shape[0] != lengths.sum():
            raise RuntimeError(
                f"Expected tensor to have size {lengths.sum()} at dimension 0, but got size "
                f"{targets.shape[0]} for argument #2 'targets' {_WHERE}"
            )
    elif targets.shape[1] < lengths.max(initial=0):
        raise RuntimeError(
            f"Expected tensor to have size at least {lengths.max()} at dimension 1, but got size "
            f"{targets.shape[1]} for argument #2 'targets' {_WHERE}"
        )
    if lengths.min(initial=0) < 0:
        raise RuntimeError(
            f"Expected target_lengths to have value at least 0, but got value {lengths.min()} "
            f"{_WHERE}"
        )
    if steps.max(initial=0) > limit:
        raise RuntimeError(
            f"Expected input_lengths to have value at most {limit}, but got value {steps.max()} "
            f"{_WHERE}"
        )


def _in_rows(targets: Any, lengths: np.ndarray) -> Any:
    """Targets laid end to end as rows of the same length."""
    width = int(lengths.max(initial=0))
    ends = np.cumsum(lengths)
    at = (ends - lengths)[:, None] + np.arange(width)
    limit = max(targets.shape[0] - 1, 0)
    return targets[wrap(concrete(at.clip(0, limit)))]


def ctc_loss(
    log_probs: Any,
    targets: Any,
    input_lengths: Any,
    target_lengths: Any,
    blank: int = 0,
    reduction: str = "mean",
    zero_infinity: bool = False,
) -> Any:
    """-log of the probability of targets over all their alignments with the input."""
    checked(reduction)
    single = log_probs.dim() == 2
    if single:
        log_probs = log_probs.unsqueeze(1)
    steps, lengths = _lengths(input_lengths), _lengths(target_lengths)
    _check_sizes(log_probs, targets, steps, lengths, blank)
    whole = targets.to(dtypes.int64)
    rows = _in_rows(whole, lengths) if whole.dim() == 1 else whole
    counts = (wrap(concrete(n)) for n in (steps, lengths))
    static = (blank, bool(zero_infinity))
    loss = apply(TABLE["ctc_loss_value"], (log_probs, rows, *counts), static)
    if reduction == "mean":
        size = wrap(concrete(np.maximum(lengths, 1).astype(loss.dtype.np)))
        return (loss / size).mean()
    return loss.squeeze(0) if single and reduction == "none" else reduced(loss, reduction)
