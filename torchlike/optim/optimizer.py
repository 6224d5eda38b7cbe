"""The base class of optimizers."""

from __future__ import annotations

import copy
import functools
import warnings
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any, Self, TypeAlias

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply_values, counter_of
from torchlike._core.backward import grad_mode
from torchlike._core.execute import on_device
from torchlike._core.hooks import RemovableHandle
from torchlike._core.storage import write
from torchlike._core.trace import Value, concrete, flush_all, local

__all__ = ["Optimizer", "required"]


class _Required:
    """The default of an option that every group has to give."""

    def __repr__(self) -> str:
        return "<required parameter>"


required = _Required()


def _kind_of(value: Any) -> str:
    """A value's type as ``torch.typename`` says it."""
    if isinstance(value, TensorBase):
        return value.type()
    kind = type(value)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


def _with_hooks_and_flush(step: Callable[..., Any]) -> Callable[..., Any]:
    """A `step` that runs the hooks around it and ends with running what was recorded."""

    @functools.wraps(step)
    def stepped(self: Any, *args: Any, **kwargs: Any) -> Any:
        if not (
            self._optimizer_step_pre_hooks
            or self._optimizer_step_post_hooks
            or _global_pre_hooks
            or _global_post_hooks
        ):
            result = step(self, *args, **kwargs)
        else:
            result = _step_with_hooks(step, self, args, kwargs)
        flush_all("the end of an optimizer step")
        return result

    return stepped


