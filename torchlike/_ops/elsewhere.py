"""What PyTorch has for sparse and quantized tensors or for GPUs, and refuses on the CPU.

Dense tensors raise what PyTorch raises for them; sparse ones answer by themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from torchlike._core.device import device as device_type
from torchlike._ops.arguments import explains
from torchlike._ops.calls import unavailable
from torchlike._ops.shown import shown
from torchlike._ops.view_methods import ViewMethods

#: What sparse tensors of layout `sparse_coo` answer, so that it does not refuse them.
_SPARSE_TOO = frozenset(
    """coalesce hspmm hsmm indices indices_copy native_norm resize_as_sparse_ saddmm smm sparse_mask
    sparse_resize_ sparse_resize_and_clear_ sspaddmm values values_copy""".split()
)


def refusing(name: str, like: Callable[..., Any], error: Exception, *, method: bool = False) -> Any:
    """A function that takes what `like` does and raises `error`; `__refuses__` says so."""

    def function(*args: Any, **options: Any) -> NoReturn:
        like(*args, **options)
        raise error.with_traceback(None)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = f"Raises: {type(error).__name__}, always, as PyTorch for a dense tensor."
    made = explains(shown(function, like), method=method)
    made.__refuses__ = name not in _SPARSE_TOO
    return made


def _unlike(name: str, layout: str) -> RuntimeError:
    return RuntimeError(f"{name} expected {layout} tensor layout but got Strided")


#: The parts of sparse tensors, with the layouts that have them.
_PARTS = {
    "ccol_indices": "sparse column compressed",
    "col_indices": "sparse row compressed",
    "crow_indices": "sparse row compressed",
    "indices": "sparse coordinate",
    "row_indices": "sparse column compressed",
    "values": "sparse",
}
_OF_A_TENSOR = (
    "int_repr", "q_per_channel_axis", "q_per_channel_scales", "q_per_channel_zero_points",
    "q_scale", "q_zero_point",
)  # fmt: skip
_ONLY_SPARSE = RuntimeError("tensor.sspaddmm(...) can only be called on sparse tensors")

#: Functions of `torch`, with the names that PyTorch's errors have for them.
_FUNCTIONS: dict[str, tuple[Callable[..., Any], Exception]] = {
    "batch_norm_backward_elemt": (
        lambda grad_out, input, mean, invstd, weight, sum_dy, sum_dy_xmu, count: None,
        unavailable("batch_norm_backward_elemt"),
    ),
    "batch_norm_backward_reduce": (
        lambda grad_out, input, mean, invstd, weight, input_g, weight_g, bias_g: None,
        unavailable("batch_norm_backward_reduce"),
    ),
    "batch_norm_elemt": (
        lambda input, weight, bias, mean, invstd, eps, *, out=None: None,
        unavailable("batch_norm_elemt"),
    ),
    "batch_norm_gather_stats": (
        lambda input, mean, invstd, running_mean, running_var, momentum, eps, count: None,
        unavailable("batch_norm_gather_stats"),
    ),
    "batch_norm_gather_stats_with_counts": (
        lambda input, mean, invstd, running_mean, running_var, momentum, eps, counts: None,
        unavailable("batch_norm_gather_stats_with_counts"),
    ),
    "batch_norm_stats": (lambda input, eps: None, unavailable("batch_norm_stats")),
    "hspmm": (lambda mat1, mat2, *, out=None: None, unavailable("hspmm")),
    "native_norm": (
        lambda input, p=2, dim=None, keepdim=False, dtype=None: None,
        unavailable("native_norm"),
    ),
    "resize_as_sparse_": (lambda input, the_template: None, unavailable("resize_as_sparse_")),
    "saddmm": (
        lambda input, mat1, mat2, *, beta=1, alpha=1, out=None: None,
        _ONLY_SPARSE,
    ),
    "smm": (lambda input, mat2: None, _ONLY_SPARSE),
    "sspaddmm": (
        lambda input, mat1, mat2, *, beta=1, alpha=1, out=None: None,
        _ONLY_SPARSE,
    ),
    **{name: (lambda input: None, unavailable(name)) for name in _OF_A_TENSOR},
    **{
        f"{name}_copy": (lambda input, *, out=None: None, _unlike(name, layout))
        for name, layout in _PARTS.items()
    },
}


#: Methods of `Tensor` that are no functions of `torch`.
_METHODS: dict[str, tuple[Callable[..., Any], Exception]] = {
    "coalesce": (lambda self: None, _unlike("coalesce", "sparse coordinate")),
    "qscheme": (lambda self: None, unavailable("qscheme")),
    "record_stream": (lambda self, s: None, unavailable("record_stream")),
    "resize_as_sparse_": (lambda self, the_template: None, unavailable("resize_as_sparse_")),
    "smm": (lambda self, mat2: None, _ONLY_SPARSE),
    "sparse_mask": (lambda self, mask: None, unavailable("sparse_mask")),
    "sparse_resize_": (
        lambda self, size, sparse_dim, dense_dim: None,
        unavailable("sparse_resize_"),
    ),
    "sparse_resize_and_clear_": (
        lambda self, size, sparse_dim, dense_dim: None,
        unavailable("sparse_resize_and_clear_"),
    ),
    "sspaddmm": (
        lambda self, mat1, mat2, *, beta=1, alpha=1: None,
        _ONLY_SPARSE,
    ),
    "to_padded_tensor": (
        lambda self, padding, output_size=None: None,
        unavailable("to_padded_tensor"),
    ),
    **{name: (lambda self: None, unavailable(name)) for name in _OF_A_TENSOR},
    **{name: (lambda self: None, _unlike(name, layout)) for name, layout in _PARTS.items()},
}

#: Kinds of devices that are never there, with what PyTorch says of them.
ABSENT_DEVICES: dict[str, Exception] = {
    "ipu": RuntimeError("PyTorch is not linked with support for ipu devices"),
    "mtia": AssertionError(
        "Torch not compiled with MTIA enabled. Ensure you have `import "
        "mtia.host_runtime.torch_mtia.dynamic_library` in your python src file and include "
        "`//mtia/host_runtime/torch_mtia:torch_mtia` as your target dependency!"
    ),
    "xpu": AssertionError("Torch not compiled with XPU enabled"),
}


def _moving(kind: str, error: Exception) -> Any:
    def method(
        self: Any, device: Any = None, non_blocking: bool = False, *, memory_format: Any = None
    ) -> NoReturn:
        del self, non_blocking, memory_format
        own = device is None or (isinstance(device, str) and device.split(":")[0] == kind)
        if not own and device_type(device).type != kind:
            raise RuntimeError(f"Invalid device, must be {kind} device")
        raise error.with_traceback(None)

    method.__name__ = method.__qualname__ = kind
    method.__doc__ = f"Raises: {type(error).__name__}: there are no such devices."
    made = explains(method, method=True)
    made.__refuses__ = True
    return made


#: The functions, by name.
FUNCTIONS: dict[str, Any] = {
    name: refusing(name, like, error) for name, (like, error) in _FUNCTIONS.items()
}
for _name, (_like, _error) in _METHODS.items():
    setattr(ViewMethods, _name, refusing(_name, _like, _error, method=True))
for _name, _error in ABSENT_DEVICES.items():
    setattr(ViewMethods, _name, _moving(_name, _error))
