"""Storage: what aliasing tensors share, and how a write through one is seen by all.

Arrays are immutable. A tensor that aliases has a `Storage` holding the base's current Value; a view
knows the chain of view operators that leads to it. A write through a view is one recorded Step that
puts the new content into the base; a view whose Storage moved on replays its chain when read.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from typing import Any

from torchlike._core import apply as application
from torchlike._core.apply import (
    Counter,
    TensorBase,
    apply_values,
    counter_of,
    outputs_of,
    wrap,
)
from torchlike._core.backward import grad_mode, set_write
from torchlike._core.boxes import BOX, Link, generalised, varies
from torchlike._core.chains import DETACH, LAY_OUT, PUT_BOXES, REPLAY_BASE, WRITE_BACK
from torchlike._core.execute import array_of
from torchlike._core.leaves import Meta
from torchlike._core.memory import Memory, overlaps
from torchlike._core.nodes import Lost, as_leaf, cut, renoded, replayed, untracked, with_data
from torchlike._core.overwritten import mark_overwritten, note_overwritten
from torchlike._core.trace import (
    Output,
    Passthrough,
    Restart,
    Step,
    Trace,
    Uncounted,
    Value,
    flush,
    local,
    miss,
    record,
)
from torchlike._core.wrapped import Wrapped
from torchlike._core.wrapped import check_write as check_levels

#: What a Storage's stamp moves on by with a write that its version counter counts.
WRITTEN = 1 << 32


class Storage:
    """What a base tensor and its differentiable views share; also the base's own `_view`."""

    __slots__ = (
        "__weakref__", "counter", "counted", "memory", "moved", "seen", "shown", "stamp", "value",
    )  # fmt: skip

    chain: tuple[Link, ...] = ()
    grad = True
    base = problem = None

    def __init__(self, value: Value, counter: Counter) -> None:
        self.value = value
        self.counter = counter
        #: Moves on with every write: a view that has seen another stamp is stale. By `WRITTEN`
        #: when the counter counts the write, else by one: autograd sees no difference then.
        self.stamp = 0
        #: The version when the content was last looked at.
        self.counted = counter.version
        self.memory: Memory | None = None
        #: Where its content is since the memory grew: another Storage, and the way from there.
        self.moved: tuple[Storage, tuple[Link, ...]] | None = None
        self.seen = 0
        #: What views showed that was computed by then, and their chains; None while nobody did.
        self.shown: weakref.WeakKeyDictionary[Value, tuple[Link, ...]] | None = None

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
            latest = memory.latest
            if latest.array is None and isinstance(self.value.node, Meta):
                latest = apply_values(DETACH, [latest], ())[0]  # another Storage keeps that one
            self.value = with_data(self.value, latest)
            self.stamp += 1 if self.counted == self.counter.version else WRITTEN
            self.counted = self.counter.version

    def shared(self) -> Memory:
        """The memory, made an object of its own so that another Storage can share it."""
        if self.memory is None:
            self.join(Memory(cut(self.value)))
        assert self.memory is not None
        return self.memory

    def join(self, memory: Memory) -> None:
        """Becomes one of those that share `memory`, whose content it has."""
        self.memory, self.seen = memory, memory.stamp
        memory.sharers = [s for s in memory.sharers if s() is not None]
        memory.sharers.append(weakref.ref(self))

    def note_write(self, whole: Value) -> None:
        """Counts a write that makes `whole` the content, wherever the present one is kept."""
        for value, _ in self._contents():
            note_overwritten(value, self.counter, whole)
        if self.memory is not None:
            for reference in self.memory.sharers:
                other = reference()
                if other is None or other is self:
                    continue
                for value, chain in other._contents():
                    if other.counter is self.counter:
                        note_overwritten(value, self.counter, whole)
                    else:
                        behind = Uncounted(self.memory, other.counter, chain)
                        mark_overwritten(value, (behind, -1, -1))
        self.counter.version += 1
        self.counted = self.counter.version
        self.stamp += WRITTEN

    def _contents(self) -> Iterator[tuple[Value, tuple[Link, ...]]]:
        """The Values that a write makes outdated, and the chains that lead to them."""
        yield self.value, ()
        if self.shown is not None:
            yield from self.shown.items()
            self.shown = None

    def note_restructured(self, new: Value) -> None:
        """Counts what autograd takes for a write, though the content stays: `new` is shaped anew.

        Views will be read anew.
        """
        before = self.value
        self.note_write(new)
        if before.node is not None:
            array_of(before, "a tensor that others alias gets another shape in place")
        self.value = another(before)

    def read(self, tensor: TensorBase) -> Value:
        """The base's current Value."""
        if self.memory is not None:
            if self.moved is not None:
                return _follow(tensor, *self.moved)
            self.sync()
        tensor._value = self.value
        return self.value