def _step_with_hooks(
    step: Callable[..., Any], self: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Any:
    before = [*_global_pre_hooks.values(), *self._optimizer_step_pre_hooks.values()]
    given: tuple[Any, ...] = (self, *args)
    for hook in before:
        found = hook(self, given, kwargs)
        if found is None:
            continue
        if not isinstance(found, tuple) or len(found) != 2:
            raise RuntimeError(
                f"{step} must return None or a tuple of (new_args, new_kwargs), but got {found}."
            )
        given, kwargs = found
    result = step(*given, **kwargs)
    for hook in [*self._optimizer_step_post_hooks.values(), *_global_post_hooks.values()]:
        hook(self, given, kwargs)
    return result


_HOOKS = (
    "_optimizer_step_pre_hooks",
    "_optimizer_step_post_hooks",
    "_optimizer_state_dict_pre_hooks",
    "_optimizer_state_dict_post_hooks",
    "_optimizer_load_state_dict_pre_hooks",
    "_optimizer_load_state_dict_post_hooks",
)
_global_pre_hooks: OrderedDict[int, Any] = OrderedDict()
_global_post_hooks: OrderedDict[int, Any] = OrderedDict()


def _registered(
    registry: OrderedDict[int, Any], hook: Any, prepend: bool = False
) -> RemovableHandle:
    handle = RemovableHandle(registry)
    registry[handle.id] = hook
    if prepend:
        registry.move_to_end(handle.id, last=False)
    return handle


def register_optimizer_step_pre_hook(hook: Any) -> RemovableHandle:
    """Calls ``hook(optimizer, args, kwargs)`` before any optimizer's step."""
    return _registered(_global_pre_hooks, hook)


def register_optimizer_step_post_hook(hook: Any) -> RemovableHandle:
    """Calls ``hook(optimizer, args, kwargs)`` after any optimizer's step."""
    return _registered(_global_post_hooks, hook)


class Optimizer:
    """What optimizers share: groups of parameters with options, and a state for each parameter."""

    OptimizerPreHook: TypeAlias = Callable[
        [Self, tuple[Any, ...], dict[str, Any]], tuple[tuple[Any, ...], dict[str, Any]] | None
    ]
    OptimizerPostHook: TypeAlias = Callable[[Self, tuple[Any, ...], dict[str, Any]], None]
    #: The decorator that each `step` of a subclass gets.
    profile_hook_step = staticmethod(_with_hooks_and_flush)

    _optimizer_step_pre_hooks: OrderedDict[int, Any]
    _optimizer_step_post_hooks: OrderedDict[int, Any]
    _optimizer_state_dict_pre_hooks: OrderedDict[int, Any]
    _optimizer_state_dict_post_hooks: OrderedDict[int, Any]
    _optimizer_load_state_dict_pre_hooks: OrderedDict[int, Any]
    _optimizer_load_state_dict_post_hooks: OrderedDict[int, Any]

    def __init__(self, params: Any, defaults: dict[str, Any]) -> None:
        """Takes parameters, or groups of them that override `defaults`."""
        for name in _HOOKS:
            setattr(self, name, OrderedDict())
        self.defaults = defaults
        if isinstance(params, TensorBase):
            raise TypeError(
                "params argument given to the optimizer should be an iterable of Tensors or "
                f"dicts, but got {_kind_of(params)}"
            )
        self.state: defaultdict[Any, Any] = defaultdict(dict)
        self.param_groups: list[dict[str, Any]] = []
        groups = list(params)
        if not groups:
            raise ValueError("optimizer got an empty parameter list")
        if not isinstance(groups[0], dict):
            groups = [{"params": groups}]
        for group in groups:
            self.add_param_group(dict(group))

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "step" in cls.__dict__:
            cls.step = _with_hooks_and_flush(cls.step)

    def step(self, closure: Any = None) -> Any:
        """Updates the parameters. Raises: NotImplementedError; subclasses define it."""
        raise NotImplementedError

    # -- groups ------------------------------------------------------------------------------

    def add_param_group(self, param_group: dict[str, Any]) -> None:
        """Adds parameters with options of their own."""
        if not isinstance(param_group, dict):
            raise TypeError(f"param_group must be a dict, but got {type(param_group)}")
        params = param_group["params"]
        if isinstance(params, TensorBase):
            param_group["params"] = [params]
        elif isinstance(params, set):
            raise TypeError(
                "optimizer parameters need to be organized in ordered collections, but the "
                "ordering of tensors in sets will change between runs. Please use a list instead."
            )
        else:
            param_group["params"] = list(params)
        self._take_names(param_group)
        for param in param_group["params"]:
            if not isinstance(param, TensorBase):
                raise TypeError(
                    "optimizer can only optimize Tensors, but one of the params is "
                    + _kind_of(param)
                )
            if not (param.is_leaf or self.defaults.get("differentiable")):
                raise ValueError("can't optimize a non-leaf Tensor")
        for name, default in self.defaults.items():
            if default is required and name not in param_group:
                raise ValueError(
                    "parameter group didn't specify a value of required optimization parameter "
                    f"{name}"
                )
            param_group.setdefault(name, default)
        self._check_new_group(param_group)
        self.param_groups.append(param_group)

    def _take_names(self, group: dict[str, Any]) -> None:
        """Splits (name, parameter) pairs."""
        params = group["params"]
        named = [isinstance(param, tuple) for param in params]
        if not any(named):
            return
        if not all(named):
            raise ValueError(
                "all optimizer params should be with/without names. Some param names are missing"
            )
        group["params"] = [param for _, param in params]
        group["param_names"] = [name for name, _ in params]

    def _check_new_group(self, group: dict[str, Any]) -> None:
        params = group["params"]
        if len(params) != len({id(p) for p in params}):
            warnings.warn(
                "optimizer contains a parameter group with duplicate parameters; in future, this "
                "will cause an error; see github.com/pytorch/pytorch/issues/40967 for more "
                "information",
                stacklevel=3,
            )
        known = {id(p) for other in self.param_groups for p in other["params"]}
        if not known.isdisjoint(id(p) for p in params):
            raise ValueError("some parameters appear in more than one parameter group")
        if self.param_groups and ("param_names" in group) != (
            "param_names" in self.param_groups[0]
        ):
            kind = "with" if "param_names" in group else "without"
            raise ValueError(
                "all optimizer param groups should be with/without names. cannot add param group "
                f"{kind} names to the optimizer"
            )

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Forgets the parameters' gradients, or makes them zero."""
        for group in self.param_groups:
            for param in group["params"]:
                meta = param._meta
                if meta is None or meta.grad is None:
                    continue
                if set_to_none:
                    meta.grad = None
                else:
                    if meta.grad.requires_grad:
                        meta.grad = meta.grad.detach()
                    meta.grad.zero_()

    # -- state -------------------------------------------------------------------------------

    def state_dict(self) -> dict[str, Any]:
        """The state and the options, parameters named by number."""
        for hook in self._optimizer_state_dict_pre_hooks.values():
            hook(self)
        numbers: dict[int, int] = {}
        groups = []
        for group in self.param_groups:
            for param in group["params"]:
                numbers.setdefault(id(param), len(numbers))
            packed = {key: value for key, value in group.items() if key != "params"}
            packed["params"] = [numbers[id(param)] for param in group["params"]]
            groups.append(packed)
        state = {
            numbers[id(key)] if isinstance(key, TensorBase) else key: value
            for key, value in self.state.items()
        }
        result = {"state": state, "param_groups": groups}
        for hook in self._optimizer_state_dict_post_hooks.values():
            found = hook(self, result)
            result = result if found is None else found
        return result

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Takes over a state that `state_dict` gave, cast to the parameters' dtypes and devices."""
        given = dict(state_dict)
        for hook in self._optimizer_load_state_dict_pre_hooks.values():
            found = hook(self, given)
            given = given if found is None else found
        own, saved = self.param_groups, copy.deepcopy(given["param_groups"])
        if len(own) != len(saved):
            raise ValueError("loaded state dict has a different number of parameter groups")
        if any(len(a["params"]) != len(b["params"]) for a, b in zip(own, saved, strict=True)):
            raise ValueError(
                "loaded state dict contains a parameter group that doesn't match the size of "
                "optimizer's group"
            )
        params = dict(
            zip(
                chain.from_iterable(group["params"] for group in saved),
                chain.from_iterable(group["params"] for group in own),
                strict=True,
            )
        )
        state: defaultdict[Any, Any] = defaultdict(dict)
        for key, value in given["state"].items():
            if key in params:
                state[params[key]] = _fitted(params[key], value, _on_device(saved, key))
            else:
                state[key] = value
        groups = []
        for group, new in zip(own, saved, strict=True):
            new["params"] = group["params"]
            if "param_names" in group:
                new.setdefault("param_names", group["param_names"])
            groups.append(new)
        self.__setstate__({"state": state, "param_groups": groups})
        for hook in self._optimizer_load_state_dict_post_hooks.values():
            hook(self)

    def __getstate__(self) -> dict[str, Any]:
        return {
            "defaults": self.defaults,
            "state": self.state,
            "param_groups": self.param_groups,
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        for name in _HOOKS:
            self.__dict__.setdefault(name, OrderedDict())

    # -- hooks -------------------------------------------------------------------------------

    def register_step_pre_hook(self, hook: Any) -> RemovableHandle:
        """Calls ``hook(optimizer, args, kwargs)`` before each step."""
        return _registered(self._optimizer_step_pre_hooks, hook)

    def register_step_post_hook(self, hook: Any) -> RemovableHandle:
        """Calls ``hook(optimizer, args, kwargs)`` after each step."""
        return _registered(self._optimizer_step_post_hooks, hook)

    def register_state_dict_pre_hook(self, hook: Any, prepend: bool = False) -> RemovableHandle:
        """Calls ``hook(optimizer)`` before `state_dict`."""
        return _registered(self._optimizer_state_dict_pre_hooks, hook, prepend)

    def register_state_dict_post_hook(self, hook: Any, prepend: bool = False) -> RemovableHandle:
        """Calls ``hook(optimizer, state_dict)`` after `state_dict`; its result replaces it."""
        return _registered(self._optimizer_state_dict_post_hooks, hook, prepend)

    def register_load_state_dict_pre_hook(
        self, hook: Any, prepend: bool = False
    ) -> RemovableHandle:
        """Calls ``hook(optimizer, state_dict)`` before `load_state_dict`."""
        return _registered(self._optimizer_load_state_dict_pre_hooks, hook, prepend)

    def register_load_state_dict_post_hook(
        self, hook: Any, prepend: bool = False
    ) -> RemovableHandle:
        """Calls ``hook(optimizer)`` after `load_state_dict`."""
        return _registered(self._optimizer_load_state_dict_post_hooks, hook, prepend)

    # -- text --------------------------------------------------------------------------------

    def __repr__(self) -> str:
        text = f"{type(self).__name__} ("
        for number, group in enumerate(self.param_groups):
            lines = [f"    {key}: {group[key]}\n" for key in sorted(group) if key != "params"]
            text += f"\nParameter Group {number}\n" + "".join(lines)
        return text + ")"


def _on_device(groups: list[dict[str, Any]], number: Any) -> bool:
    """Whether the steps of a saved parameter are counted on its device."""
    own = next(group for group in groups if number in group["params"])
    return bool(own.get("capturable") or own.get("fused"))


def _fitted(param: Any, value: Any, on_device: bool, key: Any = None) -> Any:
    """A loaded state in the dtype and on the device of its parameter; the step count as it is."""
    if isinstance(value, TensorBase):
        tensor: Any = value
        if key == "step":
            return tensor.to(dtype=dtypes.float32, device=param.device) if on_device else value
        dtype = param.dtype if param.is_floating_point() else tensor.dtype
        return tensor.to(dtype=dtype, device=param.device)
    if isinstance(value, dict):
        return {k: _fitted(param, v, on_device, k) for k, v in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes)):
        return type(value)(_fitted(param, v, on_device) for v in value)  # type: ignore[call-arg]
    return value


# -- what the optimizers are written with --------------------------------------------------------


def run_closure(closure: Any) -> Any:
    """What a step's closure returns, run with gradients on; None without one."""
    if closure is None:
        return None
    with grad_mode(True):
        return closure()


def vector_of(optimizer: Optimizer, numbers: tuple[float, ...], place: Any) -> Value:
    """The numbers as one float64 vector, the same Value as long as they do not change."""
    known = optimizer.__dict__.setdefault("_vectors", {})
    found = known.get((numbers, place))
    if found is None:
        if len(known) >= _MAX_VECTORS:
            known.clear()
        array: Any = np.array(numbers, np.float64)
        found = concrete(array if place.type == "cpu" else on_device(array, place), place)
        known[numbers, place] = found
    return found


#: Vectors kept by one optimizer: a schedule makes a new one for each learning rate.
_MAX_VECTORS = 32


def update(
    op: Any, leading: list[Value], tensors: Sequence[Any], static: Any, differentiable: bool
) -> list[Value]:
    """Records the update of several tensors as one operator, grad mode off unless asked for."""
    leading += [t._value if t._view is None else t._read() for t in tensors]
    state = local.state
    before, state.grad = state.grad, differentiable
    try:
        return apply_values(op, leading, static)
    finally:
        state.grad = before


def repoint(params: Sequence[Any], values: Sequence[Value], differentiable: bool) -> None:
    """Writes new contents into parameters, which stay the leaves they are."""
    state = local.state
    before, state.grad = state.grad, differentiable
    try:
        for param, value in zip(params, values, strict=True):
            write(param, value)
    finally:
        state.grad = before


def repoint_state(tensors: Sequence[Any], values: Sequence[Value]) -> None:
    """Writes new contents into tensors of the state, which nobody differentiates by."""
    for tensor, value in zip(tensors, values, strict=True):
        if tensor._view is None and tensor._value.node is None:
            tensor._value = value
            counter_of(tensor).version += 1
        else:
            write(tensor, value)


def check_fused(optimizer: Any) -> None:
    """Raises what PyTorch raises for options of its implementations that exclude each other."""
    options = optimizer.defaults
    if options["fused"] and options["differentiable"]:
        raise RuntimeError("`fused` does not support `differentiable`")
    if options["fused"] and options["foreach"]:
        raise RuntimeError("`fused` and `foreach` cannot be `True` together.")


def check_lr(lr: Any, text: str = "Invalid learning rate: {}") -> None:
    """Raises: ValueError for a learning rate that is negative or of several elements."""
    check_single(lr)
    check_number(lr, text)


def check_single(lr: Any) -> None:
    """Raises: ValueError for a learning rate of several elements."""
    if isinstance(lr, TensorBase) and lr.numel() != 1:
        raise ValueError("Tensor lr must be 1-element")


def check_number(number: Any, text: str) -> None:
    """Raises: ValueError for a number that is negative, or NaN."""
    if not 0.0 <= number:
        raise ValueError(text.format(number))


def check_betas(betas: Any) -> None:
    """Raises: ValueError for a beta outside [0, 1)."""
    for index in range(2):
        if not 0.0 <= betas[index] < 1.0:
            raise ValueError(f"Invalid beta parameter at index {index}: {betas[index]}")
