"""The base class of all layers."""

from __future__ import annotations

import functools
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from torchlike._core.apply import TensorBase
from torchlike._core.hooks import RemovableHandle
from torchlike._core.trace import flush_all, local
from torchlike.nn.modules._backward_hooks import (
    called_with_backward_hooks,
    global_hooks,
    global_pre_hooks,
)
from torchlike.nn.modules._state import ModuleState
from torchlike.nn.parameter import Buffer, Parameter
from torchlike.tensor import Tensor

T_destination = TypeVar("T_destination", bound=dict)


class _Depth(threading.local):
    """How many calls of modules the thread is inside of, without grad."""

    value = 0


_depth = _Depth()


def _forward_unimplemented(self: Any, *input: Any) -> None:
    """What a subclass must define: its computation."""
    raise NotImplementedError(
        f'Module [{type(self).__name__}] is missing the required "forward" function'
    )


def _class_of(value: Any) -> str:
    """A value's type as ``torch.typename`` says it."""
    if isinstance(value, TensorBase):
        return (
            value.type() if type(value) is Tensor else f"torch.nn.parameter.{type(value).__name__}"
        )
    kind = type(value)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


def _check_name(kind: str, name: Any) -> None:
    if not isinstance(name, str):
        raise TypeError(f"{kind} name should be a string. Got {_class_of(name)}")
    if "." in name:
        raise KeyError(
            f'{kind} name can\'t contain "."' + (f", got: {name}" if kind == "module" else "")
        )
    if name == "":
        raise KeyError(f'{kind} name can\'t be empty string ""')


