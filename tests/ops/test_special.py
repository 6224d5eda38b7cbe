"""Special functions: known values, edges, derivatives."""

import math

import pytest

import torchlike as torch

INF, NAN = math.inf, math.nan


def values(tensor):
    assert tensor.dtype is torch.float64
    return tensor.tolist()


def f64(*numbers, grad=False):
    return torch.tensor(numbers, dtype=torch.float64, requires_grad=grad)


#: Function, argument, value; computed to 30 digits.
KNOWN = [
    ("bessel_j0", 5.3, -0.0758031115855842),
    ("bessel_j0", 21.5, -0.0489420437215581),
    ("bessel_j1", -9.0, -0.245311786573325),
    ("bessel_y0", 2.0, 0.510375672649745),
    ("bessel_y1", 12.0, -0.0570992182608967),
    ("modified_bessel_i0", 3.0, 4.88079258586502),
    ("modified_bessel_i1", -3.0, -3.95337021740261),
    ("modified_bessel_k0", 0.5, 0.924419071227666),
    ("modified_bessel_k1", 4.0, 0.0124834988872684),
    ("scaled_modified_bessel_k0", 4.0, 0.609297669256695),
    ("scaled_modified_bessel_k1", 0.5, 2.73100970821179),
    ("spherical_bessel_j0", 2.0, 0.454648713412841),
    ("airy_ai", -6.0, -0.329145173629823),
    ("airy_ai", -2.5, -0.112325067692966),
    ("airy_ai", 1.0, 0.135292416312881),
    ("airy_ai", 5.0, 0.000108344428136074),
    ("erfcx", 10.0, 0.0561409927438226),
    ("erfcx", -1.0, 5.00898008076228),
    ("log_ndtr", -20.0, -203.917155371078),
    ("ndtri", 0.975, 1.95996398454005),
    ("entr", 0.5, 0.346573590279973),
    ("i0e", 3.0, 0.243000354161825),
    ("i1e", -3.0, -0.196826713297307),
    ("gammaln", 10.5, 13.9406252194038),
    ("psi", -0.5, 0.0364899739785765),
]


@pytest.mark.parametrize(("name", "x", "expected"), KNOWN)
def test_known_values(name, x, expected) -> None:
    found = getattr(torch.special, name)(f64(x))
    assert values(found)[0] == pytest.approx(expected, rel=2e-12)
    single = getattr(torch.special, name)(torch.tensor([x]))
    assert single.dtype is torch.float32
    assert single.shape == (1,)
    assert single.item() == pytest.approx(expected, rel=2e-6)


EDGES = [
    ("bessel_j0", (0.0, INF, NAN), (1.0, NAN, NAN)),
    ("bessel_y1", (0.0, -1.0, INF), (-INF, NAN, NAN)),
    ("modified_bessel_k1", (0.0, -1.0, INF), (INF, NAN, 0.0)),
    ("spherical_bessel_j0", (0.0, INF, -INF), (1.0, 0.0, 0.0)),
    ("airy_ai", (INF, -INF, NAN), (NAN, NAN, NAN)),
    ("erfcx", (INF, -INF, NAN), (0.0, INF, NAN)),
    ("entr", (0.0, -1.0, INF, NAN), (0.0, -INF, -INF, NAN)),
    ("ndtri", (0.0, 1.0, 2.0), (-INF, INF, NAN)),
    ("digamma", (0.0, -0.0, -2.0), (-INF, INF, NAN)),
    ("log_ndtr", (INF, -INF, NAN), (0.0, -INF, NAN)),
]


@pytest.mark.parametrize(("name", "x", "expected"), EDGES)
def test_edges(name, x, expected) -> None:
    found = values(getattr(torch.special, name)(f64(*x)))
    assert found == pytest.approx(list(expected), nan_ok=True)


SLOPES = [
    ("entr", (0.0, -1.0), (INF, NAN)),
    ("i0e", (0.0,), (0.0,)),
    ("i1", (0.0,), (0.5,)),
    ("i1e", (0.0,), (0.5,)),
    ("erfinv", (0.0,), (math.sqrt(math.pi) / 2,)),
    ("logit", (0.5, 2.0), (4.0, NAN)),
    ("sinc", (0.0, 1e-300), (0.0, 0.0)),
    ("gammaln", (0.0, -0.0, -1.0), (-INF, INF, NAN)),
]


@pytest.mark.parametrize(("name", "x", "expected"), SLOPES)
def test_slopes_at_edges(name, x, expected) -> None:
    leaf = f64(*x, grad=True)
    getattr(torch.special, name)(leaf).sum().backward()
    assert leaf.grad is not None
    assert values(leaf.grad) == pytest.approx(list(expected), nan_ok=True)


@pytest.mark.parametrize("name", ["erfcx", "log_ndtr", "i0", "i1", "i0e", "i1e", "ndtri", "entr"])
def test_second_derivatives(name) -> None:
    leaf = f64(0.3, 0.6, grad=True)
    (slope,) = torch.autograd.grad(
        getattr(torch.special, name)(leaf).sum(), leaf, create_graph=True
    )
    (found,) = torch.autograd.grad(slope.sum(), leaf)
    sides = []
    for step in (1e-5, -1e-5):
        moved = (leaf.detach() + step).requires_grad_()
        sides.append(torch.autograd.grad(getattr(torch.special, name)(moved).sum(), moved)[0])
    expected = values((sides[0] - sides[1]) / 2e-5)
    assert values(found) == pytest.approx(expected, rel=1e-6)


