"""Reverse mode: `grad`, `grad_and_value`, `vjp`."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

from torchlike._core.apply import TensorBase, apply_values, wrap
from torchlike._core.backward import grad_mode
from torchlike._core.tangents import Tape, added, has_tangent
from torchlike._core.trace import Value
from torchlike._core.vjp import ONES_LIKE
from torchlike._core.wrapped import at
from torchlike.construct import zeros_like
from torchlike.func._arguments import Argnums, chosen_of, lifted, no_tensor, out_of, replaced
from torchlike.func._trees import flatten, unflatten


def taped(tape: Tape, func: Callable[..., Any], args: Sequence[Any], kwargs: Any = None) -> Any:
    """What `func` returns, noted on `tape`."""
    with at(tape), grad_mode(True):
        return func(*args, **(kwargs or {}))


def _number_of(tape: Tape, tensor: Any) -> Any:
    return tape.unwrap(tensor._read())[1]


def pulled(
    tape: Tape, outputs: Sequence[Any], cts: Sequence[Value], inputs: Sequence[Any]
) -> list[Any]:
    """The gradients of `inputs` from those of `outputs`; zeros for what was not used."""
    seeds: dict[int, Value] = {}
    for output, ct in zip(outputs, cts, strict=True):
        number = _number_of(tape, output)
        if number is not None:
            seeds[number] = added(seeds.get(number), ct)
    found = tape.pull(seeds)
    results = []
    for tensor in inputs:
        value, number = tape.unwrap(tensor._read())
        grad = found.get(number)
        results.append(zeros_like(wrap(value)) if grad is None else wrap(grad))
    return results


def grad(func: Callable[..., Any], argnums: Argnums = 0, has_aux: bool = False) -> Any:
    """The gradient of a scalar `func` with respect to its arguments at `argnums`.

    With `has_aux`, `func` returns a pair, whose second part is handed on. Raises: RuntimeError.
    """

    @functools.wraps(func, updated=())
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        gradient, value = _gradient(func, argnums, has_aux, args, kwargs)
        return (gradient, value[1]) if has_aux else gradient

    return wrapper


def grad_and_value(func: Callable[..., Any], argnums: Argnums = 0, has_aux: bool = False) -> Any:
    """As `grad`, and what `func` returns."""

    @functools.wraps(func, updated=())
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return _gradient(func, argnums, has_aux, args, kwargs)

    return wrapper


def _gradient(
    func: Callable[..., Any], argnums: Argnums, has_aux: bool, args: Any, kwargs: Any
) -> tuple[Any, Any]:
    """The gradient, and the value: a pair of output and aux where there is one."""
    tape = Tape()
    inputs = lifted(tape, chosen_of(argnums, args))
    output = taped(tape, func, replaced(args, argnums, inputs), kwargs)
    aux = None
    if has_aux:
        output, aux = with_aux(output, "grad_and_value(f)(*args)")
    if not isinstance(output, TensorBase):
        raise RuntimeError(
            f"grad_and_value(f)(*args): Expected f(*args) to return a Tensor, got {type(output)}"
        )
    if output.ndim:
        raise RuntimeError(
            "grad_and_value(f)(*args): Expected f(*args) to return a scalar Tensor, got tensor "
            f"with {output.ndim} dims. Maybe you wanted to use the vjp or jacrev APIs instead?"
        )
    if output.dtype.is_complex:
        raise RuntimeError(
            f"grad can be implicitly created only for real scalar outputs but got {output.dtype}"
        )
    value = out_of(tape, output, no_tensor)
    leaves, spec = flatten(inputs)
    one = apply_values(ONES_LIKE, [value._read()], ())[0]
    grads = unflatten(pulled(tape, [output], [one], leaves), spec)
    return grads, ((value, out_of(tape, aux, no_tensor)) if has_aux else value)


def with_aux(output: Any, where: str) -> Any:
    """The pair that a function with `has_aux` returns. Raises: RuntimeError for anything else."""
    if not (isinstance(output, tuple) and len(output) == 2):
        raise RuntimeError(
            f"{where}: output of function f should be a tuple: (output, aux) if has_aux is True"
        )
    return output


def vjp(func: Callable[..., Any], *primals: Any, has_aux: bool = False) -> Any:
    """The results of `func`, and the function that takes their gradients to those of `primals`.

    Raises: RuntimeError where the gradients do not have the structure of the results.
    """
    return pullback_of(func, primals, has_aux)


def pullback_of(func: Callable[..., Any], primals: tuple[Any, ...], has_aux: bool) -> Any:
    """As `vjp`."""
    tape = Tape()
    inputs = lifted(tape, primals)
    outputs = taped(tape, func, inputs)
    aux = None
    if has_aux:
        outputs, aux = with_aux(outputs, "vjp(f, *primals)")
    results = out_of(
        tape,
        outputs,
        lambda leaf: RuntimeError(
            "vjp(f, *primals): expected f(*primals) to return only tensors, got unsupported type "
            f"{type(leaf)}"
        ),
    )
    leaves, spec = flatten(inputs)
    tracked, out_spec = flatten(outputs)
    for leaf in tracked:
        if not has_tangent(leaf._read().aval):
            raise RuntimeError(
                "vjp(f, ...): All outputs of f must be floating-point or complex Tensors, got "
                f"Tensor with dtype {leaf.dtype}"
            )

    def pull(cotangents: Any, retain_graph: bool = True, create_graph: bool | None = None) -> Any:
        del retain_graph, create_graph  # nothing is ever freed, and what is below keeps track
        flat, found = flatten(cotangents)
        if found != out_spec:
            raise RuntimeError(
                "Expected pytree structure of cotangents to be the same as pytree structure of "
                f"outputs to the function. cotangents: {_brief(found)}, primal output: "
                f"{_brief(out_spec)}"
            )
        seeds = [_seed(i, o, ct) for i, (o, ct) in enumerate(zip(tracked, flat, strict=True))]
        return unflatten(pulled(tape, tracked, seeds, leaves), spec)

    return (results, pull, out_of(tape, aux, no_tensor)) if has_aux else (results, pull)


def _brief(spec: Any) -> str:
    """A structure as PyTorch writes it here."""
    return repr(unflatten([_STAR] * spec.count, spec))


class _Star:
    def __repr__(self) -> str:
        return "*"


_STAR = _Star()


def _seed(number: int, output: Any, ct: Any) -> Value:
    """The gradient of an output, in its dtype. Raises: RuntimeError for another shape."""
    if ct.shape != output.shape:
        raise RuntimeError(
            f"Mismatch in shape: grad_output[{number}] has a shape of {ct.shape} and "
            f"output[{number}] has a shape of {output.shape}."
        )
    return ct.to(output.dtype)._read()
