"""Layers whose inner results are not kept for backward (PyTorch: `torch.utils.checkpoint`).

With ``use_reentrant=True`` a function runs without a graph, and again when its gradient is asked
for. Otherwise it simply runs: PyTorch computes again what its graph would have to keep, and what
comes out is the same.
"""

from __future__ import annotations

import contextlib
import enum
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from torchlike._alias import missing_names as _missing_names
from torchlike.autograd import Function, backward, enable_grad, no_grad
from torchlike.autograd.engine import is_partial
from torchlike.random import get_rng_state, set_rng_state
from torchlike.tensor import Tensor


class CheckpointError(RuntimeError):
    """What is raised where a function, run again, gives something else."""


class DefaultDeviceType:
    """The type of device whose generators are restored beside the CPU's: none has any here."""

    _device_type = "cpu"

    @staticmethod
    def set_device_type(device: str = "cuda") -> None:
        """Names another type."""
        DefaultDeviceType._device_type = device

    @staticmethod
    def get_device_type() -> str:
        """The type's name."""
        return DefaultDeviceType._device_type


def noop_context_fn() -> tuple[Any, Any]:
    """The contexts of a first run and of one again: none."""
    return contextlib.nullcontext(), contextlib.nullcontext()


class CheckpointPolicy(enum.Enum):
    """What becomes of an operator's result between forward and backward."""

    MUST_SAVE = 0
    PREFER_SAVE = 1
    MUST_RECOMPUTE = 2
    PREFER_RECOMPUTE = 3
    MUST_CPU_OFFLOAD = 4
    PREFER_CPU_OFFLOAD = 5


class SelectiveCheckpointContext:
    """What a policy is told beside the operator and its operands."""

    def __init__(self, *, is_recompute: bool, op_output: Any = None) -> None:
        self.is_recompute = is_recompute
        self.op_output = op_output


def create_selective_checkpoint_contexts(
    policy_fn_or_list: Any, allow_cache_entry_mutation: bool = False
) -> tuple[Any, Any]:
    """The contexts of a first run and of one again, with a policy of what to keep between them.

    The policy is not asked: nothing is run again, whatever it says, and what comes out is the same.

    Raises: TypeError or ValueError for what is no policy.
    """
    del allow_cache_entry_mutation  # nothing is cached
    if isinstance(policy_fn_or_list, list):
        for op in policy_fn_or_list:
            raise ValueError(
                f"Expected op in `op_list` to be an OpOverload but got: {op} of type {type(op)}. "
            )
    elif not callable(policy_fn_or_list):
        raise TypeError("policy_fn_or_list must be either a function or a list of ops.")
    return noop_context_fn()


@contextlib.contextmanager
def set_checkpoint_debug_enabled(enabled: bool | None) -> Iterator[None]:
    """Says whether differences are explained: there are none, as nothing is compared."""
    del enabled
    yield


@contextlib.contextmanager
def set_checkpoint_early_stop(enable: bool) -> Iterator[None]:
    """Says whether running again ends with the last result needed."""
    del enable
    yield


def check_backward_validity(inputs: Sequence[Any]) -> None:
    """Warns where no input requires grad."""
    if not any(isinstance(x, Tensor) and x.requires_grad for x in inputs):
        warnings.warn(
            "None of the inputs have requires_grad=True. Gradients will be None",
            UserWarning,
            stacklevel=2,
        )


def detach_variable(inputs: Any) -> tuple[Any, ...]:
    """Each tensor outside its graph, requiring grad as before."""
    if not isinstance(inputs, tuple):
        raise RuntimeError(
            "Only tuple of tensors is supported. Got Unsupported input type: "
            f"{type(inputs).__name__}"
        )
    return tuple(
        x.detach().requires_grad_(x.requires_grad) if isinstance(x, Tensor) else x for x in inputs
    )


def get_device_states(*args: Any) -> tuple[list[int], list[Any]]:
    """The accelerators that the arguments are on, and the states of their generators: none."""
    del args
    return [], []


def set_device_states(
    devices: Sequence[int], states: Sequence[Any], *, device_type: Any = None
) -> None:
    """Restores what `get_device_states` found: nothing."""
    del devices, states, device_type


