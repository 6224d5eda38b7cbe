"""The persistent cache of compiled programs, in the user's cache directory.

An entry is found by the lowered program's text, the compile options, JAX's version and the machine,
so that a stale one cannot be. `TORCHLIKE_CACHE=0` switches it off, `TORCHLIKE_CACHE_DIR` moves it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import platform
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jax
from jax.experimental import serialize_executable
from jaxlib.version import __version__ as jaxlib_version

#: Bytes kept on disk; the entries used longest ago go first.
MAX_BYTES = 1 << 30


def directory() -> Path | None:
    """Where compiled programs are kept; None when the cache is off."""
    if os.environ.get("TORCHLIKE_CACHE") == "0":
        return None
    named = os.environ.get("TORCHLIKE_CACHE_DIR")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "torchlike"
    except RuntimeError:
        return None


def load_or_compile(lowered: Any, options: Sequence[dict[str, Any]], target: str) -> Any:
    """The executable of `lowered`, from disk where it is there.

    `options` are sets of compile options to try in turn, for those this JAX does not know;
    `target` tells devices apart that cannot run each other's code.
    """
    folder = directory()
    if folder is None:
        return _compile(lowered, options)
    path = folder / _fingerprint(lowered, options, target)
    found = _load(path)
    if found is None:
        found = _compile(lowered, options)
        _store(path, found)
    return found


def _compile(lowered: Any, options: Sequence[dict[str, Any]]) -> Any:
    *guarded, last = options
    for one in guarded:
        with contextlib.suppress(jax.errors.JaxRuntimeError):
            return lowered.compile(compiler_options=one)
    return lowered.compile(compiler_options=last)


def _fingerprint(lowered: Any, options: Sequence[dict[str, Any]], target: str) -> str:
    digest = hashlib.sha256()
    for part in (
        lowered.as_text(),
        repr(options),
        target,
        jax.__version__,
        jaxlib_version,
        platform.machine(),
        _cpu_features(),
        os.environ.get("XLA_FLAGS", ""),
        repr(lowered.in_tree),
    ):
        digest.update(part.encode())
        digest.update(b"\0")
    return digest.hexdigest()[:40]


def _cpu_features() -> str:
    """What distinguishes processors that cannot run each other's code."""
    with contextlib.suppress(OSError), open("/proc/cpuinfo", encoding="utf-8") as info:
        for line in info:
            if line.startswith("flags"):
                return line
    return platform.processor()


def _load(path: Path) -> Any:
    """A stored executable; None when it is not there or cannot be used here."""
    try:
        payload = path.read_bytes()
    except OSError:
        return None
    try:
        found = serialize_executable.deserialize_and_load(*pickle.loads(payload))
        os.utime(path)
    except Exception:  # noqa: BLE001  (whatever a damaged or foreign entry raises: compile anew)
        with contextlib.suppress(OSError):
            path.unlink()
        return None
    return found


def _store(path: Path, executable: Any) -> None:
    """Writes an entry; a cache that cannot be written is only slower."""
    try:
        payload = pickle.dumps(serialize_executable.serialize(executable))
    except (ValueError, TypeError, NotImplementedError, jax.errors.JaxRuntimeError):
        return
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as scratch:
            scratch.write(payload)
        os.replace(scratch.name, path)
        _trim(path.parent)


def _trim(folder: Path) -> None:
    entries = [(e.stat().st_mtime, e.stat().st_size, e) for e in folder.iterdir() if e.is_file()]
    excess = sum(size for _, size, _ in entries) - MAX_BYTES
    for _, size, entry in sorted(entries, key=lambda e: e[0]):
        if excess <= 0:
            break
        entry.unlink(missing_ok=True)
        excess -= size
