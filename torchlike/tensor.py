"""The Tensor: identity, metadata and conversion; its operators come from the table."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar

import numpy as np

from torchlike import printing
from torchlike._core.apply import TensorBase, set_tensor_class, wrap
from torchlike._core.detached import detached, replace_data
from torchlike._core.device import device
from torchlike._core.dtypes import Defaults, dtype
from torchlike._core.execute import array_of
from torchlike._core.graph import node_of
from torchlike._core.hooks import TensorHooks
from torchlike._core.kernel import Aval
from torchlike._core.leaves import Meta
from torchlike._core.nodes import check_may_be_leaf
from torchlike._core.storage import differentiable, set_node
from torchlike._core.wrapped import check_no_transform, is_tracked, is_wrapped, present
from torchlike._ops import subscript
from torchlike._ops._bindings import TensorMethods
from torchlike._ops.arguments import refusal, takes_nothing
from torchlike._ops.calls import as_int
from torchlike._ops.composite import TensorComposites
from torchlike._ops.copying import TensorCopies
from torchlike._ops.dims import wrap_dim
from torchlike._ops.flags import TensorFlags
from torchlike._ops.formats import strided
from torchlike._ops.geometry import type_words
from torchlike._ops.layout import strides_of
from torchlike._ops.numpy_protocol import TensorExchange
from torchlike._ops.overriding import torch_function
from torchlike._ops.python_protocol import TensorNumbers
from torchlike._ops.view_methods import ViewMethods
from torchlike._ops.views import unbind
from torchlike.size import Size


class TensorMeta(type):
    """Makes ``type(x)`` print as in PyTorch, and lets subclasses override functions."""

    #: Set by `subclasses`: the bases of a new class in place of those that it names.
    bases: Callable[[tuple[type, ...], dict[str, Any]], tuple[type, ...]] | None = None

    def __new__(
        cls, name: str, bases: tuple[type, ...], members: dict[str, Any], **options: Any
    ) -> Any:
        """Makes the class."""
        if TensorMeta.bases is not None:
            bases = TensorMeta.bases(bases, members)
        return super().__new__(cls, name, bases, members, **options)

    def __repr__(cls) -> str:
        if cls.__module__.startswith("torchlike"):
            return f"<class 'torch.{cls.__qualname__}'>"
        return super().__repr__()


class Tensor(
    ViewMethods,
    TensorComposites,
    TensorMethods,
    TensorCopies,
    TensorExchange,
    TensorNumbers,
    TensorFlags,
    TensorHooks,
    metaclass=TensorMeta,
):
    """A multi-dimensional array of one dtype, mutable, differentiable (PyTorch: `torch.Tensor`)."""

    __slots__ = ()
    __torch_function__ = classmethod(torch_function)

    # Set by the layers they belong to: `tensor_types`, `subclasses` and `autograd.engine`.
    _make_subclass: ClassVar[Callable[..., Any]]
    _make_wrapper_subclass: ClassVar[Callable[..., Any]]
    _constructor: ClassVar[Callable[..., Any]]
    backward: Callable[..., None]

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        """`torch.Tensor(2, 3)`, `torch.Tensor([1, 2])`: the default float dtype."""
        return Tensor._constructor(cls, *args, **kwargs)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Nothing is left to do: `__new__` has made the tensor."""

    # -- metadata ----------------------------------------------------------------------------

    @property
    def shape(self) -> Size:
        """The sizes of the dims."""
        return tuple.__new__(Size, self._read().aval.shape)

    def size(self, dim: int | None = None) -> Any:
        """The sizes of the dims, or of one of them."""
        shape = self.shape
        if dim is None:
            return shape
        if not hasattr(dim, "__index__"):
            raise TypeError(refusal("size", (dim,), {}, method=True))
        return shape[wrap_dim(dim, len(shape))] if shape else wrap_dim(dim, 0)

    @property
    def dtype(self) -> dtype:
        """The element type."""
        return self._read().aval.dtype

    @property
    def device(self) -> device:
        """Where the tensor lives."""
        return self._read().aval.device

    @property
    def ndim(self) -> int:
        """The number of dims."""
        return len(self._read().aval.shape)

    @takes_nothing
    def dim(self) -> int:
        """The number of dims."""
        return self.ndim

    ndimension = dim

    @takes_nothing
    def numel(self) -> int:
        """The number of elements."""
        return math.prod(self._read().aval.shape)

    nelement = numel

    @takes_nothing
    def element_size(self) -> int:
        """Bytes per element."""
        return self.dtype.itemsize

    @property
    def itemsize(self) -> int:
        """Bytes per element."""
        return self.dtype.itemsize

    @property
    def nbytes(self) -> int:
        """Bytes of all elements."""
        return self.numel() * self.dtype.itemsize

    def stride(self, dim: int | None = None) -> Any:
        """The strides in elements, or one of them."""
        strides = strides_of(self._read().aval)
        at = dim if dim is None else wrap_dim(as_int(dim, "stride", "dim"), len(strides))
        return strides if at is None else strides[at]

    @takes_nothing
    def is_floating_point(self) -> bool:
        """Whether the dtype is a floating point one."""
        return self.dtype.is_floating_point

    @takes_nothing
    def is_complex(self) -> bool:
        """Whether the dtype is complex."""
        return self.dtype.is_complex

    @takes_nothing
    def is_signed(self) -> bool:
        """Whether the dtype is signed."""
        return self.dtype.is_signed

    @property
    def is_cuda(self) -> bool:
        """Whether the tensor lives on a GPU."""
        return self.device.type == "cuda"

    @property
    def is_cpu(self) -> bool:
        """Whether the tensor lives on the CPU."""
        return self.device.type == "cpu"

    @property
    def layout(self) -> Any:
        """How the elements are stored: `torch.strided`."""
        return strided

    @takes_nothing
    def get_device(self) -> int:
        """The index of the device; -1 for the CPU."""
        return -1 if self.is_cpu else (self.device.index or 0)

    @property
    def _version(self) -> int:
        if self.is_inference():
            raise RuntimeError("Inference tensors do not track version counter.")
        view = self._view
        if view is not None:
            return view.storage.counter.version
        return 0 if self._counter is None else self._counter.version

    @property
    def _base(self) -> Any:
        view = self._view
        return None if view is None or self._value.aval.inference else view.base

    def _is_view(self) -> bool:
        return self._base is not None

    # -- autograd ----------------------------------------------------------------------------

    @property
    def requires_grad(self) -> bool:
        """Whether gradients are computed for this tensor, or for the base that it is a view of."""
        value = self._read()
        if value.node is not None or (is_wrapped(value) and is_tracked(value)):
            return True
        view = self._view
        if view is None or view.base is None or not view.base.requires_grad:
            return False
        return differentiable(view.chain)

    @requires_grad.setter
    def requires_grad(self, value: bool) -> None:
        if not isinstance(value, bool):
            raise RuntimeError("requires_grad must be a bool")
        if not self.is_leaf:
            if value:
                raise RuntimeError("you can only change requires_grad flags of leaf variables.")
        elif value and self.dtype.category < dtype.FLOAT:
            raise RuntimeError(
                "only Tensors of floating point and complex dtype can require gradients"
            )
        self.requires_grad_(value)

    @requires_grad.deleter
    def requires_grad(self) -> None:
        raise RuntimeError("requires_grad must be a bool")

    def requires_grad_(self, requires_grad: bool = True) -> Any:
        """Makes this leaf one that gradients are computed for, or not.

        Raises: RuntimeError for a dtype without gradients, or for a tensor that is not a leaf.
        """
        if not isinstance(requires_grad, bool):
            raise TypeError(
                "requires_grad_(): argument 'requires_grad' (position 1) must be bool, not "
                f"{type(requires_grad).__name__}"
            )
        value = self._read()
        if value.node is not None and not isinstance(value.node, Meta):
            if requires_grad:
                return self
            raise RuntimeError(
                "you can only change requires_grad flags of leaf variables. If you want to use a "
                "computed variable in a subgraph that doesn't require differentiation use "
                "var_no_grad = var.detach()."
            )
        if requires_grad:
            check_no_transform("Tensor.requires_grad_()")
            check_may_be_leaf(value.aval)
        if requires_grad == (value.node is not None):
            return self
        if requires_grad and value.aval.dtype.category < dtype.FLOAT:
            raise RuntimeError("only Tensors of floating point dtype can require gradients")
        meta = self._own_meta() if requires_grad else None
        array_of(value, "a tensor becomes a leaf")
        set_node(self, value, meta)
        return self

    @takes_nothing
    def is_inference(self) -> bool:
        """Whether the tensor was made in inference mode."""
        return self._read().aval.inference

    @property
    def is_leaf(self) -> bool:
        """Whether the tensor was not computed from others that require grad."""
        node = self._history().node
        return node is None or isinstance(node, Meta)

    @property
    def grad_fn(self) -> Any:
        """The node of the graph that computed this tensor; None for a leaf."""
        value = self._history()
        return None if value.node is None or isinstance(value.node, Meta) else node_of(value)

    @property
    def grad(self) -> Any:
        """The gradient accumulated so far, or None."""
        node = self._value.node
        if self._view is None and type(node) is Meta:
            return node.grad
        if not self.is_leaf and (self._meta is None or not self._meta.retains_grad):
            warnings.warn(_NON_LEAF_GRAD, UserWarning, stacklevel=2)
        return None if self._meta is None else self._meta.grad

    @grad.setter
    def grad(self, value: Any) -> None:
        if value is not None:
            if not isinstance(value, Tensor):
                raise TypeError(
                    "assigned grad expected to be a Tensor or None but got grad of type "
                    f"{type(value).__name__}"
                )
            if value is self:
                raise RuntimeError("can't assign Variable as its own grad")
            _check_grad(value._read().aval, self._read().aval)
        elif self._meta is None:
            return
        self._own_meta().grad = value

    @grad.deleter
    def grad(self) -> None:
        if self._meta is not None:
            self._meta.grad = None

    @property
    def retains_grad(self) -> bool:
        """Whether `retain_grad` was called on this interior tensor."""
        return self._meta is not None and self._meta.retains_grad

    @property
    def data(self) -> Any:
        """A tensor that shares the memory but no history; writes are not tracked by autograd."""
        return detached(self, own_counter=True)

    @data.setter
    def data(self, new: Any) -> None:
        if not isinstance(new, TensorBase):
            raise TypeError(f"Variable data has to be a tensor, but got {type(new).__name__}")
        if self.requires_grad and new._read().aval.dtype.category < dtype.FLOAT:
            raise RuntimeError(
                "data set to a tensor that requires gradients must be floating point or complex "
                "dtype"
            )
        if new.dtype is not self.dtype or not self.is_set_to(new):  # else it has that data
            replace_data(self, new)

    @takes_nothing
    def detach(self) -> Any:
        """A tensor that shares the memory but takes no part in the graph."""
        return detached(self)

    @takes_nothing
    def detach_(self) -> Any:
        """Leaves the graph: this tensor becomes a leaf that does not require grad."""
        if self._is_view():
            raise RuntimeError(
                "Can't detach views in-place. Use detach() instead. If you are using "
                "DistributedDataParallel (DDP) for training, and gradient_as_bucket_view is set as "
                "True, gradients are views of DDP buckets, and hence detach_() cannot be called on "
                "these gradients. To fix this error, please refer to the Optimizer.zero_grad() "
                "function in torch/optim/optimizer.py as the solution."
            )
        value = self._read()
        if value.node is not None:
            array_of(value, "a tensor leaves the graph")
            set_node(self, value, None)
        return self

    # -- conversion --------------------------------------------------------------------------

    def __len__(self) -> int:
        shape = self._read().aval.shape
        if not shape:
            raise TypeError("len() of a 0-d tensor")
        return shape[0]

    def __iter__(self) -> Iterator[Any]:
        if self.ndim == 0:
            raise TypeError("iteration over a 0-d tensor")
        return iter(unbind(self, 0))

    def __reversed__(self) -> Any:
        return self if self.ndim == 0 else self.flip(0)

    def __contains__(self, element: Any) -> bool:
        if isinstance(element, (Tensor, int, float, bool, complex)):
            return bool((self == element).any())
        raise RuntimeError(
            "Tensor.__contains__ only supports Tensor or scalar, but you passed in a "
            f"{type(element)}."
        )

    def __hash__(self) -> int:
        return id(self)

    __getitem__ = subscript.get
    __setitem__ = subscript.put

    def __delitem__(self, index: Any) -> None:
        raise TypeError("Tensor does not support deleting items")

    # -- text --------------------------------------------------------------------------------

    def __repr__(self, *, tensor_contents: Any = None) -> str:
        return show(self)

    def __format__(self, spec: str) -> str:
        if self.ndim == 0 and type(self) is Tensor:
            return self.item().__format__(spec)
        return object.__format__(self, spec)

    def __dir__(self) -> Sequence[str]:
        return sorted(set(dir(type(self))) | set(self.__dict__))


