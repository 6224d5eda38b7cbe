"""Statements of the namespaces: `torch.linalg`, `torch.special`, `torch.fft`, `nn.functional`.

What depends on a choice (the signs of eigenvectors) or on the last bit (the rank of a singular
matrix) is left out: a number that two libraries round differently proves nothing.
"""

from compat.fuzz.draft import Draft, Variable, broadcast, floating
from compat.fuzz.statements import kind

SINCE = 2800

_SPECIAL = ("entr", "erfcx", "i0", "i0e", "i1", "i1e", "log_ndtr", "ndtr", "expit", "gammaln",
            "erf", "digamma", "sinc", "bessel_j0", "bessel_j1", "exp2", "expm1", "log1p", "erfc",
            "psi")  # fmt: skip
_SPECIAL_PAIRS = ("xlogy", "xlog1py", "gammainc", "gammaincc", "zeta")


def _complex(dtype: str) -> str:
    return "complex128" if dtype in ("float64", "complex128") else "complex64"


def _matrix(draft: Draft, wanted: int = 2) -> Variable:
    return draft.pick(lambda v: v.rank >= wanted and v.dtype in ("float32", "float64", "complex64"))


def _definite(x: Variable) -> str:
    """A positive definite matrix, far from a singular one."""
    return f"({x} @ {x}.mH + 2 * torch.eye({x.shape[-2]}, dtype={x}.dtype))"


@kind(1.5, since=SINCE)
def solved(draft: Draft) -> None:
    """What is found by a decomposition."""
    x = _matrix(draft)
    square = (*x.shape[:-1], x.shape[-2])
    a = _definite(x)
    expression, shape = draft.one(
        (f"torch.linalg.inv({a})", square),
        (f"torch.linalg.det({a})", square[:-2]),
        (f"torch.linalg.slogdet({a})[1]", None),
        (f"torch.linalg.cholesky({a})", square),
        (f"torch.linalg.solve({a}, {x})", x.shape),
        (f"torch.linalg.eigvalsh({a})", None),
        (f"torch.linalg.svdvals({a})", None),
        (f"torch.linalg.pinv({a})", square),
        (f"torch.cholesky_inverse(torch.linalg.cholesky({a}))", square),
        (f"torch.linalg.solve_triangular({a}.triu(), {x}, upper=True)", x.shape),
        (f"torch.linalg.cond({a}, 1)", None),
        (f"torch.linalg.inv({x})", x.shape if x.shape[-1] == x.shape[-2] else None),
        (f"torch.linalg.det({x})", x.shape[:-2] if x.shape[-1] == x.shape[-2] else None),
    )
    draft.assign(expression, shape, x.dtype, grad=x.grad)


@kind(2, since=SINCE)
def linear_algebra(draft: Draft) -> None:
    """Norms and products."""
    x = draft.pick(lambda v: v.is_inexact)
    dim = draft.dim(x)
    order = draft.one("2", "1", "3", "0", "float('inf')", "0.5")
    expression = draft.one(
        f"torch.linalg.vector_norm({x}, {order}, dim={dim})",
        f"torch.linalg.norm({x})", f"torch.linalg.matrix_norm({x}, {draft.one(1, repr('fro'))})",
        f"torch.linalg.vecdot({x}, {x}, dim={dim})", f"torch.linalg.cross({x}, {x}, dim={dim})",
        f"torch.linalg.matrix_power({x}, {draft.one(0, 1, 2, 3)})", f"torch.linalg.diagonal({x})",
        f"torch.linalg.multi_dot([{x}, {x}.mT, {x}])", f"torch.linalg.vander({x})",
        f"torch.kron({x}, {x})", f"torch.tensordot({x}, {x}, {draft.one(0, 1)})",
        f"torch.addmm({x}, {x}, {x}, beta=0.5)", f"torch.baddbmm({x}, {x}, {x})",
        f"torch.cdist({x}, {x}, {draft.one(1, 2, 0)})", f"torch.dist({x}, {x}, {draft.one(1, 2)})",
        f"torch.tril({x}, {draft.one(0, 1, -1)})", f"{x}.triu_()", f"torch.linalg.matrix_exp({x})",
    )  # fmt: skip
    draft.assign(expression, None)


@kind(2, since=SINCE)
def special(draft: Draft) -> None:
    x = draft.pick(lambda v: not v.is_complex)
    if draft.chance(0.25):
        y = draft.pick(lambda v: not v.is_complex and broadcast(v.shape, x.shape) is not None)
        draft.assign(f"torch.special.{draft.one(*_SPECIAL_PAIRS)}({x}, {y})", None)
        return
    call = draft.one(
        f"{draft.one(*_SPECIAL)}({x})", f"{draft.one(*_SPECIAL)}({x})",
        f"{draft.one(*_SPECIAL)}({x})", f"polygamma({draft.one(0, 1, 2)}, {x})",
        f"logit({x}, 0.1)", f"log_softmax({x}, {draft.dim(x)})", f"logsumexp({x}, {draft.dim(x)})",
    )  # fmt: skip
    shape = x.shape if call.startswith(_SPECIAL) else None
    draft.assign(f"torch.special.{call}", shape, floating(x.dtype), grad=x.grad)


