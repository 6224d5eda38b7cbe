"""Parametrizations: `orthogonal`, `spectral_norm`, `weight_norm`."""

from __future__ import annotations

from typing import Any

from torchlike._ops._bindings import cat
from torchlike._ops.sampling import randn
from torchlike.autograd.grad_mode import no_grad
from torchlike.finfo import finfo
from torchlike.linalg import householder_product, solve, vector_norm
from torchlike.nn import functional as F  # noqa: N812  (what everybody calls it)
from torchlike.nn.modules.conv import ConvTranspose1d, ConvTranspose2d, ConvTranspose3d
from torchlike.nn.modules.module import Module
from torchlike.nn.utils.parametrize import register_parametrization
from torchlike.ranges import eye

_MAPS = ("matrix_exp", "cayley", "householder")


def _tensor_of(module: Any, name: str) -> Any:
    """A module's tensor. Raises: ValueError where there is none of that name."""
    found = getattr(module, name, None)
    if found is None or not hasattr(found, "detach"):
        raise ValueError(f"Module '{module}' has no parameter or buffer with name '{name}'")
    return found


# -- orthogonal matrices -------------------------------------------------------------------------


def _is_orthogonal(matrix: Any) -> bool:
    rows, columns = matrix.shape[-2:]
    identity = eye(columns, dtype=matrix.dtype, device=matrix.device)
    return (matrix.mH @ matrix).allclose(identity, atol=10 * rows * finfo(matrix.dtype).eps)


def _made_orthogonal(matrix: Any) -> Any:
    """The Q of matrix = Q R, with signs such that R has a positive diagonal."""
    reflectors, tau = matrix.geqrf()
    signs = reflectors.diagonal(dim1=-2, dim2=-1).sgn()
    return householder_product(reflectors, tau) * signs.unsqueeze(-2)


class _Orthogonal(Module):
    """An orthogonal matrix out of any; a tall one where there are more columns than rows."""

    base: Any

    def __init__(self, weight: Any, orthogonal_map: str, *, use_trivialization: bool) -> None:
        super().__init__()
        if weight.is_complex() and orthogonal_map == "householder":
            raise ValueError("The householder parametrization does not support complex tensors.")
        self.shape = weight.shape
        self.orthogonal_map = orthogonal_map
        if use_trivialization:
            self.register_buffer("base", None)

    def forward(self, X: Any) -> Any:  # noqa: N803  (PyTorch's name)
        """The orthogonal matrix, around `base` where there is one."""
        tall = X if X.shape[-2] >= X.shape[-1] else X.mT
        reflects = self.orthogonal_map == "householder"
        found = self._reflected(tall) if reflects else self._rotated(tall)
        if hasattr(self, "base"):
            found = self.base @ found
        return found if tall is X else found.mT

    def _rotated(self, tall: Any) -> Any:
        """The first columns of a rotation that a skew matrix generates."""
        rows, columns = tall.shape[-2:]
        square = tall.tril()
        if rows != columns:
            zeros = square.new_zeros((*square.shape[:-1], rows - columns))
            square = cat([square, zeros], -1)
        skew = square - square.mH
        if self.orthogonal_map == "matrix_exp":
            found = skew.matrix_exp()
        else:
            identity = eye(rows, dtype=skew.dtype, device=skew.device)
            found = solve(identity.add(skew, alpha=-0.5), identity.add(skew, alpha=0.5))
        return found if rows == columns else found[..., :columns]

    def _reflected(self, tall: Any) -> Any:
        """The product of the reflections below the diagonal, by the signs on the diagonal."""
        reflectors = tall.tril(diagonal=-1)
        tau = 2.0 / (1.0 + (reflectors * reflectors).sum(dim=-2))
        signs = tall.diagonal(dim1=-2, dim2=-1).int().unsqueeze(-2)
        return householder_product(reflectors, tau) * signs

    @no_grad()
    def right_inverse(self, Q: Any) -> Any:  # noqa: N803  (PyTorch's name)
        """What stands for `Q`, made orthogonal if it is not; random columns make it square."""
        if Q.shape != self.shape:
            raise ValueError(
                f"Expected a matrix or batch of matrices of shape {self.shape}. Got a tensor of "
                f"shape {Q.shape}."
            )
        tall = Q if Q.shape[-2] >= Q.shape[-1] else Q.mT
        rows, columns = tall.shape[-2:]
        if not hasattr(self, "base"):
            found = self._reflections(tall)
            return found if tall is Q else found.mT
        if rows != columns:
            shape = (*tall.shape[:-1], rows - columns)
            more = randn(*shape, dtype=tall.dtype, device=tall.device)
            self.base = _made_orthogonal(cat([tall, more], -1))
        else:
            self.base = tall.clone() if _is_orthogonal(tall) else _made_orthogonal(tall)
        negative = Q.new_zeros(Q.shape)
        negative.diagonal(dim1=-2, dim2=-1).fill_(-1.0)
        return negative

    def _reflections(self, tall: Any) -> Any:
        if self.orthogonal_map != "householder":
            raise NotImplementedError(
                "It is not possible to assign to the matrix exponential or the Cayley "
                "parametrizations when use_trivialization=False."
            )
        reflectors, tau = tall.geqrf()
        diagonal = reflectors.diagonal(dim1=-2, dim2=-1)
        diagonal.sign_()
        diagonal[tau == 0.0] *= -1
        return reflectors