class CheckpointFunction(Function):
    """A function run without a graph, and again for its gradient."""

    @staticmethod
    def forward(ctx: Any, run_function: Any, preserve_rng_state: bool, *args: Any) -> Any:
        """What the function gives."""
        check_backward_validity(args)
        ctx.function, ctx.state = run_function, get_rng_state() if preserve_rng_state else None
        ctx.args = args
        ctx.save_for_backward(*(x for x in args if isinstance(x, Tensor)))
        with no_grad():
            return run_function(*args)

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        """The gradients of the arguments; those of other tensors are accumulated."""
        if is_partial():
            raise RuntimeError(
                "When use_reentrant=True, torch.utils.checkpoint is incompatible with .grad() or "
                "passing an `inputs` parameter to .backward(). To resolve this error, you can "
                "either set use_reentrant=False, or call .backward() without passing the `inputs` "
                "argument."
            )
        saved = iter(ctx.saved_tensors)
        args = detach_variable(tuple(next(saved) if isinstance(x, Tensor) else x for x in ctx.args))
        with _state_restored(ctx.state), enable_grad():
            outputs = ctx.function(*args)
        found = outputs if isinstance(outputs, tuple) else (outputs,)
        pairs = [
            (output, grad)
            for output, grad in zip(found, grads, strict=True)
            if isinstance(output, Tensor) and output.requires_grad
        ]
        if not pairs:
            raise RuntimeError(
                "none of output has requires_grad=True, this checkpoint() is not necessary"
            )
        backward([output for output, _ in pairs], [grad for _, grad in pairs])
        return None, None, *(x.grad if isinstance(x, Tensor) else None for x in args)


@contextlib.contextmanager
def _state_restored(state: Any) -> Iterator[None]:
    """Within it the generator is in `state`, unless that is None."""
    if state is None:
        yield
        return
    before = get_rng_state()
    set_rng_state(state)
    try:
        yield
    finally:
        set_rng_state(before)


def checkpoint(
    function: Callable[..., Any],
    *args: Any,
    use_reentrant: bool | None = None,
    context_fn: Callable[[], tuple[Any, Any]] = noop_context_fn,
    determinism_check: str = "default",
    debug: bool = False,
    early_stop: bool = True,
    **kwargs: Any,
) -> Any:
    """What `function` makes of the arguments; see the module for what is kept of it.

    Raises: ValueError for arguments that do not go with `use_reentrant`.
    """
    del early_stop  # nothing is run again
    if use_reentrant is None:
        warnings.warn(_UNSAID.format("", _IN_29), UserWarning, stacklevel=2)
        use_reentrant = True
    preserve = kwargs.pop("preserve_rng_state", True)
    if use_reentrant:
        if kwargs:
            raise ValueError("Unexpected keyword arguments: " + ",".join(kwargs))
        if context_fn is not noop_context_fn or debug:
            raise ValueError(
                "Passing `context_fn` or `debug` is only supported when use_reentrant=False."
            )
        return CheckpointFunction.apply(function, preserve, *args)
    if determinism_check not in ("default", "none"):
        raise ValueError(
            f"determinism_check should be one of ['default', 'none'], but got {determinism_check}"
        )
    with context_fn()[0]:
        return function(*args, **kwargs)


_IN_29 = (
    "Starting in PyTorch 2.9, calling checkpoint without use_reentrant will raise an exception."
)
_UNSAID = (
    "torch.utils.checkpoint{}: the use_reentrant parameter should be passed explicitly. {} "
    "use_reentrant=False is recommended, but if you need to preserve the current default "
    "behavior, you can pass use_reentrant=True. Refer to docs for more details on the differences "
    "between the two variants."
)


def checkpoint_sequential(
    functions: Any, segments: int, input: Any, use_reentrant: bool | None = None, **kwargs: Any
) -> Any:
    """The functions, or the layers of a Sequential, in turn: `segments` parts by `checkpoint`.

    The last part runs as it is.
    """
    if use_reentrant is None:
        later = "In version 2.9 we will raise an exception if use_reentrant is not passed."
        warnings.warn(_UNSAID.format(".checkpoint_sequential", later), UserWarning, stacklevel=2)
        use_reentrant = True
    preserve = kwargs.pop("preserve_rng_state", True)
    if kwargs:
        raise ValueError("Unexpected keyword arguments: " + ",".join(kwargs))
    layers = list(functions.children()) if hasattr(functions, "children") else list(functions)
    size = len(layers) // segments
    starts = [size * i for i in range(segments - 1)]
    for start in starts:
        part = _in_turn(layers[start : start + size])
        input = checkpoint(part, input, use_reentrant=use_reentrant, preserve_rng_state=preserve)
    return _in_turn(layers[size * (segments - 1) :])(input)


def _in_turn(layers: Sequence[Callable[..., Any]]) -> Callable[..., Any]:
    def run(input: Any) -> Any:
        for layer in layers:
            input = layer(input)
        return input

    return run


__getattr__ = _missing_names(__name__)
