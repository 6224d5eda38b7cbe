"""What PyTorch has for sparse and quantized tensors or for GPUs, and refuses on the CPU.

All tensors are dense here, so that all of these raise what PyTorch raises for a dense one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from torchlike._ops.arguments import explains
from torchlike._ops.calls import unavailable
from torchlike._ops.shown import shown
from torchlike._ops.view_methods import ViewMethods


def refusing(name: str, like: Callable[..., Any], error: Exception, *, method: bool = False) -> Any:
    """A function that takes what `like` does and raises `error`; `__refuses__` says so."""

    def function(*args: Any, **options: Any) -> NoReturn:
        like(*args, **options)
        raise error.with_traceback(None)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = f"Raises: {type(error).__name__}, always, as PyTorch for a dense tensor."
    made = explains(shown(function, like), method=method)
    made.__refuses__ = True
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


def _moved(
    self: Any, device: Any = None, non_blocking: bool = False, *, memory_format: Any = None
) -> None:
    """What methods that move a tensor to a kind of device take."""


#: Methods of `Tensor` that are no functions of `torch`.
_METHODS: dict[str, tuple[Callable[..., Any], Exception]] = {
    "coalesce": (lambda self: None, _unlike("coalesce", "sparse coordinate")),
    "ipu": (_moved, RuntimeError("PyTorch is not linked with support for ipu devices")),
    "mtia": (_moved, AssertionError("Torch not compiled with MTIA enabled.")),
    "xpu": (_moved, AssertionError("Torch not compiled with XPU enabled")),
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

#: The functions, by name.
FUNCTIONS: dict[str, Any] = {
    name: refusing(name, like, error) for name, (like, error) in _FUNCTIONS.items()
}
for _name, (_like, _error) in _METHODS.items():
    setattr(ViewMethods, _name, refusing(_name, _like, _error, method=True))
