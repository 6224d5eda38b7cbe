"""`torch.autograd.backward` and `torch.autograd.grad`."""

from __future__ import annotations

import contextlib
import threading
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from torchlike._core.apply import TensorBase, wrap
from torchlike._core.backward import Pass, deliver, differentiate, run_pass
from torchlike._core.batching import Batch
from torchlike._core.leaves import Meta, place_of
from torchlike._core.nodes import Lost
from torchlike._core.tangents import Tape
from torchlike._core.trace import Untracked, Value
from torchlike._core.wrapped import at, check_no_transform, levels
from torchlike.autograd.transformed import gradients_at, level_of
from torchlike.tensor import Tensor


def _several(value: Any) -> tuple[Any, ...]:
    return (value,) if isinstance(value, TensorBase) else tuple(value)


def _seeds(roots: Sequence[Any], given: Any, create: bool) -> list[Value | None]:
    """The gradients the roots start with; None for a one.

    Raises: RuntimeError when one cannot be made implicitly, or does not fit.
    """
    seeds = [None] * len(roots) if given is None else list(_several(given))
    if len(seeds) != len(roots):
        raise RuntimeError(f"got {len(roots)} tensors and {len(seeds)} gradients")
    values: list[Value | None] = []
    for number, (root, seed) in enumerate(zip(roots, seeds, strict=True)):
        value = root._read()
        if seed is None:
            _check_differentiable(value, number)
            if value.aval.size != 1:
                raise RuntimeError("grad can be implicitly created only for scalar outputs")
            if value.aval.dtype.is_complex:
                raise RuntimeError(
                    "grad can be implicitly created only for real scalar outputs but got "
                    f"{value.aval.dtype}"
                )
            values.append(None)
            continue
        if not isinstance(seed, TensorBase):
            raise TypeError(
                f"gradients can be either Tensors or None, but got {type(seed).__name__}"
            )
        found = seed._read()
        if found.aval.shape != value.aval.shape:
            raise RuntimeError(
                f"Mismatch in shape: grad_output[{number}] has a shape of "
                f"torch.Size({list(found.aval.shape)}) and output[{number}] has a shape of "
                f"torch.Size({list(value.aval.shape)})."
            )
        _check_differentiable(value, number)
        if found.aval.dtype is not value.aval.dtype:
            found = seed.to(value.aval.dtype)._read()
        if found.node is not None and not create:
            found = seed.detach()._read()
        values.append(found)
    return values


#: Whether the warning about `create_graph` was given: it is given once.
_warned: list[bool] = []

_CYCLE = (
    "Using backward() with create_graph=True will create a reference cycle between the parameter "
    "and its gradient which can cause a memory leak. We recommend using autograd.grad when "
    "creating the graph to avoid this. If you have to use this function, make sure to reset the "
    ".grad fields of your parameters to None after use to break the cycle and avoid the leak."
)


class UnderWay:
    """What a backward pass begins with, and the tensors it is after; None for all leaves."""

    __slots__ = ("roots", "targets")

    def __init__(self, roots: Sequence[Value], targets: Sequence[Value] | None) -> None:
        self.roots = roots
        self.targets = targets


class _Passes(threading.local):
    """The passes under way in this thread, which hooks may nest."""

    def __init__(self) -> None:
        self.stack: list[UnderWay] = []


_passes = _Passes()


def under_way() -> UnderWay:
    """The innermost pass under way in this thread."""
    return _passes.stack[-1]


def is_partial() -> bool:
    """Whether the pass under way is after the gradients of some tensors only."""
    return under_way().targets is not None


@contextlib.contextmanager
def _noted(roots: Sequence[Value], targets: Sequence[Value] | None = None) -> Iterator[None]:
    _passes.stack.append(UnderWay(roots, targets))
    try:
        yield
    finally:
        _passes.stack.pop()


def _run(roots: Any, seeds: Any, *, retain: bool, create: bool, targets: Any) -> Pass:
    values = [r._read() for r in roots]
    with _noted(values, targets):
        return run_pass(values, seeds, retain=retain, create=create, targets=targets)


#: Nodes of what autograd has lost track of.
_LOST = (Lost, Untracked)