@kind(1.5, since=SINCE)
def transformed(draft: Draft) -> None:
    x = draft.pick(lambda v: v.dtype not in ("float16", "bfloat16"))
    dim = draft.dim(x)
    words = draft.one("", f", dim={dim}", ", norm='ortho'", f", n=4, dim={dim}", ", n=2")
    name = draft.one("fft", "ifft", "rfft", "irfft", "hfft", "ihfft", "fftn", "rfft2", "ifft2",
                     "fftshift", "ifftshift")  # fmt: skip
    if name.endswith(("n", "2")):
        words = draft.one("", ", norm='ortho'", f", dim=({dim},)", ", s=(2,), dim=(-1,)")
    if name.endswith("shift"):
        draft.assign(f"torch.fft.{name}({x}, dim={dim})", x.shape, x.dtype, grad=x.grad)
        return
    whole = name in ("fft", "ifft", "fftn", "ifft2") and "n=" not in words and "s=" not in words
    shape = x.shape if whole else None
    draft.assign(f"torch.fft.{name}({x}{words})", shape, _complex(x.dtype), grad=x.grad)


@kind(2, since=SINCE)
def activated(draft: Draft) -> None:
    x = draft.pick(lambda v: v.is_float or draft.chance(0.1))
    dim = draft.dim(x)
    name = draft.one(
        "hardtanh(X)", "hardswish(X)", "hardsigmoid(X)", "celu(X, 0.5)", "selu(X)", "mish(X)",
        "softsign(X)", "tanhshrink(X)", "softshrink(X)", "hardshrink(X, 0.25)", "logsigmoid(X)",
        "threshold(X, 0.1, 2)", "relu6(X)", "gelu(X, approximate='tanh')",
        "prelu(X, torch.tensor([0.5], dtype=X.dtype))", f"softmin(X, {dim})",
        "rms_norm(X, X.shape[-1:])", "leaky_relu_(X, 0.5)", "elu_(X)",
    )  # fmt: skip
    draft.assign(f"F.{name.replace('X', str(x))}", x.shape, x.dtype, grad=x.grad)


@kind(1.5, since=SINCE)
def lost(draft: Draft) -> None:
    """Loss functions."""
    x = draft.pick(lambda v: v.is_float and v.rank > 0)
    ends = draft.one("", ", reduction='sum'", ", reduction='none'")
    ones = f"torch.ones_like({x})"
    classes = [0] * (x.shape[0] if x.rank == 2 else 1)
    expression = draft.one(
        f"F.huber_loss({x}, {ones}{ends})", f"F.l1_loss({x}, {ones}{ends})",
        f"F.binary_cross_entropy_with_logits({x}, {ones}{ends})",
        f"F.binary_cross_entropy(torch.sigmoid({x}), {ones}{ends})",
        f"F.kl_div({x}, torch.softmax({x}.detach(), -1){ends})",
        f"F.cross_entropy({x}, torch.tensor({classes}){ends})",
        f"F.cross_entropy({x}, torch.softmax({x}.detach(), -1){ends})",
        f"F.nll_loss({x}, torch.tensor({classes}){ends})",
        f"F.poisson_nll_loss({x}, {ones}{ends})", f"F.soft_margin_loss({x}, {ones}{ends})",
        f"F.gaussian_nll_loss({x}, {ones}, {ones}{ends})",
        f"F.hinge_embedding_loss({x}, {ones}{ends})",
        f"F.margin_ranking_loss({x}, {x}.detach() + 1, {ones}{ends})",
        f"F.cosine_similarity({x}, {ones}, dim={draft.dim(x)})",
        f"F.pairwise_distance({x}, {ones})", f"F.triplet_margin_loss({x}, {ones}, {x} * 2{ends})",
    )  # fmt: skip
    shape = x.shape if "none" in ends and "_loss" in expression else ()
    known = "cross_entropy({" not in expression and "nll" not in expression
    draft.assign(expression, shape if known else None, x.dtype, grad=x.grad)


def _windowed(draft: Draft) -> tuple[Variable, str]:
    """A tensor to slide a window over, and how a statement shows it: batch, channels, length."""
    x = draft.pick(lambda v: v.dtype in ("float32", "float64") and 0 < v.rank <= 3 and v.size > 0)
    return x, x.name if x.rank == 3 else f"{x}.reshape(1, -1, {x.shape[-1]})"


