"""Linear algebra: decompositions, solvers, inverses, norms and their derivatives."""

import pytest

import torchlike as torch
from torchlike import linalg
from torchlike.autograd import gradcheck, gradgradcheck


def random(*shape, dtype=torch.float64, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(*shape, dtype=dtype, generator=generator)


def close(found, expected, tolerance=1e-10):
    assert found.dtype is expected.dtype
    assert found.shape == expected.shape
    assert torch.allclose(found, expected, rtol=tolerance, atol=tolerance)


def definite(*shape, dtype=torch.float64):
    a = random(*shape, dtype=dtype)
    return a @ a.mH + 2 * torch.eye(shape[-1], dtype=dtype)


DTYPES = pytest.mark.parametrize("dtype", [torch.float64, torch.complex128])


@DTYPES
def test_factors_multiply_to_the_matrix(dtype):
    a = random(2, 5, 3, dtype=dtype)
    p, lower, upper = linalg.lu(a)
    close(p @ lower @ upper, a)
    assert (lower.stride(), p.requires_grad) == ((15, 3, 1), False)
    for mode in ("reduced", "complete"):
        q, r = linalg.qr(a, mode)
        close(q @ r, a)
    u, s, vh = linalg.svd(a, full_matrices=False)
    close(u * s.unsqueeze(-2).to(dtype) @ vh, a)
    square = a[:, :3]
    values, vectors = linalg.eig(square)
    close(square.to(values.dtype) @ vectors, vectors * values.unsqueeze(-2))
    hermitian = square + square.mH
    values, vectors = linalg.eigh(hermitian, "U")
    close(vectors * values.to(dtype).unsqueeze(-2) @ vectors.mH, hermitian)
    lower = linalg.cholesky(definite(2, 3, 3, dtype=dtype))
    close(lower @ lower.mH, definite(2, 3, 3, dtype=dtype))
    assert lower.stride() == (9, 1, 3)


@DTYPES
def test_solvers_agree(dtype):
    a, b = random(2, 3, 3, dtype=dtype), random(3, 2, dtype=dtype, seed=1)
    x = linalg.solve(a, b)
    close(a @ x, b.expand(2, 3, 2))
    wide = random(4, 3, dtype=dtype, seed=2)
    close(linalg.solve(a, wide, left=False) @ a, wide.expand(2, 4, 3))
    factors = linalg.lu_factor(a)
    close(linalg.lu_solve(*factors, b), x)
    close(a.mH @ linalg.lu_solve(*factors, b, adjoint=True), b.expand(2, 3, 2))
    close(torch.lu_solve(b.expand(2, 3, 2), *torch.lu(a)), x)
    close(linalg.inv(a) @ b, x)
    p, lower, upper = torch.lu_unpack(*factors)
    close(p @ lower @ upper, a)
    half = linalg.solve_triangular(lower, p.mH @ b, upper=False, unitriangular=True)
    close(linalg.solve_triangular(upper, half, upper=True), x)
    close(torch.triangular_solve(half, upper).solution, x)


@DTYPES
@pytest.mark.parametrize("upper", [False, True])
def test_cholesky_solvers(dtype, upper):
    a, b = definite(3, 3, dtype=dtype), random(3, 2, dtype=dtype, seed=1)
    factor = linalg.cholesky(a, upper=upper)
    close(a @ torch.cholesky_solve(b, factor, upper), b)
    close(a @ torch.cholesky_inverse(factor, upper), torch.eye(3, dtype=dtype))


@DTYPES
@pytest.mark.parametrize("hermitian", [False, True])
def test_indefinite_matrices(dtype, hermitian):
    a = random(2, 4, 4, dtype=dtype)
    a = a + (a.mH if hermitian else a.mT)
    b = random(4, 1, dtype=dtype, seed=1)
    found = linalg.ldl_factor_ex(a, hermitian=hermitian)
    assert (found.pivots.dtype, found.info.tolist()) == (torch.int32, [0, 0])
    x = linalg.ldl_solve(found.LD, found.pivots, b, hermitian=hermitian)
    close(a @ x, b.expand(2, 4, 1))
    solution = linalg.ldl_solve(found.LD.requires_grad_(), found.pivots, b.requires_grad_())
    with pytest.raises(RuntimeError, match="linalg_ldl_solve is not implemented"):
        solution.abs().sum().backward()


@DTYPES
def test_reflections(dtype):
    a = random(4, 3, dtype=dtype)
    found, tau = torch.geqrf(a)
    q = linalg.householder_product(found, tau)
    close(q @ found.triu()[:3], a)
    whole = linalg.qr(a, "complete").Q
    other = random(4, 4, dtype=dtype, seed=1)
    close(torch.ormqr(found, tau, torch.eye(4, dtype=dtype))[:, :3], q)
    close(torch.ormqr(found, tau, torch.ormqr(found, tau, other), transpose=True), other)
    close(
        torch.ormqr(found, tau, other, left=False) @ whole.mH @ whole,
        torch.ormqr(found, tau, other, left=False),
    )


def test_info_instead_of_errors():
    a = torch.tensor([[[1.0, 2.0], [2.0, 4.0]], [[1.0, 0.0], [0.0, 1.0]]])
    assert linalg.inv_ex(a).info.tolist() == [2, 0]
    assert linalg.solve_ex(a, torch.ones(2, 2)).info.tolist() == [2, 0]
    assert linalg.lu_factor_ex(a).info.tolist() == [2, 0]
    assert linalg.cholesky_ex(a - 1.5 * torch.eye(2)).info.tolist() == [1, 1]
    assert linalg.cholesky_ex(a).info.tolist() == [2, 0]
    for call, text in (
        (lambda: linalg.inv(a), r"linalg.inv: \(Batch element 0\): The diagonal element 2 is zero"),
        (lambda: linalg.solve(a[0], a[0]), "torch.linalg.solve: The solver failed because"),
        (lambda: linalg.inv_ex(a[0], check_errors=True), "linalg.inv_ex: The diagonal element 2"),
        (lambda: linalg.cholesky(a[0]), "the leading minor of order 2 is not positive-definite"),
    ):
        with pytest.raises(linalg.LinAlgError, match=text):
            call()
    with pytest.raises(RuntimeError, match=r"lu_factor: U\[2,2\] is zero"):
        linalg.lu_factor(a[0])


@pytest.mark.parametrize("driver", ["gels", "gelsy", "gelsd", "gelss", None])
def test_least_squares(driver):
    a, b = random(5, 2), random(5, 3, seed=1)
    found = linalg.lstsq(a, b, driver=driver)
    close(found.solution, linalg.pinv(a) @ b)
    assert found.solution.stride() == (1, 5)
    if driver not in ("gelsy", None):
        close(found.residuals, ((a @ found.solution - b) ** 2).sum(0))
    assert (found.rank.numel() == 0) == (driver == "gels")
    assert found.singular_values.shape == ((2,) if driver in ("gelsd", "gelss") else (0,))
    flat = torch.ones(3, 2, dtype=torch.float64)
    if driver == "gels":
        with pytest.raises(linalg.LinAlgError, match="does not have full rank"):
            linalg.lstsq(flat, b[:3], driver=driver)
    else:
        found = linalg.lstsq(flat, 2 * flat, driver=driver)
        close(found.solution, torch.ones(2, 2, dtype=torch.float64))
        assert (found.rank.item(), found.residuals.shape) == (1, (0,))


def test_rank_and_pseudo_inverse():
    a = random(4, 2) @ random(2, 3, seed=1)
    assert linalg.matrix_rank(a).item() == 2
    assert linalg.matrix_rank(a, atol=1e9).item() == 0
    assert linalg.matrix_rank(a @ a.mT, hermitian=True).item() == 2
    p = linalg.pinv(a)
    close(a @ p @ a, a)
    close(torch.pinverse(a), p)
    close(linalg.pinv(a @ a.mT, hermitian=True, rtol=1e-10), p.mT @ p, 1e-6)


SQUARE = [
    ("inv", lambda a: linalg.inv(a)),
    ("det", lambda a: linalg.det(a)),
    ("slogdet", lambda a: linalg.slogdet(a)[1]),
    ("eigvals", lambda a: linalg.eigvals(a).abs()),
    ("eig", lambda a: linalg.eig(a)[1].abs()),
    ("lu", lambda a: linalg.lu(a)[1:]),
    ("solve", lambda a: linalg.solve(a, a[:, :2])),
    ("cholesky", lambda a: linalg.cholesky(a @ a.mH + torch.eye(3, dtype=a.dtype))),
    ("eigvalsh", lambda a: linalg.eigvalsh(a + a.mH)),
    ("cond", lambda a: linalg.cond(a, 1)),
]
TALL = [
    ("qr", lambda a: linalg.qr(a)),
    ("svdvals", lambda a: linalg.svdvals(a)),
    ("svd", lambda a: linalg.svd(a)[0][:, :2].abs()),
    ("pinv", lambda a: linalg.pinv(a)),
    ("lstsq", lambda a: linalg.lstsq(a, a[:, :1] + 1)[0]),
    ("nuc", lambda a: linalg.matrix_norm(a, "nuc")),
]
CASES = [(n, f, (3, 3)) for n, f in SQUARE] + [(n, f, (3, 2)) for n, f in TALL]


@pytest.mark.parametrize(("function", "shape"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_gradients(function, shape):
    assert gradcheck(function, (random(*shape).requires_grad_(),))


@pytest.mark.parametrize("name", ["inv", "lu", "pinv", "eigvalsh", "cholesky"])
def test_second_derivatives(name):
    function, shape = {c[0]: c[1:] for c in CASES}[name]
    assert gradgradcheck(function, (random(*shape).requires_grad_(),))


@pytest.mark.parametrize(
    ("function", "text"),
    [
        (lambda: linalg.inv(torch.ones(2)), "linalg.inv: The input tensor A must have at least 2"),
        (lambda: linalg.inv(torch.ones(2, 3)), "A must be batches of square matrices, but they"),
        (lambda: linalg.inv(torch.ones(2, 2).half()), "Low precision dtypes not supported"),
        (lambda: linalg.inv(torch.ones(2, 2).int()), "Expected a floating point or complex"),
        (lambda: linalg.solve(torch.eye(2), torch.ones(3, 1)), r"Incompatible shapes .* \(2x2"),
        (lambda: linalg.lu(torch.eye(2), pivot=False), "LU without pivoting is not implemented"),
        (lambda: linalg.eig(torch.full((2, 2), float("nan"))), "should not contain infs or NaNs"),
        (lambda: linalg.lstsq(torch.eye(2), torch.eye(2), driver="x"), "parameter `driver` should"),
        (lambda: linalg.vander(torch.ones(2), N=1), r"N must be greater than 1\."),
        (lambda: torch.lstsq(torch.eye(2), torch.eye(2)), "deprecated since version 1.9"),
        (lambda: linalg.tensorinv(torch.ones(2, 3), 1), r"requirement prod\(self.shape\[ind:\]\)"),
    ],
)
def test_errors(function, text):
    with pytest.raises(RuntimeError, match=text):
        function()


def test_no_derivative_of_a_complete_basis():
    a = random(3, 2).requires_grad_()
    with pytest.raises(RuntimeError, match="linalg_qr is not implemented"):
        linalg.qr(a, "complete")[0].sum().backward()
    with pytest.raises(RuntimeError, match="geqrf is not implemented"):
        torch.geqrf(a)[0].sum().backward()


def test_empty_matrices():
    empty = torch.empty(2, 0, 0)
    assert linalg.inv(empty).shape == (2, 0, 0)
    assert linalg.det(empty).tolist() == [1.0, 1.0]
    assert linalg.slogdet(empty).logabsdet.tolist() == [0.0, 0.0]
    assert linalg.solve(empty, torch.empty(2, 0, 3)).shape == (2, 0, 3)
    assert linalg.cholesky_ex(empty).info.tolist() == [0, 0]
    assert linalg.pinv(torch.empty(3, 0)).shape == (0, 3)
    assert linalg.matrix_rank(torch.empty(3, 0)).item() == 0


def test_products():
    a, b, c = random(2, 3), random(3, 4, seed=1), random(4, 2, seed=2)
    close(linalg.multi_dot([a, b, c]), a @ b @ c)
    close(torch.chain_matmul(a, b, c), a @ b @ c)
    close(linalg.multi_dot([a[0], b, c[:, 0]]), a[0] @ b @ c[:, 0])
    z = random(3, dtype=torch.complex128)
    close(torch.vdot(z, z), linalg.vecdot(z, z))
    close(torch.vdot(z, z).real, (z.abs() ** 2).sum())
    close(torch.einsum(a, [0, 1], b, [1, 2], [2, 0]), (a @ b).mT)
    close(torch.tensordot(a[:, :1], b, ([1], [0])), a[:, :1] @ b.sum(0, keepdim=True))
    inverse = linalg.tensorinv(random(2, 3, 6))
    close(
        torch.tensordot(inverse, random(2, 3), 2), linalg.tensorsolve(random(2, 3, 6), random(2, 3))
    )


def test_low_rank():
    a = random(6, 2) @ random(2, 5, seed=1)
    torch.manual_seed(0)
    u, s, v = torch.svd_lowrank(a, 3)
    close(u * s @ v.mT, a)
    u, s, v = torch.pca_lowrank(a)
    close(u * s @ v.mT, a - a.mean(0))


def test_distances():
    a, b = random(2, 30, 3), random(4, 3, seed=1)
    for p in (0.0, 1.0, 2.0, 3.0, float("inf")):
        close(torch.cdist(a, b, p), linalg.vector_norm(a.unsqueeze(-2) - b, p, -1), 1e-7)
    x = a[0].clone().requires_grad_()
    torch.cdist(x, x).sum().backward()
    assert bool(x.grad.isfinite().all())


def test_exponential():
    a = random(3, 3)
    values, vectors = linalg.eigh(a + a.mT)
    close(torch.matrix_exp(a + a.mT), vectors * values.exp() @ vectors.mT)
    shear = torch.tensor([[0.0, 3.0], [0.0, 0.0]])
    close(shear.matrix_exp(), torch.eye(2) + shear, 1e-6)