def _check_differentiable(root: Value, number: int) -> None:
    if type(root.node) is Untracked:
        raise RuntimeError(root.node.problem)
    if root.node is None or type(root.node) is Lost:
        raise RuntimeError(
            f"element {number} of tensors does not require grad and does not have a grad_fn"
        )


def backward(
    tensors: Any,
    grad_tensors: Any = None,
    retain_graph: bool | None = None,
    create_graph: bool = False,
    grad_variables: Any = None,
    inputs: Any = None,
) -> None:
    """Adds the gradients of `tensors`, weighted by `grad_tensors`, to the leaves' `.grad`.

    Raises: RuntimeError as PyTorch: no graph, a freed graph, a seed that is missing or misfits.
    """
    check_no_transform("backward()")
    if create_graph and not _warned:
        _warned.append(True)
        warnings.warn(_CYCLE, UserWarning, stacklevel=3)
    if grad_tensors is None and inputs is None and isinstance(tensors, TensorBase):
        root = tensors._read()
        one = root.aval.size == 1 and root.aval.dtype.is_floating_point
        if one and root.node is not None and type(root.node) not in _LOST:
            retain = create_graph if retain_graph is None else retain_graph
            with _noted((root,)):
                differentiate(root, retain=retain, create=create_graph)
            return
    roots = _several(tensors)
    if not all(isinstance(r, TensorBase) for r in roots):
        raise AssertionError("Expected output to be a torch.Tensor")
    seeds = grad_tensors if grad_tensors is not None else grad_variables
    wanted = None if inputs is None else _several(inputs)
    if wanted is not None and not wanted:
        raise RuntimeError("`inputs` argument to `backward()` cannot be empty.")
    for tensor in wanted or ():
        if not isinstance(tensor, TensorBase):
            raise RuntimeError(
                f"all inputs have to be Tensors or GradientEdges, but got {type(tensor).__name__}"
            )
    retain = create_graph if retain_graph is None else retain_graph
    values = _seeds(roots, seeds, create_graph)
    targets = None if wanted is None else [t._read() for t in wanted]
    found = _run(roots, values, retain=retain, create=create_graph, targets=targets)
    if wanted is None:
        deliver(found)
        return
    metas = {t._meta for t in wanted if t.is_leaf}
    deliver(found, metas)
    for tensor in wanted:
        if not tensor.is_leaf:
            grad_found = _arrived(found, tensor._read())
            if grad_found is not None:
                _accumulate_interior(tensor, grad_found)


def _method(
    self: Any,
    gradient: Any = None,
    retain_graph: bool | None = None,
    create_graph: bool = False,
    inputs: Any = None,
) -> None:
    """Adds the gradient of this tensor to the `.grad` of the leaves it depends on."""
    backward(self, gradient, retain_graph, create_graph, inputs=inputs)


# Python's own errors about arguments say the name.
_method.__name__, _method.__qualname__ = "backward", "Tensor.backward"
Tensor.backward = _method


def _accumulate_interior(tensor: Any, grad_found: Value) -> None:
    meta = tensor._own_meta()
    meta.retains_grad = True
    known = meta.grad
    meta.grad = wrap(grad_found) if known is None else known + wrap(grad_found)


_ONLY_INPUTS = (
    "only_inputs argument is deprecated and is ignored now (defaults to True). To accumulate "
    "gradient for other parts of the graph, please use torch.autograd.backward."
)


def _check_ends(roots: Sequence[Any], wanted: Sequence[Any]) -> None:
    """Raises what PyTorch's `grad` raises for outputs or inputs that are no tensors, or none."""
    if not all(isinstance(root, TensorBase) for root in roots):
        raise AssertionError("Expected output to be a torch.Tensor")
    if not wanted:
        raise RuntimeError("`inputs` argument to `grad()` cannot be empty.")
    for tensor in wanted:
        if not isinstance(tensor, TensorBase):
            raise RuntimeError(
                f"all inputs have to be Tensors or GradientEdges, but got {type(tensor).__name__}"
            )


def _arrived(found: Pass, value: Value) -> Value | None:
    if isinstance(value.node, Meta):
        return found.leaves.get(value.node)
    place = place_of(value)
    return None if place is None else found.captured.get(place)


