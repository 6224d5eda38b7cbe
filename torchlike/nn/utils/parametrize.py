"""Parameters and buffers that are functions of others: `torch.nn.utils.parametrize`."""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from torchlike._core.apply import TensorBase
from torchlike.autograd.grad_mode import no_grad
from torchlike.nn.modules.container import ModuleDict, ModuleList
from torchlike.nn.modules.module import Module
from torchlike.nn.parameter import Parameter

#: What was computed within `cached`, by module and name, and how many of them are active.
_cache: dict[tuple[int, str], Any] = {}
_depth = [0]


@contextmanager
def cached() -> Iterator[None]:
    """Within it, every parametrized tensor is computed once."""
    _depth[0] += 1
    try:
        yield
    finally:
        _depth[0] -= 1
        if not _depth[0]:
            _cache.clear()


def _register(module: Module, name: str, tensor: Any) -> None:
    if isinstance(tensor, Parameter):
        module.register_parameter(name, tensor)
    else:
        module.register_buffer(name, tensor)


def _undone(value: Any, module: Any) -> Any:
    """What `module` would have to be given to yield `value`; `value` itself if nobody knows."""
    if not hasattr(module, "right_inverse"):
        return value
    try:
        return module.right_inverse(value)
    except NotImplementedError:
        return value


class ParametrizationList(ModuleList):
    """The parametrizations of one tensor, and the tensors that it is computed from."""

    original: Any
    unsafe: bool

    def __init__(self, modules: Sequence[Module], original: Any, unsafe: bool = False) -> None:
        if not modules:
            raise ValueError("ParametrizationList requires one or more modules.")
        super().__init__(modules)
        self.unsafe = unsafe
        shape, dtype = original.shape, original.dtype
        with no_grad():
            new: Any = functools.reduce(_undone, reversed(modules), original)
        if not issubclass(type(new), (TensorBase, Sequence)):
            raise ValueError(
                "'right_inverse' must return a Tensor or a Sequence of tensors (list, tuple...). "
                f"Got {type(new).__name__}"
            )
        self.is_tensor = isinstance(new, TensorBase)
        self.ntensors = 1 if self.is_tensor else len(new)
        keep = self._keep_one if self.is_tensor else self._keep_several
        keep(original, new)
        if not unsafe:
            self._check_result(shape, dtype)

    def _keep_one(self, original: Any, new: Any) -> None:
        if original.dtype != new.dtype:
            raise ValueError(
                "When `right_inverse` outputs one tensor, it may not change the dtype.\n"
                f"original.dtype: {original.dtype}\nright_inverse(original).dtype: {new.dtype}"
            )
        if new is not original:
            with no_grad():
                original.data = new
        _register(self, "original", original)

    def _keep_several(self, original: Any, new: Sequence[Any]) -> None:
        for number, tensor in enumerate(new):
            if not isinstance(tensor, TensorBase):
                raise ValueError(
                    "'right_inverse' must return a Tensor or a Sequence of tensors (list, "
                    f"tuple...). Got element {number} of the sequence with type "
                    f"{type(tensor).__name__}."
                )
            if isinstance(original, Parameter):
                tensor = Parameter(tensor, original.requires_grad)
            tensor.requires_grad_(original.requires_grad)
            _register(self, f"original{number}", tensor)

    def _check_result(self, shape: Any, dtype: Any) -> None:
        """Raises: ValueError where the result is not what the tensor was."""
        result = self()
        if not isinstance(result, TensorBase):
            raise ValueError(
                f"A parametrization must return a tensor. Got {type(result).__name__}."
            )
        found = {"dtype": (dtype, result.dtype), "shape": (shape, result.shape)}  # type: ignore
        for word, (before, after) in found.items():
            if before != after:
                raise ValueError(
                    f"Registering a parametrization may not change the {word} of the tensor, "
                    f"unless `unsafe` flag is enabled.\nunparametrized {word}: {before}\n"
                    f"parametrized {word}: {after}"
                )

    def _originals(self) -> list[Any]:
        if self.is_tensor:
            return [self.original]
        return [getattr(self, f"original{number}") for number in range(self.ntensors)]

    @no_grad()
    def right_inverse(self, value: Any) -> None:
        """Sets the tensors so that the result is `value`. Raises: RuntimeError if it cannot."""
        for module in reversed(self):  # type: ignore[call-overload]
            if not hasattr(module, "right_inverse"):
                raise RuntimeError(
                    f"parametrization {type(module).__name__} does not implement right_inverse."
                )
            value = module.right_inverse(value)
        if self.is_tensor:
            if not isinstance(value, TensorBase):
                raise ValueError(
                    f"`right_inverse` should return a tensor. Got {type(value).__name__}"
                )
            _assign(self.original, value, "`original`", "")
            return
        if not isinstance(value, Sequence):
            raise ValueError(
                f"'right_inverse' must return a sequence of tensors. Got {type(value)}."
            )
        if len(value) != self.ntensors:
            raise ValueError(
                "'right_inverse' must return a sequence of tensors of length "
                f"{self.ntensors}. Got a sequence of length {len(value)}."
            )
        for number, (tensor, original) in enumerate(zip(value, self._originals(), strict=True)):
            if not isinstance(tensor, TensorBase):
                raise ValueError(
                    f"`right_inverse` must return a sequence of tensors. Got element {number} of "
                    f"type {type(tensor).__name__}"
                )
            _assign(original, tensor, f"`original{number}`", f"{number} ")

    def forward(self) -> Any:
        """The tensor that the originals stand for."""
        first, *others = self._modules.values()
        result = first(*self._originals())
        for module in others:
            result = module(result)  # type: ignore[misc]
        return result


