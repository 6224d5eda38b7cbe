"""Which functions cast their operands under autocasting on the CPU, and to what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from torchlike._core import dtypes
from torchlike._core.dtypes import dtype as dtype_type
from torchlike._ops import overriding
from torchlike.defaults import promote_types
from torchlike.overrides import TorchFunctionMode
from torchlike.tensor import Tensor

#: Functions that compute in the lower precision.
LOWER = frozenset(
    """conv1d conv2d conv3d conv_tbc conv_transpose1d conv_transpose2d conv_transpose3d bmm mm
    vecdot baddbmm addmm addbmm linear matmul __matmul__ __rmatmul__ prelu einsum chain_matmul
    multi_dot scaled_dot_product_attention""".split()
)
#: Functions that compute in float32.
FULL = frozenset(
    """avg_pool3d binary_cross_entropy binary_cross_entropy_with_logits grid_sampler grid_sample
    polar prod quantile nanquantile stft cdist trace view_as_complex cholesky cholesky_inverse
    cholesky_solve inverse lu_solve orgqr ormqr pinverse pinv max_pool3d max_unpool2d max_unpool3d
    adaptive_avg_pool3d adaptive_max_pool3d fractional_max_pool2d fractional_max_pool3d mse_loss
    cosine_embedding_loss nll_loss hinge_embedding_loss poisson_nll_loss smooth_l1_loss
    cross_entropy l1_loss huber_loss margin_ranking_loss soft_margin_loss triplet_margin_loss
    multi_margin_loss multilabel_margin_loss ctc_loss kl_div fft_fft fft_ifft fft_fft2 fft_ifft2
    fft_fftn fft_ifftn fft_rfft fft_irfft fft_rfft2 fft_irfft2 fft_rfftn fft_irfftn fft_hfft
    fft_ihfft cond matrix_rank solve svdvals eigvals eigvalsh inv householder_product tensorinv
    tensorsolve fake_quantize_per_tensor_affine geqrf lu qr svd triangular_solve cholesky_ex eig
    eigh lstsq inv_ex""".split()
)
#: Functions that compute in the widest of their operands' dtypes.
WIDEST = frozenset("stack cat concat concatenate index_copy".split())


def _is_eligible(value: Any) -> bool:
    if not isinstance(value, Tensor) or not value.is_cpu:
        return False
    return value.dtype.is_floating_point and value.dtype is not dtypes.float64


def _cast(value: Any, dtype: dtype_type) -> Any:
    if _is_eligible(value):
        return value.to(dtype)
    if type(value) in (list, tuple):
        return type(value)(_cast(item, dtype) for item in value)
    return value


def _operands(values: Sequence[Any]) -> list[Any]:
    found = []
    for value in values:
        found += _operands(value) if type(value) in (list, tuple) else [value]
    return [value for value in found if _is_eligible(value)]


class Casting(TorchFunctionMode):
    """The mode in which functions cast their operands; `dtype` says which lower precision it is."""

    def __init__(self, dtype: Callable[[], dtype_type]) -> None:
        self._dtype = dtype

    def __torch_function__(
        self, func: Any, types: Sequence[type], args: Any = (), kwargs: Any = None
    ) -> Any:
        """The function on operands in the dtype that it computes in."""
        del types
        named = kwargs or {}
        dtype = self._chosen(func, (*args, *named.values()))
        with overriding.DisableTorchFunction():
            if dtype is not None:
                args = tuple(_cast(value, dtype) for value in args)
                named = {name: _cast(value, dtype) for name, value in named.items()}
        return func(*args, **named)

    def _chosen(self, func: Any, values: Sequence[Any]) -> dtype_type | None:
        name = getattr(func, "__name__", "").removeprefix("linalg_")
        if name in LOWER:
            return self._dtype()
        if name in FULL:
            return dtypes.float32
        if name not in WIDEST:
            return None
        found = None
        for operand in _operands(values):
            found = operand.dtype if found is None else promote_types(found, operand.dtype)
        return found
