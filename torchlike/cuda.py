"""`torch.cuda`: JAX's GPUs under PyTorch's names."""

from __future__ import annotations

import operator
from typing import Any

import jax

from torchlike._core.device import device as _device
from torchlike._core.device import to_jax

_NONE = "Torch not compiled with CUDA enabled"


def _gpus() -> list[Any]:
    try:
        return jax.local_devices(backend="gpu")
    except RuntimeError:
        return []


def is_available() -> bool:
    """Whether JAX finds a GPU."""
    return bool(_gpus())


def device_count() -> int:
    """The number of GPUs."""
    return len(_gpus())


def init() -> None:
    """Starts the GPUs, which happens by itself. Raises: AssertionError without one."""
    if not is_available():
        raise AssertionError(_NONE)


def is_initialized() -> bool:
    """Whether the GPUs have been started: they are by the first question about them."""
    return is_available()


def current_device() -> int:
    """The index of the GPU that ``"cuda"`` means. Raises: AssertionError without one."""
    init()
    return 0


def _gpu(device: Any) -> Any:
    """JAX's device for a `torch.device`, its name, an index, or None for the current one.

    Raises: AssertionError without a GPU; ValueError for another kind of device; RuntimeError for
        one that does not exist.
    """
    init()
    if device is None:
        device = current_device()
    place = device if isinstance(device, _device) else _device(device)
    if place.type != "cuda":
        raise ValueError(f"Expected a cuda device, but got: {place}")
    return to_jax(place)


def get_device_name(device: Any = None) -> str:
    """What the GPU calls itself. Raises: AssertionError without one."""
    return _gpu(device).device_kind


def get_device_capability(device: Any = None) -> tuple[int, int]:
    """The GPU's compute capability, major and minor. Raises: AssertionError without one."""
    major, _, minor = _gpu(device).compute_capability.partition(".")
    return int(major), int(minor)


def synchronize(device: Any = None) -> None:
    """Waits until the GPU has done all it was given. Raises: AssertionError without one."""
    # A GPU runs its programs in order: the last one given waits for the others.
    jax.device_put(0, _gpu(device)).block_until_ready()


def _statistic(name: str, device: Any) -> int:
    if not is_available():
        return 0
    return int((_gpu(device).memory_stats() or {}).get(name, 0))


def memory_allocated(device: Any = None) -> int:
    """Bytes of GPU memory in use; 0 without a GPU."""
    return _statistic("bytes_in_use", device)


def max_memory_allocated(device: Any = None) -> int:
    """The most bytes of GPU memory in use so far; 0 without a GPU."""
    return _statistic("peak_bytes_in_use", device)


def memory_reserved(device: Any = None) -> int:
    """Bytes of GPU memory that JAX holds, used or not; 0 without a GPU."""
    return _statistic("pool_bytes", device)


def empty_cache() -> None:
    """Does nothing: JAX keeps the memory it has reserved."""


def manual_seed(seed: int) -> None:
    """Accepts a seed for the GPU; tensors on a GPU are drawn by `torch.manual_seed`'s generator."""
    operator.index(seed)


def manual_seed_all(seed: int) -> None:
    """`manual_seed` for every GPU."""
    manual_seed(seed)
