"""The torch alias: identity, missing names, metadata, children, and its undoing."""

import importlib
import importlib.metadata
import importlib.util
import os
import subprocess
import sys
import types
from pathlib import Path

import pytest

import torchlike
from torchlike._version import COMPATIBLE_VERSION, TORCH_VERSION, __version__


@pytest.fixture
def alias():
    assert torchlike.install()
    yield
    torchlike.uninstall()


def run_child(code: str, **environment: str) -> str:
    """What a Python child, which inherits this process's environment, prints."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_modules_have_one_identity(alias):
    torch = importlib.import_module("torch")
    aliased = importlib.import_module("torch.nn")
    direct = importlib.import_module("torchlike.nn")

    assert torch is torchlike
    assert aliased is direct
    assert sys.modules["torch.nn"] is direct
    assert direct.__name__ == "torchlike.nn"
    assert direct.__spec__ is not None
    assert direct.__spec__.name == "torchlike.nn"
    assert torch.__version__ == torchlike.__version__ == COMPATIBLE_VERSION


def test_version_has_both_parts():
    assert f"{TORCH_VERSION}+torchlike{__version__}" == COMPATIBLE_VERSION


@pytest.mark.parametrize(
    ("statement", "kind", "start"),
    [
        ("import torch.foo", ModuleNotFoundError, "No module named 'torch.foo'"),
        ("import torch.foo.bar", ModuleNotFoundError, "No module named 'torch.foo'"),
        ("from torch.foo import bar", ModuleNotFoundError, "No module named 'torch.foo'"),
        ("import torch.nn.foo", ModuleNotFoundError, "No module named 'torch.nn.foo'"),
        ("import torch._core", ModuleNotFoundError, "No module named 'torch._core'"),
        ("from torch import foo", ImportError, "cannot import name 'foo' from 'torch'"),
        ("from torch.nn import foo", ImportError, "cannot import name 'foo' from 'torch.nn'"),
        ("import torch; torch.foo", AttributeError, "module 'torch' has no attribute 'foo'"),
    ],
)
def test_missing_names_say_so(alias, statement, kind, start):
    with pytest.raises(kind, match=f"^{start} .*torchlike: torch.* is not provided; torchlike "):
        exec(statement, {})  # noqa: S102


def test_missing_name_in_a_module_that_is_a_file(alias, tmp_path, monkeypatch):
    (tmp_path / "plain_file.py").write_text("present = 1\n")
    monkeypatch.setattr(torchlike, "__path__", [*torchlike.__path__, str(tmp_path)])
    monkeypatch.setattr(torchlike, "plain_file", None, raising=False)
    namespace = {}
    try:
        exec("import torch.plain_file as plain", namespace)  # noqa: S102
        with pytest.raises(
            ImportError, match="cannot import name 'absent' from 'torch.plain_file'"
        ):
            exec("from torch.plain_file import absent", {})  # noqa: S102
        with pytest.raises(ModuleNotFoundError, match="torch.plain_file.absent is not provided"):
            exec("import torch.plain_file.absent", {})  # noqa: S102
        assert not hasattr(namespace["plain"], "absent")
        torchlike.uninstall()
        assert "__getattr__" not in vars(namespace["plain"])
    finally:
        sys.modules.pop("torchlike.plain_file", None)


def test_probes_do_not_raise(alias):
    torch = importlib.import_module("torch")

    assert not hasattr(torch, "foo")
    assert getattr(torch.nn, "foo", None) is None
    assert importlib.util.find_spec("torch.foo") is None
    assert importlib.util.find_spec("torch") is not None


def test_spec_before_anything_is_imported(alias):
    spec = importlib.util.find_spec("torch")
    assert spec is not None
    assert spec.name == "torch"
    assert spec.origin == torchlike.__file__
    assert "torch" not in sys.modules


def test_metadata(alias):
    assert importlib.metadata.version("torch") == COMPATIBLE_VERSION
    assert importlib.metadata.version("Torch") == COMPATIBLE_VERSION
    assert importlib.metadata.metadata("torch")["Name"] == "torch"
    assert next(iter(importlib.metadata.distributions())).name == "torch"


def test_uninstall_leaves_nothing_behind(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(["first", "second"]))
    environment, finders = dict(os.environ), list(sys.meta_path)
    attributes = set(vars(torchlike.nn))
    assert torchlike.install()
    importlib.import_module("torch.nn")
    assert dict(os.environ) != environment
    torchlike.uninstall()
    assert dict(os.environ) == environment
    assert sys.meta_path == finders
    assert set(vars(torchlike.nn)) == attributes
    assert not [name for name in sys.modules if name == "torch" or name.startswith("torch.")]


def test_uninstall_unsets_what_was_not_set(monkeypatch):
    monkeypatch.delenv("PYTHONPATH", raising=False)
    assert torchlike.install()
    torchlike.uninstall()
    assert "PYTHONPATH" not in os.environ


def test_both_are_idempotent():
    torchlike.uninstall()
    assert torchlike.install()
    once = (dict(os.environ), list(sys.meta_path))
    assert torchlike.install()
    assert (dict(os.environ), list(sys.meta_path)) == once
    torchlike.uninstall()
    torchlike.uninstall()
    spec = importlib.util.find_spec("torch")
    assert spec is None or spec.origin != torchlike.__file__


def test_switched_off_by_the_environment(monkeypatch):
    monkeypatch.setenv("TORCHLIKE_ALIAS", "0")
    finders = list(sys.meta_path)
    assert torchlike.install() is False
    assert sys.meta_path == finders


def test_refuses_beside_the_real_torch(monkeypatch):
    real = types.ModuleType("torch")
    vars(real)["__version__"] = "2.13.0+cpu"
    monkeypatch.setitem(sys.modules, "torch", real)
    with pytest.raises(
        RuntimeError, match=r"^torchlike: PyTorch 2\.13\.0\+cpu is already imported"
    ):
        torchlike.install()
    assert sys.modules["torch"] is real


def test_child_has_the_alias_and_pays_nothing_until_it_imports_torch(alias):
    printed = run_child(
        "import sys; print('jax' in sys.modules, any('startup' in p for p in sys.path))\n"
        "from importlib.metadata import version; print(version('torch'), 'jax' in sys.modules)\n"
        "import torch, torchlike; print(torch is torchlike, torch.ones(2))"
    )
    assert printed.splitlines() == [
        "False False",
        f"{COMPATIBLE_VERSION} False",
        "True tensor([1., 1.])",
    ]


PROBE = (
    "from importlib.util import find_spec; spec = find_spec('torch'); print(spec and spec.origin)"
)


def test_child_of_a_child_has_the_alias(alias):
    nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {PROBE!r}])"
    assert run_child(nested).strip() == torchlike.__file__


@pytest.mark.parametrize(
    "environment", [{"TORCHLIKE_ALIAS": "0"}, {"TORCHLIKE_ALIAS_PREFIX": "/elsewhere"}]
)
def test_child_without_the_alias(alias, environment):
    assert run_child(PROBE, **environment).strip() != torchlike.__file__


def test_child_runs_the_sitecustomize_it_would_have_run(alias, tmp_path, monkeypatch):
    Path(tmp_path / "sitecustomize.py").write_text("import builtins; builtins.seen = __file__\n")
    path = os.pathsep.join([os.environ["PYTHONPATH"], str(tmp_path)])
    printed = run_child(f"print(seen); {PROBE}", PYTHONPATH=path).splitlines()
    assert printed == [str(tmp_path / "sitecustomize.py"), torchlike.__file__]
