"""Nested containers: taken apart into leaves, and put together again."""

from __future__ import annotations

import dataclasses
from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from torchlike._core.apply import TensorBase


@dataclasses.dataclass(frozen=True)
class Spec:
    """The structure of a nested container; `kind` is None for a leaf."""

    kind: type | None
    #: The keys of a dict, the class of a named tuple, what a deque or a `defaultdict` needs.
    context: Any = None
    children: tuple[Spec, ...] = ()

    @property
    def count(self) -> int:
        """The number of leaves."""
        return 1 if self.kind is None else sum(child.count for child in self.children)

    def __repr__(self) -> str:
        if self.kind is None:
            return "*"
        # A line for each child, as PyTorch indents them.
        inner = ",\n  ".join(map(repr, self.children))
        return f"TreeSpec({self.kind.__name__}, {self.context!r}, [{inner}])"


LEAF = Spec(None)


def _is_named_tuple(value: Any) -> bool:
    """A named tuple, or one of `torch.return_types`."""
    kind = type(value)
    return isinstance(value, tuple) and (hasattr(kind, "_fields") or hasattr(kind, "n_fields"))


def _opened(value: Any) -> tuple[type, Any, Sequence[Any]] | None:
    """The kind of a container, what else it takes to make it, and its items; None for a leaf."""
    if _is_named_tuple(value):
        return tuple, type(value), tuple(value)
    kind = type(value)
    if kind in (tuple, list) or isinstance(value, tuple):
        return (kind if kind is list else tuple), None, value
    if kind is dict or kind is OrderedDict:
        return kind, list(value), list(value.values())
    if kind is defaultdict:
        return kind, [value.default_factory, list(value)], list(value.values())
    if kind is deque:
        return kind, value.maxlen, value
    return None


def flatten(tree: Any) -> tuple[list[Any], Spec]:
    """The leaves of `tree` and its structure."""
    found = _opened(tree)
    if found is None:
        return [tree], LEAF
    kind, context, items = found
    leaves: list[Any] = []
    children = []
    for item in items:
        inner, spec = flatten(item)
        leaves += inner
        children.append(spec)
    return leaves, Spec(kind, context, tuple(children))


def unflatten(leaves: Sequence[Any], spec: Spec) -> Any:
    """The tree of this structure with these leaves."""
    return _built(iter(leaves), spec)


def _built(supply: Iterator[Any], spec: Spec) -> Any:
    if spec.kind is None:
        return next(supply)
    items = [_built(supply, child) for child in spec.children]
    if spec.kind is tuple:
        return tuple(items) if spec.context is None else spec.context(*items)
    if spec.kind is list:
        return items
    if spec.kind is deque:
        return deque(items, spec.context)
    if spec.kind is defaultdict:
        factory, keys = spec.context
        return defaultdict(factory, zip(keys, items, strict=True))
    return spec.kind(zip(spec.context, items, strict=True))


def mapped(function: Callable[[Any], Any], tree: Any) -> Any:
    """`tree` with `function` applied to its leaves."""
    leaves, spec = flatten(tree)
    return unflatten([function(leaf) for leaf in leaves], spec)


def mapped_tensors(function: Callable[[Any], Any], tree: Any) -> Any:
    """`tree` with `function` applied to its tensors."""
    return mapped(lambda leaf: function(leaf) if isinstance(leaf, TensorBase) else leaf, tree)


def broadcast(tree: Any, spec: Spec) -> list[Any] | None:
    """The leaves of `tree`, each repeated for what stands in its place in `spec`.

    None where the two do not match.
    """
    found = _opened(tree)
    if found is None:
        return [tree] * spec.count
    kind, context, items = found
    same = kind is spec.kind and len(items) == len(spec.children)
    if not same or (kind is dict and context != spec.context):
        return None
    leaves: list[Any] = []
    for item, child in zip(items, spec.children, strict=True):
        inner = broadcast(item, child)
        if inner is None:
            return None
        leaves += inner
    return leaves
