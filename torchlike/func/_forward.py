"""Forward mode: `jvp` and `linearize`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from torchlike._core.apply import TensorBase, wrap
from torchlike._core.tangents import Dual, Tape, has_tangent
from torchlike._core.wrapped import at
from torchlike.construct import zeros_like
from torchlike.func._arguments import no_tensor, out_of
from torchlike.func._reverse import taped, with_aux
from torchlike.func._trees import Spec, flatten, unflatten

_WHERE = "jvp(f, primals, tangents)"


def jvp(
    func: Callable[..., Any],
    primals: Any,
    tangents: Any,
    *,
    strict: bool = False,
    has_aux: bool = False,
) -> Any:
    """The results of `func`, and its Jacobian times `tangents`.

    With `strict`, every result must depend on `primals`. Raises: RuntimeError where the tangents do
    not have the structure of the primals.
    """
    flat, spec = _checked(primals, "primals")
    directions, other = _checked(tangents, "tangents")
    if spec != other:
        raise RuntimeError(
            f"{_WHERE}: Expected primals and tangents to have the same python structure. For "
            "example, if primals is a tuple of 3 tensors, tangents also must be. Got primals with "
            f"structure {spec} and tangents with structure {other}"
        )
    return pushed(func, flat, directions, spec, strict=strict, has_aux=has_aux)


def _checked(given: Any, name: str) -> tuple[list[Any], Spec]:
    """The tensors and the structure of primals, or tangents. Raises: RuntimeError."""
    if not isinstance(given, tuple):
        raise RuntimeError(
            f"{_WHERE}: Expected {name} to be a tuple. E.g. it should be valid to call f(*{name})."
        )
    flat, spec = flatten(given)
    if not flat:
        raise RuntimeError(f"{_WHERE}: Expected {name} to contain at least one Tensor.")
    for leaf in flat:
        if not isinstance(leaf, TensorBase):
            raise RuntimeError(
                f"{_WHERE}: Expected {name} to only contain Tensors, got {type(leaf)}"
            )
    return flat, spec


def pushed(
    func: Callable[..., Any],
    primals: Sequence[Any],
    tangents: Sequence[Any],
    spec: Spec,
    *,
    strict: bool = False,
    has_aux: bool = False,
) -> Any:
    """As `jvp`, from the leaves of the primals and of the tangents."""
    level = Dual()
    inputs = [
        wrap(level.dual(primal._read(), tangent._read()))
        for primal, tangent in zip(primals, tangents, strict=True)
    ]
    with at(level):
        outputs = func(*unflatten(inputs, spec))
    for primal, one in zip(primals, inputs, strict=True):
        if one._version:  # written in place, which the argument sees
            primal.copy_(wrap(level.unwrap(one._read())[0]))
    aux = None
    if has_aux:
        outputs, aux = with_aux(outputs, _WHERE)
    results = out_of(level, outputs, _unexpected)
    flat, out_spec = flatten(outputs)
    moved = [_tangent(level, leaf, strict) for leaf in flat]
    found = (results, unflatten(moved, out_spec))
    return (*found, out_of(level, aux, no_tensor)) if has_aux else found


def _unexpected(leaf: Any) -> Exception:
    return RuntimeError(
        f"{_WHERE}: expected f(*primals) to return only tensors, got unsupported type {type(leaf)}"
    )


def _tangent(level: Dual, output: Any, strict: bool) -> Any:
    primal, tangent = level.unwrap(output._read())
    if tangent is not None:
        return wrap(tangent)
    if strict:
        raise RuntimeError(
            "jvp(f, primals, tangents, strict=True): The output of f is independent of the inputs. "
            "This is not allowed with strict=True."
        )
    return zeros_like(wrap(primal))


def linearize(func: Callable[..., Any], *primals: Any) -> tuple[Any, Callable[..., Any]]:
    """The results of `func`, and the linear function that takes tangents of `primals` to theirs.

    `func` runs once, however often that function does. Raises: RuntimeError for tangents that do
    not fit the primals.
    """
    flat, spec = flatten(primals)
    tape = Tape()
    inputs = [
        wrap(tape.track(leaf._read()))
        if isinstance(leaf, TensorBase) and has_tangent(leaf._read().aval)
        else leaf
        for leaf in flat
    ]
    outputs = taped(tape, func, unflatten(inputs, spec))
    results = out_of(tape, outputs, no_tensor)
    tracked, out_spec = flatten(outputs)

    def push(*tangents: Any) -> Any:
        given, found = flatten(tangents)
        if found != spec:
            raise RuntimeError(
                f"Expected the tangents {found} to have the same argspec as the primals {spec}"
            )
        _check_like(given, flat)
        for primal in flat:
            if isinstance(primal, TensorBase) and not has_tangent(primal._read().aval):
                raise ValueError(
                    f"Expected primal to be floating point or complex, but got: {primal.dtype}"
                )
        seeds = {
            tape.unwrap(tensor._read())[1]: tangent._read()
            for tensor, tangent in zip(inputs, given, strict=True)
            if isinstance(tensor, TensorBase) and tape.owns(tensor._read())
        }
        moved = tape.push(seeds)
        return unflatten([_moved(tape, moved, output) for output in tracked], out_spec)

    return results, push


def _check_like(tangents: Sequence[Any], primals: Sequence[Any]) -> None:
    for at_, (tangent, primal) in enumerate(zip(tangents, primals, strict=True)):
        for what in ("shape", "dtype", "device"):
            own, found = getattr(primal, what), getattr(tangent, what)
            if own != found:
                raise RuntimeError(
                    f"tangent:{at_} with {what} {found} in flattened pytree doesn't match the "
                    f"{what} {own} of the corresponding primal."
                )


def _moved(tape: Tape, moved: Any, output: Any) -> Any:
    value, number = tape.unwrap(output._read())
    found = None if number is None else moved.get(number)
    return zeros_like(wrap(value)) if found is None else wrap(found)
