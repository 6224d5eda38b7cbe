"""Running one case of a module or an optimizer under any `torch`, and writing down what came of it.

A module's case has `dtype`, `training`, `args` and `kwargs` of its constructor, `inputs` and
`options` of its call. An optimizer's has `dtype`, `args` and `kwargs`; where `args` is None, it
gets the parameters made here. `found` is what PyTorch did, by aspect; `error`, its type and first
line, is the last where there is one. The recorder and the replay both use this.
"""

from collections.abc import Callable, Iterator
from typing import Any

from compat.modules.encoding import ModuleDecoder, ModuleEncoder
from compat.ops.calls import SEED, MissingError, Runner, find
from compat.ops.encoding import Arrays

Aspects = Iterator[tuple[str, Any]]

STEPS = 3
SHAPES = ((2, 3), (3, 2), (4, 2))
#: What an optimizer keeps between steps without looking at it again.
SCRATCH = ("al",)
SCALAR_SHAPES = ((), (3,), (2, 3))


class CaseRunner(Runner):
    """Runs the cases of one module or optimizer under one `torch`."""

    def __init__(self, torch: Any, title: str, arrays: Arrays) -> None:
        super().__init__(torch, title, "function", arrays)
        self.arrays = arrays
        self.runs: Callable[[dict[str, Any]], Aspects] = (
            self._optimizer_aspects if title.startswith("optim.") else self._module_aspects
        )

    def aspects(self, case: dict[str, Any], arrays: Arrays, *, exact: bool) -> dict[str, Any]:
        """What came of the case, by aspect, as codes of `arrays`."""
        self.torch.manual_seed(SEED)
        self.decode = ModuleDecoder(self.torch, self.arrays)
        found: dict[str, Any] = {}
        try:
            for aspect, value in self.runs(case):
                found[aspect] = ModuleEncoder(self.torch, arrays, exact=exact)(value)
        except MissingError:
            raise
        except Exception as error:  # noqa: BLE001 (it is the outcome)
            found["error"] = ["error", type(error).__name__, str(error).split("\n")[0]]
        return found

    # -- modules -----------------------------------------------------------------------------

    def _module_aspects(self, case: dict[str, Any]) -> Aspects:
        made = find(self.torch, self.title)
        args, kwargs = self._arguments(case)
        inputs = [self.decode(value) for value in case["inputs"]]
        options = {name: self.decode(value) for name, value in case["options"].items()}
        module = made(*args, **kwargs)
        yield "state", _state(module)
        module = module.to(getattr(self.torch, case["dtype"])).train(case["training"])
        yield "repr", repr(module)
        yield "settings", _settings(module)
        result = self._plain(module(*inputs, **options))
        yield "result", result
        yield "state afterwards", _state(module)
        yield "repr afterwards", repr(module)
        yield "gradient", self._gradient(module, [inputs, options], result)

    def _plain(self, result: Any) -> Any:
        packed = self.torch.nn.utils.rnn.PackedSequence
        if isinstance(result, packed):
            return ("PackedSequence", *result)
        return tuple(map(self._plain, result)) if isinstance(result, tuple) else result

    def _gradient(self, module: Any, given: Any, result: Any) -> Any:
        """Gradients of the inputs and the parameters, where there are any."""
        inputs = [t for t in self._tensors(self._plain_inputs(given)) if t.requires_grad]
        named = {name: p for name, p in module.named_parameters() if p.requires_grad}
        sources = [*inputs, *named.values()]
        if not sources or not any(t.requires_grad for t in self._tensors(result)):
            return None
        grads = self._gradients(result, sources, False)
        labels = [*range(len(inputs)), *named]
        return tuple(zip(labels, grads, strict=True))

    def _plain_inputs(self, given: Any) -> Any:
        return [
            self._plain(tuple(value.values() if isinstance(value, dict) else value))
            for value in given
        ]

    # -- optimizers --------------------------------------------------------------------------

    def _optimizer_aspects(self, case: dict[str, Any]) -> Aspects:
        made = find(self.torch, self.title)
        kwargs = {name: self.decode(value) for name, value in case["kwargs"].items()}
        if case["args"] is not None:
            yield "repr", repr(made(self.decode(case["args"]), **kwargs))
            return
        dtype = getattr(self.torch, case["dtype"])
        shapes = SHAPES if self.title == "optim.Muon" else SCALAR_SHAPES
        params = [self._numbers(shape, dtype, i) for i, shape in enumerate(shapes)]
        optimizer = made(params, **kwargs)
        yield "repr", repr(optimizer)
        losses = self._train(optimizer, params, 0)
        yield "losses", losses
        yield "params", tuple(p.detach() for p in params)
        yield "state", _pairs(optimizer.state_dict())
        copies = [p.detach().clone().requires_grad_() for p in params]
        second = made(copies, **kwargs)
        second.load_state_dict(optimizer.state_dict())
        self._train(second, copies, STEPS)
        yield "params of a copy", tuple(p.detach() for p in copies)

    def _numbers(self, shape: tuple[int, ...], dtype: Any, seed: int) -> Any:
        count = self.torch.Size(shape).numel()
        numbers = [((41 * i + 17 * seed + 5) % 31 - 15) / 10 for i in range(count)]
        return self.torch.tensor(numbers, dtype=dtype).reshape(shape).requires_grad_()

    def _train(self, optimizer: Any, params: list[Any], start: int) -> tuple[Any, ...]:
        """Steps downhill on changing ground; the last parameter has no gradient in one of them."""
        losses = []
        for step in range(start, start + STEPS):

            def closure(step: int = step) -> Any:
                optimizer.zero_grad()
                chosen = params[:-1] if step == 1 else params
                loss = sum((0.5 * p**4 + (1 + 0.5 * step) * (p - 0.3) ** 2).sum() for p in chosen)
                loss.backward()
                return loss

            losses.append(optimizer.step(closure).detach())
        return tuple(losses)


def _state(module: Any) -> tuple[Any, ...]:
    return tuple(module.state_dict().items())


def _settings(module: Any) -> tuple[Any, ...]:
    """The module's own plain attributes."""
    return tuple(
        (name, value)
        for name, value in sorted(vars(module).items())
        if not name.startswith("_") and isinstance(value, bool | int | float | str | tuple | None)
    )


def _number(key: Any, value: Any) -> Any:
    """The step of a line search as a number, which may be a tensor."""
    return float(value) if key == "t" else value


def _pairs(value: Any) -> Any:
    """Dictionaries as pairs in order of their keys."""
    if isinstance(value, dict):
        keys = sorted(key for key in value if key not in SCRATCH)
        return tuple((key, _number(key, _pairs(value[key]))) for key in keys)
    return tuple(map(_pairs, value)) if isinstance(value, list | tuple) else value
