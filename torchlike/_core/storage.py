"""Storage: what aliasing tensors share, and how a write through one is seen by all.

Arrays are immutable. A tensor that aliases has a `Storage` holding the base's current Value; a view
knows the chain of view operators that leads to it. A write through a view is one recorded Step that
puts the new content into the base; a view whose Storage moved on replays its chain when read.
"""

from __future__ import annotations

import sys
import weakref
from collections.abc import Callable, Sequence
from typing import Any

import jax.numpy as jnp
import numpy as np

from torchlike._core.apply import TensorBase, apply_values, wrap
from torchlike._core.backward import Meta, grad_mode, set_write
from torchlike._core.execute import array_of
from torchlike._core.kernel import Aval, Spec
from torchlike._core.trace import VOLATILE, LeafPending, Overwritten, Trace, Value, concrete, local
from torchlike._core.vjp import DETACH, REPLACE_DATA, CoreOp

#: (view operator, static arguments), applied from the base outwards.
Link = tuple[Any, tuple[Any, ...]]


class Counter:
    """A version counter: how often the memory was written in place."""

    __slots__ = ("version",)

    def __init__(self, version: int) -> None:
        self.version = version


class Memory:
    """What Storages share that alias without a common gradient, such as `x` and `x.detach()`."""

    __slots__ = ("latest", "pinned", "stamp")

    def __init__(self, latest: Value) -> None:
        self.stamp = 0
        self.latest = latest
        #: The ndarray that shares this memory, while somebody else holds it too.
        self.pinned: np.ndarray | None = None

    def poll(self) -> None:
        """Makes the ndarray's present content the latest one."""
        array = self.pinned
        if array is None:
            return
        if sys.getrefcount(array) <= _HELD_BY_MEMORY_ONLY:
            self.pinned = None
        value = concrete(array, self.latest.aval.device)
        value.aval = self.latest.aval
        value.trace = VOLATILE if self.pinned is not None else None
        self.latest = value
        self.stamp += 1

    def publish(self, value: Value) -> int:
        """Makes `value` the content, in the ndarray too; the new stamp."""
        self.latest = value
        self.stamp += 1
        if self.pinned is not None:
            np.copyto(self.pinned, np.asarray(array_of(value, "an ndarray shares its memory")))
        return self.stamp


def _held_by_memory_only() -> int:
    """What `poll` counts for an ndarray that nobody but the Memory and its latest Value holds."""
    memory = Memory(None)  # type: ignore[arg-type]
    memory.pinned = np.zeros(1)
    memory.latest = Value(None, None, -1, None)  # type: ignore[arg-type]
    memory.latest.array = memory.pinned
    array = memory.pinned
    return sys.getrefcount(array)


_HELD_BY_MEMORY_ONLY = _held_by_memory_only()


class Storage:
    """What a base tensor and its differentiable views share; also the base's own `_view`."""

    __slots__ = ("counter", "memory", "seen", "stamp", "value")

    chain: tuple[Link, ...] = ()
    grad = True
    base = None

    def __init__(self, value: Value, counter: Counter) -> None:
        self.value = value
        self.counter = counter
        #: Moves on with every write: a view that has seen another stamp is stale.
        self.stamp = 0
        self.memory: Memory | None = None
        self.seen = 0

    @property
    def storage(self) -> Storage:
        """Itself: a base is its own Storage's view with an empty chain."""
        return self

    def sync(self) -> None:
        """Takes over what was written through another Storage of the same memory."""
        memory = self.memory
        if memory is None:
            return
        memory.poll()
        if self.seen != memory.stamp:
            self.seen = memory.stamp
            self.value = _with_data(self.value, _cut(memory.latest))
            self.stamp += 1

    def shared(self) -> Memory:
        """The memory, made an object of its own so that another Storage can share it."""
        if self.memory is None:
            self.memory = Memory(self.value)
            self.seen = self.memory.stamp
        return self.memory

    def read(self, tensor: TensorBase) -> Value:
        """The base's current Value."""
        if self.memory is not None:
            self.sync()
        tensor._value = self.value
        return self.value


class View:
    """How a tensor derives from its Storage's base."""

    __slots__ = ("base", "chain", "grad", "leaf", "seen", "storage")

    def __init__(self, storage: Storage, chain: tuple[Link, ...], base: Any, grad: bool) -> None:
        self.storage = storage
        self.chain = chain
        self.base = base
        self.grad = grad
        #: Set when the view itself was made a leaf: its history ends here.
        self.leaf: Meta | None = None
        self.seen = storage.stamp

    def read(self, tensor: TensorBase) -> Value:
        """The view's current Value, replaying its chain when the base was written."""
        storage = self.storage
        if storage.memory is not None:
            storage.sync()
        if self.seen != storage.stamp:
            value = storage.value
            with grad_mode(self.grad):
                for op, static in self.chain:
                    value = apply_values(op, [value], static)[0]
            tensor._value = value if self.leaf is None else as_leaf(_cut(value), self.leaf)
            self.seen = storage.stamp
        return tensor._value


def storage_of(tensor: TensorBase) -> Storage:
    """The Storage of `tensor`, made when it begins to alias."""
    view = tensor._view
    if view is None:
        view = tensor._view = Storage(tensor._value, Counter(tensor._writes))
    return view.storage


def alias(source: TensorBase, result: TensorBase, op: Any, static: tuple[Any, ...]) -> None:
    """Makes `result`, just computed from `source` by the view operator `op`, an alias of it."""
    view = source._view
    if view is None:
        view = source._view = Storage(source._value, Counter(source._writes))
    base = view.base
    grad = local.state.grad
    storage = view.storage
    result._view = View(
        storage, (*view.chain, (op, static)), source if base is None else base, grad
    )


