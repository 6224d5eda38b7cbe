"""Tensors that share memory but not its gradient: `detach` and `.data`."""

from __future__ import annotations

from typing import Any

from torchlike._core.apply import Counter, TensorBase, counter_of, wrap
from torchlike._core.execute import array_of
from torchlike._core.nodes import cut
from torchlike._core.storage import Storage, View, another, set_node, storage_of
from torchlike._core.trace import Value
from torchlike._core.wrapped import Wrapped, without_history


def detached(source: TensorBase, *, own_counter: bool = False) -> Any:
    """A tensor that shares the memory of `source` but not its gradient (`detach`, `.data`)."""
    value = source._read()
    if type(value.array) is Wrapped:
        result = wrap(without_history(value))
        result._view = _Apart(result._value, counter_of(source))
        return result
    storage = storage_of(source)
    memory = storage.shared()
    chain = source._view.chain
    counter = Counter(0) if own_counter else storage.counter
    content = memory.latest if storage.value.node is not None else storage.value
    if own_counter and storage.value.node is None:
        content = another(content)  # a write is not to be seen by those who keep this one
    root = Storage(content, counter)
    root.join(memory)
    if not chain:
        result = wrap(root.value)
        result._view = root
        return result
    result = wrap(cut(value))
    result._view = View(root, chain, None, True)
    return result


def replace_data(tensor: TensorBase, new: TensorBase) -> None:
    """`tensor.data = new`: the tensor takes over the memory of `new`, keeping its own node."""
    old = tensor._read()
    if type(old.array) is Wrapped or type(new._read().array) is Wrapped:
        raise NotImplementedError(
            "torchlike: .data = ... is not supported inside a function transform"
        )
    counter = counter_of(tensor)
    other = detached(new, own_counter=True)
    value = other._read()
    if old.node is not None:
        array_of(old, "its memory is replaced")
        array_of(value, "a tensor with a gradient takes over its memory")
    tensor._view, tensor._value = other._view, value
    storage = tensor._view.storage
    storage.counter, storage.counted = counter, counter.version
    if old.node is not None:
        set_node(tensor, value, old.node)


class _Apart(Storage):
    """What `detached` gives inside a function transform: the content, not the memory."""

    __slots__ = ()

    def read(self, tensor: TensorBase) -> Value:
        """The content. Raises: NotImplementedError once the memory was written."""
        if self.counter.version != self.counted:
            raise self._error()
        return super().read(tensor)

    def note_write(self, whole: Value) -> None:
        """Raises: NotImplementedError."""
        del whole
        raise self._error()

    @staticmethod
    def _error() -> NotImplementedError:
        return NotImplementedError(
            "torchlike: writing in place to a tensor, or to what its detach() or .data gave, is "
            "not supported inside a function transform"
        )
