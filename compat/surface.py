"""How much of PyTorch's public API exists, by the record in `api.json`.

The file maps each namespace to its names, and each name to `[kind, signatures]`: the kind is
`class`, `callable`, `property` or `value`; the signatures are those of all overloads, as
`compat.signatures` writes them, or null where nothing tells them. What PyTorch's build for the CPU
refuses, whatever it is given, has a list of calls besides, each with the type and the first line of
the exception. A name that refuses here counts as PyTorch's only where it does so there, alike.
"""

import importlib
import inspect
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from compat.replay import ROOT, alias
from compat.signatures import agree, signature_of

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

#: The names that recorded calls use.
PRELUDE = """
x = torch.ones(3, 3)
v = torch.ones(3)
n = torch.ones(3, dtype=torch.int64)
m = torch.nn.Linear(1, 1)
s = torch.eye(3).to_sparse()
"""


def refusal_of(call: str, torch: Any) -> tuple[str, str] | None:
    """The type and the first line of what a call raises; None where it is answered.

    Without the list of what the build has, which PyTorch appends where a kernel is missing.
    """
    names = {"torch": torch}
    exec(PRELUDE, names)  # noqa: S102
    try:
        eval(call, names)
    except Exception as problem:  # noqa: BLE001 (whatever it is)
        line = str(problem).split("\n")[0]
        return type(problem).__name__, line.partition(" If you are a Facebook employee")[0]
    return None


@dataclass
class Share:
    """What exists of one namespace."""

    namespace: str
    total: int = 0
    missing: list[str] = field(default_factory=list)
    #: Names of what raises whatever it is given, and those of them that PyTorch refuses alike.
    refusing: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    #: Names whose signatures are known, and those whose are others here.
    compared: int = 0
    different: list[str] = field(default_factory=list)


def measure() -> list[Share]:
    """What exists of every namespace."""
    recorded: Mapping[str, Mapping[str, Any]] = json.loads(API.read_text(encoding="utf-8"))
    with alias():
        return [_share(path, names) for path, names in recorded.items()]


def _share(path: str, names: Mapping[str, Any]) -> Share:
    share = Share(path, total=len(names))
    namespace = _namespace(path)
    member = inspect.isclass(namespace)
    for name, (kind, recorded, *calls) in names.items():
        try:
            value = getattr(namespace, name)
        except (AttributeError, NotImplementedError):
            share.missing.append(name)
            continue
        if member:
            value = inspect.getattr_static(namespace, name)
        if calls and _refuses_alike(calls[0]):
            share.refused.append(name)
        elif calls or getattr(value, "__refuses__", False):
            share.refusing.append(name)
        if name in share.refusing:
            continue
        if recorded is not None and callable(value):
            share.compared += 1
            found = signature_of(value, method=member and kind == "callable")
            if found is None or not agree(recorded, found):
                share.different.append(name)
    return share


def _refuses_alike(calls: Sequence[Sequence[str]]) -> bool:
    """Whether each call raises what it raised in PyTorch."""
    torch = importlib.import_module("torch")
    return all(refusal_of(call, torch) == tuple(said) for call, *said in calls)


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
        "| namespace | names | exist | refusing | refused alike | compared | same signature "
        "| as PyTorch's |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for s in shares:
        same = s.compared - len(s.different)
        exist = s.total - len(s.missing)
        good = (exist - len(s.refusing) - len(s.different)) / s.total if s.total else 1
        lines.append(
            f"| {s.namespace} | {s.total} | {exist} | {len(s.refusing)} | {len(s.refused)} "
            f"| {s.compared} | {same} | {good:.1%} |"
        )
    lines += ["", "Missing:", ""]
    lines += [f"- {s.namespace}: {', '.join(s.missing)}" for s in shares if s.missing]
    lines += ["", "Refusing whatever they are given:", ""]
    lines += [f"- {s.namespace}: {', '.join(s.refusing)}" for s in shares if s.refusing]
    lines += ["", "Refusing what PyTorch's build for the CPU refuses, too, in the same words:", ""]
    lines += [f"- {s.namespace}: {', '.join(s.refused)}" for s in shares if s.refused]
    lines += ["", "Other signatures:", ""]
    lines += [f"- {s.namespace}: {', '.join(s.different)}" for s in shares if s.different]
    return "\n".join(lines) + "\n"