class Module(ModuleState):
    """What layers and models derive from: it knows the parameters and modules assigned to it."""

    dump_patches = False
    T_destination = T_destination
    training: bool
    call_super_init = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Makes an empty module. Raises: TypeError for arguments that nobody takes."""
        if not self.call_super_init and kwargs:
            raise TypeError(
                f"{type(self).__name__}.__init__() got an unexpected keyword argument "
                f"'{next(iter(kwargs))}'"
            )
        if not self.call_super_init and args:
            raise TypeError(
                f"{type(self).__name__}.__init__() takes 1 positional argument but "
                f"{len(args) + 1} were given"
            )
        state = self.__dict__
        state["training"] = True
        for name in ("_parameters", "_buffers", "_modules"):
            state[name] = {}
        state["_non_persistent_buffers_set"] = set()
        state["_is_full_backward_hook"] = None
        for name in _HOOKS:
            state[name] = OrderedDict()
        if self.call_super_init:
            super().__init__(*args, **kwargs)

    forward: Callable[..., Any] = _forward_unimplemented

    # -- calling -----------------------------------------------------------------------------

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Runs `forward` and the hooks around it."""
        state = self.__dict__
        if (
            state["_forward_hooks"]
            or state["_forward_pre_hooks"]
            or state["_backward_hooks"]
            or state["_backward_pre_hooks"]
            or _global_forward_hooks
            or _global_forward_pre_hooks
            or global_hooks
            or global_pre_hooks
        ):
            run = self._call_with_hooks
        else:
            run = self.forward
        if local.state.grad:
            return run(*args, **kwargs)
        _depth.value += 1
        try:
            result = run(*args, **kwargs)
        finally:
            _depth.value -= 1
        if not _depth.value and not local.state.grad:
            flush_all("the return of an outermost Module.__call__ without grad")
        return result

    def _call_impl(self, *args: Any, **kwargs: Any) -> Any:
        return self.__call__(*args, **kwargs)

    _wrapped_call_impl = _call_impl

    def _call_with_hooks(self, *args: Any, **kwargs: Any) -> Any:
        returned = False
        try:
            for key, hook in [*_global_forward_pre_hooks.items(), *self._forward_pre_hooks.items()]:
                args, kwargs = self._after_pre_hook(key, hook, args, kwargs)
            if self._backward_hooks or self._backward_pre_hooks or global_hooks or global_pre_hooks:
                result = called_with_backward_hooks(self, args, kwargs, self._run_forward_hooks)
            else:
                result = self._run_forward_hooks(self.forward(*args, **kwargs), args, kwargs)
            returned = True
            return result
        finally:
            if not returned:
                for key in [
                    k for k in self._forward_hooks_always_called if k in self._forward_hooks
                ]:
                    hook = self._forward_hooks[key]
                    extra = (kwargs,) if key in self._forward_hooks_with_kwargs else ()
                    hook(self, args, *extra, None)

    def _after_pre_hook(
        self, key: int, hook: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        if key in self._forward_pre_hooks_with_kwargs:
            found = hook(self, args, kwargs)
            if found is None:
                return args, kwargs
            if isinstance(found, tuple) and len(found) == 2:
                return found
            raise RuntimeError(
                "forward pre-hook must return None or a tuple "
                f"of (new_args, new_kwargs), but got {found}."
            )
        found = hook(self, args)
        if found is None:
            return args, kwargs
        return (found if isinstance(found, tuple) else (found,)), kwargs

    def _run_forward_hooks(self, result: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        for key, hook in [*_global_forward_hooks.items(), *self._forward_hooks.items()]:
            extra = (kwargs,) if key in self._forward_hooks_with_kwargs else ()
            found = hook(self, args, *extra, result)
            if found is not None:
                result = found
        return result

    # -- attributes --------------------------------------------------------------------------

    def __getattr__(self, name: str) -> Any:
        state = self.__dict__
        if "_parameters" in state:
            found = state["_parameters"]
            if name in found:
                return found[name]
            found = state["_buffers"]
            if name in found:
                return found[name]
            found = state["_modules"]
            if name in found:
                return found[name]
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def __setattr__(self, name: str, value: Any) -> None:
        state = self.__dict__
        parameters = state.get("_parameters")
        if isinstance(value, Parameter):
            if parameters is None:
                raise AttributeError("cannot assign parameters before Module.__init__() call")
            self._forget(name, state["_buffers"], state["_modules"], state)
            self.register_parameter(name, value)
        elif parameters is not None and name in parameters:
            if value is not None:
                raise TypeError(
                    f"cannot assign '{_class_of(value)}' as parameter '{name}' "
                    "(torch.nn.Parameter or None expected)"
                )
            self.register_parameter(name, value)
        elif isinstance(value, Module):
            if parameters is None:
                raise AttributeError("cannot assign module before Module.__init__() call")
            self._forget(name, parameters, state["_buffers"], state)
            for hook in list(_global_registration_hooks["module"].values()):
                replaced = hook(self, name, value)
                value = value if replaced is None else replaced
            state["_modules"][name] = value
        elif parameters is not None and name in state["_modules"]:
            if value is not None:
                raise TypeError(
                    f"cannot assign '{_class_of(value)}' as child module '{name}' "
                    "(torch.nn.Module or None expected)"
                )
            state["_modules"][name] = value
        else:
            self._set_buffer_or_plain(name, value)

    def _set_buffer_or_plain(self, name: str, value: Any) -> None:
        state = self.__dict__
        buffers = state.get("_buffers")
        if isinstance(value, Buffer) and buffers is not None and name not in buffers:
            self._forget(name, state["_parameters"], state["_modules"], state)
            self.register_buffer(name, value, value.persistent)
        elif buffers is not None and name in buffers:
            if value is not None and not isinstance(value, TensorBase):
                raise TypeError(
                    f"cannot assign '{_class_of(value)}' as buffer '{name}' "
                    "(torch.nn.Buffer, torch.Tensor or None expected)"
                )
            buffers[name] = value
        else:
            object.__setattr__(self, name, value)

    def _forget(self, name: str, *places: dict[str, Any]) -> None:
        """Makes `name` free to be registered as something else."""
        for place in places:
            place.pop(name, None)
        self._non_persistent_buffers_set.discard(name)

    def __delattr__(self, name: str) -> None:
        for kind in ("_parameters", "_buffers", "_modules"):
            if name in self.__dict__.get(kind, ()):
                del self.__dict__[kind][name]
                if kind == "_buffers":
                    self._non_persistent_buffers_set.discard(name)
                return
        object.__delattr__(self, name)

    def __dir__(self) -> list[str]:
        own = [*dir(type(self)), *self.__dict__, *self._parameters, *self._modules, *self._buffers]
        return sorted({key for key in own if not key[:1].isdigit()})

    # -- registering -------------------------------------------------------------------------

    def _check_free(self, kind: str, name: Any, registry: Mapping[str, Any]) -> None:
        _check_name(kind, name)
        if name not in registry and hasattr(self, name):
            raise KeyError(f"attribute '{name}' already exists")

    def register_parameter(self, name: str, param: Any) -> None:
        """Adds a parameter, or None for one that is absent."""
        if "_parameters" not in self.__dict__:
            raise AttributeError("cannot assign parameter before Module.__init__() call")
        self._check_free("parameter", name, self._parameters)
        if param is not None and not isinstance(param, Parameter):
            raise TypeError(
                f"cannot assign '{_class_of(param)}' object to parameter '{name}' "
                "(torch.nn.Parameter or None required)"
            )
        if param is not None and not param.is_leaf:
            raise ValueError(
                f"Cannot assign non-leaf Tensor to parameter '{name}'. Model parameters must be "
                "created explicitly. To express '{name}' as a function of another Tensor, compute "
                "the value in the forward() method."
            )
        for hook in list(_global_registration_hooks["parameter"].values()):
            replaced = hook(self, name, param)
            param = param if replaced is None else replaced
        self._parameters[name] = param

    def register_buffer(self, name: str, tensor: Any, persistent: bool = True) -> None:
        """Adds a tensor that belongs to the state but is not learnt."""
        if "_buffers" not in self.__dict__:
            raise AttributeError("cannot assign buffer before Module.__init__() call")
        self._check_free("buffer", name, self._buffers)
        if tensor is not None and not isinstance(tensor, TensorBase):
            raise TypeError(
                f"cannot assign '{_class_of(tensor)}' object to buffer '{name}' "
                "(torch Tensor or None required)"
            )
        for hook in list(_global_registration_hooks["buffer"].values()):
            replaced = hook(self, name, tensor)
            tensor = tensor if replaced is None else replaced
        self._buffers[name] = tensor
        if persistent:
            self._non_persistent_buffers_set.discard(name)
        else:
            self._non_persistent_buffers_set.add(name)

    def add_module(self, name: str, module: Module | None) -> None:
        """Adds a submodule."""
        if module is not None and not isinstance(module, Module):
            raise TypeError(f"{_class_of(module)} is not a Module subclass")
        self._check_free("module", name, self._modules)
        for hook in list(_global_registration_hooks["module"].values()):
            replaced = hook(self, name, module)
            module = module if replaced is None else replaced
        self._modules[name] = module

    def register_module(self, name: str, module: Module | None) -> None:
        """`add_module`."""
        self.add_module(name, module)

    # -- hooks -------------------------------------------------------------------------------

    def _register(
        self, registry: OrderedDict[int, Any], hook: Any, prepend: bool = False
    ) -> RemovableHandle:
        handle = RemovableHandle(registry)
        registry[handle.id] = hook
        if prepend:
            registry.move_to_end(handle.id, last=False)
        return handle

    def register_forward_pre_hook(
        self, hook: Any, *, prepend: bool = False, with_kwargs: bool = False
    ) -> RemovableHandle:
        """Calls ``hook(module, args)`` before `forward`; what it returns replaces the arguments."""
        handle = self._register(self._forward_pre_hooks, hook, prepend)
        if with_kwargs:
            self._forward_pre_hooks_with_kwargs[handle.id] = True
        return handle

    def register_forward_hook(
        self,
        hook: Any,
        *,
        prepend: bool = False,
        with_kwargs: bool = False,
        always_call: bool = False,
    ) -> RemovableHandle:
        """Calls ``hook(module, args, output)`` after `forward`; its result replaces the output."""
        handle = self._register(self._forward_hooks, hook, prepend)
        if with_kwargs:
            self._forward_hooks_with_kwargs[handle.id] = True
        if always_call:
            self._forward_hooks_always_called[handle.id] = True
        return handle

    def register_full_backward_hook(self, hook: Any, prepend: bool = False) -> RemovableHandle:
        """Calls ``hook(module, grad_input, grad_output)`` when the inputs' gradients are known."""
        if self._is_full_backward_hook is False:
            raise RuntimeError(
                "Cannot use both regular backward hooks and full backward hooks on a single "
                "Module. Please use only one of them."
            )
        self.__dict__["_is_full_backward_hook"] = True
        return self._register(self._backward_hooks, hook, prepend)

    def register_full_backward_pre_hook(self, hook: Any, prepend: bool = False) -> RemovableHandle:
        """Calls ``hook(module, grad_output)`` when gradients of the outputs are known."""
        return self._register(self._backward_pre_hooks, hook, prepend)

    def register_backward_hook(self, hook: Any) -> RemovableHandle:
        """PyTorch's deprecated hook: gets the gradients of the last operator, in its own order."""
        if self._is_full_backward_hook is True:
            raise RuntimeError(
                "Cannot use both regular backward hooks and full backward hooks on a single "
                "Module. Please use only one of them."
            )
        self.__dict__["_is_full_backward_hook"] = False
        return self._register(self._backward_hooks, hook)

    # -- modes -------------------------------------------------------------------------------

    def train(self, mode: bool = True) -> Any:
        """Sets training mode here and below."""
        if not isinstance(mode, bool):
            raise ValueError("training mode is expected to be boolean")
        self.training = mode
        for module in self.children():
            module.train(mode)
        return self

    def eval(self) -> Any:
        """Sets evaluation mode here and below."""
        return self.train(False)

    def requires_grad_(self, requires_grad: bool = True) -> Any:
        """Says for all parameters whether gradients are computed for them."""
        for parameter in self.parameters():
            parameter.requires_grad_(requires_grad)
        return self

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Forgets the parameters' gradients, or makes them zero."""
        for parameter in self.parameters():
            meta = parameter._meta
            if meta is None or meta.grad is None:
                continue
            if set_to_none:
                meta.grad = None
            else:
                meta.grad = meta.grad.detach()
                meta.grad.zero_()

    # -- text --------------------------------------------------------------------------------

    def extra_repr(self) -> str:
        """What a subclass says of itself between the parentheses."""
        return ""

    def __repr__(self) -> str:
        extra = self.extra_repr()
        lines = extra.split("\n") if extra else []
        children = [
            f"({name}): {_indented(repr(module), 2)}" for name, module in self._modules.items()
        ]
        name = self._get_name()
        if len(lines) == 1 and not children:
            return f"{name}({lines[0]})"
        if not lines and not children:
            return f"{name}()"
        return f"{name}(\n  " + "\n  ".join(lines + children) + "\n)"


_HOOKS = (
    "_backward_pre_hooks",
    "_backward_hooks",
    "_forward_hooks",
    "_forward_hooks_with_kwargs",
    "_forward_hooks_always_called",
    "_forward_pre_hooks",
    "_forward_pre_hooks_with_kwargs",
    "_state_dict_hooks",
    "_state_dict_pre_hooks",
    "_load_state_dict_pre_hooks",
    "_load_state_dict_post_hooks",
)


def _indented(text: str, spaces: int) -> str:
    """`text` with all lines but the first moved to the right."""
    first, *rest = text.split("\n")
    return "\n".join([first, *(" " * spaces + line for line in rest)])


# -- hooks of all modules ------------------------------------------------------------------------

_global_forward_hooks: OrderedDict[int, Any] = OrderedDict()
_global_forward_pre_hooks: OrderedDict[int, Any] = OrderedDict()
_global_registration_hooks: dict[str, OrderedDict[int, Any]] = {
    kind: OrderedDict() for kind in ("parameter", "buffer", "module")
}


def _registered(registry: OrderedDict[int, Any], hook: Any) -> RemovableHandle:
    handle = RemovableHandle(registry)
    registry[handle.id] = hook
    return handle


def register_module_forward_pre_hook(hook: Any) -> RemovableHandle:
    """Calls ``hook(module, args)`` before any module's `forward`."""
    return _registered(_global_forward_pre_hooks, hook)


def register_module_forward_hook(hook: Any) -> RemovableHandle:
    """Calls ``hook(module, args, output)`` after any module's `forward`."""
    return _registered(_global_forward_hooks, hook)


def register_module_full_backward_pre_hook(hook: Any) -> RemovableHandle:
    """Calls ``hook(module, grad_output)`` when gradients of any module's outputs are known."""
    return _registered(global_pre_hooks, hook)


def register_module_full_backward_hook(hook: Any) -> RemovableHandle:
    """Calls ``hook(module, grad_input, grad_output)`` when those of any module's inputs are."""
    return _registered(global_hooks, hook)


register_module_parameter_registration_hook = functools.partial(
    _registered, _global_registration_hooks["parameter"]
)
register_module_buffer_registration_hook = functools.partial(
    _registered, _global_registration_hooks["buffer"]
)
register_module_module_registration_hook = functools.partial(
    _registered, _global_registration_hooks["module"]
)
