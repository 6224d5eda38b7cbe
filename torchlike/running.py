"""How functions are run: compiled, by condition, in a loop, apart: here, at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from torchlike._core.apply import TensorBase
from torchlike._core.errors import unsupported

_BACKENDS = ("aot_eager", "cudagraphs", "eager", "inductor", "onnxrt", "openxla", "tvm")
_COMPILE_MODES = (
    "default", "lite", "reduce-overhead", "max-autotune-no-cudagraphs", "max-autotune",
)  # fmt: skip


def compile(
    model: Callable[..., Any] | None = None,
    *,
    fullgraph: bool = False,
    dynamic: bool | None = None,
    backend: str | Callable[..., Any] | None = None,
    mode: str | None = None,
    options: dict[str, Any] | None = None,
    name: str | None = None,
    disable: bool = False,
    recompile_limit: int | None = None,
    isolate_recompiles: bool = False,
    shapes_spec: Any = None,
) -> Any:
    """The function or module itself: whatever runs is compiled once it is worth it.

    The arguments say how to compile, which nobody can tell from the results. Raises: RuntimeError
    for a mode that does not exist, or one beside options.
    """
    del fullgraph, dynamic, name, disable, recompile_limit, isolate_recompiles, shapes_spec
    if mode is not None and options is not None:
        raise RuntimeError(
            "Either mode or options can be specified, but both can't be specified at the same time."
        )
    if mode is not None and mode not in _COMPILE_MODES:
        raise RuntimeError(
            f"Unrecognized mode={mode}, should be one of: {', '.join(_COMPILE_MODES)}"
        )
    if callable(backend):
        raise unsupported("torch.compile() with a backend of one's own")
    if isinstance(backend, str) and backend not in _BACKENDS:
        raise RuntimeError(f"Invalid backend: {backend!r}, see `torch._dynamo.list_backends()`")
    if model is None:
        return lambda found: compile(found, mode=mode, options=options, backend=backend)
    if not callable(model):
        raise AssertionError(f"A callable function is expected, but {type(model)} is provided.")
    return model


def cond(
    pred: Any, true_fn: Callable[..., Any], false_fn: Callable[..., Any], operands: Any = ()
) -> Any:
    """What one of two functions makes of the operands, by a bool or a tensor of one element."""
    if not isinstance(pred, (bool, int, float, TensorBase)):
        raise RuntimeError(f"Expected pred to be bool or tensor, but got {pred}.")
    if isinstance(pred, TensorBase) and pred.numel() != 1:
        raise RuntimeError(f"Expected pred to be bool or single-element tensor, but got {pred}.")
    return (true_fn if bool(pred) else false_fn)(*operands)


def while_loop(
    cond_fn: Callable[..., Any], body_fn: Callable[..., Any], carried_inputs: Sequence[Any]
) -> Any:
    """The inputs replaced by what `body_fn` makes of them while `cond_fn` of them holds."""
    if not callable(cond_fn) or not callable(body_fn):
        raise RuntimeError("Expect cond_fn and body_fn to be callable.")
    if not isinstance(carried_inputs, (tuple, list)):
        raise RuntimeError(
            "Expect carried_inputs to be a tuple of possibly nested dict/list/tuple that only "
            f"consists of tensor or int leaves, but got {carried_inputs}."
        )
    carried: Any = tuple(carried_inputs)
    while bool(cond_fn(*(carried if isinstance(carried, tuple) else (carried,)))):
        carried = body_fn(*(carried if isinstance(carried, tuple) else (carried,)))
    return carried


class Future:
    """The result of a function that was to run apart: it is there already."""

    def __init__(self, result: Any) -> None:
        self._result = result

    def done(self) -> bool:
        """Whether the function has returned: it has."""
        return True

    def wait(self) -> Any:
        """The result."""
        return self._result

    value = wait


def fork(function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future:
    """A function to run apart, which here runs at once."""
    return Future(function(*args, **kwargs))


def wait(input: Future, /) -> Any:
    """The result of what `fork` was given."""
    return input.wait()


def prepare_multiprocessing_environment(path: str) -> None:
    """Nothing: processes started from this one need no preparation."""
    del path


def profiler_allow_cudagraph_cupti_lazy_reinit_cuda12() -> bool:
    """Whether a profiler may start again for CUDA graphs: nothing is in its way."""
    return True
