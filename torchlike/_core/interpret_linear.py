"""NumPy rules for the products, windows, transforms and factorisations of a jaxpr."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from operator import methodcaller

import numpy as np

from torchlike._core.interpret_rules import (
    Array,
    Call,
    Rule,
    aval,
    identity,
    in_dtype,
    in_shape,
    is_complex,
    monoid,
    out_dtype,
    out_shape,
    padded,
    wide,
)
from torchlike._core.jaxprs import JaxprEqn

# Products


def _arranged(shape: tuple[int, ...], groups: Sequence[Sequence[int]]) -> Call:
    """A function that makes one axis of each group but the first, whose axes stay apart."""
    order = tuple(axis for group in groups for axis in group)
    target = [shape[axis] for axis in groups[0]]
    target += [prod(shape[axis] for axis in group) for group in groups[1:]]
    reshape = methodcaller("reshape", target)
    if tuple(target) == shape and order == tuple(range(len(shape))):
        return lambda x: x
    if order == tuple(range(len(shape))):
        return reshape
    if [shape[axis] for axis in order] == target:
        return methodcaller("transpose", order)
    return lambda x: reshape(x.transpose(order))


def _dot_general(eqn: JaxprEqn) -> Call | None:
    if eqn.params.get("out_sharding") is not None:
        return None
    (lhs_contract, rhs_contract), (lhs_batch, rhs_batch) = eqn.params["dimension_numbers"]
    lhs_shape, rhs_shape, dtype = in_shape(eqn), in_shape(eqn, 1), out_dtype(eqn)
    compute = wide(dtype)
    lhs_free = [d for d in range(len(lhs_shape)) if d not in (*lhs_contract, *lhs_batch)]
    rhs_free = [d for d in range(len(rhs_shape)) if d not in (*rhs_contract, *rhs_batch)]
    lhs_matrix = _arranged(lhs_shape, (lhs_batch, lhs_free, lhs_contract))
    rhs_matrix = _arranged(rhs_shape, (rhs_batch, rhs_contract, rhs_free))
    shape, matmul = out_shape(eqn), np.matmul
    plain = len(lhs_free) == len(rhs_free) == 1
    if plain and in_dtype(eqn) == in_dtype(eqn, 1) == dtype == compute:
        return lambda x, y: matmul(lhs_matrix(x), rhs_matrix(y))

    def call(x: Array, y: Array) -> Array:
        x = lhs_matrix(x.astype(compute, copy=False))
        y = rhs_matrix(y.astype(compute, copy=False))
        return matmul(x, y).reshape(shape).astype(dtype, copy=False)

    return call


# Windows


def _windows(
    x: Array, sizes: Sequence[int], strides: Sequence[int], dilation: Sequence[int]
) -> Array:
    """A view of the windows of the last ``len(sizes)`` axes; the windows' axes come last."""
    lead = x.ndim - len(sizes)
    counts, steps, inner = list(x.shape[:lead]), list(x.strides[:lead]), []
    rows = zip(x.shape[lead:], x.strides[lead:], sizes, strides, dilation, strict=True)
    for length, stride, size, step, spread in rows:
        counts.append(max(0, (length - (size - 1) * spread - 1) // step + 1))
        steps.append(stride * step)
        inner.append(stride * spread)
    return np.lib.stride_tricks.as_strided(x, (*counts, *sizes), (*steps, *inner), writeable=False)


def _reduce_windows(eqn: JaxprEqn, ufunc: np.ufunc) -> Call | None:
    params, dtype = eqn.params, in_dtype(eqn)
    if is_complex(dtype) and ufunc in (np.maximum, np.minimum):
        return None
    sizes, strides = params["window_dimensions"], params["window_strides"]
    dilation = params["window_dilation"]
    config = [
        (low, high, base - 1)
        for (low, high), base in zip(params["padding"], params["base_dilation"], strict=True)
    ]
    pads = any(any(row) for row in config)
    pad, start, compute = padded(in_shape(eqn), config), identity(ufunc, dtype), wide(dtype)
    axes = tuple(range(len(sizes), 2 * len(sizes)))

    def call(x: Array) -> Array:
        x = x.astype(compute, copy=False)
        if pads:
            x = pad(x, start)
        windows = _windows(x, sizes, strides, dilation)
        return ufunc.reduce(windows, axes, compute).astype(dtype, copy=False)

    return call


def _reduce_window_by(ufunc: np.ufunc) -> Rule:
    return lambda eqn: _reduce_windows(eqn, ufunc)


def _reduce_window(eqn: JaxprEqn) -> Call | None:
    jaxpr = eqn.params["jaxpr"]
    ufunc = monoid(getattr(jaxpr, "jaxpr", jaxpr))
    if ufunc is None or len(eqn.invars) != 2:
        return None
    reduce, dtype = _reduce_windows(eqn, ufunc), in_dtype(eqn)
    if reduce is None:
        return None
    compute = wide(dtype)

    def call(x: Array, start: Array) -> list[Array]:
        result = ufunc(reduce(x).astype(compute), start.astype(compute))
        return [np.asarray(result).astype(dtype, copy=False)]

    return call


def _select_and_scatter_add(eqn: JaxprEqn) -> Call | None:
    params, dtype, shape = eqn.params, in_dtype(eqn), in_shape(eqn, 1)
    select = {"ge": np.greater_equal, "le": np.less_equal}.get(params["select_prim"].name)
    if select is None or is_complex(dtype):
        return None
    sizes, strides = params["window_dimensions"], params["window_strides"]
    config = [(low, high, 0) for low, high in params["padding"]]
    pad, compute = padded(shape, config), wide(dtype)
    inner = (-1, prod(sizes))
    ones = (1,) * len(sizes)

    def candidates(x: Array) -> Array:
        return _windows(x, sizes, strides, ones).reshape(inner).T

    # Padding is never selected: it holds no element of the operand. -1 marks it.
    places = candidates(pad(np.arange(prod(shape)).reshape(shape), -1)).copy()

    def call(source: Array, operand: Array) -> Array:
        values = candidates(pad(operand.astype(compute, copy=False), 0))
        chosen, place = values[0], places[0]
        for value, candidate in zip(values[1:], places[1:], strict=True):
            keep = (candidate < 0) | ((place >= 0) & select(chosen, value))
            chosen, place = np.where(keep, chosen, value), np.where(keep, place, candidate)
        out, real = np.zeros(prod(shape), compute), place >= 0
        np.add.at(out, place[real], source.reshape(-1)[real].astype(compute))
        return out.reshape(shape).astype(dtype, copy=False)

    return call


def _conv_general_dilated(eqn: JaxprEqn) -> Call:
    params, dtype = eqn.params, out_dtype(eqn)
    lhs_spec, rhs_spec, out_spec = params["dimension_numbers"]
    lhs_shape = [in_shape(eqn)[d] for d in lhs_spec]
    rhs_shape = [in_shape(eqn, 1)[d] for d in rhs_spec]
    config = [(0, 0, 0), (0, 0, 0)]
    for (low, high), base in zip(params["padding"], params["lhs_dilation"], strict=True):
        config.append((low, high, base - 1))
    pad, compute = padded(lhs_shape, config), wide(dtype)
    sizes, strides, dilation = rhs_shape[2:], params["window_strides"], params["rhs_dilation"]
    batch_groups, groups = params["batch_group_count"], params["feature_group_count"]
    batch, channels, outputs = lhs_shape[0] // batch_groups, rhs_shape[1], rhs_shape[0]
    groups *= batch_groups  # one of the two is 1
    space = [out_shape(eqn)[d] for d in out_spec[2:]]
    n = len(space)
    # (batch, group, channel, *space, *window) to (group, batch, *space, channel, *window)
    order = (1, 0, *range(3, 3 + n), 2, *range(3 + n, 3 + 2 * n))
    back = np.argsort(out_spec)

    def call(x: Array, kernel: Array) -> Array:
        x = pad(x.transpose(lhs_spec).astype(compute, copy=False), 0)
        if batch_groups > 1:  # groups of the batch are groups of channels side by side
            x = x.reshape(batch_groups, batch, *x.shape[1:]).swapaxes(0, 1)
        x = np.ascontiguousarray(x).reshape(batch, groups, channels, *x.shape[-n:] if n else ())
        patches = _windows(x, sizes, strides, dilation).transpose(order)
        patches = patches.reshape(groups, batch * prod(space), channels * prod(sizes))
        kernel = kernel.transpose(rhs_spec).astype(compute, copy=False)
        kernel = kernel.reshape(groups, outputs // groups, channels * prod(sizes))
        out = np.matmul(patches, kernel.swapaxes(1, 2))
        out = out.reshape(groups, batch, *space, outputs // groups)
        out = np.moveaxis(np.moveaxis(out, -1, 1), 2, 0).reshape(batch, outputs, *space)
        return out.transpose(back).astype(dtype, copy=False)

    return call


# Transforms and factorisations


def _fft(eqn: JaxprEqn) -> Call:
    names = ("fftn", "ifftn", "rfftn", "irfftn")
    transform = getattr(np.fft, names[int(eqn.params["fft_type"])])
    lengths, dtype = eqn.params["fft_lengths"], out_dtype(eqn)
    axes = range(-len(lengths), 0)
    return lambda x: transform(x, lengths, axes).astype(dtype, copy=False)


def _matrices(x: Array) -> Array:
    return x.reshape(prod(x.shape[:-2]), *x.shape[-2:])


def _decomposition(compute: Call, eqn: JaxprEqn) -> Call:
    """`compute`, its results in the equation's types, a matrix it fails for giving nan."""
    avals = [aval(var) for var in eqn.outvars]
    lead = len(in_shape(eqn)) - 2

    def call(x: Array) -> list[Array]:
        try:
            results = compute(x)
        except np.linalg.LinAlgError:
            if x.ndim > 2:
                rows = zip(*map(call, _matrices(x)), strict=True)
                return [
                    np.stack(row).reshape(kind.shape) for row, kind in zip(rows, avals, strict=True)
                ]
            return [np.full(kind.shape[lead:], np.nan, kind.dtype) for kind in avals]
        return [r.astype(kind.dtype, copy=False) for r, kind in zip(results, avals, strict=True)]

    return call


def _cholesky(eqn: JaxprEqn) -> Call:
    call = _decomposition(lambda x: [np.linalg.cholesky(x)], eqn)
    return lambda x: np.tril(call(x)[0])


def _size(x: Array) -> Array:
    """How large LAPACK takes elements for: of complex ones, the sum of the parts' sizes."""
    return np.abs(x.real) + np.abs(x.imag) if is_complex(x.dtype) else np.abs(x)


def _eliminate(matrix: Array, pivots: Array, permutation: Array) -> None:
    """Factors `matrix` in place by Gaussian elimination with partial pivoting."""
    for k in range(len(pivots)):
        pivot = k + int(_size(matrix[k:, k]).argmax())
        pivots[k] = pivot
        if pivot != k:
            matrix[[k, pivot]] = matrix[[pivot, k]]
            permutation[[k, pivot]] = permutation[[pivot, k]]
        if matrix[k, k] != 0:
            matrix[k + 1 :, k] /= matrix[k, k]
        matrix[k + 1 :, k + 1 :] -= np.outer(matrix[k + 1 :, k], matrix[k, k + 1 :])


def _lu(eqn: JaxprEqn) -> Call:
    *lead, m, n = in_shape(eqn)

    def call(x: Array) -> list[Array]:
        factors = np.array(x, order="C")
        pivots = np.empty((*lead, min(m, n)), np.int32)
        permutation = np.empty((*lead, m), np.int32)
        permutation[...] = np.arange(m)
        rows = pivots.reshape(prod(lead), min(m, n)), permutation.reshape(prod(lead), m)
        for matrix, pivot, order in zip(_matrices(factors), *rows, strict=True):
            _eliminate(matrix, pivot, order)
        return [factors, pivots, permutation]

    return call


def _triangular_solve(eqn: JaxprEqn) -> Call:
    params, n = eqn.params, in_shape(eqn)[-1]
    left, conjugate = params["left_side"], params["conjugate_a"]
    # x a = b is a' x' = b', and transposing swaps the triangles.
    flip = params["transpose_a"] == left
    order = range(n) if params["lower"] != flip else range(n - 1, -1, -1)
    unit = params["unit_diagonal"]

    def call(a: Array, b: Array) -> Array:
        a = a.conj() if conjugate else a
        a = a.swapaxes(-1, -2) if flip else a
        x = np.array(b if left else b.swapaxes(-1, -2), order="C")
        for i in order:
            done = slice(0, i) if order.step > 0 else slice(i + 1, n)
            row = a[..., i : i + 1, done] @ x[..., done, :]
            x[..., i, :] -= row[..., 0, :]
            if not unit:
                x[..., i, :] /= a[..., i, i, None]
        return x if left else x.swapaxes(-1, -2)

    return call


def _is_default(eqn: JaxprEqn) -> bool:
    """Whether neither a part of the spectrum nor a particular algorithm is asked for."""
    names = ("subset_by_index", "algorithm", "implementation")
    return all(eqn.params.get(name) is None for name in names)


def _eigh(eqn: JaxprEqn) -> Call | None:
    triangle = "L" if eqn.params["lower"] else "U"
    compute = lambda x: np.linalg.eigh(x, triangle)[::-1]
    return _decomposition(compute, eqn) if _is_default(eqn) else None


def _eig(eqn: JaxprEqn) -> Call | None:
    if eqn.params["compute_left_eigenvectors"] or not _is_default(eqn):
        return None
    if eqn.params["compute_right_eigenvectors"]:
        return _decomposition(np.linalg.eig, eqn)
    return _decomposition(lambda x: [np.linalg.eigvals(x)], eqn)


def _svd(eqn: JaxprEqn) -> Call | None:
    if not _is_default(eqn):
        return None
    if not eqn.params["compute_uv"]:
        return _decomposition(lambda x: [np.linalg.svd(x, compute_uv=False)], eqn)
    full = eqn.params["full_matrices"]

    def compute(x: Array) -> list[Array]:
        u, s, vh = np.linalg.svd(x, full)
        return [s, u, vh]

    return _decomposition(compute, eqn)


def _qr(eqn: JaxprEqn) -> Call | None:
    mode = "complete" if eqn.params["full_matrices"] else "reduced"
    compute = lambda x: np.linalg.qr(x, mode)
    return None if eqn.params.get("pivoting") else _decomposition(compute, eqn)


RULES: dict[str, Rule] = {
    "cholesky": _cholesky,
    "conv_general_dilated": _conv_general_dilated,
    "dot_general": _dot_general,
    "eig": _eig,
    "eigh": _eigh,
    "fft": _fft,
    "lu": _lu,
    "qr": _qr,
    "reduce_window": _reduce_window,
    "reduce_window_max": _reduce_window_by(np.maximum),
    "reduce_window_min": _reduce_window_by(np.minimum),
    "reduce_window_sum": _reduce_window_by(np.add),
    "select_and_scatter_add": _select_and_scatter_add,
    "svd": _svd,
    "triangular_solve": _triangular_solve,
}


def flops(eqn: JaxprEqn) -> int:
    """Floating-point operations of a product or factorisation, roughly; 0 for anything else."""
    name = eqn.primitive.name
    if name == "dot_general":
        (contract, _), _ = eqn.params["dimension_numbers"]
        return 2 * prod(out_shape(eqn)) * prod(in_shape(eqn)[d] for d in contract)
    if name == "conv_general_dilated":
        rhs_spec = eqn.params["dimension_numbers"].rhs_spec
        return 2 * prod(out_shape(eqn)) * prod(in_shape(eqn, 1)[d] for d in rhs_spec[1:])
    if name in ("cholesky", "eig", "eigh", "lu", "qr", "svd", "triangular_solve"):
        return 10 * prod(in_shape(eqn)) * min(in_shape(eqn)[-2:])
    return 0
