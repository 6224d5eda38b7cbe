"""`torch.autograd.Variable`: what tensors with gradients were called once."""

from __future__ import annotations

from typing import Any, NoReturn

from torchlike.tensor import Tensor


class _VariableMeta(type):
    """Makes every tensor an instance of `Variable`."""

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, Tensor)


class Variable(metaclass=_VariableMeta):
    """A tensor on the memory of another: ``Variable(data, requires_grad=False)``."""

    def __new__(cls, data: Any = None, requires_grad: bool = False) -> Any:
        """The tensor."""
        if data is None:
            return Tensor()
        if not isinstance(data, Tensor):
            raise TypeError(f"Variable data has to be a tensor, but got {type(data).__name__}")
        return data.data.requires_grad_(requires_grad)


def variable(*args: Any, **kwargs: Any) -> NoReturn:
    """What PyTorch has removed. Raises: RuntimeError, always."""
    del args, kwargs
    raise RuntimeError("torch.autograd.variable(...) is deprecated, use torch.tensor(...) instead")


variable.__refuses__ = True