def grad(
    outputs: Any,
    inputs: Any,
    grad_outputs: Any = None,
    retain_graph: bool | None = None,
    create_graph: bool = False,
    only_inputs: bool = True,
    allow_unused: bool | None = None,
    is_grads_batched: bool = False,
    materialize_grads: bool = False,
) -> tuple[Any, ...]:
    """The gradients of `outputs`, weighted by `grad_outputs`, with respect to `inputs`.

    Raises: RuntimeError for an input that was not used, unless `allow_unused`.
    """
    if not only_inputs:
        warnings.warn(_ONLY_INPUTS, FutureWarning, stacklevel=2)
    if materialize_grads and allow_unused is False:
        raise ValueError(
            "Expected allow_unused to be True or not passed when materialize_grads=True, but got: "
            "allow_unused=False."
        )
    allowed = materialize_grads if allow_unused is None else allow_unused
    roots, wanted = _several(outputs), _several(inputs)
    _check_ends(roots, wanted)
    retain = create_graph if retain_graph is None else retain_graph
    if is_grads_batched and grad_outputs is not None:
        return _batched_grad(roots, wanted, grad_outputs, retain, create_graph, allowed)
    tape = level_of(roots) if levels() else None
    if isinstance(tape, Tape):
        seeds = [None] * len(roots) if grad_outputs is None else _several(grad_outputs)
        made = gradients_at(tape, roots, wanted, seeds, create=create_graph)
        return _filled(made, wanted, allowed=allowed, zeros=materialize_grads)
    seeds = _seeds(roots, grad_outputs, create_graph)
    values = [t._read() for t in wanted]
    for tensor, value in zip(wanted, values, strict=True):
        del tensor
        if value.node is None:
            raise RuntimeError("One of the differentiated Tensors does not require grad")
    found = _run(roots, seeds, retain=retain, create=create_graph, targets=values)
    arrived = [_arrived(found, value) for value in values]
    made = [None if a is None else wrap(a) for a in arrived]
    return _filled(made, wanted, allowed=allowed, zeros=materialize_grads)


def _filled(
    grads: Sequence[Any], wanted: Sequence[Any], *, allowed: bool, zeros: bool
) -> tuple[Any, ...]:
    """The gradients, zeros for the missing ones if `zeros`. Raises: RuntimeError unless allowed."""
    results = []
    for number, (tensor, grad) in enumerate(zip(wanted, grads, strict=True)):
        if grad is None and not allowed:
            raise RuntimeError(
                f"The differentiated Tensor at index {number} appears to not have been used in the "
                "graph. Set allow_unused=True if this is the desired behavior."
            )
        missing = grad is None and zeros
        results.append(tensor.new_zeros(tuple(tensor.shape)) if missing else grad)
    return tuple(results)


def _batched_grad(
    roots: Sequence[Any],
    wanted: Sequence[Any],
    grad_outputs: Any,
    retain: bool,
    create: bool,
    allowed: bool,
) -> tuple[Any, ...]:
    """`grad` for a batch of weights, which is the first dim of each of `grad_outputs`."""
    given = _several(grad_outputs)
    for number, (root, seed) in enumerate(zip(roots, given, strict=True)):
        if seed is not None and tuple(seed.shape[1:]) != tuple(root.shape):
            raise RuntimeError(
                "If `is_grads_batched=True`, we interpret the first dimension of each grad_output "
                "as the batch dimension. The sizes of the remaining dimensions are expected to "
                "match the shape of corresponding output, but a mismatch was detected: "
                f"grad_output[{number}] has a shape of {seed.shape[1:]} and output[{number}] has "
                f"a shape of {root.shape}. If you only want some tensors in `grad_output` to be "
                "considered batched, consider using vmap."
            )
    level = Batch(next(len(seed) for seed in given if seed is not None), "error")
    with at(level):
        seeds = [None if seed is None else wrap(level.wrap(seed._read())) for seed in given]
        # With a graph: the first gear of backward takes whole Traces, which know no batches.
        found = grad(
            roots, wanted, seeds, retain_graph=retain, create_graph=True, allow_unused=allowed
        )
        whole = [None if g is None else wrap(level.unwrap(g._read())) for g in found]
    return tuple(g if create or g is None else g.detach() for g in whole)
