"""Gradient hooks and retained gradients: the part of `Tensor` that watches a backward pass."""

from __future__ import annotations

import itertools
import weakref
from collections.abc import Callable
from typing import Any

from torchlike._core.apply import TensorBase
from torchlike._core.backward import grad_mode
from torchlike._core.leaves import Meta, place_of, retain
from torchlike._core.trace import Untracked, Value


class RemovableHandle:
    """Takes a hook away again (PyTorch: `torch.utils.hooks.RemovableHandle`)."""

    _ids = itertools.count()

    def __init__(self, hooks: dict[int, Any]) -> None:
        self.id = next(self._ids)
        self._hooks = hooks

    def remove(self) -> None:
        """Takes the hook away."""
        self._hooks.pop(self.id, None)

    def __enter__(self) -> RemovableHandle:
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()


class TensorHooks(TensorBase):
    """The methods of `Tensor` that register hooks."""

    __slots__ = ()

    def _own_meta(self) -> Meta:
        """The tensor's `Meta`, made when it is first needed."""
        if self._meta is None:
            self._meta = Meta()
            self._meta.tensor = weakref.ref(self)
        return self._meta

    def _history(self) -> Value:
        """The current Value as autograd knows it. Raises: RuntimeError where it has lost track."""
        if self._view is None:
            return self._value
        with grad_mode(True):
            value = self._read()
        if type(value.node) is Untracked:
            raise RuntimeError(value.node.problem)
        return value

    def register_hook(self, hook: Callable[[Any], Any]) -> RemovableHandle:
        """Calls `hook` with every gradient of this tensor; what it returns replaces it.

        Raises: RuntimeError when the tensor does not require grad.
        """
        value = self._history()
        if value.node is None:
            raise RuntimeError("cannot register a hook on a tensor that doesn't require gradient")
        place = place_of(value)
        if place is None:
            hooks = value.node.hooks
        else:
            segment, slot = place
            hooks = segment.table("hooks").setdefault(slot, {})
        handle = RemovableHandle(hooks)
        hooks[handle.id] = hook
        return handle

    def register_post_accumulate_grad_hook(self, hook: Callable[[Any], None]) -> RemovableHandle:
        """Calls `hook` with this leaf after its gradient was accumulated.

        Raises: RuntimeError unless the tensor is a leaf that requires grad.
        """
        value = self._read()
        if value.node is None:
            raise RuntimeError("cannot register a hook on a tensor that doesn't require gradient")
        if not isinstance(value.node, Meta):
            raise RuntimeError(
                "post accumulate grad hooks cannot be registered on non-leaf tensors"
            )
        handle = RemovableHandle(value.node.post_hooks)
        value.node.post_hooks[handle.id] = hook
        return handle

    def retain_grad(self) -> None:
        """Keeps the gradient of this interior tensor in its `.grad`.

        Raises: RuntimeError when the tensor does not require grad.
        """
        value = self._history()
        if value.node is None:
            raise RuntimeError("can't retain_grad on Tensor that has requires_grad=False")
        if place_of(value) is not None:
            retain(self._own_meta())
