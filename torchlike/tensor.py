"""The Tensor: identity, metadata and conversion; its operators come from the table."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar

import numpy as np

from torchlike import printing
from torchlike._core.apply import TensorBase, set_tensor_class, wrap
from torchlike._core.backward import Meta
from torchlike._core.device import device
from torchlike._core.dtypes import Defaults, dtype
from torchlike._core.execute import array_of
from torchlike._core.graph import node_of
from torchlike._core.hooks import TensorHooks
from torchlike._core.kernel import Aval, contiguous_strides
from torchlike._core.storage import detached, replace_data, set_node
from torchlike._core.trace import concrete, local
from torchlike._ops import subscript
from torchlike._ops._bindings import TensorMethods
from torchlike._ops.composite import TensorComposites
from torchlike._ops.copying import TensorCopies
from torchlike._ops.dims import wrap_dim
from torchlike._ops.formats import strided
from torchlike._ops.geometry import type_words
from torchlike._ops.layout import strides_of
from torchlike._ops.shape import format_strides
from torchlike._ops.sharing import shared_ndarray
from torchlike._ops.view_methods import ViewMethods
from torchlike._ops.views import unbind
from torchlike.size import Size


class _TensorMeta(type):
    """Makes ``type(x)`` print as in PyTorch."""

    def __repr__(cls) -> str:
        if cls.__module__.startswith("torchlike"):
            return f"<class 'torch.{cls.__qualname__}'>"
        return super().__repr__()


def array_in(tensor: TensorBase, reason: str) -> np.ndarray:
    """The content of `tensor` as an ndarray not to be written to."""
    return np.asarray(array_of(tensor._read(), reason))


class Tensor(
    ViewMethods, TensorComposites, TensorMethods, TensorCopies, TensorHooks, metaclass=_TensorMeta
):
    """A multi-dimensional array of one dtype, mutable, differentiable (PyTorch: `torch.Tensor`)."""

    __slots__ = ()
    __array_priority__ = 1000

    # Set by the layers above, which they belong to: `tensor_types` and `autograd.engine`.
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

    def dim(self) -> int:
        """The number of dims."""
        return self.ndim

    ndimension = dim

    def numel(self) -> int:
        """The number of elements."""
        return math.prod(self._read().aval.shape)

    nelement = numel

    def element_size(self) -> int:
        """Bytes per element."""
        return self.dtype.itemsize

    itemsize = property(element_size)

    @property
    def nbytes(self) -> int:
        """Bytes of all elements."""
        return self.numel() * self.dtype.itemsize

    def stride(self, dim: int | None = None) -> Any:
        """The strides in elements, or one of them."""
        strides = strides_of(self._read().aval)
        return strides if dim is None else strides[dim]

    def is_contiguous(self, memory_format: Any = None) -> bool:
        """Whether the elements lie in order in memory."""
        aval = self._read().aval
        if str(memory_format) in ("torch.channels_last", "torch.channels_last_3d"):
            name = str(memory_format).removeprefix("torch.")
            rank = {"channels_last": 4, "channels_last_3d": 5}[name]
            return len(aval.shape) == rank and _same_layout(
                aval.shape, strides_of(aval), format_strides(aval.shape, name)
            )
        return aval.strides is None or _same_layout(
            aval.shape, aval.strides, contiguous_strides(aval.shape)
        )

    def is_floating_point(self) -> bool:
        """Whether the dtype is a floating point one."""
        return self.dtype.is_floating_point

    def is_complex(self) -> bool:
        """Whether the dtype is complex."""
        return self.dtype.is_complex

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

    is_sparse = is_quantized = is_meta = is_mps = is_nested = is_mkldnn = False
    names = property(lambda self: (None,) * self.ndim)

    @property
    def layout(self) -> Any:
        """How the elements are stored: `torch.strided`."""
        return strided

    def get_device(self) -> int:
        """The index of the device; -1 for the CPU."""
        return -1 if self.is_cpu else (self.device.index or 0)

    @property
    def _version(self) -> int:
        view = self._view
        if view is not None:
            return view.storage.counter.version
        return 0 if self._counter is None else self._counter.version

    @property
    def _base(self) -> Any:
        view = self._view
        return None if view is None else view.base

    def _is_view(self) -> bool:
        return self._base is not None

    # -- autograd ----------------------------------------------------------------------------

    @property
    def requires_grad(self) -> bool:
        """Whether gradients are computed for this tensor."""
        return self._read().node is not None

    @requires_grad.setter
    def requires_grad(self, value: bool) -> None:
        if not isinstance(value, bool):
            raise RuntimeError("requires_grad must be a bool")
        if value and self.dtype.category < dtype.FLOAT:
            raise RuntimeError(
                "only Tensors of floating point and complex dtype can require gradients"
            )
        self.requires_grad_(value)

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
        if requires_grad == (value.node is not None):
            return self
        if requires_grad and value.aval.dtype.category < dtype.FLOAT:
            raise RuntimeError("only Tensors of floating point dtype can require gradients")
        meta = self._own_meta() if requires_grad else None
        array_of(value, "a tensor becomes a leaf")
        set_node(self, value, meta)
        return self

    @property
    def is_leaf(self) -> bool:
        """Whether the tensor was not computed from others that require grad."""
        node = self._read().node
        return node is None or isinstance(node, Meta)

    @property
    def grad_fn(self) -> Any:
        """The node of the graph that computed this tensor; None for a leaf."""
        value = self._read()
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
        replace_data(self, new)

    def detach(self) -> Any:
        """A tensor that shares the memory but takes no part in the graph."""
        return detached(self)

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

    def item(self) -> Any:
        """The only element as a Python number.

        Raises: RuntimeError for any other number of elements.
        """
        array = np.asarray(array_of(self._read(), "item()"))
        if array.size != 1:
            raise RuntimeError(f"a Tensor with {array.size} elements cannot be converted to Scalar")
        # NumPy knows the dtypes it lacks (bfloat16, ...) as plain bytes.
        return array.item() if array.dtype.isbuiltin == 1 else float(array.reshape(())[()])

    def tolist(self) -> Any:
        """The elements as nested lists of Python numbers."""
        array = array_in(self, "tolist()")
        if array.dtype.isbuiltin != 1:
            array = array.astype(np.float32)
        return array.tolist()

    def numpy(self, *, force: bool = False) -> np.ndarray:
        """An ndarray that shares the tensor's memory while both live.

        Raises: RuntimeError when the tensor requires grad; TypeError off the CPU.
        """
        if force:
            return np.array(array_in(self, "numpy()"))
        if self.requires_grad and local.state.grad:
            raise RuntimeError(
                "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() "
                "instead."
            )
        if not self.is_cpu:
            raise TypeError(
                f"can't convert {self.device} device type tensor to numpy. Use Tensor.cpu() to "
                "copy the tensor to host memory first."
            )
        if self.dtype.np.isbuiltin != 1:  # ml_dtypes' own, which PyTorch does not hand to NumPy
            raise TypeError(f"Got unsupported ScalarType {self.dtype.scalar_name}")
        return shared_ndarray(self)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        """The elements for NumPy."""
        del copy
        array = self.numpy()
        return array if dtype is None else array.astype(dtype, copy=False)

    def __array_wrap__(
        self, array: np.ndarray, context: Any = None, return_scalar: bool = False
    ) -> Any:
        """A NumPy ufunc over a tensor gives a tensor."""
        del context, return_scalar
        return wrap(concrete(np.array(array)))

    def __bool__(self) -> bool:
        array = array_of(self._read(), "bool()")
        if array.size == 0:
            raise RuntimeError("Boolean value of Tensor with no values is ambiguous")
        if array.size > 1:
            raise RuntimeError("Boolean value of Tensor with more than one value is ambiguous")
        return bool(np.asarray(array).reshape(())[()])

    def _number(self) -> Any:
        if self.numel() != 1:
            raise ValueError("only one element tensors can be converted to Python scalars")
        return self.item()

    def __float__(self) -> float:
        return float(_real(self._number(), "double"))

    def __int__(self) -> int:
        return int(_real(self._number(), "int64_t"))

    def __complex__(self) -> complex:
        return complex(self._number())

    def __index__(self) -> int:
        if self.numel() != 1 or self.dtype.category > dtype.INTEGER:
            raise TypeError("only integer tensors of a single element can be converted to an index")
        return int(self.item())

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

    # -- text --------------------------------------------------------------------------------

    def __repr__(self, *, tensor_contents: Any = None) -> str:
        return show(self)

    def __format__(self, spec: str) -> str:
        if self.ndim == 0 and type(self) is Tensor:
            return self.item().__format__(spec)
        return object.__format__(self, spec)

    def __dir__(self) -> Sequence[str]:
        return sorted(set(dir(type(self))) | set(self.__dict__))


_NON_LEAF_GRAD = (
    "The .grad attribute of a Tensor that is not a leaf Tensor is being accessed. Its .grad "
    "attribute won't be populated during autograd.backward(). If you indeed want the .grad field "
    "to be populated for a non-leaf Tensor, use .retain_grad() on the non-leaf Tensor. If you "
    "access the non-leaf Tensor by mistake, make sure you access the leaf Tensor instead. See "
    "github.com/pytorch/pytorch/pull/30531 for more informations."
)


def _real(number: Any, kind: str) -> Any:
    if type(number) is complex:
        if number.imag:
            raise RuntimeError(f"value cannot be converted to type {kind} without overflow")
        return number.real
    return number


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


def _same_layout(shape: Sequence[int], a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether strides agree where they matter: in dims of more than one element."""
    if 0 in shape:
        return True
    return all(x == y for n, x, y in zip(shape, a, b, strict=True) if n != 1)


def show(tensor: Any, *, parameter: bool = False) -> str:
    """The text PyTorch prints for `tensor`."""
    value = tensor._read()
    name = None
    if value.node is not None and not isinstance(value.node, Meta):
        name = tensor.grad_fn.name().split("::")[-1]
    return printing.format_tensor(
        np.asarray(array_of(value, "printed")),
        value.aval.dtype,
        default_dtype=Defaults.float_dtype,
        device=None if value.aval.device.type == "cpu" else str(value.aval.device),
        grad_fn=name,
        requires_grad=value.node is not None,
        parameter=parameter,
    )


set_tensor_class(Tensor)
