"""What saving and loading are told for all calls, and what places storages."""

from __future__ import annotations

import enum
import mmap
import threading
from collections.abc import Callable
from typing import Any

from torchlike._core.device import resolve


class LoadEndianness(enum.Enum):
    """The order of bytes in files that do not say it."""

    NATIVE = 1
    LITTLE = 2
    BIG = 3


class _Options:
    """The defaults of the process."""

    def __init__(self) -> None:
        self.endianness: LoadEndianness | None = None
        self.computes_crc32 = True
        self.mmap_flags: int | None = mmap.MAP_PRIVATE


class _Skipping(threading.local):
    """Whether this thread leaves out the bytes of storages."""

    depth = 0


_options = _Options()
_skipping = _Skipping()


def get_default_load_endianness() -> LoadEndianness | None:
    """The order of bytes in files that do not say it; None for the machine's own."""
    return _options.endianness


def set_default_load_endianness(endianness: LoadEndianness | None) -> None:
    """Says in which order bytes are in files that do not say it."""
    if not isinstance(endianness, LoadEndianness) and endianness is not None:
        raise TypeError("Invalid argument type in function set_default_load_endianness")
    _options.endianness = endianness


def get_crc32_options() -> bool:
    """Whether checksums were asked for."""
    return _options.computes_crc32


def set_crc32_options(compute_crc32: bool) -> None:
    """Says whether files need checksums: they have them either way."""
    _options.computes_crc32 = compute_crc32


def get_default_mmap_options() -> int | None:
    """How files are mapped to memory: ``mmap.MAP_PRIVATE`` or ``mmap.MAP_SHARED``."""
    return _options.mmap_flags


class set_default_mmap_options:  # noqa: N801
    """Says how files are mapped to memory, from now on or, as a context, for a while."""

    def __init__(self, flags: int) -> None:
        if flags not in (mmap.MAP_PRIVATE, mmap.MAP_SHARED):
            raise ValueError(
                "Invalid argument in function set_default_mmap_options, expected mmap.MAP_PRIVATE "
                f"or mmap.MAP_SHARED, but got {flags}"
            )
        self._before, _options.mmap_flags = _options.mmap_flags, flags

    def __enter__(self) -> None:
        """It has been said."""

    def __exit__(self, *_: object) -> None:
        _options.mmap_flags = self._before


class skip_data:  # noqa: N801
    """A context in which `save` leaves room for the bytes of storages, and `load` does not read."""

    def __init__(self, materialize_fake_tensors: bool = False) -> None:
        self.materialize_fake_tensors = materialize_fake_tensors  # there are no fake tensors

    def __enter__(self) -> None:
        _skipping.depth += 1

    def __exit__(self, *_: object) -> None:
        _skipping.depth -= 1


def skips_data() -> bool:
    """Whether a `skip_data` is under way."""
    return _skipping.depth > 0


# -- where storages belong -----------------------------------------------------------------------

Tagger = Callable[[Any], str | None]
Deserializer = Callable[[Any, str], Any]
_packages: list[tuple[int, Tagger, Deserializer]] = []


def register_package(priority: int, tagger: Tagger, deserializer: Deserializer) -> None:
    """Adds what names the place of a storage, and what puts one there; low priorities come first.

    Each gives None for what it does not know.
    """
    _packages.append((priority, tagger, deserializer))
    _packages.sort(key=lambda package: package[0])


def _tag(storage: Any) -> str:
    return str(storage.device)


def _place(storage: Any, location: str) -> Any:
    kind = location.partition(":")[0]
    if kind not in ("cpu", "cuda", "meta"):
        return None
    try:
        place = resolve(location)
    except AssertionError:
        raise RuntimeError(
            "Attempting to deserialize object on a CUDA device but torch.cuda.is_available() is "
            "False. If you are running on a CPU-only machine, please use torch.load with "
            "map_location=torch.device('cpu') to map your storages to the CPU."
        ) from None
    return storage if storage.device == place else storage.to(device=place)


register_package(20, _tag, _place)


def location_tag(storage: Any) -> str:
    """The name of the place of a storage, as files have it."""
    return next(tag for _, tagger, _ in _packages if (tag := tagger(storage)) is not None)


def default_restore_location(storage: Any, location: str) -> Any:
    """The storage at the place of that name. Raises: RuntimeError for an unknown one."""
    for _, _, deserializer in _packages:
        found = deserializer(storage, location)
        if found is not None:
            return found
    raise RuntimeError(
        f"don't know how to restore data location of torch.storage.{type(storage).__name__} "
        f"(tagged with {location})"
    )
