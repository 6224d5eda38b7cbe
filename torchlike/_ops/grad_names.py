"""Names of autograd nodes that depend on how an operator was called: PyTorch numbers overloads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from torchlike._core.kernel import Aval, Const, Kernel, Spec
from torchlike._core.node_names import NOT_IMPLEMENTED


def is_number(spec: Spec) -> bool:
    """Whether an operand is a Python number, as a constant or as an input."""
    return isinstance(spec, Const) or (spec is not None and spec.number is not None)


def by_operands(name: str, overloads: Mapping[str, int]) -> Callable[[Kernel], str]:
    """A name whose number follows from which operands are tensors ("t") and numbers ("n").

    `overloads` maps kinds of leading operands, the longest fit first, to numbers; a missing
    operand is "-". The empty string stands for all others.
    """

    def named(kernel: Kernel) -> str:
        kinds = "".join(
            "n" if is_number(s) else "t" if isinstance(s, Aval) else "-" for s in kernel.specs
        )
        number = next(n for start, n in overloads.items() if kinds.startswith(start))
        return f"{name}Backward{number}"

    return named


def by_dims(name: str) -> Callable[[Kernel], str]:
    """The name of a reduction's node: 0 over all dims without more, 1 with a `dim` or `keepdim`."""

    def named(kernel: Kernel) -> str:
        dim, keepdim, *_ = kernel.static
        return f"{name}Backward{0 if dim is None and not keepdim else 1}"

    return named


def by_decimals(kernel: Kernel) -> str:
    """The name of the node of `round`, which takes decimals or none."""
    (decimals,) = kernel.static
    return f"RoundBackward{1 if decimals else 0}"


def remainder_name(kernel: Kernel) -> Any:
    """The name of the node of `remainder`: by a number, by a tensor, of a number."""
    first, second = kernel.specs
    if is_number(first):
        return NOT_IMPLEMENTED
    return f"RemainderBackward{0 if is_number(second) else 1}"
