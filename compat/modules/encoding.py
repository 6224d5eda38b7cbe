"""Arguments of modules and optimizers as plain data, and back (see `compat.ops.encoding`).

Beside what operators take there are objects that a call makes, `["made", name, args, kwargs]`,
tensors given a second time, `["again", number]`, and parameters without a shape yet,
`["uninitialized", class, dtype]`.
"""

import dataclasses
import operator
from typing import Any

from compat.ops.encoding import Arrays, Decoder, Encoder, dtype_name


class ModuleEncoder(Encoder):
    """Writes the values of one case into `arrays`, `once` each tensor of its arguments."""

    def __init__(
        self, torch: Any, arrays: Arrays, *, exact: bool = False, once: bool = False
    ) -> None:
        super().__init__(torch, arrays, exact=exact)
        self._known: list[Any] = []
        self._once = once

    def _collection(self, value: Any) -> list[Any]:
        nn = self.torch.nn
        if isinstance(value, nn.utils.rnn.PackedSequence):
            return self._made("nn.utils.rnn.PackedSequence", tuple(value), {})
        if isinstance(value, nn.LinearCrossEntropyOptions):
            fields = {f.name: getattr(value, f.name) for f in dataclasses.fields(value) if f.init}
            return self._made("nn.LinearCrossEntropyOptions", (), fields)
        if isinstance(value, nn.Module):
            return self._made(f"nn.{type(value).__name__}", *vars(value)["_made_with"])
        return super()._collection(value)

    def _made(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[Any]:
        return ["made", name, self(args), self(kwargs)]

    def _tensor(self, tensor: Any) -> list[Any]:
        for number, known in enumerate(self._known):
            if known is tensor:
                return ["again", number]
        if self.torch.nn.parameter.is_lazy(tensor):
            return ["uninitialized", type(tensor).__name__, dtype_name(tensor.dtype)]
        if self._once:
            self._known.append(tensor)
        return super()._tensor(tensor)


class ModuleDecoder(Decoder):
    """Reads the values of one case."""

    def __init__(self, torch: Any, arrays: Arrays) -> None:
        super().__init__(torch, arrays)
        self._known: list[Any] = []

    def __call__(self, code: Any) -> Any:
        match code:
            case ["made", name, args, kwargs]:
                return operator.attrgetter(name)(self.torch)(*self(args), **self(kwargs))
            case ["again", number]:
                return self._known[number]
        return super().__call__(code)

    def tensor(self, *described: Any) -> Any:
        """A tensor with memory of its own, remembered for a second time."""
        self._known.append(super().tensor(*described))
        return self._known[-1]
