"""Derivatives of functions: Jacobians, Hessians and products with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from torchlike._core.apply import TensorBase
from torchlike._core.backward import grad_mode
from torchlike._core.errors import unsupported
from torchlike._ops._bindings import stack
from torchlike.autograd.engine import grad
from torchlike.construct import zeros_like


def _as_tuple(value: Any, name: str, function: str) -> tuple[bool, tuple[Any, ...]]:
    several = isinstance(value, tuple)
    items = value if several else (value,)
    for i, item in enumerate(items):
        if not isinstance(item, TensorBase):
            found = f"value at index {i}" if several else f"given {name}"
            raise TypeError(
                f"The {name} given to {function} must be either a Tensor or a tuple of Tensors but "
                f"the {found} has type {type(item)}."
            )
    return several, tuple(items)


def _fresh(inputs: Sequence[Any], create_graph: bool) -> tuple[Any, ...]:
    if create_graph:
        return tuple(i.view_as(i) if i.requires_grad else i.clone() for i in inputs)
    return tuple(i.detach().clone().requires_grad_() for i in inputs)


def _outputs(
    func: Callable[..., Any], inputs: Sequence[Any], function: str
) -> tuple[bool, tuple[Any, ...]]:
    return _as_tuple(func(*inputs), "outputs of the user-provided function", function)


def _check_strategy(strategy: str, create_graph: bool, strict: bool, vectorize: bool) -> None:
    """Raises what PyTorch raises for what does not go together, whichever way is taken here."""
    if strategy not in ("reverse-mode", "forward-mode"):
        raise ValueError(
            'Expected strategy to be either "forward-mode" or "reverse-mode". Hint: If your '
            'function has more outputs than inputs, "forward-mode" tends to be more performant. '
            'Otherwise, prefer to use "reverse-mode".'
        )
    where, together = "torch.autograd.functional.jacobian: ", "are not supported together"
    if strategy == "forward-mode":
        if create_graph:
            raise NotImplementedError(
                f'{where}`create_graph=True` and `strategy="forward-mode"` {together} (yet). '
                'Please either set `create_graph=False` or `strategy="reverse-mode"`.'
            )
        if strict:
            raise RuntimeError(
                f'{where}`strict=True` and `strategy="forward-mode"` {together} (yet). Please '
                'either set `strict=False` or `strategy="reverse-mode"`.'
            )
        if not vectorize:
            raise NotImplementedError(
                "Computing Jacobian using forward-AD or forward-over-reverse Hessian is"
                "only implemented for `vectorize=True`."
            )
    if strict and vectorize:
        raise RuntimeError(
            f"{where}`strict=True` and `vectorized=True` {together}. Please either set "
            "`strict=False` or `vectorize=False`."
        )


def jacobian(
    func: Callable[..., Any],
    inputs: Any,
    create_graph: bool = False,
    strict: bool = False,
    vectorize: bool = False,
    strategy: str = "reverse-mode",
) -> Any:
    """The Jacobian of `func` at `inputs`: shape (*output, *input) for each pair of them."""
    _check_strategy(strategy, create_graph, strict, vectorize)
    with grad_mode(True):
        several_in, given = _as_tuple(inputs, "inputs", "jacobian")
        points = _fresh(given, create_graph)
        several_out, results = _outputs(func, points, "jacobian")
        rows = [_rows(out, points, create_graph, strict) for out in results]
    table = tuple(
        tuple(
            stack([row[i] for row in block]).view(*out.shape, *point.shape)
            for i, point in enumerate(points)
        )
        for out, block in zip(results, rows, strict=True)
    )
    if not several_in:
        table = tuple(block[0] for block in table)
    return table if several_out else table[0]


def _rows(out: Any, points: Sequence[Any], create_graph: bool, strict: bool) -> list[Any]:
    rows = []
    for element in out.reshape(-1):
        if not element.requires_grad:
            if strict:
                raise RuntimeError(
                    "Output 0 of the user-provided function does not require gradients. The "
                    "outputs must be computed in a differentiable manner from the input when "
                    "running in strict mode."
                )
            rows.append([zeros_like(p) for p in points])
            continue
        found = grad(
            element, points, retain_graph=True, create_graph=create_graph, allow_unused=True
        )
        if strict and any(f is None for f in found):
            raise RuntimeError(
                "Output 0 of the user-provided function is independent of input 0. This is not "
                "allowed in strict mode."
            )
        rows.append([zeros_like(p) if f is None else f for f, p in zip(found, points, strict=True)])
    return rows


def hessian(
    func: Callable[..., Any],
    inputs: Any,
    create_graph: bool = False,
    strict: bool = False,
    vectorize: bool = False,
    outer_jacobian_strategy: str = "reverse-mode",
) -> Any:
    """The Hessian of a scalar `func` at `inputs`: shape (*input, *input) for each pair."""
    several, _ = _as_tuple(inputs, "inputs", "hessian")

    def slope(*points: Any) -> Any:
        _, (value,) = _outputs(func, points, "hessian")
        if value.numel() != 1:
            raise RuntimeError(
                "The Tensor returned by the function given to hessian should contain a single "
                "element"
            )
        found = grad(value, points, create_graph=True, allow_unused=True)
        filled = tuple(
            zeros_like(p) if f is None else f for f, p in zip(found, points, strict=True)
        )
        return filled if several else filled[0]

    return jacobian(
        slope, inputs, create_graph, strict, vectorize, strategy=outer_jacobian_strategy
    )


def _check_sizes(given: Sequence[Any], like: Sequence[Any]) -> None:
    """Raises RuntimeError, in PyTorch's words, for a vector that does not fit."""
    if len(given) != len(like):
        raise RuntimeError(
            f"v is a tuple of invalid length: should be {len(like)} but got {len(given)}."
        )
    for i, (one, other) in enumerate(zip(given, like, strict=True)):
        if one.shape != other.shape:
            where = f"Entry {i} in v" if len(given) > 1 else "v"
            raise RuntimeError(
                f"{where} has invalid size: should be {other.shape} but got {one.shape}."
            )