@kind(2, since=SINCE)
def windowed(draft: Draft) -> None:
    """Convolutions, pools, paddings, normalisations of batches."""
    x, shown = _windowed(draft)
    channels = f"{shown}.shape[1]"
    ones = f"torch.ones(2, {channels}, {draft.one(1, 2)}, dtype={x}.dtype)"
    expression = draft.one(
        f"F.conv1d({shown}, {ones})", f"F.conv1d({shown}, {ones}, padding=1, stride=2)",
        f"F.conv_transpose1d({shown}, torch.ones({channels}, 2, 2, dtype={x}.dtype))",
        f"F.max_pool1d({shown}, 2)", f"F.avg_pool1d({shown}, 2, stride=1)",
        f"F.adaptive_avg_pool1d({shown}, 2)", f"F.adaptive_max_pool1d({shown}, 1)",
        f"F.max_pool1d({shown}, 2, 1, return_indices=True)[1]", f"F.lp_pool1d({shown}, 2, 2)",
        f"F.batch_norm({shown}, None, None, training=True)", f"F.instance_norm({shown})",
        f"F.group_norm({shown}, 1)", f"F.interpolate({shown}, scale_factor=2)",
        f"F.interpolate({shown}, 3, mode='linear')", f"F.unfold({shown}[:, None], 1)",
        f"F.scaled_dot_product_attention({shown}, {shown}, {shown})",
        f"F.local_response_norm({shown}, 2)", f"F.avg_pool2d({shown}, 1)",
    )  # fmt: skip
    draft.assign(expression, None)


@kind(1, since=SINCE)
def padded(draft: Draft) -> None:
    x = draft.pick(lambda v: v.rank > 0)
    draft.assign(
        draft.one(
            f"F.pad({x}, (1, 1))",
            f"F.pad({x}, (-1, 0))",
            f"F.pad({x}, (0, 1), value=2)",
            f"F.pad({x}, (1, 0), mode='reflect')",
            f"F.pad({x}, (1, 1), mode='replicate')",
            f"F.pad({x}, (0, 1), mode='circular')",
            f"F.glu({x}, {draft.dim(x)})",
            f"F.one_hot({x}, 6)",
            f"F.embedding({x}, torch.ones(8, 2))",
            f"F.linear({x}, {x})",
        ),  # fmt: skip
        None,
    )


@kind(2.5, since=SINCE)
def assorted(draft: Draft) -> None:
    """Functions of `torch` that no other kind has."""
    x = draft.pick()
    dim = draft.dim(x)
    draft.assign(
        draft.one(
            f"torch.quantile({x}, 0.5, {dim})",
            f"{x}.nanmedian()",
            f"{x}.mode({dim}).values",
            f"{x}.nanmean({dim})",
            f"torch.renorm({x}, 2, {dim}, 1.0)",
            f"torch.trapezoid({x})",
            f"torch.cov({x})",
            f"torch.corrcoef({x})",
            f"{x}.histc(4)",
            f"{x}.bincount()",
            f"torch.unique({x})",
            f"torch.unique_consecutive({x})",
            f"torch.isin({x}, {x})",
            f"torch.searchsorted(torch.tensor([0, 1, 2]), {x})",
            f"torch.logit({x})",
            f"torch.bucketize({x}, torch.tensor([0.5, 1.5]))",
            f"torch.heaviside({x}, {x})",
            f"torch.gcd({x}, {x})",
            f"torch.ldexp({x}, {x})",
            f"torch.nextafter({x}, {x})",
            f"torch.float_power({x}, 2)",
            f"torch.signbit({x})",
            f"torch.frexp({x})[0]",
            f"torch.deg2rad({x})",
            f"torch.sgn({x})",
            f"torch.angle({x})",
            f"torch.rot90({x})",
            f"torch.block_diag({x}, {x})",
            f"torch.vander({x})",
            f"torch.combinations({x})",
            f"torch.cartesian_prod({x}, {x})",
            "torch.tril_indices(2, 3)",
            f"{x}.logdet()",
            f"torch.dstack([{x}, {x}])",
            f"torch.column_stack([{x}, {x}])",
            f"{x}.diag_embed()",
            f"torch.polar({x}, {x})",
            f"torch.complex({x}, {x})",
            f"torch.clip({x}, 0)",
            f"torch.cumulative_trapezoid({x})",
            f"torch.take({x}, torch.tensor([0]))",
            f"torch.xlogy({x}, {x})",
            f"torch.mvlgamma({x}, 1)",
            f"torch.igamma({x}, {x})",
            f"{x}.index_reduce(0, torch.tensor([0]), {x}[:1], 'amax')",
            f"{x}.scatter_reduce(0, torch.zeros_like({x}, dtype=torch.int64), {x}, 'mean')",
            f"torch.repeat_interleave({x}, 2, {dim})",
            f"{x}.unflatten({dim}, (1, -1))",
            f"torch.einsum('...i->...', {x})",
            f"{x}.sum((0, 1))",
            f"{x}.logsumexp((0, -1))",
        ),  # fmt: skip
        None,
    )
