"""How functions are run: compiled, by condition, in a loop, apart: here, at once."""

from __future__ import annotations

import threading
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
    """A result that is there once somebody has set it."""

    def __init__(self) -> None:
        self._changed = threading.Condition(threading.RLock())
        self._done = False
        self._result: Any = None
        self._problem: Exception | None = None
        self._callbacks: list[Callable[[Any], Any]] = []

    def done(self) -> bool:
        """Whether the result, or an exception in its place, is there."""
        return self._done

    def wait(self) -> Any:
        """The result, once it is there. Raises: the exception in its place."""
        with self._changed:
            self._changed.wait_for(self.done)
        return self.value()

    def value(self) -> Any:
        """The result. Raises: the exception in its place; RuntimeError where neither is there."""
        if not self._done:
            raise RuntimeError("the value of a future that is not complete")
        if self._problem is not None:
            raise self._problem
        return self._result

    def set_result(self, result: Any) -> None:
        """Completes it. Raises: RuntimeError where it is complete already."""
        self._complete(result, None)

    def _complete(self, result: Any, problem: Exception | None) -> None:
        with self._changed:
            if self._done:
                raise RuntimeError(
                    "Attempting to mark a completed Future as complete again. Note that a Future "
                    "can only be marked completed once."
                )
            self._done, self._result, self._problem = True, result, problem
            self._changed.notify_all()
        for callback in self._callbacks:
            callback(self)

    def add_done_callback(self, callback: Callable[[Any], Any]) -> None:
        """Calls a function with the future once it is complete."""
        with self._changed:
            if not self._done:
                self._callbacks.append(callback)
                return
        callback(self)

    def then(self, callback: Callable[[Any], Any]) -> Future:
        """A future of what a function makes of this one once it is complete."""
        made = Future()

        def run(future: Any) -> None:
            try:
                found = callback(future)
            except Exception as problem:  # noqa: BLE001  (whatever it is, `wait` raises it)
                text = f"{type(problem).__name__}: {problem}"
                made._complete(
                    None,
                    RuntimeError(f"Got the following error when running the callback: {text}"),
                )
            else:
                made.set_result(found)

        self.add_done_callback(run)
        return made


def fork(function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future:
    """A function to run apart, which here runs at once."""
    future = Future()
    future.set_result(function(*args, **kwargs))
    return future


def wait(input: Future, /) -> Any:
    """The result of what `fork` was given."""
    return input.wait()


def prepare_multiprocessing_environment(path: str) -> None:
    """Nothing: processes started from this one need no preparation."""
    del path


def profiler_allow_cudagraph_cupti_lazy_reinit_cuda12() -> bool:
    """Whether a profiler may start again for CUDA graphs: nothing is in its way."""
    return True