class View:
    """How a tensor derives from its Storage's base."""

    __slots__ = ("base", "chain", "grad", "known", "leaf", "problem", "seen", "storage")

    def __init__(
        self, storage: Storage, chain: tuple[Link, ...], base: Any, grad: bool | None
    ) -> None:
        self.storage = storage
        self.chain = chain
        self.base = base
        #: Whether it was made under grad mode (None: in inference mode), and what it was made of
        #: too.
        self.grad = grad
        #: Set when the view itself was made a leaf: its history ends here.
        self.leaf: Meta | None = None
        #: The storage's stamps when the content and when the history were last taken from there.
        self.seen = self.known = storage.stamp
        #: Why autograd has lost the view's history, once it has.
        self.problem: str | None = None

    def read(self, tensor: TensorBase) -> Value:
        """The view's current Value, replaying its chain when the base was written."""
        storage = self.storage
        if storage.memory is not None:
            if storage.moved is not None:
                return _follow(tensor, *storage.moved)
            storage.sync()
        if self.seen != storage.stamp:
            tensor._value = self._replayed(tensor._value)
            self.seen = storage.stamp
        value = tensor._value
        if value.array is not None:
            if storage.shown is None:
                storage.shown = weakref.WeakKeyDictionary()
            storage.shown[value] = self.chain
        if storage.value.node is not None and (value.node is None or self.leaf is not None):
            if self.base is not None and local.state.grad and differentiable(self.chain):
                value = tensor._value = self._claimed(value)
        return value

    def _replayed(self, old: Value) -> Value:
        """What the base's present content looks like from here; `old` is what it was."""
        storage = self.storage
        if self.seen // WRITTEN == storage.stamp // WRITTEN:  # unseen by autograd
            with grad_mode(False):
                value = replayed(cut(storage.value), self.chain)
            return as_leaf(value, self.leaf) if self.leaf is not None else with_data(old, value)
        base = storage.value
        if self.base is not None and base.node is None and not isinstance(old.node, Meta | None):
            base = as_leaf(base, Lost())  # the base has left the graph, the view stays in it
        if base.node is not None and self.base is not None:
            return self._followed(base, old)
        value = replayed(base, self.chain, REPLAY_BASE)
        if not local.state.grad and base.node is not None and self.leaf is None:
            return with_data(old, value)  # nothing was recorded of the write either
        return value if self.leaf is None else as_leaf(cut(value), self.leaf)

    def _followed(self, base: Value, old: Value) -> Value:
        """The view of a `base` written since, as autograd has it; `old` is what it was."""
        self.known = self.storage.stamp
        self.leaf = None
        self.problem = _refusal(self, old)
        if self.problem is None:
            with grad_mode(True):
                return replayed(base, self.chain)
        with grad_mode(False):
            return replayed(cut(base), self.chain)

    def _claimed(self, value: Value) -> Value:
        """What a view without a history of its own shows, where its base requires grad.

        It requires grad, but its gradient is lost, or using it is an error.
        """
        storage = self.storage
        if self.known // WRITTEN != storage.stamp // WRITTEN:
            value = self._followed(storage.value, value)
        if self.problem is None:
            # Another Value: this one may be shown by tensors that require nothing.
            return as_leaf(another(value), Lost()) if value.node is None else value
        return untracked(value, self.problem)


