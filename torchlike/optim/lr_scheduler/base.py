"""The base class of schedulers."""

from __future__ import annotations

import functools
import warnings
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from torchlike._core.apply import TensorBase
from torchlike.optim.optimizer import Optimizer

_EPOCH_DEPRECATED = (
    "The epoch parameter in `scheduler.step()` was not necessary and is being deprecated where "
    "possible. Please use `scheduler.step()` to step the scheduler. During the deprecation, if "
    "epoch is different from None, the closed form is used instead of the new chainable form, "
    "where available. Please open an issue if you are unable to replicate your use case: "
    "https://github.com/pytorch/pytorch/issues/new/choose."
)
_SEE = "See more details at https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate"
_NO_EPOCHS_BEFORE = (
    "param 'initial_lr' is not specified in param_groups[{}] when resuming scheduler with "
    "last_epoch >= 0.\n"
    "This typically happens when:\n"
    "1. You're trying to resume training from a checkpoint but haven't properly loaded the "
    "optimizer state\n"
    "2. You're using last_epoch >= 0 for a fresh training run (not recommended)"
)


def warn_epoch() -> None:
    """Warns that schedulers count their epochs themselves."""
    warnings.warn(_EPOCH_DEPRECATED, UserWarning, stacklevel=3)


def check_optimizer(optimizer: Any) -> None:
    """Raises: TypeError for anything but an optimizer."""
    if not isinstance(optimizer, Optimizer):
        raise TypeError(f"{type(optimizer).__name__} is not an Optimizer")


def group_values(optimizer: Any, key: str) -> list[Any]:
    """An option of each group, tensors copied."""
    return [_copied(group[key]) for group in optimizer.param_groups]


def for_each_group(name: str, optimizer: Any, given: Any) -> list[Any]:
    """One value for each group, from as many or from one for all."""
    groups = len(optimizer.param_groups)
    if not isinstance(given, (list, tuple)):
        given = [given] * groups
    if len(given) != groups:
        raise ValueError(
            f"{name} must have the same length as optimizer.param_groups. {name} has "
            f"{len(given)} values, param_groups has {groups}."
        )
    return [_copied(value) for value in given]


def set_option(group: dict[str, Any], key: str, value: Any) -> None:
    """Sets an option of a group, in place where it is a tensor."""
    if not isinstance(group[key], TensorBase):
        group[key] = value
        return
    if isinstance(value, TensorBase) and value.dim() != 0:
        value = value.squeeze()
    group[key].fill_(value)


def start_momentum(optimizer: Any, base: Any, largest: Any, fresh: bool) -> bool:
    """Makes the momenta of all groups ready to be cycled; whether they are called beta1."""
    if "momentum" not in optimizer.defaults and "betas" not in optimizer.defaults:
        raise ValueError(
            "optimizer must support momentum or beta1 with `cycle_momentum` option enabled"
        )
    as_beta = "betas" in optimizer.defaults
    if fresh:
        for group, low, high in zip(optimizer.param_groups, base, largest, strict=True):
            set_momentum(group, high, as_beta)
            group["max_momentum"] = high
            group["base_momentum"] = low
    return as_beta


def set_momentum(group: dict[str, Any], momentum: Any, as_beta: bool) -> None:
    """Sets the momentum of a group, or Adam's first beta."""
    if as_beta:
        group["betas"] = (momentum, *group["betas"][1:])
    else:
        group["momentum"] = momentum


def _copied(value: Any) -> Any:
    return value.clone() if isinstance(value, TensorBase) else value


def _note_steps(optimizer: Any) -> None:
    """Makes the optimizer remember that it has stepped, which must come before a scheduler's."""
    if hasattr(optimizer.step, "_wrapped_by_lr_sched"):
        return
    step = optimizer.step.__func__
    reference = weakref.ref(optimizer)

    @functools.wraps(step)
    def noted(*args: Any, **kwargs: Any) -> Any:
        stepping = reference()
        stepping._opt_called = True  # type: ignore[union-attr]
        return step(stepping, *args, **kwargs)

    noted._wrapped_by_lr_sched = True  # type: ignore[attr-defined]
    optimizer.step = noted