def _seeds(v: Any, results: Sequence[Any], function: str) -> tuple[Any, ...] | None:
    if v is not None:
        given = _as_tuple(v, "v", function)[1]
        _check_sizes(given, results)
        return given
    if len(results) != 1 or results[0].numel() != 1:
        raise RuntimeError(
            "The vector v can only be None if the user-provided function returns a single Tensor "
            "with a single element."
        )
    return None


def vjp(
    func: Callable[..., Any],
    inputs: Any,
    v: Any = None,
    create_graph: bool = False,
    strict: bool = False,
) -> Any:
    """The outputs of `func`, and v times its Jacobian."""
    _refuse_strict(strict, "vjp")
    with grad_mode(True):
        several_in, given = _as_tuple(inputs, "inputs", "vjp")
        points = _fresh(given, create_graph)
        several_out, results = _outputs(func, points, "vjp")
        seeds = _seeds(v, results, "vjp")
        found = grad(results, points, seeds, create_graph=create_graph, allow_unused=True)
    grads = tuple(zeros_like(p) if f is None else f for f, p in zip(found, points, strict=True))
    values = results if create_graph else tuple(r.detach() for r in results)
    return values if several_out else values[0], grads if several_in else grads[0]


def jvp(
    func: Callable[..., Any],
    inputs: Any,
    v: Any = None,
    create_graph: bool = False,
    strict: bool = False,
) -> Any:
    """The outputs of `func`, and its Jacobian times v, by differentiating backward twice."""
    _refuse_strict(strict, "jvp")
    with grad_mode(True):
        _, given = _as_tuple(inputs, "inputs", "jvp")
        points = _fresh(given, create_graph)
        several_out, results = _outputs(func, points, "jvp")
        weights = tuple(zeros_like(r).requires_grad_() for r in results)
        slopes = grad(results, points, weights, create_graph=True, allow_unused=True)
        directions = _directions(v, points, "jvp")
        found = _second(slopes, weights, directions, create_graph)
    moved = tuple(zeros_like(r) if f is None else f for f, r in zip(found, results, strict=True))
    values = results if create_graph else tuple(r.detach() for r in results)
    return (values, moved) if several_out else (values[0], moved[0])


def _second(
    slopes: Sequence[Any], wrt: Sequence[Any], directions: Sequence[Any], create_graph: bool
) -> tuple[Any, ...]:
    """The gradients of `slopes`, weighted by `directions`: None where one depends on nothing."""
    pairs = zip(slopes, directions, strict=True)
    used = [(s, d) for s, d in pairs if s is not None and s.requires_grad]
    if not used:
        return (None,) * len(wrt)
    outputs, weights = zip(*used, strict=True)
    return grad(outputs, wrt, weights, create_graph=create_graph, allow_unused=True)


def _refuse_strict(strict: bool, name: str) -> None:
    if strict:
        raise unsupported(f"autograd.functional.{name}(strict=True)")


def _directions(v: Any, points: Sequence[Any], function: str) -> tuple[Any, ...]:
    if v is not None:
        given = _as_tuple(v, "v", function)[1]
        _check_sizes(given, points)
        return given
    if len(points) != 1 or points[0].numel() != 1:
        raise RuntimeError(
            "The vector v can only be None if the input to the user-provided function is a single "
            "Tensor with a single element."
        )
    return (zeros_like(points[0]) + 1,)


def vhp(
    func: Callable[..., Any],
    inputs: Any,
    v: Any = None,
    create_graph: bool = False,
    strict: bool = False,
) -> Any:
    """The value of a scalar `func`, and v times its Hessian."""
    _refuse_strict(strict, "vhp")
    with grad_mode(True):
        several, given = _as_tuple(inputs, "inputs", "vhp")
        points = _fresh(given, create_graph)
        _, (value,) = _outputs(func, points, "vhp")
        slopes = grad(value, points, create_graph=True, allow_unused=True)
        directions = _directions(v, points, "vhp")
        found = _second(slopes, points, directions, create_graph)
    products = tuple(zeros_like(p) if f is None else f for f, p in zip(found, points, strict=True))
    return value if create_graph else value.detach(), products if several else products[0]


def hvp(
    func: Callable[..., Any],
    inputs: Any,
    v: Any = None,
    create_graph: bool = False,
    strict: bool = False,
) -> Any:
    """The value of a scalar `func`, and its Hessian, which is symmetric, times v."""
    return vhp(func, inputs, v, create_graph, strict)
