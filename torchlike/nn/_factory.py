"""Options of modules that make tensors."""

from __future__ import annotations

from typing import Any

_KEYS = {"device", "dtype", "memory_format"}


def factory_kwargs(kwargs: dict[str, Any] | None) -> dict[str, Any]:
    """Options for functions that make tensors, also those under the key ``factory_kwargs``.

    Raises: TypeError for others, and for those given twice.
    """
    given = dict(kwargs or {})
    found = dict(given.pop("factory_kwargs", {}))
    if not given.keys() <= _KEYS:
        raise TypeError(f"unexpected kwargs {given.keys() - _KEYS}")
    for key, value in given.items():
        if key in found:
            raise TypeError(f"{key} specified twice, in **kwargs and in factory_kwargs")
        found[key] = value
    return found