class LRScheduler:
    """Sets the learning rate of each group of an optimizer from epoch to epoch.

    A subclass defines ``get_lr()``: the rates for epoch `last_epoch`.
    """

    _get_lr_called_within_step: bool = False
    _is_initial: bool = False

    def __init__(self, optimizer: Any, last_epoch: int = -1) -> None:
        """Starts, or resumes after epoch `last_epoch`."""
        check_optimizer(optimizer)
        self.optimizer = optimizer
        for number, group in enumerate(optimizer.param_groups):
            if last_epoch == -1:
                group.setdefault("initial_lr", _copied(group["lr"]))
            elif "initial_lr" not in group:
                raise KeyError(_NO_EPOCHS_BEFORE.format(number))
        self.base_lrs = group_values(optimizer, "initial_lr")
        self.last_epoch = last_epoch
        _note_steps(optimizer)
        self._initial_step()

    def _initial_step(self) -> None:
        self._step_count = 0
        with self._flagged("_is_initial"):
            self.step()

    @contextmanager
    def _flagged(self, name: str) -> Iterator[None]:
        setattr(self, name, True)
        try:
            yield
        finally:
            setattr(self, name, False)

    def state_dict(self) -> dict[str, Any]:
        """Everything but the optimizer."""
        return {key: value for key, value in self.__dict__.items() if key != "optimizer"}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Takes over what `state_dict` gave."""
        self.__dict__.update(state_dict)

    def get_last_lr(self) -> list[Any]:
        """The rates set last."""
        return self._last_lr

    def get_lr(self) -> list[Any]:
        """The rates for the present epoch. Raises: NotImplementedError; subclasses define it."""
        raise NotImplementedError

    def step(self, epoch: Any = None) -> None:
        """Goes on to the next epoch, or to `epoch`."""
        if self._step_count == 1:
            self._check_order()
        self._step_count += 1
        if epoch is not None:
            warn_epoch()
        self._update_lr(epoch)

    def _check_order(self) -> None:
        if not hasattr(self.optimizer.step, "_wrapped_by_lr_sched"):
            warnings.warn(
                "Seems like `optimizer.step()` has been overridden after learning rate scheduler "
                "initialization. Please, make sure to call `optimizer.step()` before "
                f"`lr_scheduler.step()`. {_SEE}",
                UserWarning,
                stacklevel=3,
            )
        elif not getattr(self.optimizer, "_opt_called", False):
            warnings.warn(
                "Detected call of `lr_scheduler.step()` before `optimizer.step()`. In PyTorch "
                "1.1.0 and later, you should call them in the opposite order: `optimizer.step()` "
                "before `lr_scheduler.step()`.  Failure to do this will result in PyTorch skipping "
                f"the first value of the learning rate schedule. {_SEE}",
                UserWarning,
                stacklevel=3,
            )

    def _update_lr(self, epoch: Any = None) -> None:
        with self._flagged("_get_lr_called_within_step"):
            self.last_epoch = self.last_epoch + 1 if epoch is None else epoch
            closed = getattr(self, "_get_closed_form_lr", None)
            rates = self.get_lr() if epoch is None or closed is None else closed()
        self._set_lr(rates)

    def _set_lr(self, rates: Any) -> None:
        for group, rate in zip(self.optimizer.param_groups, rates, strict=True):
            set_option(group, "lr", rate)
        self._last_lr = group_values(self.optimizer, "lr")


class _LRScheduler(LRScheduler):
    """The name schedulers had before."""


class StatedScheduler(LRScheduler):
    """A scheduler that warns when it is asked for rates outside a step; they need not be so."""

    def get_lr(self) -> list[Any]:
        """The rates for the present epoch."""
        if not self._get_lr_called_within_step:
            warnings.warn(
                "To get the last learning rate computed by the scheduler, please use "
                "`get_last_lr()`.",
                UserWarning,
                stacklevel=2,
            )
        return self._rates()

    def _rates(self) -> list[Any]:
        """The rates for the present epoch, most often from those of the epoch before."""
        raise NotImplementedError

    def _unchanged(self) -> list[Any]:
        return group_values(self.optimizer, "lr")

    def _scaled(self, factor: float) -> list[Any]:
        return [group["lr"] * factor for group in self.optimizer.param_groups]
