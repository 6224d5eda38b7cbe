"""The memory of GPUs, as JAX's allocator counts it."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from torchlike.cuda.devices import gpu_of, is_available

#: PyTorch's names of what the allocator counts, in JAX's.
_COUNTED = {
    "allocated_bytes.all.current": "bytes_in_use",
    "allocated_bytes.all.peak": "peak_bytes_in_use",
    "allocation.all.allocated": "num_allocs",
    "reserved_bytes.all.current": "pool_bytes",
    "reserved_bytes.all.peak": "peak_pool_bytes",
}


def _statistics(device: Any) -> dict[str, int]:
    return gpu_of(device).memory_stats() or {} if is_available() else {}


def memory_stats(device: Any = None) -> OrderedDict[str, int]:
    """What the allocator has counted, by PyTorch's names; nothing without a GPU."""
    found = _statistics(device)
    return OrderedDict((name, int(found[own])) for name, own in _COUNTED.items() if own in found)


def memory_stats_as_nested_dict(device: Any = None) -> dict[str, Any]:
    """`memory_stats` by the parts of its names."""
    nested: dict[str, Any] = {}
    for name, count in memory_stats(device).items():
        kind, pool, metric = name.split(".")
        nested.setdefault(kind, {}).setdefault(pool, {})[metric] = count
    return nested


def _counted(name: str, device: Any) -> int:
    return memory_stats(device).get(name, 0)


def memory_allocated(device: Any = None) -> int:
    """Bytes of GPU memory in use; 0 without a GPU."""
    return _counted("allocated_bytes.all.current", device)


def max_memory_allocated(device: Any = None) -> int:
    """The most bytes of GPU memory in use so far; 0 without a GPU."""
    return _counted("allocated_bytes.all.peak", device)


def memory_reserved(device: Any = None) -> int:
    """Bytes of GPU memory that JAX holds, used or not; 0 without a GPU."""
    return _counted("reserved_bytes.all.current", device)


def max_memory_reserved(device: Any = None) -> int:
    """The most bytes of GPU memory that JAX has held so far; 0 without a GPU."""
    return _counted("reserved_bytes.all.peak", device)


#: Their older names.
memory_cached, max_memory_cached = memory_reserved, max_memory_reserved


def mem_get_info(device: Any = None) -> tuple[int, int]:
    """Bytes of GPU memory that JAX may still use, and in all. Raises: AssertionError without."""
    found = gpu_of(device).memory_stats() or {}
    limit = int(found.get("bytes_limit", 0))
    return limit - int(found.get("bytes_in_use", 0)), limit


def empty_cache() -> None:
    """Does nothing: JAX keeps the memory it has reserved."""
