"""Records the names and signatures of all that is public in PyTorch, into compat/api.json.

Run from the repository's root in an environment that has PyTorch: `python -m compat.record.api`.
`compat.surface` describes the file.
"""

import importlib
import inspect
import json
import sys
import types
import warnings
from typing import Any

import torch

from compat.record.programs import REFERENCE_VERSION
from compat.record.refusals import refusals
from compat.record.signatures import overloads_of
from compat.surface import API, CLASSES, NAMESPACES

_CONSTANTS = (torch.dtype, torch.layout, torch.memory_format, float)
#: Classes that come from bindings and are public.
_CLASSES = ("Event", "Generator", "Size", "Stream", "device", "dtype", "finfo", "iinfo", "layout")
#: What other libraries' kernels are called.
_KERNELS = ("cudnn_", "fbgemm_", "miopen_", "mkldnn_", "quantized_")
_FUNCTIONS = (types.FunctionType, types.BuiltinFunctionType)


def is_public(namespace: Any, name: str, value: Any) -> bool:
    """Whether a name belongs to the namespace, rather than being imported for its own use."""
    if name.startswith("_") or isinstance(value, types.ModuleType):
        return False
    if inspect.isclass(namespace):
        return not hasattr(object, name)
    listed = getattr(namespace, "__all__", None)
    if namespace is not torch and listed is not None:
        return name in listed
    if name.startswith(_KERNELS):
        return False
    if namespace is torch and (isinstance(value, _CONSTANTS) or name in _CLASSES):
        return True
    home = getattr(value, "__module__", None) or ""
    if inspect.isclass(value):
        # What the compiler's bindings bring along is in torch's own list, too.
        bound = namespace is torch and (hasattr(torch._C, name) or name not in (listed or ()))
        return not bound and home.startswith(namespace.__name__)
    return home.split(".")[0] == "torch" and isinstance(value, _FUNCTIONS)


def described(value: Any, *, member: bool) -> list[Any]:
    """The kind of a public value, and its signatures where they can be told."""
    if isinstance(value, property) or inspect.isdatadescriptor(value):
        return ["property", None]
    if not callable(value) and not isinstance(value, staticmethod | classmethod):
        return ["value", None]
    kind = "class" if inspect.isclass(value) else "callable"
    bound = isinstance(value, staticmethod | classmethod)
    return [kind, overloads_of(value, method=member and kind == "callable" and not bound)]


def main() -> int:
    """Writes one namespace per line, so that a new recording shows as a readable difference."""
    if not torch.__version__.startswith(REFERENCE_VERSION):
        sys.exit(f"the reference is PyTorch {REFERENCE_VERSION}, this is {torch.__version__}")
    warnings.simplefilter("ignore")
    lines = []
    for path in (*NAMESPACES, *CLASSES):
        if path in CLASSES:
            namespace: Any = torch
            for part in path.split(".")[1:]:
                namespace = getattr(namespace, part)
        else:
            namespace = importlib.import_module(path)
        found = {}
        for name in sorted(dir(namespace)):
            value = inspect.getattr_static(namespace, name)
            value = getattr(namespace, name) if inspect.ismodule(namespace) else value
            if is_public(namespace, name, value):
                found[name] = described(value, member=path in CLASSES)
                refused = refusals(path, name, torch)
                found[name] += [] if refused is None else [refused]
        lines.append(f"{json.dumps(path)}: {json.dumps(found, separators=(',', ':'))}")
        sys.stdout.write(f"{path}: {len(found)}\n")
    API.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
