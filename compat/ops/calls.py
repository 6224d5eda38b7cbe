"""Running one case of an operator under any `torch`, and writing down what came of it.

The recorder and the replay both use this: what is compared was made by the same calls.
"""

import operator
from collections.abc import Callable
from typing import Any

from compat.ops.encoding import Arrays, Decoder, Encoder
from compat.ops.invariants import INVARIANTS, UNINITIALISED

SEED = 20260213

#: Operators whose database entry calls them with other arguments than the samples hold.
_ARRANGED: dict[str, Callable[..., Any]] = {
    "polygamma": lambda f, x, n, **k: f(n, x, **k),
    "special.polygamma": lambda f, x, n, **k: f(n, x, **k),
    "normal/number_mean": lambda f, std, mean, **k: f(mean, std, **k),
    "where": lambda f, x, condition, other, **k: f(condition, x, other, **k),
    "einsum": lambda f, tensors, equation: f(equation, *tensors),
    "nn.functional.embedding": lambda f, weight, index, **k: f(index, weight, **k),
    "nn.functional.embedding_bag": lambda f, weight, index, *a, **k: f(index, weight, *a, **k),
    "svd_lowrank": lambda f, a, b, **k: f(a @ b.mT, **k),
    "pca_lowrank": lambda f, a, b, **k: f(a @ b.mT, **k),
    "linalg.lstsq/grad_oriented": lambda f, a, b, driver: f(a, b, driver=driver)[0],
    "linalg.pinv/singular": lambda f, a, b: f(a @ b.mT),
}


class MissingError(Exception):
    """The operator, or the variant of it, does not exist."""


def find(torch: Any, path: str) -> Any:
    """What `path` names under `torch`."""
    found = torch
    for name in path.split("."):
        found = getattr(found, name, None)
    if found is None:
        raise MissingError(path)
    return found


def form_of(torch: Any, name: str, variant: str) -> str | None:
    """How the operator is reached: as `function`, `method`, `attribute` or `in-place` method."""
    if name == "normal" and variant == "in_place":
        return "in-place"
    try:
        found = find(torch, name)
    except MissingError:
        found = None
    if callable(found) and not isinstance(found, torch.dtype):
        return "function"
    if hasattr(torch.Tensor, name):
        return "method" if callable(getattr(torch.Tensor, name)) else "attribute"
    return "in-place" if hasattr(torch.Tensor, f"{name}_") else None


def _writes(name: str) -> bool:
    return name.endswith("_") and not name.endswith("__")


def reach(torch: Any, title: str, form: str) -> Callable[..., Any]:
    """The operator `title` (its name, or name/variant) as a function of a sample's arguments."""
    name = title.split("/")[0]
    if form == "function":
        found = find(torch, name)
        arranged = _ARRANGED.get(title) or _ARRANGED.get(name)
        if arranged is not None:
            return lambda *args, **kwargs: arranged(found, *args, **kwargs)
        if _writes(name):
            return lambda x, *args, **kwargs: found(x.clone(), *args, **kwargs)
        return found
    if form == "attribute":
        find(torch, f"Tensor.{name}")
        return lambda x: getattr(x, name)
    if form == "in-place" or _writes(name):
        write = find(torch, f"Tensor.{name.rstrip('_')}_")
        return lambda x, *args, **kwargs: write(x.clone(), *args, **kwargs)
    return find(torch, f"Tensor.{name}")


