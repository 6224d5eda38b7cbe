"""A module's state as a dictionary, out and in; pickling."""

from __future__ import annotations

import functools
from collections import OrderedDict, namedtuple
from collections.abc import Mapping
from typing import Any

from torchlike._core.apply import TensorBase
from torchlike._core.hooks import RemovableHandle
from torchlike.autograd.grad_mode import no_grad
from torchlike.nn.modules._convert import ModuleConversion
from torchlike.nn.parameter import Parameter, is_lazy

_EXTRA_STATE_KEY_SUFFIX = "_extra_state"


class _IncompatibleKeys(namedtuple("IncompatibleKeys", ["missing_keys", "unexpected_keys"])):
    """The keys that `load_state_dict` did not find, and those it did not know."""

    __slots__ = ()

    def __repr__(self) -> str:
        if not self.missing_keys and not self.unexpected_keys:
            return "<All keys matched successfully>"
        return super().__repr__()

    __str__ = __repr__


def _quoted(keys: list[str]) -> str:
    return ", ".join(f'"{key}"' for key in keys)


class ModuleState(ModuleConversion):
    """What `Module` does for saving and restoring."""

    _version: int = 1
    _non_persistent_buffers_set: set[str]
    _state_dict_hooks: OrderedDict[int, Any]
    _state_dict_pre_hooks: OrderedDict[int, Any]
    _load_state_dict_pre_hooks: OrderedDict[int, Any]
    _load_state_dict_post_hooks: OrderedDict[int, Any]

    def get_extra_state(self) -> Any:
        """What a subclass adds to the state."""
        raise RuntimeError(
            "Reached a code path in Module.get_extra_state() that should never be called. "
            "Please file an issue at "
            "https://github.com/pytorch/pytorch/issues/new?template=bug-report.yml "
            "to report this bug."
        )

    def set_extra_state(self, state: Any) -> None:
        """Takes back what `get_extra_state` gave."""
        raise RuntimeError(
            "Reached a code path in Module.set_extra_state() that should never be called. "
            "Please file an issue at "
            "https://github.com/pytorch/pytorch/issues/new?template=bug-report.yml "
            "to report this bug."
        )

    def _has_extra_state(self, method: str) -> bool:
        return getattr(type(self), method) is not getattr(ModuleState, method)

    # -- out ---------------------------------------------------------------------------------

    def _save_to_state_dict(self, destination: Any, prefix: str, keep_vars: bool) -> None:
        """Puts this module's own state, without its submodules', into `destination`."""
        for name, parameter in self._parameters.items():
            if parameter is not None:
                destination[prefix + name] = parameter if keep_vars else parameter.detach()
        for name, buffer in self._buffers.items():
            if buffer is not None and name not in self._non_persistent_buffers_set:
                destination[prefix + name] = buffer if keep_vars else buffer.detach()
        if self._has_extra_state("get_extra_state"):
            destination[prefix + _EXTRA_STATE_KEY_SUFFIX] = self.get_extra_state()

    def state_dict(
        self, *args: Any, destination: Any = None, prefix: str = "", keep_vars: bool = False
    ) -> Any:
        """Parameters and persistent buffers by dotted name, sharing the module's memory."""
        given = list(args)
        destination = given[0] if given and destination is None else destination
        prefix = given[1] if len(given) > 1 and prefix == "" else prefix
        keep_vars = given[2] if len(given) > 2 and keep_vars is False else keep_vars
        if destination is None:
            destination = OrderedDict()
            destination._metadata = OrderedDict()
        metadata = {"version": self._version}
        if hasattr(destination, "_metadata"):
            destination._metadata[prefix[:-1]] = metadata
        for hook in self._state_dict_pre_hooks.values():
            hook(self, prefix, keep_vars)
        self._save_to_state_dict(destination, prefix, keep_vars)
        for name, module in self._modules.items():
            if module is not None:
                module.state_dict(
                    destination=destination, prefix=f"{prefix}{name}.", keep_vars=keep_vars
                )
        for hook, public in self._state_dict_hooks.values():
            replaced = hook(self, destination, prefix, metadata)
            if public and replaced is not None:
                raise RuntimeError("state_dict post-hook must return None")
            destination = destination if replaced is None else replaced
        return destination

    # -- in ----------------------------------------------------------------------------------

    def _load_one(
        self, key: str, name: str, current: Any, given: Any, assign: bool, errors: list[str]
    ) -> None:
        """Takes one parameter or buffer over, or says in `errors` why not."""
        if not isinstance(given, TensorBase):
            errors.append(
                f'While copying the parameter named "{key}", expected torch.Tensor or Tensor-like '
                f"object from checkpoint but received {type(given)}"
            )
            return
        if is_lazy(current) and is_lazy(given):
            return
        shapes = tuple(given.shape), tuple(current.shape)
        if shapes[0] == (1,) and shapes[1] == ():
            given = given[0]  # type: ignore[index]  (what PyTorch before 0.4 saved)
        elif shapes[0] != shapes[1]:
            errors.append(
                f"size mismatch for {key}: copying a param with shape {given.shape} from "
                f"checkpoint, the shape in current model is {current.shape}."
            )
            return
        with no_grad():
            if not assign:
                current.copy_(given)
            elif isinstance(current, Parameter):
                if not isinstance(given, Parameter):
                    given = Parameter(given, current.requires_grad)
                setattr(self, name, given)
            else:
                setattr(self, name, given)

    def _load_from_state_dict(
        self,
        state_dict: Any,
        prefix: str,
        local_metadata: Any,
        strict: bool,
        missing_keys: list[str],
        unexpected_keys: list[str],
        error_msgs: list[str],
    ) -> None:
        """Takes this module's own state, without its submodules', out of `state_dict`."""
        for hook in self._load_state_dict_pre_hooks.values():
            lists = (missing_keys, unexpected_keys, error_msgs)
            hook(state_dict, prefix, local_metadata, strict, *lists)
        own = {
            **self._parameters,
            **{
                name: buffer
                for name, buffer in self._buffers.items()
                if name not in self._non_persistent_buffers_set
            },
        }
        assign = bool(local_metadata.get("assign_to_params_buffers", False))
        for name, current in own.items():
            if current is None:
                continue
            key = prefix + name
            if key in state_dict:
                self._load_one(key, name, current, state_dict[key], assign, error_msgs)
            elif strict:
                missing_keys.append(key)
        extra = prefix + _EXTRA_STATE_KEY_SUFFIX
        if self._has_extra_state("set_extra_state"):
            if extra in state_dict:
                self.set_extra_state(state_dict[extra])
            elif strict:
                missing_keys.append(extra)
        elif strict and extra in state_dict:
            unexpected_keys.append(extra)
        if strict:
            self._note_unexpected(state_dict, prefix, own, unexpected_keys)

    def _note_unexpected(
        self, state_dict: Any, prefix: str, own: Mapping[str, Any], unexpected: list[str]
    ) -> None:
        known = {name for name, value in own.items() if value is not None}
        for key in state_dict:
            if not key.startswith(prefix) or key == prefix + _EXTRA_STATE_KEY_SUFFIX:
                continue
            first, _, rest = key[len(prefix) :].partition(".")
            if rest or key.endswith("."):
                if first not in self._modules:
                    unexpected.append(key)
            elif first not in known:
                unexpected.append(key)

    def load_state_dict(
        self, state_dict: Mapping[str, Any], strict: bool = True, assign: bool = False
    ) -> Any:
        """Copies parameters and buffers out of `state_dict`; with `assign` takes its tensors.

        Raises: RuntimeError, naming all that does not fit; with `strict` also for keys that are
        missing or not known.
        """
        if not isinstance(state_dict, Mapping):
            raise TypeError(f"Expected state_dict to be dict-like, got {type(state_dict)}.")
        metadata = getattr(state_dict, "_metadata", None)
        state: Any = OrderedDict(state_dict)
        if metadata is not None:
            state._metadata = metadata
        found = _IncompatibleKeys([], [])
        errors: list[str] = []
        self._load_tree(state, "", assign, found, errors)
        if strict and found.unexpected_keys:
            errors.insert(0, f"Unexpected key(s) in state_dict: {_quoted(found.unexpected_keys)}. ")
        if strict and found.missing_keys:
            errors.insert(0, f"Missing key(s) in state_dict: {_quoted(found.missing_keys)}. ")
        if errors:
            raise RuntimeError(
                f"Error(s) in loading state_dict for {type(self).__name__}:\n\t"
                + "\n\t".join(errors)
            )
        return found

    def _load_tree(
        self, state: Any, prefix: str, assign: bool, found: _IncompatibleKeys, errors: list[str]
    ) -> None:
        """Loads this module and those below it, noting what does not fit."""
        metadata = dict(getattr(state, "_metadata", {}).get(prefix[:-1], {}))
        if assign:
            metadata["assign_to_params_buffers"] = True
        # Always strictly: what is missing is reported whether or not it is an error.
        self._load_from_state_dict(state, prefix, metadata, True, *found, errors)
        for name, child in self._modules.items():
            if child is not None:
                child._load_tree(state, f"{prefix}{name}.", assign, found, errors)
        for hook in self._load_state_dict_post_hooks.values():
            if hook(self, found) is not None:
                raise AssertionError(
                    "Hooks registered with ``register_load_state_dict_post_hook`` are not expected "
                    "to return new values, if incompatible_keys need to be modified, it should be "
                    "done inplace."
                )

    # -- hooks -------------------------------------------------------------------------------

    def register_state_dict_post_hook(self, hook: Any) -> RemovableHandle:
        """Calls ``hook(module, state_dict, prefix, local_metadata)`` after `state_dict`."""
        return self._add(self._state_dict_hooks, (hook, True))

    def _register_state_dict_hook(self, hook: Any) -> RemovableHandle:
        """`register_state_dict_post_hook` for a hook whose result replaces the dictionary."""
        return self._add(self._state_dict_hooks, (hook, False))

    def register_state_dict_pre_hook(self, hook: Any) -> RemovableHandle:
        """Calls ``hook(module, prefix, keep_vars)`` before `state_dict`."""
        return self._add(self._state_dict_pre_hooks, hook)

    def register_load_state_dict_pre_hook(self, hook: Any) -> RemovableHandle:
        """Calls ``hook(module, state_dict, prefix, ...)`` before this module's state is loaded."""
        return self._add(self._load_state_dict_pre_hooks, functools.partial(hook, self))

    def _register_load_state_dict_pre_hook(
        self, hook: Any, with_module: bool = False
    ) -> RemovableHandle:
        """`register_load_state_dict_pre_hook`, by default for a hook without the module."""
        bound = functools.partial(hook, self) if with_module else hook
        return self._add(self._load_state_dict_pre_hooks, bound)

    def register_load_state_dict_post_hook(self, hook: Any) -> RemovableHandle:
        """Calls ``hook(module, incompatible_keys)`` after this module's state was loaded."""
        return self._add(self._load_state_dict_post_hooks, hook)

    @staticmethod
    def _add(registry: OrderedDict[int, Any], hook: Any) -> RemovableHandle:
        handle = RemovableHandle(registry)
        registry[handle.id] = hook
        return handle