def _follow(tensor: TensorBase, storage: Storage, lead: tuple[Link, ...]) -> Value:
    """Takes `tensor` to the Storage that its own one has moved to; its Value there."""
    storage.sync()
    old = tensor._view
    view = tensor._view = View(storage, (*lead, *old.chain), old.base, old.grad)
    with grad_mode(False):
        tensor._value = replayed(storage.value, view.chain)
    return tensor._read()


def differentiable(chain: tuple[Link, ...]) -> bool:
    """Whether autograd takes the end of `chain` for a view of its beginning."""
    return all(op.differentiable for op, _ in chain)


#: Says why autograd loses track of a view, which showed some Value, when its base is written; None
#: where it does not.
Refusal = Callable[[View, Value], str | None]
_refusal: Refusal


def set_refusal(function: Refusal) -> None:
    """Says which views autograd loses track of."""
    global _refusal
    _refusal = function


def storage_of(tensor: TensorBase) -> Storage:
    """The Storage of `tensor`, made when it begins to alias."""
    view = tensor._view
    if view is None:
        view = tensor._view = Storage(tensor._value, counter_of(tensor))
    return view.storage


_new = object.__new__


def apply_view(op: Any, source: Any, static: tuple[Any, ...]) -> Any:
    """Applies the view operator `op`: a tensor that aliases `source`.

    Hot: `apply1` and the bookkeeping of the alias in one.
    """
    try:
        view = source._view
        value = source._value if view is None else view.read(source)
        state = local.state
        trace = state.trace
        grad = state.grad
        key = (op, static, grad, value.slot if value.trace is trace else trace.admit(value))
        try:
            step = trace.cursor.children[key]
        except KeyError:
            step = _missed_view(trace, op, value, static, key)
    except (AttributeError, Restart, Passthrough):
        result = application.apply(op, (source,), static)
        storage_of(source)
        view, grad, step = source._view, local.state.grad, None
    else:
        trace.cursor = step
        value = _new(Value)
        value.aval = step.aval
        value.trace = trace
        value.slot = step.base
        value.node = step.node
        value.array = None
        trace.values.append(value)
        result = _new(application._tensor_class)
        result._value = value
        result._meta = result._counter = None
        if view is None:
            view = source._view = Storage(source._value, counter_of(source))
    base = view.base
    result._view = View(
        view.storage,
        (*view.chain, (op, static)),
        source if base is None else base,
        view.grad and grad,
    )
    if step is not None and step.flush_after:
        flush(trace, "many operators are pending")
    return result


def _missed_view(trace: Trace, op: Any, value: Value, static: Any, key: Any) -> Step:
    """A Step for a view not recorded at this point before."""
    box = getattr(op, "box", None) if trace.cursor.children else None
    found = None if box is None else box(value.aval.shape, static)
    if found is not None:
        start, *rest = found
        general = (op.grad_fn, *rest)
        site = (op, general, trace.state.grad, value.slot)
        if varies(trace, site, key, (BOX, general, trace.state.grad, (value.slot, int))):
            return record(BOX, [value, start], general)[0]
    return miss(trace, op, (value,), static, key)


def derived(source: TensorBase, chain: tuple[Link, ...]) -> Any:
    """A new tensor at the end of `chain` from the base of `source`."""
    source._read()
    storage = storage_of(source)
    result = wrap(replayed(storage.value, chain))
    view = source._view
    base = source if view.base is None else view.base
    result._view = View(storage, chain, base, view.grad and local.state.grad)
    return result


def restructure(tensor: TensorBase, chain: tuple[Link, ...], value: Value) -> None:
    """Puts `tensor` itself at the end of `chain`, where its content is `value`."""
    storage = storage_of(tensor)
    tensor._view = View(storage, chain, tensor._view.base, tensor._view.grad)
    tensor._value = value


def another(value: Value) -> Value:
    """Another Value with the same content."""
    if value.array is not None:
        return renoded(value, value.node)
    return apply_values(DETACH, [value], ())[0]


def set_node(tensor: TensorBase, value: Value, meta: Meta | None) -> None:
    """Gives a concrete tensor the autograd node `meta`."""
    tensor._value = renoded(value, meta)
    if tensor._meta is not None:
        tensor._meta.closed = meta is None
    view = tensor._view
    if view is None:
        return
    if view.chain:
        view.leaf = meta
    else:
        view.storage.value = tensor._value