class Runner:
    """Runs the cases of one operator under one `torch`."""

    def __init__(self, torch: Any, title: str, form: str, arrays: Arrays) -> None:
        self.torch, self.title, self.form = torch, title, form
        self.name = title.split("/")[0]
        self.decode = Decoder(torch, arrays)

    def observe(self, case: dict[str, Any], what: str, encode: Encoder) -> Any:
        """What came of one way of calling the case: its results, or `["error", type, line]`."""
        self.torch.manual_seed(SEED)
        try:
            return encode(self._steps[what](self, case))
        except MissingError:
            raise
        except Exception as error:  # noqa: BLE001 (it is the outcome)
            return ["error", type(error).__name__, str(error).split("\n")[0]]

    def _arguments(self, case: dict[str, Any]) -> tuple[list[Any], dict[str, Any]]:
        kwargs = {key: self.decode(value) for key, value in case["kwargs"].items()}
        return [self.decode(value) for value in case["args"]], kwargs

    def result(self, case: dict[str, Any]) -> Any:
        args, kwargs = self._arguments(case)
        return self._comparable(reach(self.torch, self.title, self.form)(*args, **kwargs))

    def method(self, case: dict[str, Any]) -> Any:
        args, kwargs = self._arguments(case)
        return self._comparable(find(self.torch, f"Tensor.{self.name}")(*args, **kwargs))

    def inplace(self, case: dict[str, Any]) -> Any:
        args, kwargs = self._arguments(case)
        write = find(self.torch, f"Tensor.{self.name}_")
        target = args[0].detach()
        write(target, *args[1:], **kwargs)
        return self._comparable(target)

    def out(self, case: dict[str, Any]) -> Any:
        args, kwargs = self._arguments(case)
        call = reach(self.torch, self.title, self.form)
        with self.torch.no_grad():
            results = call(*args, **kwargs)
            several = not isinstance(results, self.torch.Tensor)
            empty = [self.torch.empty_like(r) for r in (results if several else [results])]
            self.torch.manual_seed(SEED)
            call(*args, **kwargs, out=tuple(empty) if several else empty[0])
        return self._comparable(tuple(empty) if several else empty[0])

    def operator(self, case: dict[str, Any]) -> Any:
        args, kwargs = self._arguments(case)
        return self._comparable(getattr(operator, self.name)(*args, **kwargs))

    def gradient(self, case: dict[str, Any], *, twice: bool = False) -> Any:
        """Gradients of all differentiable results, for cotangents that are the same everywhere."""
        args, kwargs = self._arguments(case)
        results = self._invariant(reach(self.torch, self.title, self.form)(*args, **kwargs))
        inputs = [t for t in self._tensors((args, kwargs)) if t.requires_grad]
        firsts = self._gradients(results, inputs, twice)
        if not twice:
            return firsts
        return self._gradients([g for g in firsts if g is not None], inputs, False)

    def second(self, case: dict[str, Any]) -> Any:
        return self.gradient(case, twice=True)

    _steps = {
        "result": result,
        "method": method,
        "inplace": inplace,
        "out": out,
        "operator": operator,
        "gradient": gradient,
        "second": second,
    }

    def _gradients(self, results: Any, inputs: list[Any], again: bool) -> tuple[Any, ...]:
        outputs = [t for t in self._tensors(results) if t.requires_grad]
        cotangents = [self._cotangent(t) for t in outputs]
        return self.torch.autograd.grad(
            outputs, inputs, cotangents, create_graph=again, allow_unused=True
        )

    def _cotangent(self, like: Any) -> Any:
        """Numbers between -1 and 1 in no apparent order."""
        count = like.numel()
        steps = [((37 * i + 11) % 101 - 50) / 50 for i in range(count)]
        if like.is_complex():
            steps = [complex(a, b) for a, b in zip(steps, reversed(steps), strict=True)]
        return self.torch.tensor(steps, dtype=like.dtype).reshape(like.shape)

    def _tensors(self, value: Any) -> list[Any]:
        if isinstance(value, self.torch.Tensor):
            return [value]
        if isinstance(value, dict):
            value = value.values()
        elif not isinstance(value, list | tuple):
            return []
        return [tensor for item in value for tensor in self._tensors(item)]

    def _invariant(self, results: Any) -> Any:
        return INVARIANTS.get(self.name, lambda r: r)(results)

    def _comparable(self, results: Any) -> Any:
        if self.name in UNINITIALISED:
            for tensor in self._tensors(results):
                tensor.zero_()
        return self._invariant(results)
