"""Grad modes as context managers and decorators."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from types import TracebackType
from typing import Any

from torchlike._core.trace import local


class _Mode:
    """A context manager that is also a decorator, for functions and generators."""

    def __enter__(self) -> None:
        raise NotImplementedError

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        raise NotImplementedError

    def clone(self) -> Any:
        """A fresh one for each call of a decorated function."""
        return type(self)()

    def __call__(self, function: Callable[..., Any]) -> Any:
        if inspect.isclass(function):
            function.__init__ = self(function.__init__)
            return function
        if inspect.isgeneratorfunction(function):
            return self._around_generator(function)

        @functools.wraps(function)
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            with self.clone():
                return function(*args, **kwargs)

        return wrapped

    def _around_generator(self, function: Callable[..., Any]) -> Any:
        @functools.wraps(function)
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            generator = function(*args, **kwargs)
            step: Callable[[], Any] = functools.partial(next, generator)
            while True:
                try:
                    with self.clone():
                        item = step()
                except StopIteration as stop:
                    return stop.value
                try:
                    sent = yield item
                except GeneratorExit:
                    with self.clone():
                        generator.close()
                    raise
                except BaseException as problem:  # noqa: BLE001  (handed into the generator)
                    step = functools.partial(generator.throw, problem)
                else:
                    step = functools.partial(generator.send, sent)

        return wrapped


def _grad_mode() -> tuple[bool | None, bool]:
    """This thread's grad mode, for `_restore`."""
    state = local.state
    return state.grad, state.wanted


def _restore(before: tuple[bool | None, bool]) -> None:
    local.state.grad, local.state.wanted = before


def _set(enabled: bool) -> None:
    """Sets grad mode; in inference mode it makes no difference but to who asks."""
    state = local.state
    if state.grad is None:
        state.wanted = enabled
    else:
        state.grad = enabled


class _Bare(_Mode):
    """A mode that also decorates without being called."""

    _before: list[tuple[bool | None, bool]]

    def __new__(cls, orig_func: Any = None) -> Any:
        """The mode, or the function that it decorates."""
        made = super().__new__(cls)
        made._before = []
        return made if orig_func is None else made(orig_func)


class no_grad(_Bare):  # noqa: N801  (PyTorch's own name)
    """No gradients are recorded inside."""

    def __init__(self) -> None:
        """Takes nothing: what it decorates without being called never gets here."""

    def __enter__(self) -> None:
        self._before.append(_grad_mode())
        _set(False)

    def __exit__(self, *_: object) -> None:
        _restore(self._before.pop())


class enable_grad(_Bare):  # noqa: N801
    """Gradients are recorded inside, even within `no_grad`."""

    def __enter__(self) -> None:
        self._before.append(_grad_mode())
        _set(True)

    def __exit__(self, *_: object) -> None:
        _restore(self._before.pop())


class set_grad_enabled(_Mode):  # noqa: N801
    """Sets grad mode at once; as a context manager or decorator, for a while."""

    def __init__(self, mode: bool) -> None:
        """Sets the mode."""
        if not isinstance(mode, bool):
            raise TypeError(
                "set_grad_enabled(): argument 'enabled' (position 1) must be bool, not "
                f"{type(mode).__name__}"
            )
        self.prev = is_grad_enabled()
        self.mode = mode
        _set(mode)

    def __call__(self, function: Callable[..., Any]) -> Any:
        """As a decorator it applies inside the function only."""
        _set(self.prev)
        return super().__call__(function)

    def __enter__(self) -> None:
        _set(self.mode)

    def __exit__(self, *_: object) -> None:
        _set(self.prev)

    def clone(self) -> Any:
        """The same mode again."""
        return type(self)(self.mode)


class inference_mode(_Mode):  # noqa: N801
    """No gradients are recorded inside, and tensors made there never take part in any."""

    def __new__(cls, mode: Any = True) -> Any:
        """Also usable as a bare decorator."""
        made = super().__new__(cls)
        if isinstance(mode, bool):
            return made
        made.__init__()
        return made(mode)

    def __init__(self, mode: bool = True) -> None:
        """Says whether inference mode is on inside."""
        self.mode = mode
        self._before: list[tuple[bool | None, bool, bool]] = []

    def __enter__(self) -> None:
        state = local.state
        self._before.append((state.grad, state.wanted, state.inference))
        state.grad, state.wanted = None if self.mode else True, False
        state.inference = self.mode

    def __exit__(self, *_: object) -> None:
        state = local.state
        state.grad, state.wanted, state.inference = self._before.pop()

    def clone(self) -> Any:
        """The same mode again."""
        return type(self)(self.mode)


def is_grad_enabled() -> bool:
    """Whether gradients are recorded now."""
    state = local.state
    return state.wanted if state.grad is None else state.grad


def is_inference_mode_enabled() -> bool:
    """Whether inference mode is on."""
    return local.state.inference


class set_multithreading_enabled:  # noqa: N801
    """Says whether backward may use several threads: it runs in the calling one either way."""

    def __init__(self, mode: bool) -> None:
        if not isinstance(mode, bool):
            raise TypeError(
                "set_multithreading_enabled(): argument 'enabled' (position 1) must be bool, not "
                f"{type(mode).__name__}"
            )
        self.mode = mode

    def __enter__(self) -> None:
        """Nothing changes."""

    def __exit__(self, *_: object) -> None:
        """Nothing changes back."""

    def clone(self) -> set_multithreading_enabled:
        """Another one like it."""
        return self.__class__(self.mode)
