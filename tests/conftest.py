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


@pytest.fixture(autouse=True)
def host_configuration_unchanged() -> Iterator[None]:
    """Fails a test that leaves JAX configured otherwise than it found it."""
    before = dict(jax.config.values)
    yield
    after = dict(jax.config.values)
    changed = {key: (before.get(key), after[key]) for key in after if after[key] != before.get(key)}
    assert not changed, f"JAX's configuration (before, after): {changed}"


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    """NumPy's generator, seeded by the test's name: the same numbers whatever runs beside it."""
    return np.random.default_rng(zlib.crc32(request.node.name.encode()))