def test_logit_with_eps_has_no_slope_outside() -> None:
    leaf = f64(0.1, 0.5, 0.95, grad=True)
    torch.logit(leaf, 0.2).sum().backward()
    assert leaf.grad is not None
    assert values(leaf.grad) == pytest.approx([0.0, 4.0, 0.0])


def test_polygamma_and_zeta() -> None:
    assert values(torch.polygamma(2, f64(1.0, -2.5))) == pytest.approx(
        [-2.40411380631919, -0.108204051641728]
    )
    assert values(f64(0.5).polygamma(1)) == pytest.approx([math.pi**2 / 2])
    assert values(f64(1.0).polygamma_(0)) == pytest.approx([-0.577215664901533])
    found = torch.special.zeta(2, f64(1.0, -2.5, 0.0, -0.5, INF))
    expected = [math.pi**2 / 6, 9.53924664498912, INF, 8.93480220054468, NAN]
    assert values(found) == pytest.approx(expected, nan_ok=True)
    assert math.isnan(torch.special.zeta(1.5, f64(-0.5)).item())
    with pytest.raises(RuntimeError, match=r"polygamma\(n, x\) does not support negative n"):
        torch.polygamma(-1, f64(1.0))


def test_incomplete_gamma() -> None:
    shape = f64(2.5, 0.0, 0.0, INF, 1e4, -1.0)
    x = f64(1.0, 1.0, 0.0, 1.0, 1e4, 1.0)
    below = [0.150854963915390, 1.0, NAN, 0.0, 0.501329808321453, NAN]
    assert values(torch.igamma(shape, x)) == pytest.approx(below, nan_ok=True)
    above = [1 - b for b in below]
    assert values(torch.special.gammaincc(shape, x)) == pytest.approx(above, nan_ok=True)
    leaf = f64(3.0, grad=True)
    torch.igamma(f64(2.0), leaf).sum().backward()
    assert leaf.grad is not None
    assert values(leaf.grad) == pytest.approx([3 * math.exp(-3)])
    with pytest.raises(NotImplementedError, match="\"igamma_cpu\" not implemented for 'Long'"):
        torch.igamma(torch.tensor([1]), torch.tensor([1]))


def test_multivariate_gamma() -> None:
    found = torch.mvlgamma(f64(3.0), 2)
    expected = math.lgamma(3) + math.lgamma(2.5) + math.log(math.pi) / 2
    assert values(found) == pytest.approx([expected])
    with pytest.raises(RuntimeError, match="p has to be greater than or equal to 1"):
        torch.special.multigammaln(f64(3.0), 0)


POLYNOMIALS = [
    ("chebyshev_polynomial_t", lambda x: 4 * x**3 - 3 * x),
    ("chebyshev_polynomial_u", lambda x: 8 * x**3 - 4 * x),
    ("chebyshev_polynomial_v", lambda x: 8 * x**3 - 4 * x**2 - 4 * x + 1),
    ("chebyshev_polynomial_w", lambda x: 8 * x**3 + 4 * x**2 - 4 * x - 1),
    ("shifted_chebyshev_polynomial_t", lambda x: 4 * (2 * x - 1) ** 3 - 3 * (2 * x - 1)),
    ("hermite_polynomial_h", lambda x: 8 * x**3 - 12 * x),
    ("hermite_polynomial_he", lambda x: x**3 - 3 * x),
    ("laguerre_polynomial_l", lambda x: (-(x**3) + 9 * x**2 - 18 * x + 6) / 6),
    ("legendre_polynomial_p", lambda x: (5 * x**3 - 3 * x) / 2),
]


@pytest.mark.parametrize(("name", "cubic"), POLYNOMIALS, ids=[p[0] for p in POLYNOMIALS])
def test_polynomials(name, cubic) -> None:
    polynomial = getattr(torch.special, name)
    x = f64(-1.5, 0.3, 2.0)
    assert values(polynomial(x, 3)) == pytest.approx(values(cubic(x)), rel=1e-12)
    degrees = torch.tensor([-1.0, 0.0, 3.9], dtype=torch.float64)
    mixed = values(polynomial(f64(0.3), degrees))
    assert mixed == pytest.approx([0.0, 1.0, values(cubic(f64(0.3)))[0]])
    assert polynomial(torch.zeros(0), 2).shape == (0,)
    with pytest.raises(TypeError, match=r"got \(int, int\), but expected one of"):
        polynomial(2, 3)
    with pytest.raises(NotImplementedError, match=f"{name}_cpu\" not implemented for 'Half'"):
        polynomial(x.half(), x.half())


def test_xlog1py() -> None:
    x, y = f64(0.0, 0.0, 2.0, grad=True), f64(-1.0, 5.0, 1.0)
    found = torch.special.xlog1py(x, y)
    assert values(found.detach()) == pytest.approx([0.0, 0.0, 2 * math.log(2)])
    found.sum().backward()
    assert x.grad is not None
    assert values(x.grad) == pytest.approx([0.0, math.log(6), math.log(2)])
