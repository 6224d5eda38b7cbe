"""The random generator as users hold it: `torch.Generator`."""

from __future__ import annotations

from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core import random as core
from torchlike._core.apply import TensorBase, wrap
from torchlike._core.device import device as device_type
from torchlike._core.device import resolve
from torchlike._core.execute import array_of
from torchlike._core.trace import concrete


class Generator(core.Generator):
    """A stream of random numbers (PyTorch: `torch.Generator`).

    The stream is PyTorch's CPU one whatever the device: numbers are drawn on the host.
    """

    def __init__(self, device: Any = "cpu") -> None:
        super().__init__()
        self._device = resolve(device)

    @property
    def device(self) -> device_type:
        """The device it was made for."""
        return self._device

    def manual_seed(self, seed: Any) -> Any:
        """Restarts the stream at `seed`; a negative seed counts from 2**64."""
        if not isinstance(seed, (int, float, np.number)):
            raise RuntimeError(f"manual_seed expected a long, but got {type(seed).__name__}")
        return super().manual_seed(int(seed))

    def get_state(self) -> Any:
        """The whole state, a tensor of 5056 bytes."""
        return wrap(concrete(self.state_array()))

    def set_state(self, new_state: Any) -> Any:
        """Continues from a state that `get_state` gave. Raises: TypeError for anything else."""
        if not isinstance(new_state, TensorBase):
            raise TypeError(f"expected a torch.ByteTensor, but got {type(new_state).__name__}")
        value = new_state._read()
        if value.aval.dtype is not dtypes.uint8 or value.aval.device.type != "cpu":
            raise TypeError("RNG state must be a torch.ByteTensor")
        self.set_state_array(np.asarray(array_of(value, "Generator.set_state()")))
        return self

    def clone_state(self) -> Any:
        """Another generator in the same state."""
        twin = Generator(self._device)
        twin.set_state_array(self.state_array())
        return twin

    def get_offset(self) -> int:
        """Raises: RuntimeError, as for every CPU generator."""
        raise RuntimeError("CPU Generator does not use offset")

    def set_offset(self, offset: int) -> Any:
        """Raises: RuntimeError, as for every CPU generator."""
        raise RuntimeError("CPU Generator does not use offset")

    def graphsafe_get_state(self) -> Any:
        """Raises: NotImplementedError, as for every CPU generator."""
        raise NotImplementedError("graphsafe_get_state is not supported in this Generator")

    def graphsafe_set_state(self, state: Any) -> Any:
        """Raises: NotImplementedError, as for every CPU generator."""
        raise NotImplementedError("graphsafe_set_state is not supported in this Generator")

    def __reduce__(self) -> Any:
        return _restored, (str(self._device), self.state_array())

    def __repr__(self) -> str:
        return f"<torch._C.Generator object at {hex(id(self))}>"


def _restored(place: str, state: np.ndarray) -> Generator:
    made = Generator(place)
    made.set_state_array(state)
    return made


#: What samplers draw from unless told otherwise.
default_generator = Generator()
default_generator.seed()
