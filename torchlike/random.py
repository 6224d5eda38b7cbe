"""Random number generators and their state: `torch.random`."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from torchlike._ops import sampling
from torchlike._ops.arguments import as_method
from torchlike._ops.filling import TensorSamplers
from torchlike._ops.generator import Generator as Generator
from torchlike._ops.generator import default_generator as default_generator
from torchlike.construct import default_device
from torchlike.tensor import Tensor

__all__ = [
    "default_generator",
    "fork_rng",
    "get_rng_state",
    "initial_seed",
    "manual_seed",
    "seed",
    "set_rng_state",
    "thread_safe_generator",
]


def thread_safe_generator() -> None:
    """The generator that a thread of a data loader is to use: None for the default one."""


def manual_seed(seed: Any) -> Generator:
    """Restarts the default generator at `seed` and returns it."""
    return default_generator.manual_seed(int(seed))


def seed() -> int:
    """Restarts the default generator at a seed from the operating system; returns that seed."""
    return default_generator.seed()


def initial_seed() -> int:
    """The seed the default generator was last started from."""
    return default_generator.initial_seed()


def get_rng_state() -> Any:
    """The state of the default generator, a tensor of bytes."""
    return default_generator.get_state()


def set_rng_state(new_state: Any) -> None:
    """Puts the default generator in a state that `get_rng_state` gave."""
    default_generator.set_state(new_state)


@contextlib.contextmanager
def fork_rng(
    devices: Any = None,
    enabled: bool = True,
    _caller: str = "fork_rng",
    _devices_kw: str = "devices",
    device_type: str | None = None,
) -> Iterator[None]:
    """What is drawn inside does not move the default generator outside.

    There is one stream for all devices, so `devices` makes no difference.
    """
    del devices, _caller, _devices_kw, device_type
    if not enabled:
        yield
        return
    state = default_generator.state_array()
    try:
        yield
    finally:
        default_generator.set_state_array(state)


sampling.set_default_device_source(default_device)
for _name, _method in vars(TensorSamplers).items():
    if not _name.startswith("_"):
        setattr(Tensor, _name, _method)
Tensor.bernoulli = as_method(sampling.bernoulli)  # type: ignore[attr-defined]
Tensor.multinomial = as_method(sampling.multinomial)  # type: ignore[attr-defined]
