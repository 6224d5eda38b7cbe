"""A line search for the strong Wolfe conditions (Nocedal and Wright, algorithms 3.5 and 3.6)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

#: How much of the promised decrease a step must bring, and how much of the slope it may leave.
_DECREASE, _SLOPE = 1e-4, 0.9


@dataclass
class Point:
    """A step along the direction: the loss there, the gradient and the slope."""

    step: float
    loss: float
    grad: Any
    slope: float


def _minimum_between(a: Point, b: Point, bounds: tuple[float, float] | None = None) -> float:
    """Where the cubic through two points with their slopes is least, within bounds."""
    if a.step > b.step:
        a, b = b, a
    low, high = bounds or (a.step, b.step)
    d1 = a.slope + b.slope - 3 * (a.loss - b.loss) / (a.step - b.step)
    square = d1 * d1 - a.slope * b.slope
    if not square >= 0:
        return (low + high) / 2.0
    d2 = math.sqrt(square)
    width = b.slope - a.slope + 2 * d2
    if width == 0:
        return high
    step = b.step - (b.step - a.step) * ((b.slope + d2 - d1) / width)
    return min(max(step, low), high)


class WolfeSearch:
    """Looks for a step at which the loss and its slope have fallen enough."""

    def __init__(
        self,
        evaluate: Callable[[float], Point],
        start: Point,
        reach: float,
        tolerance_change: float,
        max_steps: int,
    ) -> None:
        """Takes what evaluates a step, the point of step 0 and the direction's largest part."""
        self._evaluate = evaluate
        self._start = start
        self._reach = reach
        self._tolerance = tolerance_change
        self._max_steps = max_steps
        self.evaluations = 0

    def find(self, step: float) -> Point:
        """The best point found, beginning with `step`."""
        bracket, steps = self._bracket(step)
        if len(bracket) == 1:
            return bracket[0]
        return self._zoom(bracket, steps)

    def _at(self, step: float) -> Point:
        self.evaluations += 1
        return self._evaluate(step)

    def _falls_short(self, point: Point) -> bool:
        return point.loss > self._start.loss + _DECREASE * point.step * self._start.slope

    def _is_flat(self, point: Point) -> bool:
        return abs(point.slope) <= -_SLOPE * self._start.slope

    def _bracket(self, step: float) -> tuple[list[Point], int]:
        """A point that will do, or two that have one between them; and the steps it took."""
        before, point = self._start, self._at(step)
        for steps in range(self._max_steps):
            if self._falls_short(point) or (steps > 1 and point.loss >= before.loss):
                return [before, point], steps
            if self._is_flat(point):
                return [point], steps
            if point.slope >= 0:
                return [before, point], steps
            nearest = point.step + 0.01 * (point.step - before.step)
            step = _minimum_between(before, point, (nearest, point.step * 10))
            before, point = point, self._at(step)
        return [self._start, point], self._max_steps

    def _zoom(self, bracket: list[Point], steps: int) -> Point:
        """The best point once the bracket is narrow, or holds one that will do."""
        low, high = bracket if bracket[0].loss <= bracket[1].loss else bracket[::-1]
        stalled = False
        while steps < self._max_steps:
            if abs(high.step - low.step) * self._reach < self._tolerance:
                break
            step, stalled = self._inside(low, high, stalled)
            point = self._at(step)
            steps += 1
            if self._falls_short(point) or point.loss >= low.loss:
                high = point
                if high.loss < low.loss:
                    low, high = high, low
                continue
            if self._is_flat(point):
                return point
            if point.slope * (high.step - low.step) >= 0:
                high = low
            low = point
        return low

    def _inside(self, low: Point, high: Point, stalled: bool) -> tuple[float, bool]:
        """A step inside the bracket, kept off its ends when it comes near them twice."""
        least, most = sorted((low.step, high.step))
        step = _minimum_between(low, high)
        margin = 0.1 * (most - least)
        if min(most - step, step - least) >= margin:
            return step, False
        if not (stalled or step >= most or step <= least):
            return step, True
        near_most = abs(step - most) < abs(step - least)
        return (most - margin if near_most else least + margin), False
