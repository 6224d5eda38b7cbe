"""Installs the ``torch`` alias in a Python process whose parent has it installed.

Python imports this at start-up because `torchlike.install` puts this directory on ``PYTHONPATH``.
"""

import importlib.util
import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
_PACKAGE = os.path.dirname(os.path.dirname(_HERE))


def _run_next() -> None:
    """Imports the ``sitecustomize`` that this one stands in front of, if there is one."""
    if _HERE in sys.path:
        sys.path.remove(_HERE)
    this = sys.modules.pop("sitecustomize")
    try:
        importlib.import_module("sitecustomize")
    except ModuleNotFoundError as error:
        if error.name != "sitecustomize":
            raise
    sys.modules.setdefault("sitecustomize", this)


def _load(name: str) -> None:
    """Loads one file of torchlike alone: importing the package would import JAX."""
    path = os.path.join(_PACKAGE, f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"torchlike.{name}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"torchlike: cannot load {path}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)


def _install() -> None:
    if importlib.util.find_spec("torchlike") is None:
        # The parent found it through a path of its own, for example its working directory.
        sys.path.append(os.path.dirname(_PACKAGE))
    _load("_version")
    _load("_alias")
    sys.modules["torchlike._alias"].install()


_run_next()
_same_environment = os.environ.get("TORCHLIKE_ALIAS_PREFIX") == sys.prefix
if _same_environment and os.environ.get("TORCHLIKE_ALIAS") != "0":
    _install()
