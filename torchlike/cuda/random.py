"""Random numbers on GPUs, which the generator of the CPU draws: its state is theirs."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from typing import Any

from torchlike import random
from torchlike.cuda.devices import device_count, gpu_of, is_available
from torchlike.random import Generator

#: The generators of the GPUs: none has one of its own.
default_generators: tuple[Generator, ...] = ()


def manual_seed(seed: int) -> None:
    """Accepts a seed for the GPU; tensors on a GPU are drawn by `torch.manual_seed`'s generator."""
    operator.index(seed)


def manual_seed_all(seed: int) -> None:
    """`manual_seed` for every GPU."""
    manual_seed(seed)


def seed() -> None:
    """Restarts the generator at a seed from the operating system, where there is a GPU."""
    if is_available():
        random.seed()


def seed_all() -> None:
    """`seed` for every GPU."""
    seed()


def initial_seed() -> int:
    """The seed that the generator was last started from. Raises: AssertionError without a GPU."""
    gpu_of(None)
    return random.initial_seed()


def get_rng_state(device: Any = "cuda") -> Any:
    """The state of the generator, a tensor of bytes. Raises: AssertionError without a GPU."""
    gpu_of(device)
    return random.get_rng_state()


def get_rng_state_all() -> list[Any]:
    """`get_rng_state` of every GPU."""
    return [get_rng_state(index) for index in range(device_count())]


def set_rng_state(new_state: Any, device: Any = "cuda") -> None:
    """Puts the generator in a state that `get_rng_state` gave, where there is a GPU."""
    if is_available():
        gpu_of(device)
        random.set_rng_state(new_state)


def set_rng_state_all(new_states: Iterable[Any]) -> None:
    """`set_rng_state` for every GPU."""
    for index, state in enumerate(new_states):
        set_rng_state(state, index)