def orthogonal(
    module: Any,
    name: str = "weight",
    orthogonal_map: str | None = None,
    *,
    use_trivialization: bool = True,
) -> Any:
    """Makes a matrix of the module orthogonal, and keeps it so; returns the module."""
    weight = _tensor_of(module, name)
    if weight.ndim < 2:
        raise ValueError(
            f"Expected a matrix or batch of matrices. Got a tensor of {weight.ndim} dimensions."
        )
    if orthogonal_map is None:
        square = weight.shape[-2] == weight.shape[-1]
        orthogonal_map = "matrix_exp" if square or weight.is_complex() else "householder"
    if orthogonal_map not in _MAPS:
        raise ValueError(
            'orthogonal_map has to be one of "matrix_exp", "cayley", "householder". '
            f"Got: {orthogonal_map}"
        )
    made = _Orthogonal(weight, orthogonal_map, use_trivialization=use_trivialization)
    return register_parametrization(module, name, made, unsafe=True)


# -- norms ---------------------------------------------------------------------------------------


def norm_except(weight: Any, dim: int) -> Any:
    """The lengths of what lies along `dim`; of all where that is -1."""
    if dim == -1:
        return vector_norm(weight)
    others = [d for d in range(weight.ndim) if d != dim]
    return vector_norm(weight, dim=others, keepdim=True)


class _WeightNorm(Module):
    """The length along a dim, and the direction, as two tensors."""

    def __init__(self, dim: int | None = 0) -> None:
        super().__init__()
        self.dim = -1 if dim is None else dim

    def forward(self, weight_g: Any, weight_v: Any) -> Any:
        """The directions, as long as `weight_g` says."""
        return weight_v * (weight_g / norm_except(weight_v, self.dim))

    def right_inverse(self, weight: Any) -> tuple[Any, Any]:
        """The lengths, and the weight for directions."""
        return norm_except(weight, self.dim), weight


def weight_norm(module: Any, name: str = "weight", dim: int | None = 0) -> Any:
    """Makes a weight a product of lengths (along `dim`, or None) and directions."""
    register_parametrization(module, name, _WeightNorm(dim), unsafe=True)

    def rename_old_keys(state_dict: Any, prefix: str, *rest: Any) -> None:
        del rest
        old = [f"{prefix}{name}_{letter}" for letter in "gv"]
        if all(key in state_dict for key in old):
            for number, key in enumerate(old):
                state_dict[f"{prefix}parametrizations.{name}.original{number}"] = state_dict.pop(
                    key
                )

    module._register_load_state_dict_pre_hook(rename_old_keys)
    return module


def as_matrix(weight: Any, dim: int) -> Any:
    """The weight with `dim` first and all others as one."""
    return weight.movedim(dim, 0).flatten(1)


class _SpectralNorm(Module):
    """A matrix by its largest singular value, which power iterations follow in training."""

    _u: Any
    _v: Any

    def __init__(
        self, weight: Any, n_power_iterations: int = 1, dim: int = 0, eps: float = 1e-12
    ) -> None:
        super().__init__()
        rank = weight.ndim
        if not -rank <= dim < rank:
            raise IndexError(
                f"Dimension out of range (expected to be in range of [-{rank}, {rank - 1}] but got "
                f"{dim})"
            )
        if n_power_iterations <= 0:
            raise ValueError(
                "Expected n_power_iterations to be positive, but got "
                f"n_power_iterations={n_power_iterations}"
            )
        self.dim = dim % rank
        self.eps = eps
        if rank > 1:
            self.n_power_iterations = n_power_iterations
            matrix = as_matrix(weight.detach(), self.dim)
            for side, size in zip("uv", matrix.shape, strict=True):
                drawn = matrix.new_empty(size).normal_(0, 1)
                self.register_buffer(f"_{side}", F.normalize(drawn, dim=0, eps=eps))
            self._iterate(matrix, 15)

    @no_grad()
    def _iterate(self, matrix: Any, times: int) -> None:
        for _ in range(times):
            self._u.copy_(F.normalize(matrix.mv(self._v), dim=0, eps=self.eps))
            self._v.copy_(F.normalize(matrix.H.mv(self._u), dim=0, eps=self.eps))

    def forward(self, weight: Any) -> Any:
        """The weight by its largest singular value; a vector by its length."""
        if weight.ndim == 1:
            return F.normalize(weight, dim=0, eps=self.eps)
        matrix = as_matrix(weight, self.dim)
        if self.training:
            self._iterate(matrix, self.n_power_iterations)
        return weight / self._u.clone().vdot(matrix.mv(self._v.clone()))

    def right_inverse(self, value: Any) -> Any:
        """The value: it may already have such a norm, or have another."""
        return value


def spectral_norm(
    module: Any,
    name: str = "weight",
    n_power_iterations: int = 1,
    eps: float = 1e-12,
    dim: int | None = None,
) -> Any:
    """Keeps the largest singular value of a weight at 1; returns the module."""
    weight = _tensor_of(module, name)
    if dim is None:
        transposed = isinstance(module, (ConvTranspose1d, ConvTranspose2d, ConvTranspose3d))
        dim = 1 if transposed else 0
    made = _SpectralNorm(weight, n_power_iterations, dim, eps)
    return register_parametrization(module, name, made)
