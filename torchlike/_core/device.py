"""Devices: PyTorch's names for the platforms JAX runs on."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from typing import Any

from torchlike._core.errors import unsupported

_KINDS = ("cpu", "cuda", "xla", "tpu", "meta")
#: PyTorch's word -> JAX's platform name.
_PLATFORM = {"cpu": "cpu", "cuda": "gpu", "xla": "tpu", "tpu": "tpu"}
_PATTERN = re.compile(r"([A-Za-z_]+)(?::(0|[1-9]\d*))?")


class device:  # noqa: N801  (PyTorch's own name)
    """Where a tensor lives: ``device("cpu")``, ``device("cuda:0")``, ``device("cuda", 1)``.

    Raises: RuntimeError, in PyTorch's words, for a string that names no device.
    """

    __slots__ = ("index", "type")

    type: str
    index: int | None

    def __init__(self, device: object = None, index: int | None = None, *, type: str = "") -> None:
        spec = device if device is not None else type or None
        if isinstance(spec, _DEVICE):
            self.type, self.index = spec.type, spec.index
            return
        if isinstance(spec, int) and not isinstance(spec, bool):
            self.type, self.index = "cuda", _accelerator(spec)
            return
        if not isinstance(spec, str):
            found = "" if spec is None else _type_name(spec)
            alone = spec is not None and index is None
            mismatch = "      didn't match because some of the arguments have invalid types: "
            raise TypeError(
                f"device() received an invalid combination of arguments - got ({found}), but "
                "expected one of:\n * (torch.device device)\n"
                f"{f'{mismatch}(!{found}!)' + chr(10) if alone else ''}"
                " * (str type, int index = -1)\n"
            )
        if not spec:
            raise RuntimeError("Device string must not be empty")
        if index is not None and (not isinstance(index, int) or isinstance(index, bool)):
            raise TypeError(
                f"device(): argument 'index' (position 2) must be int, not {_type_name(index)}"
            )
        if index is not None and index < 0:
            raise RuntimeError("Device index must not be negative")
        match = _PATTERN.fullmatch(spec)
        if match is None:
            raise RuntimeError(f"Invalid device string: '{spec}'")
        kind, number = match.groups()
        if kind not in _KINDS:
            raise RuntimeError(
                "Expected one of cpu, cuda, ipu, xpu, mkldnn, opengl, opencl, ideep, hip, ve, "
                "fpga, maia, xla, lazy, vulkan, mps, meta, hpu, mtia, privateuseone device type at "
                f"start of device string: {kind}"
            )
        if number is not None and index is not None:
            raise RuntimeError(
                "type (string) must not include an index because index was passed explicitly: "
                f"{spec}"
            )
        self.type = kind
        self.index = int(number) if number is not None else index

    def __repr__(self) -> str:
        if self.index is None:
            return f"device(type='{self.type}')"
        return f"device(type='{self.type}', index={self.index})"

    def __str__(self) -> str:
        return self.type if self.index is None else f"{self.type}:{self.index}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _DEVICE) and (self.type, self.index) == (other.type, other.index)

    def __hash__(self) -> int:
        return hash((self.type, self.index))

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (str(self),)


_DEVICE = device
device.__module__ = "torch"


def _accelerator(index: int) -> int:
    """The index of a GPU. Raises: RuntimeError where there is none."""
    if index < 0:
        raise RuntimeError("Device index must not be negative")
    try:
        to_jax(device("cuda"))
    except AssertionError:
        raise RuntimeError("Cannot access accelerator device when none is available.") from None
    return index


def _rebuild(text: str) -> device:
    return device(text)


def _type_name(value: object) -> str:
    return type(value).__name__


CPU = device("cpu")


def resolve(spec: object) -> device:
    """The device a tensor made with ``device=spec`` lives on: an accelerator gets an index.

    Raises: what `to_jax` raises for a device that is not there.
    """
    if spec is None:
        return CPU
    found = spec if isinstance(spec, device) else device(spec)
    if found.type == "cpu":
        return CPU
    if found.index is None:
        found = device(found.type, 0)
    to_jax(found)
    return found


@contextlib.contextmanager
def _dispatching_at_once() -> Iterator[None]:
    """Lets a CPU client that is made inside run programs in the calling thread.

    Handing a small program to another thread costs more than running it: a step of a small network
    takes 40-60 us so, 90-150 us otherwise. The host's setting is as before afterwards, and a client
    that exists already is not touched. `TORCHLIKE_ASYNC_DISPATCH=1` leaves JAX's own way.
    """
    import jax  # noqa: PLC0415  (see `to_jax`)

    if os.environ.get("TORCHLIKE_ASYNC_DISPATCH") == "1":
        yield
        return
    before = jax.config.values["jax_cpu_enable_async_dispatch"]
    jax.config.update("jax_cpu_enable_async_dispatch", False)
    try:
        yield
    finally:
        jax.config.update("jax_cpu_enable_async_dispatch", before)


def to_jax(place: device) -> Any:
    """The JAX device behind `place`. Starts JAX's platform: called only when work is to run.

    Raises: AssertionError for ``cuda`` without one, as a CPU build of PyTorch does;
        RuntimeError for an index that does not exist.
    """
    import jax  # noqa: PLC0415  (asking for devices starts accelerators: late on purpose)

    platform = _PLATFORM.get(place.type)
    if platform is None:
        raise unsupported(f"device {place.type!r}")
    try:
        with _dispatching_at_once():
            found = jax.local_devices(backend=platform)
    except RuntimeError:
        if place.type == "cuda":
            raise AssertionError("Torch not compiled with CUDA enabled") from None
        raise RuntimeError(f"torchlike: JAX finds no {place.type} device here") from None
    index = place.index or 0
    if index >= len(found):
        raise RuntimeError(f"{place.type.upper()} error: invalid device ordinal")
    return found[index]
