"""The cache of compiled programs on disk: found again, damaged, switched off, trimmed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import torchlike as torch
from tests.core.running import compiled_whole
from torchlike._core import cache, execute


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.delenv("TORCHLIKE_CACHE")
    monkeypatch.setenv("TORCHLIKE_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def compilations(monkeypatch):
    """The compilations that XLA really does."""
    seen = []
    original = cache._compile
    monkeypatch.setattr(cache, "_compile", lambda *a: seen.append(1) or original(*a))
    return seen


def run():
    """Compiles and runs a small program as if it had never been seen."""
    for program in execute._programs:
        program.compiled = program.pending = None
    with compiled_whole():
        y = torch.tensor([1.0, 2.0], dtype=torch.float64) * 2 + torch.tensor([1, 2])
        assert y.dtype == torch.float64
        return y.tolist()


def test_a_second_compilation_is_loaded(folder, compilations):
    assert run() == [3.0, 6.0]
    assert len(compilations) == 1
    assert len(list(folder.iterdir())) == 1
    assert run() == [3.0, 6.0]
    assert len(compilations) == 1


def test_another_program_is_another_entry(folder, compilations):
    assert run() == [3.0, 6.0]
    with compiled_whole():
        assert (torch.tensor([1.0, 2.0]) * 3).tolist() == [3.0, 6.0]
    assert len(compilations) == 2
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("damage", [b"", b"not a pickle", None])
def test_a_damaged_entry_is_compiled_anew(folder, compilations, damage):
    run()
    (entry,) = folder.iterdir()
    entry.write_bytes(entry.read_bytes()[:-100] if damage is None else damage)
    assert run() == [3.0, 6.0]
    assert len(compilations) == 2
    assert run() == [3.0, 6.0]
    assert len(compilations) == 2
    assert [p.name for p in folder.iterdir()] == [entry.name]


def test_switched_off_it_writes_nothing(folder, compilations, monkeypatch):
    monkeypatch.setenv("TORCHLIKE_CACHE", "0")
    assert run() == [3.0, 6.0]
    assert run() == [3.0, 6.0]
    assert len(compilations) == 2
    assert not folder.exists()


def test_a_folder_that_cannot_be_made_is_only_slower(compilations, tmp_path, monkeypatch):
    blocker = tmp_path / "file"
    blocker.write_text("")
    monkeypatch.delenv("TORCHLIKE_CACHE")
    monkeypatch.setenv("TORCHLIKE_CACHE_DIR", str(blocker / "cache"))
    assert run() == [3.0, 6.0]
    assert len(compilations) == 1


def test_the_least_recently_used_entries_go(folder, monkeypatch):
    folder.mkdir()
    for age, name in enumerate("abcd"):
        entry = folder / name
        entry.write_bytes(bytes(100))
        os.utime(entry, (1000 - age, 1000 - age))
    monkeypatch.setattr(cache, "MAX_BYTES", 250)
    cache._trim(folder)
    assert sorted(p.name for p in folder.iterdir()) == ["a", "b"]


def test_where_it_is(monkeypatch, tmp_path):
    monkeypatch.delenv("TORCHLIKE_CACHE")
    monkeypatch.delenv("TORCHLIKE_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.directory() == tmp_path / "torchlike"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert cache.directory() == tmp_path / ".cache" / "torchlike"
    monkeypatch.setenv("TORCHLIKE_CACHE_DIR", str(tmp_path / "x"))
    assert cache.directory() == tmp_path / "x"
    monkeypatch.setenv("TORCHLIKE_CACHE", "0")
    assert cache.directory() is None


def test_without_a_home_there_is_no_cache(monkeypatch):
    def homeless():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("TORCHLIKE_CACHE")
    monkeypatch.delenv("TORCHLIKE_CACHE_DIR", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert cache.directory() is None


SCRIPT = """
import torchlike as torch
from torchlike._core import cache, compiler, execute
compiled = []
original = cache._compile
cache._compile = lambda *a: compiled.append(1) or original(*a)
w = torch.tensor([1.0, 2.0], requires_grad=True)
for _ in range(execute.HOT_VISITS + 2):
    (w * w).sum().backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
    w.tolist()
compiler.wait_for_compilations()
print(len(compiled), w.tolist())
"""


def test_another_process_finds_it(folder):
    outputs = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=100, check=True
        )
        count, numbers = done.stdout.split(" ", 1)
        outputs.append((int(count), np.array(json.loads(numbers))))
    (first, expected), (second, found) = outputs
    assert first >= 1
    assert second == 0
    np.testing.assert_allclose(found, expected, rtol=1e-6)
