"""What every test gets: the CPU, no compile cache on disk, and a watch over JAX's settings."""

import os
import zlib
from collections.abc import Iterator

# Before JAX is imported, which reads its platform once.
os.environ.setdefault("JAX_PLATFORMS", "cpu")
os.environ.setdefault("TORCHLIKE_CACHE", "0")

import jax
import numpy as np
import pytest

from torchlike._core import compiler, trace
from torchlike._core.verify import verify_trace


@pytest.fixture(autouse=True)
def host_configuration_unchanged() -> Iterator[None]:
    """Fails a test that leaves JAX configured otherwise than it found it."""
    before = dict(jax.config.values)
    yield
    after = dict(jax.config.values)
    changed = {key: (before.get(key), after[key]) for key in after if after[key] != before.get(key)}
    assert not changed, f"JAX's configuration (before, after): {changed}"


@pytest.fixture(autouse=True)
def traces_verified(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Checks every Trace before it is flushed; what a test recorded or compiles ends with it."""
    flush = trace._flush

    def checked(found: trace.Trace, reason: str) -> None:
        verify_trace(found)
        flush(found, reason)

    monkeypatch.setattr(trace, "_flush", checked)
    yield
    trace.flush_all("a test ends")
    compiler.wait_for_compilations()


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    """NumPy's generator, seeded by the test's name: the same numbers whatever runs beside it."""
    return np.random.default_rng(zlib.crc32(request.node.name.encode()))
