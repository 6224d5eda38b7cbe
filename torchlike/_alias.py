"""The ``torch`` alias: ``import torch`` means torchlike, in this process and its Python children.

`install` puts one finder at the front of ``sys.meta_path``. It answers for ``torch`` and every
``torch.x`` with the module object ``torchlike.x`` itself, so each module has one identity under two
names. Children are reached through ``PYTHONPATH``: the directory ``_script/startup`` holds a
``sitecustomize`` that installs the alias there too, before any user code runs. That start-up loads
this file by its path, without the package around it, because a child that never imports torch must
not pay for importing JAX: at its top level this module may import nothing beyond ``_version``.
"""

from __future__ import annotations

import importlib
import importlib.util
import opcode
import os
import sys
from importlib.machinery import ModuleSpec

from torchlike._version import COMPATIBLE_VERSION, TORCH_VERSION, __version__

TYPE_CHECKING = False  # `typing` itself would cost every child 20 ms
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import CodeType, ModuleType
    from typing import Any

_SWITCH = "TORCHLIKE_ALIAS"
#: Tells a child which environment the alias is for: another one has a torch of its own.
_PREFIX = "TORCHLIKE_ALIAS_PREFIX"
_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_STARTUP = os.path.join(_PACKAGE, "_script", "startup")
_IMPORT_FROM = opcode.opmap["IMPORT_FROM"]


def install() -> bool:
    """Makes ``import torch`` mean torchlike here and in the Python processes started from here.

    Returns True once the alias is in place (again, if it already was), or False, having done
    nothing, when the environment says ``TORCHLIKE_ALIAS=0``. A child started with ``-I``, ``-E``
    or ``-S``, or from another environment's interpreter, is left as it is.

    Raises: RuntimeError when the real PyTorch is already imported.
    """
    if os.environ.get(_SWITCH) == "0":
        return False
    if _FINDER in sys.meta_path:
        return True
    if "torch" in sys.modules:
        found = getattr(sys.modules["torch"], "__version__", "of unknown version")
        raise RuntimeError(
            f"torchlike: PyTorch {found} is already imported in this process, so the name 'torch' "
            "is taken; call torchlike.install() before anything imports torch"
        )
    sys.meta_path.insert(0, _FINDER)
    others = _search_path_of_others()
    os.environ["PYTHONPATH"] = os.pathsep.join([_STARTUP, others]) if others else _STARTUP
    os.environ[_PREFIX] = sys.prefix
    return True


def uninstall() -> None:
    """Takes the alias back: `sys.modules`, `sys.meta_path` and the environment are as before."""
    if _FINDER not in sys.meta_path:
        return
    sys.meta_path.remove(_FINDER)
    for name in [name for name in list(sys.modules) if _torchlike_name(name) is not None]:
        del sys.modules[name]
    _FINDER.release()
    others = _search_path_of_others()
    if others:
        os.environ["PYTHONPATH"] = others
    else:
        os.environ.pop("PYTHONPATH", None)
    os.environ.pop(_PREFIX, None)


def missing_names(module_name: str) -> Callable[[str], Any]:
    """A module-level ``__getattr__`` that says so when torchlike lacks a name of PyTorch's.

    It raises AttributeError for ``torch.foo`` and ImportError for ``from torch import foo``: the
    interpreter would replace an AttributeError there by one that does not mention torchlike.
    """
    torch_name = "torch" + module_name.removeprefix("torchlike")

    def lookup(name: str) -> Any:
        message = f"module '{torch_name}' has no attribute '{name}'"
        caller = sys._getframe(1)
        if name == "__path__" and caller.f_code.co_name == "_find_and_load_unlocked":
            # `import torch.linalg.foo`, where torch.linalg is a file: no finder is ever asked.
            raise _no_module(caller.f_locals.get("name", f"{torch_name}.?"))
        if name.startswith("__"):
            raise AttributeError(message, name=name, obj=sys.modules[module_name])
        if caller.f_lasti >= 0 and caller.f_code.co_code[caller.f_lasti] == _IMPORT_FROM:
            loading = sys.modules.get(f"{module_name}.{name}")
            if loading is not None:
                return loading
            raise ImportError(
                f"cannot import name '{name}' from '{torch_name}' "
                f"({_not_provided(f'{torch_name}.{name}')})",
                name=torch_name,
            )
        raise AttributeError(
            f"{message} ({_not_provided(f'{torch_name}.{name}')})",
            name=name,
            obj=sys.modules[module_name],
        )

    return lookup