def _assign(original: Any, value: Any, name: str, place: str) -> None:
    if original.dtype != value.dtype:
        subject = f"Tensor {place}returned" if place else "The tensor returned"
        raise ValueError(
            f"{subject} by `right_inverse` has dtype {value.dtype} while {name} has dtype "
            f"{original.dtype}"
        )
    original.data = value


# -- classes of parametrized modules -------------------------------------------------------------


def _getstate(self: Any) -> Any:
    raise RuntimeError(
        "Serialization of parametrized modules is only supported through state_dict(). See:\n"
        "https://pytorch.org/tutorials/beginner/saving_loading_models.html"
        "#saving-loading-a-general-checkpoint-for-inference-and-or-resuming-training"
    )


def _deepcopy(self: Any, memo: dict[int, Any]) -> Any:
    """A copy, whose class is one of its own."""
    if id(self) not in memo:
        replica = memo[id(self)] = self.__new__(type(self))
        replica.__dict__ = copy.deepcopy(self.__dict__, memo)
        _inject_class(replica, type(self).__bases__[0], list(self.parametrizations))
    return memo[id(self)]


def _inject_class(module: Any, base: type, names: list[str]) -> None:
    """Makes a class for the module alone, to which properties can be added."""
    members: dict[str, Any] = {"__getstate__": _getstate}
    if not hasattr(base, "__deepcopy__"):
        members["__deepcopy__"] = _deepcopy
    members.update({name: _property(name) for name in names})
    module.__class__ = type(f"Parametrized{base.__name__}", (base,), members)


def _property(name: str) -> property:
    def get(self: Any) -> Any:
        if not _depth[0]:
            return self.parametrizations[name]()
        key = (id(self), name)
        if key not in _cache:
            _cache[key] = self.parametrizations[name]()
        return _cache[key]

    def put(self: Any, value: Any) -> None:
        self.parametrizations[name].right_inverse(value)

    return property(get, put)


# -- registering ---------------------------------------------------------------------------------


def _check_further(parametrization: Module, name: str, tensor: Any) -> None:
    """Raises: ValueError where one more parametrization changes what the tensor is."""
    result = parametrization(tensor)
    if not isinstance(result, TensorBase):
        raise ValueError(f"A parametrization must return a tensor. Got {type(result).__name__}.")
    for word in ("dtype", "shape"):
        before, after = getattr(tensor, word), getattr(result, word)
        if before != after:
            raise ValueError(
                f"Registering a parametrization may not change the {word} of the tensor, unless "
                f"the `unsafe` flag is enabled.\nmodule.{name}.{word}: {before}\n"
                f"parametrization(module.{name}).{word}: {after}"
            )
    inverted = _undone(result, parametrization)
    if not isinstance(inverted, TensorBase):
        raise ValueError(
            f"parametrization.right_inverse must return a tensor. Got: {type(inverted).__name__}"
        )
    for word in ("dtype", "shape"):
        before, after = getattr(tensor, word), getattr(inverted, word)
        if before != after:
            raise ValueError(
                f"The tensor returned by parametrization.right_inverse must have the same {word} "
                f"as module.{name}, unless the `unsafe` flag is enabled.\nmodule.{name}.{word}: "
                f"{before}\nreturned {word}: {after}"
            )