def _fixed(name: str) -> Callable[[Any, Any], None]:
    """The setter of an attribute that PyTorch does not let anybody set."""

    def refuse(self: Any, value: Any) -> None:
        del self, value
        raise AttributeError(f"attribute '{name}' of 'torch._C.TensorBase' objects is not writable")

    return refuse


for _name in dir(Tensor):
    _member = getattr(Tensor, _name)
    if isinstance(_member, property) and _member.fset is None:
        setattr(Tensor, _name, _member.setter(_fixed(_name)))


_NON_LEAF_GRAD = (
    "The .grad attribute of a Tensor that is not a leaf Tensor is being accessed. Its .grad "
    "attribute won't be populated during autograd.backward(). If you indeed want the .grad field "
    "to be populated for a non-leaf Tensor, use .retain_grad() on the non-leaf Tensor. If you "
    "access the non-leaf Tensor by mistake, make sure you access the leaf Tensor instead. See "
    "github.com/pytorch/pytorch/pull/30531 for more informations."
)


def _check_grad(found: Aval, own: Aval) -> None:
    """Raises PyTorch's error for a gradient that does not look like its tensor."""
    if found.shape != own.shape:
        raise RuntimeError(
            f"attempting to assign a gradient of size '{list(found.shape)}' to a tensor of size "
            f"'{list(own.shape)}'. Please ensure that the gradient and the tensor are the same size"
        )
    if found.dtype is not own.dtype:
        raise RuntimeError(
            f"attempting to assign a gradient with dtype '{type_words(found.dtype)}' to a tensor "
            f"with grad_dtype '{own.dtype.scalar_name}'. The gradient must match the tensor's "
            "grad_dtype (defaults to the tensor's dtype). You can set the tensor's grad_dtype "
            "attribute with a specific dtype, or None to allow any dtype. Set grad_dtype with "
            "caution. Diverging the dtypes of a tensor and its gradient may break downstream "
            "systems that assume they match."
        )


def show(tensor: Any) -> str:
    """The text PyTorch prints for `tensor`."""
    value = present(tensor._read())
    if is_wrapped(value):
        return printing.format_level(value, lambda inner: show(wrap(inner)))
    cls = type(tensor)
    plain = cls.__module__.startswith("torchlike")
    name = None
    try:
        known = tensor._history()
        if known.node is not None and not isinstance(known.node, Meta):
            name = node_of(known).name().split("::")[-1]
    except RuntimeError:
        known, name = value, "Invalid"  # autograd has lost track of this view
    return printing.format_tensor(
        np.asarray(array_of(value, "printed")),
        value.aval.dtype,
        default_dtype=Defaults.float_dtype,
        device=None if value.aval.device.type == "cpu" else str(value.aval.device),
        grad_fn=name,
        requires_grad=known.node is not None,
        name="tensor" if plain else cls.__name__,
        parameter=not plain and getattr(tensor, "_is_param", False),
    )


TensorMeta.__name__ = TensorMeta.__qualname__ = "_TensorMeta"
set_tensor_class(Tensor)
