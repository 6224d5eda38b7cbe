"""What is compared of an answer that is not unique: what every right answer has in common.

Each entry makes other tensors of an operator's results, for any `torch`; gradients are those of
these tensors. `UNINITIALISED` names operators whose elements mean nothing.
"""

from collections.abc import Callable
from typing import Any


def _sizes(*kept: int) -> Callable[[Any], tuple[Any, ...]]:
    """The results at `kept` as they are, the others up to sign or phase."""

    def invariant(results: Any) -> tuple[Any, ...]:
        return tuple(r if i in kept else r.abs() for i, r in enumerate(results))

    return invariant


def _singular_vectors(transposed: bool) -> Callable[[Any], tuple[Any, ...]]:
    """Singular values, and the vectors that belong to one, up to sign or phase."""

    def invariant(results: Any) -> tuple[Any, ...]:
        u, s, v = results
        k = s.shape[-1]
        return u[..., :k].abs(), s, (v[..., :k, :] if transposed else v[..., :k]).abs()

    return invariant


def _eigenvalues(values: Any) -> Any:
    """In the order of their moduli; conjugate pairs count as one."""
    return values.abs().sort(-1).values


def _eig(results: Any) -> tuple[Any, ...]:
    return (_eigenvalues(results[0]),)


def _solution(results: Any) -> tuple[Any, ...]:
    return (results[0],)


INVARIANTS: dict[str, Callable[[Any], Any]] = {
    "svd": _singular_vectors(transposed=False),
    "linalg.svd": _singular_vectors(transposed=True),
    "svd_lowrank": _singular_vectors(transposed=False),
    "pca_lowrank": _singular_vectors(transposed=False),
    "linalg.eigh": _sizes(0),
    "linalg.eig": _eig,
    "linalg.eigvals": _eigenvalues,
    "qr": _sizes(),
    "linalg.qr": _sizes(),
}

UNINITIALISED = frozenset(
    {
        "empty",
        "empty_like",
        "empty_strided",
        "empty_permuted",
        "new_empty",
        "new_empty_strided",
        "resize_",
        "resize_as_",
    }
)
