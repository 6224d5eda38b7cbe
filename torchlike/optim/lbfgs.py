"""L-BFGS."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from torchlike._ops._bindings import cat, mul
from torchlike._ops.views import view_as_real
from torchlike.autograd.grad_mode import enable_grad, no_grad
from torchlike.construct import zeros
from torchlike.optim.line_search import Point, WolfeSearch
from torchlike.optim.optimizer import Optimizer, check_lr


class LBFGS(Optimizer):
    """Limited-memory BFGS (Nocedal), with a line search on request: `strong_wolfe`."""

    def __init__(
        self,
        params: Any,
        lr: Any = 1,
        max_iter: int = 20,
        max_eval: int | None = None,
        tolerance_grad: float = 1e-7,
        tolerance_change: float = 1e-9,
        history_size: int = 100,
        line_search_fn: str | None = None,
    ) -> None:
        """Takes parameters, in one group."""
        check_lr(lr)
        defaults = {
            "lr": lr,
            "max_iter": max_iter,
            "max_eval": max_iter * 5 // 4 if max_eval is None else max_eval,
            "tolerance_grad": tolerance_grad,
            "tolerance_change": tolerance_change,
            "history_size": history_size,
            "line_search_fn": line_search_fn,
        }
        super().__init__(params, defaults)
        if len(self.param_groups) != 1:
            raise ValueError("LBFGS doesn't support per-parameter options (parameter groups)")
        self._params = self.param_groups[0]["params"]

    def __setstate__(self, state: dict[str, Any]) -> None:
        super().__setstate__(state)
        self._params = self.param_groups[0]["params"]

    # -- the parameters as one vector --------------------------------------------------------

    def _flat_grad(self) -> Any:
        """All gradients as one vector, complex numbers as pairs."""
        parts = []
        for param in self._params:
            if param.grad is None:
                count = param.numel() * (2 if param.is_complex() else 1)
                part = zeros(count, dtype=_real(param).dtype, device=param.device)
            else:
                part = _real(param.grad).reshape(-1)
            parts.append(part)
        return cat(parts, 0)

    def _move(self, step: Any, direction: Any) -> None:
        offset = 0
        for param in self._params:
            target = _real(param)
            count = target.numel()
            part = direction[offset : offset + count].view(target.shape)
            target.add_(part * step)
            offset += count

    def _point(self, step: float, direction: Any, closure: Callable[[], Any]) -> Point:
        """The loss a step away; the parameters are as before afterwards."""
        kept = [param.clone() for param in self._params]
        self._move(step, direction)
        loss = float(closure())
        grad = self._flat_grad()
        for param, before in zip(self._params, kept, strict=True):
            param.copy_(before)
        return Point(step, loss, grad, grad.dot(direction).item())

    # -- a step ------------------------------------------------------------------------------

    @no_grad()
    def step(self, closure: Any) -> Any:
        """Up to `max_iter` iterations; returns what `closure` does first."""
        closure = enable_grad()(closure)
        group = self.param_groups[0]
        state = self.state[self._params[0]]
        state.setdefault("func_evals", 0)
        state.setdefault("n_iter", 0)
        first_loss = closure()
        loss = float(first_loss)
        evaluations = 1
        state["func_evals"] += 1
        grad = self._flat_grad()
        if _largest(grad) <= group["tolerance_grad"]:
            return first_loss
        for iteration in range(1, group["max_iter"] + 1):
            direction, step = self._turn(state, grad, loss, group)
            slope = grad.dot(direction).item()
            if slope > -group["tolerance_change"]:
                break
            before, used = loss, 0
            if group["line_search_fn"] is not None:
                left = group["max_eval"] - evaluations
                point, used = self._search(closure, Point(0.0, loss, grad, slope), step, left)
                loss, grad, step = point.loss, point.grad, point.step
                state["t"] = step
            self._move(step, direction)
            if group["line_search_fn"] is None and iteration != group["max_iter"]:
                loss, grad, used = float(closure()), self._flat_grad(), 1
            evaluations += used
            state["func_evals"] += used
            if (
                evaluations >= group["max_eval"]
                or _largest(grad) <= group["tolerance_grad"]
                or _largest(direction * step) <= group["tolerance_change"]
                or abs(loss - before) < group["tolerance_change"]
            ):
                break
        return first_loss

    def _search(
        self, closure: Callable[[], Any], start: Point, step: Any, evaluations: int
    ) -> tuple[Point, int]:
        group = self.param_groups[0]
        if group["line_search_fn"] != "strong_wolfe":
            raise RuntimeError("only 'strong_wolfe' is supported")
        direction = self.state[self._params[0]]["d"]
        search = WolfeSearch(
            lambda step: self._point(step, direction, closure),
            start,
            _largest(direction),
            group["tolerance_change"],
            evaluations,
        )
        return search.find(float(step)), search.evaluations

    def _turn(
        self, state: dict[str, Any], grad: Any, loss: float, group: dict[str, Any]
    ) -> tuple[Any, Any]:
        """A new direction and the step to begin with."""
        state["n_iter"] += 1
        step = group["lr"]
        if state["n_iter"] == 1:
            state.update(d=grad.neg(), old_dirs=[], old_stps=[], ro=[], H_diag=1)
            step = min(1.0, 1.0 / grad.abs().sum().item()) * step
        else:
            state.setdefault("al", [None] * group["history_size"])
            _remember(state, grad, group["history_size"])
            state["d"] = _quasi_newton(state, grad)
        state.update(t=step, prev_flat_grad=grad.clone(), prev_loss=loss)
        return state["d"], step


def _remember(state: dict[str, Any], grad: Any, history_size: int) -> None:
    """Takes the last step and the change of the gradient into the history."""
    change, step = grad.sub(state["prev_flat_grad"]), state["d"].mul(state["t"])
    product = change.dot(step)
    if not product > 1e-10:
        return
    for name, new in (("old_dirs", change), ("old_stps", step), ("ro", 1.0 / product)):
        if len(state[name]) == history_size:
            state[name].pop(0)
        state[name].append(new)
    state["H_diag"] = product / change.dot(change)


def _quasi_newton(state: dict[str, Any], grad: Any) -> Any:
    """The inverse of the approximated Hessian, applied to the negative gradient."""
    history = list(zip(state["old_dirs"], state["old_stps"], state["ro"], strict=True))
    result = grad.neg()
    weights = state["al"]
    for place, (change, step, inverse) in reversed(list(enumerate(history))):
        weights[place] = step.dot(result) * inverse
        result = result - change * weights[place]
    result = mul(result, state["H_diag"])
    for place, (change, step, inverse) in enumerate(history):
        result = result + step * (weights[place] - change.dot(result) * inverse)
    return result


def _real(tensor: Any) -> Any:
    return view_as_real(tensor) if tensor.is_complex() else tensor


def _largest(vector: Any) -> float:
    return vector.abs().max().item()
