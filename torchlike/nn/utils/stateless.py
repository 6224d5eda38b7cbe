"""Calling a module with other parameters and buffers than its own."""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from torchlike._core.apply import TensorBase
from torchlike.nn.modules.module import Module


def _named(module: Module) -> dict[str, Any]:
    """Parameters and buffers by every name that they have."""
    parameters = module.named_parameters(remove_duplicate=False)
    return dict([*parameters, *module.named_buffers(remove_duplicate=False)])


def _tied_names(own: dict[str, Any]) -> list[set[str]]:
    """The sets of names that one tensor has."""
    names: defaultdict[Any, set[str]] = defaultdict(set)
    for name, tensor in own.items():
        names[tensor].add(name)
    return [several for several in names.values() if len(several) > 1]


def _with_tied(own: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """The tensors given under all names of what they stand for.

    Raises: ValueError for several tensors in the place of one.
    """
    result = dict(given)
    for names in _tied_names(own):
        present = sorted(names & given.keys())
        if len({id(given[name]) for name in present}) > 1:
            raise ValueError(
                f"functional_call got multiple values for keys {present}, which are tied. Consider "
                "using tie_weights=False"
            )
        if present:
            result.update(dict.fromkeys(names, given[present[0]]))
    return result


def _check_strictly(module: Module, own: dict[str, Any], given: dict[str, Any]) -> None:
    problems = []
    for word, keys in (
        ("Unexpected", given.keys() - own.keys()),
        ("Missing", own.keys() - given.keys()),
    ):
        if keys:
            problems.append(f"{word} key(s): {', '.join(map(repr, sorted(keys)))}.")
    if problems:
        raise RuntimeError(
            f"Error(s) in reparametrizing for {module._get_name()}:\n\t" + "\n\t".join(problems)
        )


def _place(module: Module, name: str) -> tuple[dict[str, Any], str]:
    """The dictionary that holds a parameter or buffer, or is to hold it, and its name there."""
    path, _, last = name.rpartition(".")
    owner = module.get_submodule(path)
    return (owner._parameters if last in owner._parameters else owner._buffers), last


@contextmanager
def _reparametrize_module(
    module: Module, given: dict[str, Any], *, tie_weights: bool = False, strict: bool = False
) -> Iterator[None]:
    """Within it, the module has the tensors given. Afterwards it has its own again."""
    own = _named(module)
    tensors = _with_tied(own, given) if tie_weights else dict(given)
    if strict:
        _check_strictly(module, own, tensors)
    kept = []
    try:
        for name, tensor in tensors.items():
            if not isinstance(tensor, TensorBase):
                raise TypeError(f"{tensor} is not an instance of torch.Tensor")
            registry, last = _place(module, name)
            kept.append((registry, last, registry.get(last), name))
            registry[last] = tensor
        yield
    finally:
        for registry, last, before, name in reversed(kept):
            # What forward has put there by assignment is handed back.
            if name in given:
                given[name] = registry[last]
            if name in own:
                registry[last] = before
            else:
                del registry[last]


def _functional_call(
    module: Any,
    parameters_and_buffers: dict[str, Any],
    args: Any = None,
    kwargs: dict[str, Any] | None = None,
    *,
    tie_weights: bool = True,
    strict: bool = False,
) -> Any:
    given = () if args is None else args if isinstance(args, tuple) else (args,)
    with _reparametrize_module(
        module, parameters_and_buffers, tie_weights=tie_weights, strict=strict
    ):
        return module(*given, **(kwargs or {}))


def functional_call(
    module: Any,
    parameters_and_buffers: dict[str, Any],
    args: Any = None,
    kwargs: dict[str, Any] | None = None,
    *,
    tie_weights: bool = True,
    strict: bool = False,
) -> Any:
    """What the module does with these parameters and buffers, by name, in place of its own.

    Tensors that are the module's under several names are replaced under all of them, unless
    `tie_weights` is False. With `strict`, all must be named and no others.
    """
    warnings.warn(
        "`torch.nn.utils.stateless.functional_call` is deprecated as of PyTorch 2.0 and will be "
        "removed in a future version of PyTorch. Please use `torch.func.functional_call` instead "
        "which is a drop-in replacement.",
        FutureWarning,
        stacklevel=2,
    )
    return _functional_call(
        module, parameters_and_buffers, args, kwargs, tie_weights=tie_weights, strict=strict
    )