def register_parametrization(
    module: Any, tensor_name: str, parametrization: Any, *, unsafe: bool = False
) -> Any:
    """Makes the parameter or buffer what `parametrization` computes from it; returns `module`.

    `right_inverse` of the parametrization, where it has one, says what the tensor is computed from
    at first, and when it is assigned to. Raises: ValueError where dtype or shape would change,
    unless it is `unsafe`.
    """
    parametrization.train(module.training)
    if is_parametrized(module, tensor_name):
        parametrizations = module.parametrizations[tensor_name]
        if not unsafe:
            _check_further(parametrization, tensor_name, getattr(module, tensor_name))
        parametrizations.append(parametrization)
        parametrizations.unsafe |= unsafe
    elif tensor_name in module._buffers or tensor_name in module._parameters:
        original = getattr(module, tensor_name)
        parametrizations = ParametrizationList([parametrization], original, unsafe=unsafe)
        delattr(module, tensor_name)
        if not is_parametrized(module):
            _inject_class(module, type(module), [])
            module.parametrizations = ModuleDict()
        setattr(type(module), tensor_name, _property(tensor_name))
        module.parametrizations[tensor_name] = parametrizations
    else:
        raise ValueError(
            f"Module '{module}' does not have a parameter, a buffer, or a parametrized element "
            f"with name '{tensor_name}'"
        )
    return module


def is_parametrized(module: Any, tensor_name: str | None = None) -> bool:
    """Whether the module has any parametrized tensor, or one of that name."""
    parametrizations = getattr(module, "parametrizations", None)
    if not isinstance(parametrizations, ModuleDict):
        return False
    return len(parametrizations) > 0 if tensor_name is None else tensor_name in parametrizations


def remove_parametrizations(module: Any, tensor_name: str, leave_parametrized: bool = True) -> Any:
    """Makes the tensor an ordinary one: as it is now, or as it was given; returns `module`."""
    if not is_parametrized(module, tensor_name):
        raise ValueError(f"Module {module} does not have a parametrization on {tensor_name}")
    parametrizations = module.parametrizations[tensor_name]
    if parametrizations.is_tensor:
        original = parametrizations.original
        if leave_parametrized:
            with no_grad():
                original.data = getattr(module, tensor_name)
    elif leave_parametrized:
        current = getattr(module, tensor_name)
        original = Parameter(current) if current.requires_grad else current
    else:
        raise ValueError(
            "Cannot leave unparametrized (`leave_parametrized=False`) a tensor that is "
            "parametrized in terms of a sequence of tensors."
        )
    delattr(type(module), tensor_name)
    del module.parametrizations[tensor_name]
    if not is_parametrized(module):
        delattr(module, "parametrizations")
        module.__class__ = type(module).__bases__[0]
    _register(module, tensor_name, original)
    return module


def type_before_parametrizations(module: Module) -> type:
    """The class that the module had before any of its tensors was parametrized."""
    return type(module).__bases__[0] if is_parametrized(module) else type(module)


def transfer_parametrizations_and_params(
    from_module: Any, to_module: Any, tensor_name: str | None = None
) -> Any:
    """Gives `to_module` copies of the parametrizations of `from_module`; returns it."""
    if not is_parametrized(from_module):
        return to_module
    if not isinstance(from_module.parametrizations, ModuleDict):
        raise AssertionError("from_module.parametrizations must be a ModuleDict")
    names = list(from_module.parametrizations) if tensor_name is None else [tensor_name]
    for name in names:
        if not hasattr(to_module, name):
            setattr(to_module, name, Parameter(getattr(from_module, name)))
        for parametrization in from_module.parametrizations[name]:
            register_parametrization(to_module, name, copy.deepcopy(parametrization))
        given, taken = from_module.parametrizations[name], to_module.parametrizations[name]
        for suffix in [""] if given.is_tensor else map(str, range(given.ntensors)):
            setattr(taken, f"original{suffix}", getattr(given, f"original{suffix}"))
    return to_module
