"""Indexing, products, windows, factorisations and transforms against XLA."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax

from tests.core.interpreting import (
    BF16,
    FLOATS,
    check,
    each,
    integers,
    normal,
)

# Indexing

INDEX = {
    "rows": lambda x, i: x[i[0]],
    "columns": lambda x, i: x[:, i[1]],
    "middle": lambda x, i: x[:, :, i],
    "pairs": lambda x, i: x[i[0], :, i[1]],
    "adjacent": lambda x, i: x[:, i[0], i[1]],
    "take": lambda x, i: jnp.take(x, i, 1, mode="clip"),
    "take_fill": lambda x, i: jnp.take(x, i, 1),
    "fill_value": lambda x, i: x.at[i].get(mode="fill", fill_value=5),
    "along": lambda x, i: jnp.take_along_axis(x[:2], i[:, :, None] % 3, 2, mode="clip"),
    "scalar": lambda x, i: x[i[0, 0]],
    "batched": lambda x, i: jax.vmap(lambda a, j: a[j])(x[:2], i),
    "windows": lambda x, i: jax.vmap(
        lambda j: lax.dynamic_slice(x, (j, j * 0, j * 0 + 1), (2, 3, 2))
    )(i[0]),
    "set": lambda x, i: x.at[i[0, :1]].set(x[3]),
    "add": lambda x, i: x.at[i].add(1),
    "add_drop": lambda x, i: x.at[:, i].add(2, mode="drop"),
    "add_clip": lambda x, i: x.at[i[0], 1].add(x[:3, 0], mode="clip"),
    "max": lambda x, i: x.at[i[1]].max(1),
    "min": lambda x, i: x.at[0, i[1]].min(0),
    "multiply": lambda x, i: x.at[i[0], :, i[1]].multiply(3),
    "scatter_batched": lambda x, i: jax.vmap(lambda a, j: a.at[j].add(1))(x[:2], i),
    "slices": lambda x, i: x.at[1:, ::2].set(x[0, 0, 0]),
    "dynamic_slice": lambda x, i: lax.dynamic_slice(x, (i[0, 0], i[1, 1], i[1, 2]), (2, 1, 4)),
    "dynamic_update": lambda x, i: lax.dynamic_update_slice(
        x, x[:1, :2], (i[1, 0], i[0, 1], i[0, 2])
    ),
    "one_hot": lambda x, i: jax.nn.one_hot(i, 4),
}


@pytest.mark.parametrize(
    "dtype", [np.float32, BF16, np.int64, np.uint8, np.bool_], ids=lambda d: np.dtype(d).name
)
@pytest.mark.parametrize("index", [np.int64, np.int32, np.uint8], ids=["i64", "i32", "u8"])
def test_indexing(dtype, index):
    indices = np.array([[0, 2, 9], [1, -1, 1]])
    if index is np.uint8:
        indices = np.abs(indices)
    names = set(INDEX)
    if dtype is np.bool_:
        names -= {"add", "add_drop", "add_clip", "multiply", "scatter_batched"}
        names -= {"max", "min", "fill_value"}
    functions = {name: INDEX[name] for name in sorted(names)}
    x = integers(4, 3, 4).astype(dtype)
    check(each(functions), x, indices.astype(index))
    check(each(functions), np.asfortranarray(x), indices[:, ::-1].astype(index))


def test_bool_and_huge_indices():
    functions = {
        "nonzero": lambda x, i: jnp.nonzero(x > 0, size=4),
        "unique": lambda x, i: jnp.unique(x, size=5),
        "mask": lambda x, i: jnp.where(x > 0, x, 0),
        "huge": lambda x, i: x.at[i].get(mode="fill", fill_value=1),
        "huge_clip": lambda x, i: x.at[i].get(mode="clip"),
        "huge_drop": lambda x, i: x.at[i].add(1),
    }
    check(each(functions), normal(6), np.array([0, 3, 2**64 - 1], np.uint64))


# Products and windows

PRODUCTS = {
    "matmul": lambda x, y: x @ y.T,
    "vector": lambda x, y: x[0] @ y[0],
    "matrix_vector": lambda x, y: x @ y[1],
    "outer": lambda x, y: jnp.outer(x[0], y[0]),
    "batched": lambda x, y: jnp.einsum("bi,bj->bij", x, y[: x.shape[0]]),
    "einsum": lambda x, y: jnp.einsum("ij,kj,kl->lik", x, y, y),
    "contract_all": lambda x, y: jnp.einsum("ij,ij->", x, y[: x.shape[0]]),
    "wider": lambda x, y: lax.dot(x, y.T, preferred_element_type=np.float64),
}


@pytest.mark.parametrize("dtype", FLOATS, ids=lambda d: np.dtype(d).name)
def test_products(dtype):
    check(each(PRODUCTS), normal(3, 5, dtype=dtype), normal(4, 5, dtype=dtype, seed=1))


def test_integer_products():
    x, y = integers(3, 5, low=-100, high=100), integers(4, 5, low=-100, high=100, seed=1)
    large = {"wraps": lambda x, y: x @ y.T * 2**40 @ y}
    check(each(large), x * 2**40, y)
    wider = {"wider": lambda x, y: lax.dot(x, y.T, preferred_element_type=np.int32)}
    check(each(wider), x.astype(np.int8), y.astype(np.int8))


def conv(stride=(1, 1), padding: Any = "SAME", layout=("NCHW", "OIHW", "NCHW"), **options):
    return lambda x, w: lax.conv_general_dilated(
        x, w, stride, padding, dimension_numbers=layout, **options
    )


CONVOLUTIONS = {
    "same": conv(),
    "valid_strided": conv((2, 1), "VALID"),
    "negative_padding": conv(padding=((-1, 2), (0, -1))),
    "dilated": conv(padding=((1, 2), (0, 1)), lhs_dilation=(2, 3), rhs_dilation=(2, 1)),
    "wider": conv(preferred_element_type=np.float64),
    "gradients": lambda x, w: jax.vjp(conv((2, 1)), x, w)[1](conv((2, 1))(x, w)),
    "channels_last": lambda x, w: conv(layout=("NHWC", "HWIO", "NHWC"))(
        x.transpose(0, 2, 3, 1), w.transpose(2, 3, 1, 0)
    ),
    "grouped": lambda x, w: conv(feature_group_count=2)(x, w[:, :2]),
    "batch_grouped": lambda x, w: conv(batch_group_count=2)(x, w),
    "grouped_gradients": lambda x, w: jax.vjp(conv(feature_group_count=4), x, w[:, :1])[1](
        conv(feature_group_count=4)(x, w[:, :1])
    ),
}


@pytest.mark.parametrize("dtype", [np.float32, BF16], ids=["float32", "bfloat16"])
def test_convolutions(dtype):
    scale = dtype(0.25)
    functions = CONVOLUTIONS
    if dtype is BF16:
        functions = {name: f for name, f in CONVOLUTIONS.items() if "gradient" not in name}
    check(each(functions), normal(4, 4, 6, 5, dtype=dtype) * scale, normal(8, 4, 3, 2, dtype=dtype))


def test_convolution_of_other_ranks():
    one = lambda x, w: lax.conv_general_dilated(x, w, (2,), ((2, 1),))
    check(one, normal(2, 3, 9), normal(4, 3, 3))
    none = lambda x, w: lax.conv_general_dilated(x, w, (), ())
    check(none, normal(2, 3), normal(4, 3))
    three = lambda x, w: lax.conv_general_dilated(x, w, (1, 2, 1), "SAME")
    check(three, normal(1, 2, 4, 4, 4, dtype=np.float64), normal(3, 2, 2, 2, 2, dtype=np.float64))


def pool(kind, start, size=(2, 3), stride=(2, 1), padding=((1, 0), (0, 2)), **options):
    return lambda x: lax.reduce_window(x, np.float32(start), kind, size, stride, padding, **options)


def max_pool_gradient(x):
    y, vjp = jax.vjp(pool(lax.max, -np.inf), x)
    return vjp(y)


WINDOWS = {
    "sum": pool(lax.add, 0.0),
    "max": pool(lax.max, -np.inf),
    "min": pool(lax.min, np.inf),
    "dilated": pool(lax.max, -np.inf, window_dilation=(2, 1), base_dilation=(1, 2)),
    "product": pool(lax.mul, 2.0),
    "max_gradient": max_pool_gradient,
    "sum_gradient": jax.grad(lambda x: (pool(lax.add, 0.0)(x) ** 2).sum()),
}


def test_windows():
    check(each(WINDOWS), normal(6, 7))
    ties = np.zeros((6, 7), np.float32)
    ties[2:4] = -np.inf
    check(max_pool_gradient, ties)


# Linear algebra and transforms


def test_linear_algebra():
    functions = {
        "cholesky": lambda x: jnp.linalg.cholesky(x @ x.mT + jnp.eye(4)),
        "not_definite": lambda x: jnp.linalg.cholesky(
            jnp.stack([x[0] @ x[0].T + jnp.eye(4), -jnp.eye(4)])
        ),
        "lu": lambda x: lax.linalg.lu(x[:, :, :3]),
        "inv": jnp.linalg.inv,
        "solve": lambda x: jnp.linalg.solve(x, x[::-1, :, :2]),
        "det": jnp.linalg.det,
        "slogdet": jnp.linalg.slogdet,
        "qr": lambda x: jnp.linalg.qr(x[:, :, :3]),
        "qr_full": lambda x: jnp.linalg.qr(x[:, :, :3], mode="complete"),
        "eigh": lambda x: jnp.linalg.eigh(x @ x.mT)[0],
        "projection": lambda x: (lambda w, v: v * w[..., None, :] @ v.mT)(
            *jnp.linalg.eigh(x @ x.mT)
        ),
        "svd": lambda x: (lambda u, s, vh: (s, u * s[..., None, :] @ vh))(
            *jnp.linalg.svd(x[:, :3], full_matrices=False)
        ),
        "svdvals": lambda x: jnp.linalg.svd(x, compute_uv=False),
        "eigvals": lambda x: jnp.linalg.eigvals(x @ x.mT).real.sum(-1),
        "gradient": jax.grad(lambda x: jnp.linalg.inv(x).sum()),
        "lstsq": lambda x: jnp.linalg.pinv(x[:, :, :2]),
        "nan": lambda x: jnp.linalg.eigh(x * np.nan)[0],
        "one_nan": lambda x: jnp.linalg.svd(x.at[0, 0, 0].set(np.nan), compute_uv=False),
    }
    check(each(functions), normal(2, 4, 4, dtype=np.float64) + 3 * np.eye(4))


def test_triangular_solve():
    def solve(left, lower, transpose, conjugate=False, unit=False):
        return lambda a, b: lax.linalg.triangular_solve(
            a,
            b,
            left_side=left,
            lower=lower,
            transpose_a=transpose,
            conjugate_a=conjugate,
            unit_diagonal=unit,
        )

    flags = [(left, lower, t) for left in (0, 1) for lower in (0, 1) for t in (0, 1)]
    functions = {str(flag): solve(*(bool(f) for f in flag)) for flag in flags}
    functions["unit"] = solve(True, True, False, unit=True)
    functions["adjoint"] = solve(True, False, True, conjugate=True)
    functions["singular"] = lambda a, b: solve(True, True, False)(a * 0, b)
    a = normal(2, 3, 3, dtype=np.float64) + 3 * np.eye(3)
    check(each(functions), a, normal(2, 3, 3, dtype=np.float64, seed=1))
    complex_a = a + 1j * normal(2, 3, 3, dtype=np.float64, seed=2)
    del functions["singular"]
    check(each(functions), complex_a, a.astype(complex))


@pytest.mark.parametrize("dtype", [np.float32, np.float64], ids=["float32", "float64"])
def test_fft(dtype):
    functions = {
        "fft": lambda x: jnp.fft.fft(x),
        "ifft": lambda x: jnp.fft.ifft(x),
        "rfft": lambda x: jnp.fft.rfft(x, n=5),
        "irfft": lambda x: jnp.fft.irfft(x, n=7),
        "fft2": lambda x: jnp.fft.fft2(x),
        "irfft2": lambda x: jnp.fft.irfft2(x),
        "rfft2": lambda x: jnp.fft.rfft2(x),
        "gradient": jax.grad(lambda x: jnp.abs(jnp.fft.rfft(x)).sum()),
    }
    check(each(functions), normal(3, 4, 6, dtype=dtype))
