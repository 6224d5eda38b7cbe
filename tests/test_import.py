"""``import torchlike`` is a good guest: it starts nothing and changes nothing."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

CHECKS = {
    "starts no backend": """
        import torchlike
        from jax._src import xla_bridge
        assert not xla_bridge.backends_are_initialized()
    """,
    "leaves JAX's configuration": """
        import jax
        before = dict(jax.config.values)
        import torchlike
        after = dict(jax.config.values)
        assert after == before, {k: v for k, v in after.items() if before.get(k) != v}
    """,
    "imports no PyTorch and takes no name of it": """
        import sys
        import torchlike
        assert not [name for name in sys.modules if name.partition(".")[0] == "torch"]
    """,
    "leaves the interpreter": """
        import os, sys, warnings
        import jax, numpy
        def state():
            return (
                dict(os.environ), list(sys.path), list(sys.meta_path), list(sys.path_hooks),
                list(warnings.filters), sys.excepthook, sys.displayhook, numpy.geterr(),
            )
        before = state()
        import torchlike
        for old, new in zip(before, state()):
            assert old == new, (old, new)
    """,
    "loads nothing slow that JAX does not": """
        import sys
        import jax
        def heavy():
            return {name for name in sys.modules if name.partition(".")[0] == "scipy"}
        before = heavy()
        import torchlike
        assert heavy() == before, sorted(heavy() - before)
    """,
    "starts no thread": """
        import threading
        import torchlike
        assert threading.enumerate() == [threading.main_thread()]
    """,
    "leaves NumPy's global generator": """
        import jax, numpy  # importing jax alone draws from it
        before = numpy.random.get_state()[1].tolist()
        import torchlike
        assert numpy.random.get_state()[1].tolist() == before
    """,
}


@pytest.mark.parametrize("name", CHECKS)
def test_importing(name: str) -> None:
    process = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(CHECKS[name])],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=ROOT,
    )
    assert process.returncode == 0, process.stderr
