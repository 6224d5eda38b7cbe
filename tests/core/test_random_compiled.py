"""Normals made by compiled programs, bit for bit those that NumPy makes."""

import numpy as np
import pytest

from torchlike._core import random_compiled
from torchlike._core.random_polar import PolarBlocks32


@pytest.fixture(scope="module")
def small_program():
    return random_compiled._Program(random_compiled.SIZES[0])._compile()


@pytest.mark.parametrize(("mean", "std"), [(0.0, 1.0), (0.5, 2.0), (-3.0, 1e-6), (1e10, 1e30)])
@pytest.mark.parametrize("count", [16, 48, 1024, 2000])
def test_compiled_normals_are_those_of_numpy(monkeypatch, small_program, count, mean, std):
    mean, std = float(np.float32(mean)), float(np.float32(std))
    program = random_compiled._programs[random_compiled.SIZES[0]]
    monkeypatch.setattr(program, "ready", lambda: small_program)
    drawn = np.random.RandomState(count).randint(0, 2**32, count, np.uint32)
    expected = PolarBlocks32(count, mean, std).transform(drawn.copy())
    normals = random_compiled.normals_of(drawn, mean, std)
    assert normals.dtype == np.float32
    assert np.array_equal(normals.view(np.int32), expected.view(np.int32))


def test_a_forked_process_leaves_normals_to_numpy():
    program = random_compiled._Program(16)
    program.note(1e-3)
    program.give_up()
    program.note(1e3)
    assert program.ready() is None


@pytest.mark.parametrize("scale", [(0.0, 1e-38), (1e-39, 1.0), (0.0, 0.0)])
def test_what_xla_takes_for_zero_is_not_compiled(scale):
    assert not random_compiled._is_ordinary(*scale)
