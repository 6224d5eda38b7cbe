"""Modules as functions: `functional_call`, `stack_module_state`, batch norm without state."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from torchlike._ops._bindings import stack
from torchlike.nn.modules.batchnorm import _BatchNorm
from torchlike.nn.utils.stateless import _functional_call


def functional_call(
    module: Any,
    parameter_and_buffer_dicts: Any,
    args: Any = None,
    kwargs: dict[str, Any] | None = None,
    *,
    tie_weights: bool = True,
    strict: bool = False,
) -> Any:
    """What `module` does with these parameters and buffers, by name, in place of its own.

    Several dicts must not name the same. Raises: ValueError for anything but dicts of tensors.
    """
    given = parameter_and_buffer_dicts
    if isinstance(given, (list, tuple)):
        if not all(isinstance(one, dict) for one in given):
            raise ValueError(
                "Expected all elements of parameter_and_buffer_dicts to be dictionaries"
            )
        names = [name for one in given for name in one]
        twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
        if twice:
            raise ValueError(
                f"{twice} appeared in multiple dictionaries; behavior of functional call is "
                "ambiguous"
            )
        given = {name: tensor for one in given for name, tensor in one.items()}
    if not isinstance(given, dict):
        raise ValueError(
            "Expected parameter_and_buffer_dicts to be a dict, or a list/tuple of dicts, but got "
            f"{type(given)}"
        )
    return _functional_call(module, given, args, kwargs, tie_weights=tie_weights, strict=strict)


def stack_module_state(models: Sequence[Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The parameters and the buffers of models of one kind, stacked, by name.

    The parameters are leaves. Raises: RuntimeError for none, or for models that are not alike.
    """
    if len(models) == 0:
        raise RuntimeError("stack_module_state: Expected at least one model, got 0.")
    first = models[0]
    if not all(model.training == first.training for model in models):
        raise RuntimeError(
            "stack_module_state: Expected all models to have the same training/eval mode."
        )
    if not all(type(model) is type(first) for model in models):
        raise RuntimeError("stack_module_state: Expected all models to be of the same class.")
    parameters = _stacked([dict(model.named_parameters()) for model in models])
    return parameters, _stacked([dict(model.named_buffers()) for model in models])


def _stacked(states: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {name: _as_leaf([state[name] for state in states]) for name in states[0]}


def _as_leaf(tensors: Sequence[Any]) -> Any:
    """The tensors stacked: outside of their graph, requiring grad if they all do."""
    required = [tensor.requires_grad for tensor in tensors]
    if any(required) != all(required):
        raise RuntimeError(
            f"Expected {'all' if required[0] else 'no'} tensors to be stacked to require grad"
        )
    return stack([tensor.detach() for tensor in tensors]).requires_grad_(required[0])


def replace_all_batch_norm_modules_(root: Any) -> Any:
    """`root`, whose batch norms keep no running statistics any more: `vmap` cannot update them."""
    for module in root.modules():
        if isinstance(module, _BatchNorm):
            module.running_mean = None
            module.running_var = None
            module.num_batches_tracked = None
            module.track_running_stats = False
    return root


def functionalize(func: Any, *, remove: str = "mutations") -> Any:
    """`func` itself, whose writes in place are not seen by those who trace it.

    Nothing is left to remove: arrays never change, so that a transform sees none of the writes.
    Raises: RuntimeError for a `remove` that PyTorch does not know.
    """
    if remove not in ("mutations", "mutations_and_views"):
        raise RuntimeError(
            f"functionalize(f, remove='mutations'): received invalid argument for remove={remove}."
            " Valid options are:\n"
            "     remove='mutations': all inplace and out= operators will be removed from the "
            "program, and replaced with their out-of-place equivalents.\n"
            "     remove='mutations_and_views': In addition to the above, all aliasing operators "
            "{view} will be replaced with their non-aliasing counterparts, {view}_copy.\n"
        )

    @functools.wraps(func, updated=())
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return func(*args, **kwargs)

    return wrapper
