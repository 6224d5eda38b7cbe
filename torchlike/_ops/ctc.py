"""Connectionist temporal classification (Graves et al., 2006)."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
from jax import lax

from torchlike._core.kernel import Kernel
from torchlike._ops.dims import scalar_name
from torchlike._ops.families import LAYER
from torchlike._ops.roles import Array
from torchlike._ops.schema import op


def _log_sum(*terms: Any) -> Any:
    """log Σ exp(terms), -inf (with gradient 0) where all of them are."""
    stacked = jnp.stack(terms)
    highest = lax.stop_gradient(jnp.max(stacked, axis=0))
    highest = jnp.where(jnp.isneginf(highest), 0, highest)
    total = jnp.sum(jnp.exp(stacked - highest), axis=0)
    nothing = total == 0
    return jnp.where(nothing, -jnp.inf, jnp.log(jnp.where(nothing, 1, total)) + highest)


def _shifted(alpha: Any, by: int) -> Any:
    low = jnp.full((alpha.shape[0], by), -jnp.inf, alpha.dtype)
    return jnp.concatenate([low, alpha[:, : alpha.shape[1] - by]], axis=1)


def _log_likelihood(log_probs: Any, targets: Any, steps: Any, lengths: Any, blank: int) -> Any:
    """For each sample, the log probability of all alignments with its target."""
    _, batch, _ = log_probs.shape
    labels = jnp.full((batch, 2 * targets.shape[1] + 1), blank, jnp.int64)
    labels = labels.at[:, 1::2].set(targets)
    before = jnp.pad(labels, ((0, 0), (2, 0)), constant_values=blank)[:, : labels.shape[1]]
    skips = (labels != blank) & (labels != before)
    emitted = jnp.take_along_axis(log_probs, labels[None], axis=2)
    place = jnp.arange(labels.shape[1])
    # Before the first step only the start exists: one place before the first blank.
    alpha = jnp.where(place == 0, emitted[0], -jnp.inf)
    alpha = jnp.where((place == 1) & (lengths[:, None] > 0), emitted[0], alpha)

    def step(alpha: Any, item: Any) -> tuple[Any, None]:
        at, emission = item
        skipped = jnp.where(skips, _shifted(alpha, 2), -jnp.inf)
        new = _log_sum(alpha, _shifted(alpha, 1), skipped) + emission
        return jnp.where((at < steps)[:, None], new, alpha), None

    later = (jnp.arange(1, log_probs.shape[0]), emitted[1:])
    alpha, _ = lax.scan(step, alpha, later)
    last = 2 * lengths[:, None]
    ended = jnp.take_along_axis(alpha, last, axis=1)[:, 0]
    label = jnp.take_along_axis(alpha, jnp.maximum(last - 1, 0), axis=1)[:, 0]
    found = _log_sum(ended, jnp.where(lengths > 0, label, -jnp.inf))
    return jnp.where(steps > 0, found, jnp.where(lengths > 0, -jnp.inf, 0.0))


def _node_name(kernel: Kernel) -> str:
    return "WhereBackward0" if kernel.static[1] else "CtcLossBackward0"


@op(LAYER, name="ctc_loss_value", function=False, saves=("log_probs", "targets"),
    grad_fn=_node_name)  # fmt: skip
def ctc_loss_value(
    log_probs: Array,
    targets: Array,
    input_lengths: Array,
    target_lengths: Array,
    blank: int,
    zero_infinity: bool,
):
    """-log of the probability of each target, over all its alignments.

    Shape: log_probs (steps, n, classes), targets (n, length), lengths (n,) -> (n,).
    The gradient is PyTorch's, that of logits whose log_softmax `log_probs` is.
    """
    if log_probs.dtype not in (jnp.float32, jnp.float64):
        raise NotImplementedError(
            f"\"ctc_loss_cpu\" not implemented for '{scalar_name(log_probs)}'"
        )
    steps, lengths = input_lengths.astype(jnp.int64), target_lengths.astype(jnp.int64)
    loss = -_log_likelihood(log_probs, targets.astype(jnp.int64), steps, lengths, blank)
    used = jnp.arange(log_probs.shape[0])[:, None] < steps
    mass = jnp.sum(jnp.where(used[..., None], jnp.exp(log_probs), 0), axis=(0, 2))
    loss = loss + (mass - lax.stop_gradient(mass))
    return jnp.where(jnp.isinf(loss), 0, loss) if zero_infinity else loss
