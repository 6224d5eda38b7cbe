"""Setting parts of parameters to zero: `torch.nn.utils.prune`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from torchlike._ops._bindings import cat
from torchlike._ops.sampling import rand, rand_like


def _check_amount(amount: Any) -> None:
    """Raises: TypeError, ValueError for what is neither a share nor a number of elements."""
    if not isinstance(amount, (int, float)):
        raise TypeError(f"Invalid type for amount: {amount}. Must be int or float.")
    if amount < 0 or (not isinstance(amount, int) and amount > 1):
        raise ValueError(
            f"amount={amount} should either be a float in the range [0, 1] or a non-negative "
            "integer"
        )


def _count(amount: Any, size: int) -> int:
    """How many of `size` are meant. Raises: ValueError for more than there are."""
    if not isinstance(amount, int):
        return round(amount * size)
    if amount > size:
        raise ValueError(
            f"amount={amount} should be smaller than the number of parameters to prune={size}"
        )
    return amount


def _channels(t: Any, dim: int) -> int:
    """The size of `dim`. Raises: ValueError, IndexError for tensors without channels along it."""
    shape = tuple(t.shape)
    if len(shape) <= 1:
        raise ValueError(
            "Structured pruning can only be applied to multidimensional tensors. Found tensor of "
            f"shape {t.shape} with {len(shape)} dims"
        )
    if dim >= len(shape):
        raise IndexError(f"Invalid index {dim} for tensor of size {t.shape}")
    return shape[dim]


def _with_channels(t: Any, dim: int, kept: Any) -> Any:
    """A mask of the shape of `t` that holds in the channels `kept`."""
    mask = t.new_zeros(t.shape)
    places: list[Any] = [slice(None)] * t.dim()
    places[dim] = kept
    mask[tuple(places)] = 1
    return mask


class BasePruningMethod(ABC):
    """A way of choosing what becomes zero; applied, it is a hook before the module's `forward`.

    The parameter becomes ``name_orig``, and ``name_mask`` a buffer.
    """

    _tensor_name: str
    PRUNING_TYPE: str

    def __call__(self, module: Any, inputs: Any) -> None:
        """Computes the parameter anew."""
        setattr(module, self._tensor_name, self.apply_mask(module))

    @abstractmethod
    def compute_mask(self, t: Any, default_mask: Any) -> Any:
        """1 for the elements of `t` that stay; none that `default_mask` has removed."""

    def apply_mask(self, module: Any) -> Any:
        """The parameter with zeros where the mask has them."""
        original = getattr(module, f"{self._tensor_name}_orig")
        return getattr(module, f"{self._tensor_name}_mask").to(dtype=original.dtype) * original

    @classmethod
    def apply(
        cls, module: Any, name: str, *args: Any, importance_scores: Any = None, **kwargs: Any
    ) -> BasePruningMethod:
        """Prunes a parameter, further if it is pruned already, and registers the hook."""
        found = {
            key: hook
            for key, hook in module._forward_pre_hooks.items()
            if isinstance(hook, BasePruningMethod) and hook._tensor_name == name
        }
        if len(found) > 1:
            raise AssertionError(
                f"Avoid adding multiple pruning hooks to the same tensor {name} of module "
                f"{module}. Use a PruningContainer."
            )
        method: BasePruningMethod = cls(*args, **kwargs)
        method._tensor_name = name
        for key, before in found.items():
            container = before if isinstance(before, PruningContainer) else PruningContainer(before)
            container.add_pruning_method(method)
            method = container
            del module._forward_pre_hooks[key]
        current = getattr(module, name)
        if importance_scores is None:
            importance_scores = current
        elif importance_scores.shape != current.shape:
            raise AssertionError(
                f"importance_scores should have the same shape as parameter {name} of {module}, "
                f"got {importance_scores.shape} vs {current.shape}"
            )
        further = isinstance(method, PruningContainer)
        if further:
            default = getattr(module, f"{name}_mask").detach().clone()
        else:
            default = current.new_ones(current.shape)
        mask = method.compute_mask(importance_scores.detach(), default)
        if not further:
            module.register_parameter(f"{name}_orig", current)
            del module._parameters[name]
        module.register_buffer(f"{name}_mask", mask)
        setattr(module, name, method.apply_mask(module))
        module.register_forward_pre_hook(method)
        return method

    def prune(self, t: Any, default_mask: Any = None, importance_scores: Any = None) -> Any:
        """`t` with zeros where this method chooses."""
        scores = t if importance_scores is None else importance_scores
        if scores.shape != t.shape:
            raise AssertionError("importance_scores should have the same shape as tensor t")
        default = t.new_ones(t.shape) if default_mask is None else default_mask
        return t * self.compute_mask(scores, default_mask=default)

    def remove(self, module: Any) -> None:
        """Makes the zeros permanent: the parameter is as it was, but for them."""
        name = self._tensor_name
        weight = self.apply_mask(module)
        if hasattr(module, name):
            delattr(module, name)
        original = module._parameters.pop(f"{name}_orig")
        original.data = weight.data
        del module._buffers[f"{name}_mask"]
        setattr(module, name, original)


class PruningContainer(BasePruningMethod):
    """Several methods, each of which prunes what those before it have left."""

    PRUNING_TYPE = "global"

    def __init__(self, *args: Any) -> None:
        self._pruning_methods: tuple[Any, ...] = ()
        if args:
            self._tensor_name = args[0]._tensor_name
        for method in args:
            self.add_pruning_method(method)

    def add_pruning_method(self, method: Any) -> None:
        """Adds a method. Raises: TypeError, ValueError for one of another parameter."""
        if not isinstance(method, BasePruningMethod) and method is not None:
            raise TypeError(f"{type(method)} is not a BasePruningMethod subclass")
        if method is not None and self._tensor_name != method._tensor_name:
            raise ValueError(
                "Can only add pruning methods acting on the parameter named "
                f"'{self._tensor_name}' to PruningContainer {self}. Found '{method._tensor_name}'"
            )
        self._pruning_methods += (method,)

    def __len__(self) -> int:
        return len(self._pruning_methods)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._pruning_methods)

    def __getitem__(self, idx: Any) -> Any:
        return self._pruning_methods[idx]

    def compute_mask(self, t: Any, default_mask: Any) -> Any:
        """What the latest method leaves of what `default_mask` does."""
        method = self._pruning_methods[-1]
        mask = default_mask.to(dtype=t.dtype)
        if method.PRUNING_TYPE == "unstructured":
            places: Any = mask == 1
        elif method.PRUNING_TYPE == "structured":
            dim = method.dim % t.dim()
            others = [d for d in range(t.dim()) if d != dim]
            places = [slice(None)] * t.dim()
            places[dim] = mask.sum(dim=others) != 0
            places = tuple(places)
        elif method.PRUNING_TYPE == "global":
            places = (slice(None),) * t.dim()
        else:
            raise ValueError(f"Unrecognized PRUNING_TYPE {method.PRUNING_TYPE}")
        result = mask.clone()
        result[places] = method.compute_mask(t[places], default_mask=mask[places]).to(mask.dtype)
        return result


class Identity(BasePruningMethod):
    """Leaves everything."""

    PRUNING_TYPE = "unstructured"

    def compute_mask(self, t: Any, default_mask: Any) -> Any:
        """The mask that was."""
        return default_mask


class _Unstructured(BasePruningMethod):
    """Removes elements: a share of them, or a number."""

    PRUNING_TYPE = "unstructured"

    def __init__(self, amount: Any) -> None:
        _check_amount(amount)
        self.amount = amount

    def _chosen(self, t: Any, count: int) -> Any:
        raise NotImplementedError

    def compute_mask(self, t: Any, default_mask: Any) -> Any:
        """The mask with further zeros."""
        count = _count(self.amount, t.nelement())
        mask = default_mask.clone()
        if count:
            mask.view(-1)[self._chosen(t, count)] = 0
        return mask


class RandomUnstructured(_Unstructured):
    """Removes elements at random."""

    def _chosen(self, t: Any, count: int) -> Any:
        return rand_like(t).view(-1).topk(count).indices


class L1Unstructured(_Unstructured):
    """Removes the elements closest to 0."""

    def _chosen(self, t: Any, count: int) -> Any:
        return t.abs().reshape(-1).topk(count, largest=False).indices


class _Structured(BasePruningMethod):
    """Removes whole channels along `dim`; `_kept` says which ones stay."""

    PRUNING_TYPE = "structured"

    def __init__(self, amount: Any, dim: int = -1) -> None:
        _check_amount(amount)
        self.amount = amount
        self.dim = dim

    def compute_mask(self, t: Any, default_mask: Any) -> Any:
        """The mask with further channels of zeros."""
        channels = _channels(t, self.dim)
        count = _count(self.amount, channels)
        if not count:
            return default_mask
        mask = _with_channels(t, self.dim, self._kept(t, channels, count))
        return mask * default_mask.to(dtype=mask.dtype)

    def _kept(self, t: Any, channels: int, count: int) -> Any:
        raise NotImplementedError


class RandomStructured(_Structured):
    """Removes channels along `dim` at random."""

    def _kept(self, t: Any, channels: int, count: int) -> Any:
        drawn = rand(channels)
        return (drawn > drawn.kthvalue(count).values).to(t.device)


class LnStructured(_Structured):
    """Removes the channels along `dim` of least norm."""

    def __init__(self, amount: Any, n: Any, dim: int = -1) -> None:
        super().__init__(amount, dim)
        self.n = n

    def _kept(self, t: Any, channels: int, count: int) -> Any:
        others = [d for d in range(t.dim()) if d != self.dim % t.dim()]
        return t.norm(p=self.n, dim=others).topk(channels - count, largest=True).indices


class CustomFromMask(BasePruningMethod):
    """Removes what a given mask does."""

    PRUNING_TYPE = "global"

    def __init__(self, mask: Any) -> None:
        self.mask = mask

    def compute_mask(self, t: Any, default_mask: Any) -> Any:
        """Both masks."""
        if default_mask.shape != self.mask.shape:
            raise AssertionError(
                f"default_mask shape {default_mask.shape} must match self.mask shape "
                f"{self.mask.shape}"
            )
        return default_mask * self.mask.to(dtype=default_mask.dtype)


# -- functions -----------------------------------------------------------------------------------


def identity(module: Any, name: str) -> Any:
    """Makes a parameter a pruned one of which nothing is removed; returns the module."""
    Identity.apply(module, name)
    return module


def random_unstructured(module: Any, name: str, amount: Any) -> Any:
    """Removes elements at random; returns the module."""
    RandomUnstructured.apply(module, name, amount)
    return module


def l1_unstructured(module: Any, name: str, amount: Any, importance_scores: Any = None) -> Any:
    """Removes the elements closest to 0; returns the module."""
    L1Unstructured.apply(module, name, amount=amount, importance_scores=importance_scores)
    return module


def random_structured(module: Any, name: str, amount: Any, dim: int) -> Any:
    """Removes channels at random; returns the module."""
    RandomStructured.apply(module, name, amount, dim)
    return module


def ln_structured(
    module: Any, name: str, amount: Any, n: Any, dim: int, importance_scores: Any = None
) -> Any:
    """Removes the channels of least norm; returns the module."""
    LnStructured.apply(module, name, amount, n, dim, importance_scores=importance_scores)
    return module


def custom_from_mask(module: Any, name: str, mask: Any) -> Any:
    """Removes what the mask does; returns the module."""
    CustomFromMask.apply(module, name, mask)
    return module


def global_unstructured(
    parameters: Any, pruning_method: Any, importance_scores: Any = None, **kwargs: Any
) -> None:
    """Prunes parameters, given as (module, name), as if they were one."""
    if not isinstance(parameters, Iterable):
        raise TypeError("global_unstructured(): parameters is not an Iterable")
    pairs: Sequence[tuple[Any, str]] = list(parameters)
    given = {} if importance_scores is None else importance_scores
    if not isinstance(given, dict):
        raise TypeError("global_unstructured(): importance_scores must be of type dict")
    scores = [given.get((module, name), getattr(module, name)) for module, name in pairs]
    masks = [
        getattr(module, f"{name}_mask", getattr(module, name).new_ones(getattr(module, name).shape))
        for module, name in pairs
    ]
    method = pruning_method(**kwargs)
    if method.PRUNING_TYPE != "unstructured":
        raise TypeError(
            'Only "unstructured" PRUNING_TYPE supported for the `pruning_method`. Found method '
            f"{pruning_method} of type {method.PRUNING_TYPE}"
        )
    method._tensor_name = "temp"
    flat = (cat([tensor.detach().reshape(-1) for tensor in several]) for several in (scores, masks))
    mask = PruningContainer(method).compute_mask(*flat)
    start = 0
    for module, name in pairs:
        shape = getattr(module, name).shape
        end = start + shape.numel()
        custom_from_mask(module, name, mask[start:end].view(shape))
        start = end


def remove(module: Any, name: str) -> Any:
    """Makes the zeros permanent. Raises: ValueError where nothing was pruned."""
    for key, hook in module._forward_pre_hooks.items():
        if isinstance(hook, BasePruningMethod) and hook._tensor_name == name:
            hook.remove(module)
            del module._forward_pre_hooks[key]
            return module
    raise ValueError(
        f"Parameter '{name}' of module {module} has to be pruned before pruning can be removed"
    )


def is_pruned(module: Any) -> bool:
    """Whether a parameter of the module, or of one below it, is pruned."""
    return any(
        isinstance(hook, BasePruningMethod)
        for _, submodule in module.named_modules()
        for hook in submodule._forward_pre_hooks.values()
    )
