"""What is timed: expressions over the operands of `sizes`, by family.

The name of a case is that of the operator, as users know it. Operators that only differ in name
share a line. A `!` after a name says that there is no gradient to time.
"""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.ops.layers import COSTLY, LAYERS


@dataclass(frozen=True)
class Case:
    """An expression; its operands are the names in it."""

    name: str
    family: str
    expression: str
    backward: bool
    #: Large is a tenth of what it is elsewhere, a tenth of a second being too long for a call.
    tenth: bool


CASES: dict[str, Case] = {}


def _add(family: str, table: dict[str, str], *, backward: bool = True, tenth: bool = False) -> None:
    """Adds the cases of a family: names by expression, where `{}` stands for the name."""
    for expression, names in table.items():
        for name in names.split():
            bare = name.removesuffix("!")
            if bare in CASES:
                raise ValueError(f"two cases are called {bare}")
            text = expression.replace("{}", bare)
            CASES[bare] = Case(bare, family, text, backward and bare == name, tenth)


_add(
    "unary",
    {
        "torch.{}(x)": """
            neg abs sign! square exp exp2 expm1 sin cos tan atan sinh cosh tanh sigmoid erf erfc
            asinh deg2rad rad2deg angle! sgn! floor! ceil! trunc! frac! round! nan_to_num isnan!
            isinf! isfinite! signbit! isposinf! isneginf! logical_not! frexp! relu clone
        """,
        "torch.{}(p)": "log log2 log10 log1p sqrt rsqrt reciprocal",
        "torch.{}(v)": "asin acos atanh",
        "torch.{}(above)": "acosh",
        "torch.{}(i)": "bitwise_not!",
        "torch.{}(complex)": "conj_physical isreal!",
        "torch.abs(complex)": "abs.complex",
        "torch.exp(complex)": "exp.complex",
        "torch.round(x, decimals=2)": "round.decimals!",
        "torch.clamp(x, -1.0, 1.0)": "clamp",
        "torch.clamp(x, y, p)": "clamp.tensor",
        "torch.clamp_min(x, 0.0)": "clamp_min",
        "torch.clamp_max(x, 0.0)": "clamp_max",
    },
)
_add(
    "binary",
    {
        "torch.{}(x, y)": """
            add sub mul maximum minimum fmax fmin atan2 hypot copysign logaddexp logaddexp2
            complex nextafter! heaviside! eq! ne! lt! le! gt! ge! isclose! rsub
        """,
        "torch.{}(x, p)": "div xlogy remainder fmod floor_divide! ldexp!",
        "torch.{}(p, x)": "pow float_power!",
        "torch.{}(p, q)": "polar",
        "torch.{}(x, y, u)": "lerp",
        "torch.{}(x, y, p)": "addcmul addcdiv",
        "torch.{}(i, j)": """
            gcd! lcm! bitwise_and! bitwise_or! bitwise_xor! logical_and! logical_or! logical_xor!
        """,
        "torch.{}(i, bits)": "bitwise_left_shift! bitwise_right_shift!",
        "torch.equal(x, x + 0)": "equal!",
        "x + 1.5": "add.number",
        "x * 1.5": "mul.number",
        "x / 1.5": "div.number",
        "1.5 / p": "reciprocal.number",
        "x + row": "add.row",
        "x * col": "mul.column",
        "x + y.sum()": "add.0d",
        "x**2": "pow.2",
        "x**3": "pow.3",
        "p**0.5": "pow.half",
        "p**2.5": "pow.2_5",
        "2.0**x": "pow.base",
        "torch.div(x, p, rounding_mode='trunc')": "div.trunc!",
        "torch.div(x, p, rounding_mode='floor')": "div.floor!",
        "torch.where(mask, x, y)": "where",
        "torch.where(mask, x, 0.0)": "where.number",
        "x.masked_fill(mask, 0.0)": "masked_fill",
        "x * y + z": "chain.3",
        "torch.tanh(x * y + z) * torch.sigmoid(x - y)": "chain.7",
    },
)
_add(
    "dtypes",
    {
        "half + half * half": "float16.arithmetic",
        "torch.exp(half)": "float16.exp",
        "half.sum(1)": "float16.sum",
        "half.softmax(1)": "float16.softmax",
        "half.cumsum(1)": "float16.cumsum",
        "brain + brain * brain": "bfloat16.arithmetic",
        "torch.exp(brain)": "bfloat16.exp",
        "brain.sum(1)": "bfloat16.sum",
        "brain.softmax(1)": "bfloat16.softmax",
        "brain.cumsum(1)": "bfloat16.cumsum",
        "brain.amax(1)": "bfloat16.amax",
        "a.bfloat16() @ b.bfloat16()": "bfloat16.matmul",
        "a.half() @ b.half()": "float16.matmul",
        "double + double * double": "float64.arithmetic",
        "torch.exp(double)": "float64.exp",
        "double.sum(1)": "float64.sum",
        "a.double() @ b.double()": "float64.matmul",
        "i + i * j": "int64.arithmetic!",
        "i // j": "int64.floor_divide!",
        "i % j": "int64.remainder!",
        "i / j": "int64.div!",
        "i.sum(1)": "int64.sum!",
        "i.amax(1)": "int64.amax!",
        "i.cumsum(1)": "int64.cumsum!",
        "i.int() * j.int()": "int32.mul!",
        "i.int() // j.int()": "int32.floor_divide!",
        "i.to(torch.uint8) + j.to(torch.uint8)": "uint8.add!",
        "mask & (x > 0)": "bool.and!",
        "complex * complex": "complex64.mul",
        "x.double()": "to.float64",
        "x.half()": "to.float16",
        "x.bfloat16()": "to.bfloat16",
        "x.long()": "to.int64!",
        "i.float()": "from.int64!",
        "mask.float()": "from.bool!",
    },
)
_add(
    "special",
    {
        "torch.special.{}(x)": """
            ndtr log_ndtr i0 i0e i1 i1e erfcx sinc bessel_j0! bessel_j1! spherical_bessel_j0!
            modified_bessel_i0! modified_bessel_i1! airy_ai!
        """,
        "torch.special.{}(p)": """
            entr digamma bessel_y0! bessel_y1! modified_bessel_k0! modified_bessel_k1!
            scaled_modified_bessel_k0! scaled_modified_bessel_k1!
        """,
        "torch.special.{}(u)": "logit ndtri",
        "torch.special.{}(v)": "erfinv",
        "torch.lgamma(p)": "lgamma",
        "torch.polygamma(1, p)": "polygamma.1",
        "torch.polygamma(3, p)": "polygamma.3!",
        "torch.mvlgamma(above + 2, 2)": "mvlgamma",
        "torch.special.gammainc(p, q)": "igamma!",
        "torch.special.gammaincc(p, q)": "igammac!",
        "torch.special.zeta(above, p)": "zeta!",
        "torch.special.xlog1py(x, p)": "xlog1py",
        "torch.special.{}(v, 5)": """
            chebyshev_polynomial_t! chebyshev_polynomial_u! chebyshev_polynomial_v!
            chebyshev_polynomial_w! shifted_chebyshev_polynomial_t! shifted_chebyshev_polynomial_u!
            shifted_chebyshev_polynomial_v! shifted_chebyshev_polynomial_w! hermite_polynomial_h!
            hermite_polynomial_he! laguerre_polynomial_l! legendre_polynomial_p!
        """,
    },
    tenth=True,
)
_add(
    "reduce",
    {
        "x.{}()": "sum mean max min argmax! argmin! norm nansum aminmax count_nonzero!",
        "near_one.{}()": "prod",
        "x.{}(1)": "logsumexp amax amin",
        "true.{}()": "all!",
        "(x > 9).{}()": "any!",
        "x.sum(0)": "sum.0",
        "x.sum(1)": "sum.1",
        "x.mean(0)": "mean.0",
        "x.mean(1)": "mean.1",
        "near_one.prod(1)": "prod.1",
        "true.all(1)": "all.1!",
        "x.amax(0)": "amax.0",
        "x.max(0)": "max.0",
        "x.max(1)": "max.1",
        "x.min(1)": "min.1",
        "x.argmax(0)": "argmax.0!",
        "x.argmax(1)": "argmax.1!",
        "x.var()": "var",
        "x.var(0)": "var.0",
        "x.var(1)": "var.1",
        "x.std(1)": "std.1",
        "torch.var_mean(x, 1)": "var_mean.1",
        "torch.std_mean(x, 1)": "std_mean.1",
        "x.logsumexp(0)": "logsumexp.0",
        "torch.linalg.vector_norm(x, dim=1)": "vector_norm.1",
        "torch.linalg.vector_norm(x, 1, dim=1)": "vector_norm.p1",
        "torch.linalg.vector_norm(x, 3, dim=1)": "vector_norm.p3",
        "torch.linalg.vector_norm(x, float('inf'), dim=0)": "vector_norm.inf",
        "x.nanmean(1)": "nanmean.1",
        "torch.cov(x[:64])": "cov",
        "torch.renorm(x, 2, 0, 1.0)": "renorm",
    },
)
_add(
    "scan",
    {
        "x.{}(1)": "cumsum cummax cummin logcumsumexp",
        "near_one.{}(1)": "cumprod",
        "x.cumsum(0)": "cumsum.0",
        "near_one.cumprod(0)": "cumprod.0",
        "line.cumsum(0)": "cumsum.line",
        "x.cummax(0)": "cummax.0",
        "x.diff(dim=1)": "diff",
        "torch.trapezoid(x, dim=1)": "trapezoid",
        "torch.cumulative_trapezoid(x, dim=1)": "cumulative_trapezoid",
    },
)
_add(
    "shape",
    {
        "x.t().contiguous()": "transpose",
        "image.permute(0, 2, 3, 1).contiguous()": "permute",
        "x.t().reshape(-1)": "reshape",
        "torch.cat([x, y])": "cat.0",
        "torch.cat([x, y], 1)": "cat.1",
        "torch.stack([x, y], 1)": "stack",
        "torch.stack([x, y], -1)": "stack.last",
        "x.flip(0)": "flip.0",
        "x.flip(1)": "flip.1",
        "x.rot90()": "rot90",
        "x.roll(3, 1)": "roll",
        "row.repeat(size.rows, 1)": "repeat",
        "row.tile(size.rows)": "tile",
        "row.expand(size.rows, -1).contiguous()": "expand",
        "x.repeat_interleave(2, 1)": "repeat_interleave",
        "x.{}()": "tril triu",
        "torch.diag_embed(long)": "diag_embed",
        "a.diagonal().clone()": "diagonal",
        "x.unfold(1, 4, 2).contiguous()": "unfold.dim",
        "x[:, ::2].clone()": "slice.step",
        "x[1:-1, 1:-1] * 2": "slice",
        "torch.cat(x.chunk(4, 1)[::-1], 1)": "chunk",
        "x.view(size.rows, -1, 2).sum(-1)": "view",
        "torch.kron(long[:8], x)": "kron",
        "sum(torch.meshgrid(row, long, indexing='ij'))": "meshgrid",
        "torch.view_as_complex(x.view(size.rows, -1, 2)) * 2": "view_as_complex",
        "torch.view_as_real(complex) * 2": "view_as_real",
        "complex.real * 2": "real",
        "torch.block_diag(a, b)": "block_diag",
    },
)
_add(
    "create",
    {
        "torch.{}(size.rows, size.cols)": "zeros ones rand randn",
        "torch.full((size.rows, size.cols), 2.5)": "full",
        "torch.arange(size.rows * size.cols)": "arange",
        "torch.linspace(0, 1, size.rows * size.cols)": "linspace",
        "torch.eye(size.cols)": "eye",
        "torch.{}(x)": "zeros_like ones_like rand_like",
        "torch.randint(0, 100, (size.rows, size.cols))": "randint",
        "torch.randperm(size.rows * size.cols)": "randperm",
        "torch.bernoulli(u)": "bernoulli",
        "torch.multinomial(u[:, :1000], 10, True)": "multinomial",
        "torch.nn.functional.dropout(x)": "dropout",
        "x.clone().exponential_()": "exponential",
        "x.clone().uniform_()": "uniform",
        "torch.normal(x, p)": "normal",
    },
    backward=False,
    tenth=True,
)
_add(
    "index",
    {
        "x[rows]": "index.rows",
        "x[:, cols]": "index.columns",
        "x[all_rows, all_cols]": "index.elements",
        "x[mask]": "index.mask!",
        "x.index_put((all_rows, all_cols), y)": "index_put",
        "x.index_put((rows,), y)": "index_put.rows",
        "x.index_put((all_rows, all_cols), y, accumulate=True)": "index_put.accumulate",
        "x.index_put((mask,), row[0])": "index_put.mask",
        "x.index_select(0, rows)": "index_select.0",
        "x.index_select(1, cols)": "index_select.1",
        "x.take(places)": "take",
        "x.put(places, line)": "put",
        "x.gather(1, all_cols)": "gather.1",
        "x.gather(0, all_rows)": "gather.0",
        "torch.take_along_dim(x, all_cols, 1)": "take_along_dim",
        "x.scatter(1, all_cols, y)": "scatter!",
        "x.scatter(1, all_cols, 1.0)": "scatter.number",
        "x.scatter_add(1, all_cols, y)": "scatter_add.1",
        "x.scatter_add(0, all_rows, y)": "scatter_add.0",
        "line.scatter_add(0, places, line2)": "scatter_add.line",
        "x.scatter_reduce(1, all_cols, y, 'amax')": "scatter_reduce.amax",
        "x.scatter_reduce(1, all_cols, y, 'mean')": "scatter_reduce.mean",
        "x.scatter_reduce(1, all_cols, y, 'prod')": "scatter_reduce.prod!",
        "x.index_add(0, rows, y)": "index_add.0",
        "x.index_add(1, cols, y)": "index_add.1",
        "x.index_copy(0, rows, y)": "index_copy",
        "x.index_fill(0, rows, 1.0)": "index_fill",
        "x.index_reduce(0, rows, y, 'amax')": "index_reduce!",
        "x.masked_select(mask)": "masked_select!",
        "x.masked_scatter(mask, y)": "masked_scatter",
        "mask.nonzero()": "nonzero!",
        "few_values.unique()": "unique!",
        "few_values.unique(return_inverse=True, return_counts=True)": "unique.all!",
        "few_values.unique_consecutive()": "unique_consecutive!",
        "torch.searchsorted(edges, line)": "searchsorted!",
        "torch.bucketize(line, edges)": "bucketize!",
        "torch.isin(few_values, few_values[:100])": "isin!",
        "few_values.bincount()": "bincount!",
        "line.histc(100)": "histc!",
        "torch.segment_reduce(x, 'sum', lengths=rows[:1] * 0 + size.rows)": "segment_reduce!",
        "torch.nn.functional.embedding(words, table)": "embedding",
        "torch.nn.functional.embedding_bag(bags, table)": "embedding_bag",
        "torch.nn.functional.one_hot(labels, size.cols)": "one_hot!",
        "torch.tril_indices(size.rows, size.rows)": "tril_indices!",
    },
    tenth=True,
)
_add(
    "sort",
    {
        "line.sort()": "sort.line",
        "x.sort(1)": "sort.1",
        "x.sort(0)": "sort.0",
        "line.sort(stable=True, descending=True)": "sort.stable",
        "few_values.sort()": "sort.int64!",
        "line.argsort()": "argsort!",
        "x.topk(10, 1)": "topk",
        "line.topk(100)": "topk.line",
        "x.kthvalue(5, 1)": "kthvalue",
        "many.mode(1)": "mode",
        "x.{}(1)": "median nanmedian",
        "line.median()": "median.line",
        "line.nanmedian()": "nanmedian.line",
        "line.nanquantile(0.3)": "nanquantile.line",
        "line.quantile(0.3)": "quantile.line",
        "x.quantile(0.3, 1)": "quantile",
        "x.msort()": "msort",
    },
    tenth=True,
)
_add(
    "matmul",
    {
        "a @ b": "matmul",
        "torch.{}(a, b)": "mm inner",
        "a @ b.t()": "matmul.transposed",
        "torch.bmm(stack_a, stack_b)": "bmm",
        "stack_a @ a[: size.side // 2, : size.side // 2]": "matmul.broadcast",
        "torch.mv(a, long)": "mv",
        "x @ row": "mv.large",
        "torch.dot(line, line2)": "dot",
        "torch.vdot(line, line2)": "vdot",
        "torch.outer(row, col[:, 0])": "outer",
        "torch.addmm(c, a, b)": "addmm",
        "torch.addmv(long, a, long2)": "addmv",
        "torch.addr(a, long, long2)": "addr",
        "torch.baddbmm(stack_a, stack_a, stack_b)": "baddbmm",
        "torch.einsum('ij,jk->ik', a, b)": "einsum.matmul",
        "torch.einsum('bij,bkj->bik', stack_a, stack_b)": "einsum.batched",
        "torch.einsum('ij,ij->i', x, y)": "einsum.rows",
        "torch.tensordot(stack_a, stack_b, ([0, 2], [0, 2]))": "tensordot",
        "torch.cross(threes, threes2, dim=1)": "cross",
        "a.trace()": "trace",
        "torch.nn.functional.linear(a, b, long)": "linear",
        "torch.nn.functional.bilinear(points, points2, pairs)": "bilinear",
        "torch.addbmm(c[: size.side // 2, : size.side // 2], stack_a, stack_b)": "addbmm",
        "torch.linalg.multi_dot([a, b, c])": "multi_dot",
    },
)
_add(
    "linalg",
    {
        "torch.linalg.{}(m)": """
            lu_factor lu inv det slogdet matrix_exp eigvals! svdvals pinv matrix_rank!
        """,
        "torch.linalg.{}(spd)": "cholesky eigh eigvalsh ldl_factor!",
        "torch.linalg.{}(tall)": "qr",
        "torch.linalg.svd(m, full_matrices=False)": "svd",
        "torch.linalg.svd(tall, full_matrices=False)": "svd.tall",
        "torch.linalg.eig(m)": "eig!",
        "torch.linalg.qr(tall, mode='complete')": "qr.complete!",
        "torch.linalg.solve(m, rhs)": "solve",
        "torch.linalg.lu_solve(*factors, rhs)": "lu_solve!",
        "torch.linalg.solve_triangular(lower, rhs, upper=False)": "solve_triangular",
        "torch.triangular_solve(rhs, lower, upper=False)": "triangular_solve",
        "torch.cholesky_solve(rhs, lower)": "cholesky_solve",
        "torch.cholesky_inverse(lower)": "cholesky_inverse",
        "torch.linalg.lstsq(tall, rhs.repeat(2, 1)).solution": "lstsq",
        "torch.linalg.matrix_power(m, 5)": "matrix_power",
        "torch.geqrf(tall)": "geqrf!",
        "torch.linalg.householder_product(*reflectors)": "householder_product!",
        "torch.ormqr(*reflectors, tall)": "ormqr!",
        "torch.linalg.ldl_solve(*ldl, rhs)": "ldl_solve!",
        "torch.lu_unpack(*factors)": "lu_unpack!",
        "torch.linalg.inv(small_stack)": "inv.stack",
        "torch.linalg.solve(small_stack, small_stack[..., 0])": "solve.stack",
        "torch.linalg.cholesky(small_stack @ small_stack.mT + torch.eye(4))": "cholesky.stack",
    },
)
_add(
    "fft",
    {
        "torch.fft.{}(x)": "rfft ihfft rfft2 rfftn ihfft2 ihfftn",
        "torch.fft.{}(complex)": """
            fft ifft irfft hfft fft2 ifft2 irfft2 fftn ifftn irfftn hfft2 hfftn
        """,
        "torch.fft.rfft(x, dim=0)": "rfft.0",
        "torch.fft.fftshift(x)": "fftshift",
        "torch.stft(signal, 16, window=window, return_complex=True)": "stft",
        "torch.istft(spectrum, 8, window=window8)": "istft",
    },
    tenth=True,
)
for _family, _table in LAYERS.items():
    _add(_family, _table, tenth=_family in COSTLY)