class _AliasFinder:
    """Finds ``torch`` and its submodules in torchlike; also answers as torch's distribution."""

    def __init__(self) -> None:
        self._hooked: list[ModuleType] = []

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> ModuleSpec | None:
        real_name = _torchlike_name(fullname)
        if real_name is None:
            return None
        real = _find_real(real_name)
        if real is None:
            # `importlib.util.find_spec` asks whether there is one; an import needs it.
            if sys._getframe(2).f_code.co_name == "_find_and_load_unlocked":
                raise _no_module(fullname)
            return None
        # A Loader in all but name: the abstract class is slow to import.
        loader: Any = _AliasLoader(self, real)
        spec = ModuleSpec(fullname, loader, origin=real.origin)
        spec.submodule_search_locations = real.submodule_search_locations
        return spec

    def find_distributions(self, context: Any = None) -> Iterable[Any]:
        asked = getattr(context, "name", None)
        return [_distribution()] if asked is None or asked.lower() == "torch" else []

    def hook(self, module: ModuleType) -> None:
        """Lets `module` say which names it lacks, for as long as the alias is installed."""
        if "__getattr__" not in vars(module):
            vars(module)["__getattr__"] = missing_names(module.__name__)
            self._hooked.append(module)

    def release(self) -> None:
        for module in self._hooked:
            del vars(module)["__getattr__"]
        self._hooked.clear()


class _AliasLoader:
    """Loads ``torch.x`` by handing out the module ``torchlike.x``."""

    def __init__(self, finder: _AliasFinder, real: ModuleSpec) -> None:
        self._finder = finder
        self._real = real
        self._identity: dict[str, Any] = {}

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = importlib.import_module(self._real.name)
        self._identity = {
            name: vars(module).get(name) for name in ("__spec__", "__loader__", "__package__")
        }
        return module

    def exec_module(self, module: ModuleType) -> None:
        # The import system has just written the alias's spec over the module's own.
        vars(module).update(self._identity)
        self._finder.hook(module)

    def get_code(self, fullname: str) -> CodeType | None:
        """What ``python -m torch.x`` runs."""
        loader: Any = self._real.loader
        return loader.get_code(self._real.name)


_FINDER = _AliasFinder()


def _torchlike_name(name: str) -> str | None:
    """The torchlike module that `name` is an alias of; None for any other name."""
    if name == "torch" or name.startswith("torch."):
        return "torchlike" + name.removeprefix("torch")
    return None


def _find_real(name: str) -> ModuleSpec | None:
    if name.startswith("torchlike._"):
        # torchlike's own private modules: PyTorch's of the same name are something else.
        return None
    if name in sys.modules:
        return sys.modules[name].__spec__ or ModuleSpec(name, None)
    try:
        return importlib.util.find_spec(name)
    except ModuleNotFoundError as error:
        if error.name is None or not name.startswith(error.name):
            raise
        return None


def _not_provided(name: str) -> str:
    return (
        f"torchlike: {name} is not provided; "
        f"torchlike {__version__} covers a part of PyTorch {TORCH_VERSION}"
    )


def _no_module(name: str) -> ModuleNotFoundError:
    return ModuleNotFoundError(f"No module named '{name}' ({_not_provided(name)})", name=name)


def _search_path_of_others() -> str:
    entries = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return os.pathsep.join(entry for entry in entries if entry != _STARTUP)


def _distribution() -> Any:
    from importlib.metadata import Distribution  # noqa: PLC0415  (slow, and children rarely ask)

    texts = {
        "METADATA": f"Metadata-Version: 2.1\nName: torch\nVersion: {COMPATIBLE_VERSION}\n",
        "top_level.txt": "torch\n",
    }

    class TorchDistribution(Distribution):
        """What ``importlib.metadata`` says about torch."""

        def read_text(self, filename: str) -> str | None:
            return texts.get(filename)

        def locate_file(self, path: Any) -> Any:
            return os.path.join(os.path.dirname(_PACKAGE), path)

    return TorchDistribution()
