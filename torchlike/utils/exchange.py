"""Exchanging what two tensors are; saying where a name belongs."""

from __future__ import annotations

import weakref
from typing import Any

from torchlike._core.apply import TensorBase
from torchlike._core.errors import unsupported

_STATE = ("_counter", "_meta", "_value", "_view")
_SLOTS = {name: vars(TensorBase)[name] for name in _STATE}


def set_module(obj: Any, mod: str) -> None:
    """Sets the module that a function or class says it is of."""
    if not isinstance(mod, str):
        raise TypeError("The mod argument should be a string")
    obj.__module__ = mod


def swap_tensors(t1: Any, t2: Any) -> None:
    """Exchanges two tensors: their classes, their contents, gradients and attributes.

    Who holds one of them finds the other there. Raises: RuntimeError for one that somebody refers
    to weakly, NotImplementedError for one that shares its memory.
    """
    for name, tensor in (("t1", t1), ("t2", t2)):
        own = None if tensor._meta is None else tensor._meta.tensor
        if any(reference is not own for reference in weakref.getweakrefs(tensor)):
            raise RuntimeError(f"Cannot swap {name} because it has weakref associated with it")
        if _SLOTS["_view"].__get__(tensor) is not None:
            raise unsupported("torch.utils.swap_tensors of a tensor that shares its memory")
    t1.__class__, t2.__class__ = t2.__class__, t1.__class__
    t1.__dict__, t2.__dict__ = t2.__dict__, t1.__dict__
    for slot in _SLOTS.values():
        one, other = slot.__get__(t1), slot.__get__(t2)
        slot.__set__(t1, other)
        slot.__set__(t2, one)
    for tensor in (t1, t2):
        if tensor._meta is not None and tensor._meta.tensor is not None:
            tensor._meta.tensor = weakref.ref(tensor)