def detached(source: TensorBase, *, own_counter: bool = False) -> Any:
    """A tensor that shares the memory of `source` but not its gradient (`detach`, `.data`)."""
    value = source._read()
    storage = storage_of(source)
    memory = storage.shared()
    chain = source._view.chain
    counter = Counter(0) if own_counter else storage.counter
    root = Storage(_cut(storage.value), counter)
    root.memory, root.seen = memory, memory.stamp
    result = wrap(_cut(value))
    if not chain:
        root.value = result._value
        result._view = root
        return result
    result._view = View(root, chain, wrap(root.value), True)
    result._view.base._view = root
    return result


def _cut(value: Value) -> Value:
    """The same content without a gradient."""
    if value.node is None:
        return value
    if value.array is not None:
        return renoded(value, None)
    return apply_values(DETACH, [value], ())[0]


def renoded(value: Value, node: Any) -> Value:
    """A concrete Value with the content of another and its own autograd node."""
    result = concrete(value.array, value.aval.device, node)
    result.aval = value.aval
    if value.trace is VOLATILE:
        result.trace = VOLATILE
    return result


def as_leaf(value: Value, meta: Meta) -> Value:
    """The content of `value` as a leaf. A pending one is finished before it is differentiated."""
    if value.array is not None:
        return renoded(value, meta)
    if value.node is not None or type(value.trace) is not Trace:
        value = apply_values(DETACH, [value], ())[0]
    value.node = meta
    value.trace = LeafPending(value.trace)
    return value


def _with_data(old: Value, new: Value) -> Value:
    """The content of `new` where autograd goes on seeing `old`."""
    if isinstance(old.node, Meta):
        return as_leaf(new, old.node)
    if old.node is None:
        return new
    with grad_mode(True):
        return apply_values(REPLACE_DATA, [old, new], ())[0]


def write(tensor: TensorBase, new: Value) -> None:
    """Replaces the content of `tensor`, and of all that alias it, by `new`.

    `new` has the tensor's shape and dtype. Whether it carries a gradient is decided by how it was
    recorded; without one, autograd goes on seeing what the tensor was.
    """
    view = tensor._view
    if view is None:
        old = tensor._value
        _note_overwritten(old, tensor)
        tensor._writes += 1
        tensor._value = new if new.node is not None else _with_data(old, new)
        return
    storage: Storage = view.storage
    storage.sync()
    old = storage.value
    if view.chain:
        new = _put_back(view, old, new)
    _note_overwritten(old, tensor)
    storage.value = new if new.node is not None else _with_data(old, new)
    storage.counter.version += 1
    storage.stamp += 1
    if storage.memory is not None:
        storage.seen = storage.memory.publish(storage.value)


def _put_back(view: View, old: Value, new: Value) -> Value:
    return apply_values(WRITE_BACK, [old, new], view.chain)[0]


def _note_overwritten(old: Value, tensor: TensorBase) -> None:
    """Remembers that a backward which needs `old` must fail: its memory has changed."""
    counter = tensor._view.storage.counter if tensor._view is not None else _Writes(tensor)
    mark = (counter, counter.version)
    home = old.trace
    if type(home) is Trace and home.values and old.slot < len(home.values):
        home.modified.setdefault(old.slot, mark)
    elif old.array is not None:
        old.trace = Overwritten(mark)
    place = old.node
    segment = getattr(place, "segment", None)
    if segment is not None:
        segment.modified.setdefault(place.slot, mark)


class _Writes:
    """The version counter of a tensor that does not alias: its count of writes."""

    __slots__ = ("_tensor", "_version")

    def __init__(self, tensor: TensorBase) -> None:
        self._tensor = weakref.ref(tensor)
        self._version = tensor._writes

    @property
    def version(self) -> int:
        """The number of writes so far."""
        tensor = self._tensor()
        if tensor is None:
            return self._version + 1
        view = tensor._view
        return tensor._writes if view is None else view.storage.counter.version


def pin(tensor: TensorBase, array: np.ndarray) -> None:
    """Shares the memory of a base `tensor` with `array` while somebody holds the ndarray."""
    memory = storage_of(tensor).shared()
    memory.pinned = array


def pinned_to(storage: Storage) -> np.ndarray | None:
    """The ndarray that shares the storage's memory and is held by somebody else."""
    storage.sync()
    return storage.memory.pinned if storage.memory is not None else None


# -- putting a view's content back into its base -----------------------------------------------


def _put_through(chain: Sequence[Link], base: Any, new: Any) -> Any:
    if not chain:
        return new
    (op, static), *rest = chain
    look = op.view_function(base.shape, static)
    inner = _put_through(rest, look(base), new) if rest else new
    if op.put is not None:
        return op.put(base, inner, static)
    return scatter_back(look, base, inner)


def scatter_back(look: Callable[[Any], Any], base: Any, new: Any) -> Any:
    """Writes `new` where the pure re-indexing `look` finds each element of `base`.

    Exact for any such function: an index array is pushed through it.
    """
    index = look(jnp.arange(base.size, dtype=jnp.int64).reshape(base.shape))
    flat = base.reshape(-1).at[index.reshape(-1)].set(new.reshape(-1), unique_indices=True)
    return flat.reshape(base.shape)


class _WriteBack(CoreOp):
    """The base after a write through a view; its static arguments are the view's chain."""

    def specialise(
        self, specs: Sequence[Spec], static: tuple[Any, ...]
    ) -> Callable[..., Any]:
        base = specs[0]
        assert isinstance(base, Aval)
        return lambda old, new: _put_through(static, old, new.astype(base.dtype.np))


#: PyTorch calls the node of a base written through a view CopySlices.
WRITE_BACK = _WriteBack("write_back", lambda *_: None, "CopySlices")

set_write(write)
