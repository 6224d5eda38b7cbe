"""`torch.autograd.graph`: nodes of the graph and the edges between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from torchlike._core.apply import TensorBase, counter_of
from torchlike._core.graph import AccumulateGrad, node_of
from torchlike._core.graph import Node as _StepNode
from torchlike._core.leaves import place_of


class _AnyNode(type):
    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, (_StepNode, AccumulateGrad))


class Node(metaclass=_AnyNode):
    """What every `grad_fn` is an instance of, a leaf's accumulator too."""


class GradientEdge(NamedTuple):
    """An output of a node, where a gradient passes."""

    node: Any
    output_nr: int
    ownership_token: Any = None


def get_gradient_edge(tensor: TensorBase) -> GradientEdge:
    """The edge that the gradient of `tensor` arrives by.

    Raises: RuntimeError when the tensor does not require grad.
    """
    value = tensor._read()
    if value.node is None:
        raise RuntimeError(
            "It is not possible to get the gradient edge for a Tensor that does not require "
            "gradients"
        )
    place = place_of(value)
    node = node_of(value)
    return GradientEdge(node, 0 if place is None else place[1] - node._step.base)


def increment_version(tensor: TensorBase | Iterable[TensorBase]) -> None:
    """Counts a write to each tensor that autograd could not see."""
    for one in (tensor,) if isinstance(tensor, TensorBase) else tensor:
        counter_of(one).version += 1
