"""How much of PyTorch's public API exists, by the record in `api.json`.

The file maps each namespace to its names, and each name to `[kind, parameters, whole]`: the kind is
`class`, `callable`, `property` or `value`; the parameters, where Python or the first line of the
docstring tells them, are `[name, default]`, the default as its repr or None where there is none.
They are `whole` where Python tells them; a docstring may show one overload of several.
"""

import importlib
import inspect
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from compat.replay import ROOT, alias

API = ROOT / "api.json"
NAMESPACES = (
    "torch",
    "torch.nn",
    "torch.nn.functional",
    "torch.nn.init",
    "torch.nn.parameter",
    "torch.nn.utils",
    "torch.nn.utils.parametrizations",
    "torch.nn.utils.parametrize",
    "torch.nn.utils.rnn",
    "torch.nn.utils.stateless",
    "torch.nn.attention",
    "torch.linalg",
    "torch.fft",
    "torch.special",
    "torch.signal.windows",
    "torch.masked",
    "torch.optim",
    "torch.optim.lr_scheduler",
    "torch.optim.swa_utils",
    "torch.autograd",
    "torch.autograd.functional",
    "torch.autograd.forward_ad",
    "torch.autograd.graph",
    "torch.autograd.profiler",
    "torch.func",
    "torch.random",
    "torch.overrides",
    "torch.testing",
    "torch.serialization",
    "torch.amp",
    "torch.cuda",
    "torch.backends",
    "torch.profiler",
    "torch.hub",
    "torch.futures",
    "torch.utils",
    "torch.utils.checkpoint",
    "torch.utils.data",
    "torch.utils.dlpack",
    "torch.distributions",
    "torch.distributions.constraints",
    "torch.distributions.transforms",
    "torch.distributions.kl",
)
CLASSES = (
    "torch.Tensor",
    "torch.Generator",
    "torch.Size",
    "torch.nn.Module",
    "torch.optim.Optimizer",
    "torch.distributions.Distribution",
)

_Kind = inspect.Parameter

#: NumPy's names of parameters, which PyTorch's own parser takes without saying so.
_UNDOCUMENTED = ("axis", "keepdims", "rest")


@dataclass
class Share:
    """What exists of one namespace."""

    namespace: str
    total: int = 0
    missing: list[str] = field(default_factory=list)
    #: Names whose parameters are known on both sides, and those whose differ.
    compared: int = 0
    different: list[str] = field(default_factory=list)


def described(value: Any) -> list[Any]:
    """The kind of a public value, its parameters where they can be told, whether they are all."""
    if isinstance(value, property) or inspect.isdatadescriptor(value):
        return ["property", None, False]
    if not callable(value) and not isinstance(value, staticmethod | classmethod):
        return ["value", None, False]
    kind = "class" if inspect.isclass(value) else "callable"
    found = parameters_of(value)
    return [kind, documented_parameters(value) if found is None else found, found is not None]


def parameters_of(value: Any) -> list[list[Any]] | None:
    """Names and defaults of the parameters; None where Python does not tell."""
    value = getattr(value, "__func__", value)
    try:
        parameters = list(inspect.signature(value).parameters.values())
    except (TypeError, ValueError):
        return None
    if {p.kind for p in parameters} == {_Kind.VAR_POSITIONAL, _Kind.VAR_KEYWORD}:
        return None
    return [[p.name, _default(p)] for p in parameters if p.name not in ("self", "cls")]


def _default(parameter: inspect.Parameter) -> str | None:
    found = parameter.default
    if found is parameter.empty or repr(found) == "<required>":
        return None
    return re.sub(r" at 0x[0-9a-f]+", "", repr(found))


def documented_parameters(value: Any) -> list[list[Any]] | None:
    """The parameters in the first line of a docstring, such as `add(input, other, *, alpha=1)`.

    None where the line is no signature.
    """
    text = inspect.getdoc(value) or ""
    found = re.fullmatch(r"\w+\((.*)\)( ->.*)?", text.strip().split("\n")[0])
    if found is None or re.search(r"[\[(]", found[1]):
        return None
    parameters = []
    for part in filter(None, (p.strip() for p in found[1].split(","))):
        name, _, default = (p.strip() for p in part.partition("="))
        words = name.split(":")[0].strip("*/ ").split()
        if words:
            parameters.append([words[-1], default or None])
    return parameters


def measure() -> list[Share]:
    """What exists of every namespace."""
    recorded: Mapping[str, Mapping[str, Any]] = json.loads(API.read_text(encoding="utf-8"))
    with alias():
        return [_share(path, names) for path, names in recorded.items()]


def _share(path: str, names: Mapping[str, Any]) -> Share:
    share = Share(path, total=len(names))
    namespace = _namespace(path)
    for name, (_, parameters, whole) in names.items():
        try:
            value = getattr(namespace, name)
        except (AttributeError, NotImplementedError):
            share.missing.append(name)
            continue
        if inspect.isclass(namespace):
            value = inspect.getattr_static(namespace, name)
        found = parameters_of(value) if callable(value) else None
        if found is not None and parameters is not None:
            share.compared += 1
            if not _agree(parameters, found, whole):
                share.different.append(name)
    return share


def _agree(recorded: list[list[Any]], found: list[list[Any]], whole: bool) -> bool:
    names, known = [p[0] for p in found], [p[0] for p in recorded]
    if not whole:
        return set(known) <= set(names)
    return [name for name in names if name in known or name not in _UNDOCUMENTED] == known


def _namespace(path: str) -> Any:
    try:
        return importlib.import_module(path)
    except ImportError:
        pass
    found: Any = importlib.import_module("torch")
    for part in path.split(".")[1:]:
        found = getattr(found, part, None)
    return found


def markdown(shares: list[Share]) -> str:
    """The shares as a table, and what is missing as a list."""
    lines = [
        "| namespace | names | exist | compared | same parameters |",
        "|---|---:|---:|---:|---:|",
    ]
    for s in shares:
        same = s.compared - len(s.different)
        exist = s.total - len(s.missing)
        lines.append(f"| {s.namespace} | {s.total} | {exist} | {s.compared} | {same} |")
    lines += ["", "Missing:", ""]
    lines += [f"- {s.namespace}: {', '.join(s.missing)}" for s in shares if s.missing]
    lines += ["", "Other parameters:", ""]
    lines += [f"- {s.namespace}: {', '.join(s.different)}" for s in shares if s.different]
    return "\n".join(lines) + "\n"