def write(tensor: TensorBase, new: Value) -> None:
    """Replaces the content of `tensor`, and of all that alias it, by `new`.

    `new` has the tensor's shape and dtype. Whether it carries a gradient is decided by how it was
    recorded; without one, autograd goes on seeing what the tensor was.
    """
    view = tensor._view
    if type(new.array) is Wrapped or type(tensor._value.array) is Wrapped:
        check_levels(tensor._value if view is None else view.storage.value, new)
    if view is None:
        old = tensor._value
        if old.aval.inference:
            check_mode()
        counter = tensor._counter
        if counter is None:
            counter = tensor._counter = Counter(0)
        note_overwritten(old, counter, new)
        counter.version += 1
        if new.aval is not old.aval:
            new = _laid_out(new, old)
        tensor._value = new if new.node is not None else with_data(old, new)
        return
    storage: Storage = view.storage
    storage.sync()
    old = storage.value
    if old.aval.inference:
        check_mode()
    if view.chain:
        whole = _written_back(old, new, view.chain)
    else:
        whole = _laid_out(new, old)
    storage.note_write(whole)
    storage.value = whole if whole.node is not None else with_data(old, whole)
    if view.chain and view.leaf is None and _reads_back(view, new, tensor._value):
        tensor._value = new
        view.seen = storage.stamp
    if storage.memory is not None:
        storage.seen = storage.memory.publish(cut(storage.value))


def _written_back(old: Value, new: Value, chain: tuple[Link, ...]) -> Value:
    """The base `old` with `new` where `chain` leads."""
    state = local.state
    trace = state.trace
    try:
        base = old.slot if old.trace is trace else trace.admit(old)
        slots = (base, new.slot if new.trace is trace else trace.admit(new))
    except (Restart, Passthrough):
        return apply_values(WRITE_BACK, [old, new], chain)[0]
    key = (WRITE_BACK, chain, state.grad, *slots)
    step = trace.cursor.children.get(key)
    if step is None and trace.cursor.children:
        general = generalised(chain, old.aval)
        if general is not None:
            links, positions = general
            site = (WRITE_BACK, links, state.grad, slots)
            varying = (PUT_BOXES, links, state.grad, (*slots, *[int] * len(positions)))
            if varies(trace, site, key, varying):
                return apply_values(PUT_BOXES, [old, new, *positions], links)[0]
    trace.cursor = step or miss(trace, WRITE_BACK, (old, new), chain, key)
    (value,) = outputs_of(trace.cursor, trace)
    if trace.cursor.flush_after:
        flush(trace, "many operators are pending")
    return value


def check_mode() -> None:
    """Raises PyTorch's error for writing outside inference mode to what was made inside."""
    if not local.state.inference:
        raise RuntimeError(
            "Inplace update to inference tensor outside InferenceMode is not allowed.You can make "
            "a clone to get a normal tensor before doing inplace update.See "
            "https://github.com/pytorch/rfcs/pull/17 for more details."
        )


def _laid_out(new: Value, old: Value) -> Value:
    """`new` with the strides of `old`: what is written in place keeps the tensor's layout.

    It stays a normal tensor, too, or one made in inference mode.
    """
    inference = old.aval.inference
    if new.aval.strides == old.aval.strides and new.aval.inference is inference:
        return new
    node = new.node
    kernel = node.step.kernel if type(node) is Output else None
    name = "" if kernel is None else kernel.op.grad_name(kernel)
    static = (old.aval.strides, name)
    if new.aval.inference is inference:
        return apply_values(LAY_OUT, [new], static)[0]
    with grad_mode(None if inference else False):
        return apply_values(LAY_OUT, [new], static)[0]


def _reads_back(view: View, new: Value, present: Value) -> bool:
    """Whether a view just written with `new` would read the very same from its base.

    What is no view to autograd, such as a base that was transposed in place, has its own history.
    """
    if view.storage.value.node is not None and (view.base is not None or new.node is None):
        return False
    return new.aval is present.aval and not overlaps(new.aval)


set_write(write)
