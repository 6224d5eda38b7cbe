"""The random samplers against numbers recorded from PyTorch 2.13, and their refusals."""

import hashlib
import json
import math
import threading
import warnings
from pathlib import Path

import ml_dtypes
import numpy as np
import pytest

from tests.core import recorded_torch
from torchlike._core import random_integer, random_libm
from torchlike._core.random import (
    Generator,
    bernoulli,
    bernoulli_array,
    binomial,
    cauchy,
    default_generator,
    dirichlet,
    exponential,
    geometric,
    log_normal,
    multinomial,
    normal,
    poisson,
    random_full,
    random_range,
    randperm,
    standard_gamma,
    uniform,
)

GOLDENS = np.load(Path(__file__).parents[2] / "compat" / "goldens" / "rng-golden.npz")
INDEX = {entry["name"]: entry for entry in json.loads(bytes(GOLDENS["__index__"]))}

#: Recorded calls of the layers above: dropout, initialisation, modules, loaders, distributions.
HIGHER_LAYERS = (
    "alpha_dropout/",
    "data/",
    "distributions/",
    "dropout/",
    "dropout1d/",
    "dropout2d/",
    "dropout_big",
    "dropout_noncontiguous",
    "feature_alpha_dropout/",
    "fractional_max_pool2d",
    "gumbel_softmax",
    "init/",
    "module/",
    "native_dropout",
    "rrelu",
    "rrelu64",
    "sdpa_dropout",
)

BF16 = np.dtype(ml_dtypes.bfloat16)
F8 = np.dtype(ml_dtypes.float8_e4m3fn)
F16, F32, F64 = np.dtype(np.float16), np.dtype(np.float32), np.dtype(np.float64)
C64 = np.dtype(np.complex64)
BOOL, U8, I8, I32, I64 = (np.dtype(name) for name in ("bool", "uint8", "int8", "int32", "int64"))
U16, U64 = np.dtype(np.uint16), np.dtype(np.uint64)


def generator(seed=0):
    return Generator().manual_seed(seed)


def same(left, right):
    return left.dtype == right.dtype and left.shape == right.shape and np.array_equal(left, right)


@pytest.mark.parametrize("name", [n for n in INDEX if not n.startswith(HIGHER_LAYERS)])
def test_recorded(name):
    entry = INDEX[name]
    recorded_torch.GENERATOR.manual_seed(entry["seed"])
    with warnings.catch_warnings():
        if name.startswith("random_float_bounds/"):
            warnings.simplefilter("ignore")  # tested on its own
        got = recorded_torch.run(entry["code"])
    assert got.dtype.name == entry["dtype"]
    assert list(got.shape) == list(entry["shape"])
    data = np.ascontiguousarray(got).tobytes()
    if name in GOLDENS:
        assert data == GOLDENS[name].tobytes()
    else:
        assert hashlib.sha256(data).hexdigest() == entry["sha256"]
    following = random_range(recorded_torch.GENERATOR, (3,), I64, 0, 65536)
    assert following.tolist() == entry["next"]


REFUSALS = {
    "seed above": (
        lambda g: g.manual_seed(2**64), ValueError, "Overflow when unpacking long long"),
    "seed below": (
        lambda g: g.manual_seed(-(2**63) - 1), ValueError, "Overflow when unpacking long long"),
    "state size": (
        lambda g: g.set_state_array(np.zeros(5048, np.uint8)), RuntimeError,
        "Expected a CPUGeneratorImplState of size 5056 but found the input RNG state size to be "
        "5048"),
    "state": (
        lambda g: g.set_state_array(np.zeros(5056, np.uint8)), RuntimeError,
        "Invalid mt19937 state"),
    "uniform order": (
        lambda g: uniform(g, (3,), F32, 1, 0), RuntimeError,
        "uniform_ expects to return a [from, to) range, but found from=1 > to=0"),
    "uniform digits": (
        lambda g: uniform(g, (0,), F64, 0.123456789, 0.1), RuntimeError,
        "uniform_ expects to return a [from, to) range, but found from=0.123457 > to=0.1"),
    "uniform nan": (
        lambda g: uniform(g, (3,), F32, math.nan, 0), RuntimeError,
        "from is out of bounds for float"),
    "uniform half": (
        lambda g: uniform(g, (3,), F16, 0, 1e5), RuntimeError,
        "to is out of bounds for c10::Half"),
    "uniform width": (
        lambda g: uniform(g, (3,), F16, -6e4, 6e4), RuntimeError,
        "uniform_ expects to-from <= std::numeric_limits<Half>::max(), but found to=60000 and "
        "from=-60000 which result in to-from to exceed the limit"),
    "uniform int": (
        lambda g: uniform(g, (0,), I32), NotImplementedError,
        "\"check_uniform_bounds\" not implemented for 'Int'"),
    "normal": (
        lambda g: normal(g, (0,), F32, 0, -1), RuntimeError,
        "normal expects std >= 0.0, but found std -1"),
    "normal nan": (
        lambda g: normal(g, (3,), C64, 0, math.nan), RuntimeError,
        "normal expects std >= 0.0, but found std nan"),
    "normal int": (
        lambda g: normal(g, (3,), I32), NotImplementedError,
        "\"normal_kernel_cpu\" not implemented for 'Int'"),
    "normal float8": (
        lambda g: normal(g, (3,), F8), NotImplementedError,
        "\"normal_kernel_cpu\" not implemented for 'Float8_e4m3fn'"),
    "log_normal": (
        lambda g: log_normal(g, (3,), F32, 0, 0), RuntimeError,
        "log_normal_ expects std > 0.0, but found std=0"),
    "log_normal int": (
        lambda g: log_normal(g, (3,), C64), NotImplementedError,
        "\"log_normal_cpu\" not implemented for 'ComplexFloat'"),
    "bernoulli": (
        lambda g: bernoulli(g, (3,), F32, 1.5), RuntimeError,
        "bernoulli_ expects p to be in [0, 1], but got p=1.5"),
    "bernoulli nan": (
        lambda g: bernoulli(g, (3,), F32, math.nan), RuntimeError,
        "bernoulli_ expects p to be in [0, 1], but got p=nan"),
    "bernoulli complex": (
        lambda g: bernoulli(g, (3,), C64, 0.5), NotImplementedError,
        "\"bernoulli_scalar_cpu_\" not implemented for 'ComplexFloat'"),
    "bernoulli_array": (
        lambda g: bernoulli_array(g, np.array([0.0, 2.0]), F32), RuntimeError,
        "Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error message be "
        "improved?  If so, please report an enhancement request to PyTorch.)"),
    "bernoulli_array p": (
        lambda g: bernoulli_array(g, np.array([0, 1]), F32), NotImplementedError,
        "\"bernoulli_tensor_cpu_p_\" not implemented for 'Long'"),
    "bernoulli_array self": (
        lambda g: bernoulli_array(g, np.array([0.5]), C64), NotImplementedError,
        "\"bernoulli_tensor_cpu_self_\" not implemented for 'ComplexFloat'"),
    "exponential": (
        lambda g: exponential(g, (3,), F32, 0), RuntimeError,
        "exponential_ expects lambda > 0.0, but found lambda=0"),
    "exponential int": (
        lambda g: exponential(g, (3,), I32), RuntimeError,
        "Exponential distribution is a continuous probability distribution. dtype must be a "
        "floating point but you specified Int"),
    "geometric": (
        lambda g: geometric(g, (3,), F32, 1), RuntimeError,
        "geometric_ expects p to be in (0, 1), but got p=1"),
    "geometric bool": (
        lambda g: geometric(g, (3,), BOOL, 0.5), NotImplementedError,
        "\"geometric_cpu\" not implemented for 'Bool'"),
    "cauchy": (
        lambda g: cauchy(g, (3,), F32, 0, -1), RuntimeError,
        "cauchy_ expects sigma > 0.0, but found sigma=-1"),
    "cauchy int": (
        lambda g: cauchy(g, (3,), U16), RuntimeError,
        "Cauchy distribution is a continuous probability distribution. dtype must be a floating "
        "point but you specified short unsigned int"),
    "random_full": (
        lambda g: random_full(g, (3,), U16), NotImplementedError,
        "\"random_kernel_cpu\" not implemented for 'UInt16'"),
    "random_range order": (
        lambda g: random_range(g, (0,), F32, 5, 5), RuntimeError,
        "random_ expects 'from' to be less than 'to', but got from=5 >= to=5"),
    "random_range above": (
        lambda g: random_range(g, (3,), U8, 0, 300), RuntimeError,
        "to - 1 is out of bounds for unsigned char"),
    "random_range below": (
        lambda g: random_range(g, (3,), U8, -1, 3), RuntimeError,
        "from is out of bounds for unsigned char"),
    "random_range half": (
        lambda g: random_range(g, (3,), F16, 0, 70000), RuntimeError,
        "to - 1 is out of bounds for c10::Half"),
    "random_range half end": (
        lambda g: random_range(g, (3,), F16, 2049, None), RuntimeError,
        "random_ expects 'from' casted to dtype to be less than or equal to 'to_inc' casted to "
        "dtype, but got from=2049 > to_inc=2048"),
    "random_range uint64": (
        lambda g: random_range(g, (3,), U64, 0, None), RuntimeError,
        "to - 1 is out of bounds for long unsigned int"),
    "random_range full": (
        lambda g: random_range(g, (3,), I32, -(2**63), None), RuntimeError,
        "random_full_64_bits_range_kernel_cpu handles only int64, double, float and bfloat16"),
    "random_range complex": (
        lambda g: random_range(g, (3,), C64, 0, 2), RuntimeError,
        "check_random_bounds handles only integral, floating-point and boolean types"),
    "random_range float8": (
        lambda g: random_range(g, (3,), F8, 0, 2), NotImplementedError,
        "\"random_update_from_to\" not implemented for 'Float8_e4m3fn'"),
    "randperm negative": (
        lambda g: randperm(g, -1, I64), RuntimeError,
        "Trying to create tensor with negative dimension -1: [-1]"),
    "randperm half": (
        lambda g: randperm(g, 2050, F16), RuntimeError,
        "n cannot be greater than 2049 for Half type."),
    "randperm float": (
        lambda g: randperm(g, 2**24 + 2, F32), RuntimeError,
        "n cannot be greater than 2^24+1 for Float type."),
    "randperm uint8": (
        lambda g: randperm(g, 257, U8), RuntimeError,
        "value cannot be converted to type uint8_t without overflow"),
    "randperm int32": (
        lambda g: randperm(g, 2**31 + 1, I32), RuntimeError,
        "value cannot be converted to type int without overflow"),
    "randperm bool": (
        lambda g: randperm(g, 1, BOOL), NotImplementedError,
        "\"randperm\" not implemented for 'Bool'"),
    "multinomial dims": (
        lambda g: multinomial(g, np.ones((2, 2, 2)), 1, False), RuntimeError,
        "prob_dist must be 1 or 2 dim"),
    "multinomial int": (
        lambda g: multinomial(g, np.ones(3, np.int64), 1, False), RuntimeError,
        "multinomial only supports floating-point dtypes for input, got: Long"),
    "multinomial none": (
        lambda g: multinomial(g, np.ones(3), 0, False), RuntimeError,
        "cannot sample n_sample <= 0 samples"),
    "multinomial many": (
        lambda g: multinomial(g, np.ones(3), 4, False), RuntimeError,
        "cannot sample n_sample > prob_dist.size(-1) samples without replacement"),
    "multinomial categories": (
        lambda g: multinomial(g, np.broadcast_to(F32.type(1), 2**24 + 1), 1, False), RuntimeError,
        "number of categories cannot exceed 2^24"),
    "multinomial zero": (
        lambda g: multinomial(g, np.array([[1.0, 1.0], [0.0, 0.0]]), 1, False), RuntimeError,
        "invalid multinomial distribution (sum of probabilities <= 0)"),
    "multinomial zero, replacement": (
        lambda g: multinomial(g, np.zeros(3), 2, True), RuntimeError,
        "invalid multinomial distribution (sum of probabilities <= 0)"),
    "multinomial nan": (
        lambda g: multinomial(g, np.array([1.0, math.nan]), 1, False), RuntimeError,
        "probability tensor contains either `inf`, `nan` or element < 0"),
    "multinomial negative, replacement": (
        lambda g: multinomial(g, np.array([1.0, -1.0]), 2, True), RuntimeError,
        "invalid multinomial distribution (encountering probability entry < 0)"),
    "multinomial infinite, replacement": (
        lambda g: multinomial(g, np.array([1.0, math.inf]), 2, True), RuntimeError,
        "invalid multinomial distribution (encountering probability entry = infinity or NaN)"),
    "multinomial no categories": (
        lambda g: multinomial(g, np.ones((3, 0)), 1, True), RuntimeError,
        "aminmax(): cannot compute aminmax over an empty dimension as the operation has no "
        "identity."),
    "poisson": (
        lambda g: poisson(g, np.array([-1.0])), RuntimeError,
        "invalid Poisson rate, expected rate to be non-negative"),
    "poisson int": (
        lambda g: poisson(g, np.array([1])), NotImplementedError,
        "\"poisson_cpu\" not implemented for 'Long'"),
    "binomial int": (
        lambda g: binomial(g, np.array([3]), np.array([0.5])), ValueError,
        "binomial only supports floating-point dtypes for count, got: Long"),
    "binomial mixed": (
        lambda g: binomial(g, np.array([3.0], F32), np.array([0.5])), RuntimeError,
        "Found dtype Double but expected Float"),
    "binomial half": (
        lambda g: binomial(g, np.array([3.0], F16), np.array([0.5], F16)), NotImplementedError,
        "\"binomial_cpu\" not implemented for 'Half'"),
    "standard_gamma": (
        lambda g: standard_gamma(g, np.array([1])), NotImplementedError,
        "\"gamma_cpu\" not implemented for 'Long'"),
    "dirichlet": (
        lambda g: dirichlet(g, np.array([1.0, 2.0], F16)), NotImplementedError,
        "\"dirichlet\" not implemented for 'Half'"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSALS)
def test_refusal(case):
    call, kind, text = REFUSALS[case]
    gen = generator()
    before = gen.state_array()
    with pytest.raises(kind, match=".") as raised:
        call(gen)
    assert str(raised.value) == text
    assert np.array_equal(gen.state_array(), before)


def test_random_range_warns_where_a_float_cannot_count():
    text = (
        r"to - 1 is out of bounds \[-\(2\^24\), 2\^24\]. Due to precision limitations float can "
        "support discrete uniform distribution only within this range. This warning will become "
        "an error in version 1.7 release, please fix the code in advance"
    )
    with pytest.warns(UserWarning, match=text):
        drawn = random_range(generator(), (3,), F32, 0, 2**25 + 9)
    assert drawn.dtype == F32
    assert drawn.shape == (3,)


def test_default_generator_has_a_seed_of_its_own():
    assert default_generator.initial_seed() != Generator().initial_seed() == 67280421310721


def test_seed_restarts_and_returns_the_seed():
    gen = Generator()
    seed = gen.seed()
    assert gen.initial_seed() == seed
    assert same(gen.draw32(5), generator(seed).draw32(5))
    assert gen.seed() != seed


def test_clone_continues_alike_and_apart():
    gen = generator(3)
    normal(gen, (3,), F32)
    twin = gen.clone()
    assert np.array_equal(twin.state_array(), gen.state_array())
    assert same(normal(twin, (5,), F64), normal(gen, (5,), F64))
    twin.draw32(1)
    assert not np.array_equal(twin.state_array(), gen.state_array())


@pytest.mark.parametrize(
    ("left", "following"), [(1, 5), (625, 0), (0, 1), (3, 621), (-1, 3), (624, 625)]
)
def test_state_with_an_impossible_position(left, following):
    state = generator().state_array()
    state[8:12].view(np.int32)[0] = left
    state[16:24].view(np.uint64)[0] = following
    with pytest.raises(RuntimeError, match="^Invalid mt19937 state$"):
        generator().set_state_array(state)


def test_64_bit_draws_are_pairs_of_32_bit_ones():
    words = generator(9).draw32(10).astype(np.uint64)
    assert same(generator(9).draw64(5), (words[0::2] << np.uint64(32)) | words[1::2])


SAMPLES = {
    "uniform": lambda g, shape: uniform(g, shape, F32),
    "normal": lambda g, shape: normal(g, shape, F32),
    "normal pairs": lambda g, shape: normal(g, shape, F32, block=False),
    "normal complex": lambda g, shape: normal(g, shape, C64),
    "log_normal": lambda g, shape: log_normal(g, shape, BF16),
    "exponential": lambda g, shape: exponential(g, shape, F16),
    "cauchy": lambda g, shape: cauchy(g, shape, F64),
    "geometric": lambda g, shape: geometric(g, shape, I64, 0.25),
    "bernoulli": lambda g, shape: bernoulli(g, shape, BOOL, 0.25),
    "bernoulli_array": lambda g, shape: bernoulli_array(g, np.full(shape, 0.25), I8),
    "random_full": lambda g, shape: random_full(g, shape, I32),
    "random_range": lambda g, shape: random_range(g, shape, U8, 3, 200),
    "poisson": lambda g, shape: poisson(g, np.full(shape, 3.0, F32)),
    "binomial": lambda g, shape: binomial(g, np.full(shape, 30.0), np.full(shape, 0.6)),
    "standard_gamma": lambda g, shape: standard_gamma(g, np.full(shape, 0.5, F32)),
    "dirichlet": lambda g, shape: dirichlet(g, np.full(shape, 0.5)),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_shapes(name):
    sample = SAMPLES[name]
    one, many = sample(generator(), ()), sample(generator(), (4, 0, 3))
    assert (one.shape, many.shape) == ((), (4, 0, 3))
    assert one.dtype == many.dtype
    gen = generator()
    sample(gen, (0,))
    assert np.array_equal(gen.state_array(), generator().state_array())


@pytest.mark.parametrize("name", [name for name in SAMPLES if name != "dirichlet"])
def test_fills_in_c_order(name):
    flat, shaped = SAMPLES[name](generator(), (60,)), SAMPLES[name](generator(), (3, 4, 5))
    assert same(shaped.reshape(-1), flat)


@pytest.mark.parametrize("dtype", [F16, BF16])
def test_uniform_never_reaches_the_open_end(dtype):
    drawn = uniform(generator(), (20000,), dtype)
    assert drawn.dtype == dtype
    assert (drawn < 1).all()


@pytest.mark.parametrize(("mean", "std"), [(1e-42, 1e-41), (0.5, 1e-41), (-3.0, 2e-36)])
def test_normal_rounds_once_among_subnormals(mean, std):
    got = normal(generator(), (4096,), F32, mean, std)
    standard = normal(generator(), (4096,), F32).astype(np.longdouble)
    expected = (standard * np.longdouble(F32.type(std)) + F32.type(mean)).astype(F32)
    assert same(got, expected)


def test_infinite_and_nan_parameters_pass_through():
    assert np.isinf(normal(generator(), (40,), F32, 0, math.inf)).all()
    assert np.isnan(normal(generator(), (40,), F64, math.nan, 1)).all()
    assert np.isinf(log_normal(generator(), (5,), F32, 1e6, 1.0)).all()
    assert (exponential(generator(), (5,), F32, math.inf) == 0).all()


def test_binomial_degenerate_operands():
    count = np.array([0.0, -3.0, 3.0, 3.0, 3.0, math.nan, math.inf])
    prob = np.array([0.5, 0.5, 0.0, 1.5, math.nan, 0.5, 0.5])
    gen = generator()
    got = binomial(gen, count, prob)
    assert got.dtype == F64
    np.testing.assert_array_equal(got, [0, 0, 0, 3, math.nan, math.nan, math.nan])
    assert np.array_equal(gen.state_array(), generator().state_array())


def test_gamma_degenerate_shapes():
    tiny = np.finfo(F32).tiny
    got = standard_gamma(generator(), np.array([0.0, -1.0, math.nan, math.inf, 1e-40], F32))
    assert same(got, np.array([tiny, tiny, tiny, math.inf, tiny], F32))
    shares = dirichlet(generator(), np.array([math.inf, 1.0], F32))
    assert same(shares, np.array([tiny, tiny], F32))


def test_poisson_rates_beyond_int64():
    got = poisson(generator(), np.array([1e19, math.inf], F32))
    assert same(got, np.array([-(2.0**63), -(2.0**63)], F32))


def test_dirichlet_rows_sum_to_one():
    for length in (1, 4, 7, 16, 300, 5000):
        shares = dirichlet(generator(), np.ones((2, length)))
        assert shares.dtype == F64
        assert shares.shape == (2, length)
        np.testing.assert_allclose(shares.sum(-1), 1, rtol=1e-12)


def test_normals_are_shared_between_samplers():
    """One pair: its second half goes to the next sampler that draws singly, whichever that is."""
    pair = normal(generator(), (2,), F64)
    gen = generator()
    assert normal(gen, (1,), F32)[0] == F32.type(pair[0])
    normal(gen, (16,), F32)
    assert normal(gen, (1,), F64)[0] == pair[1]
    assert gen.cached_normal is None


@pytest.mark.parametrize("step_bits", [0, 2, 16])
@pytest.mark.parametrize("n", [0, 1, 2, 3, 17, 200])
def test_shuffles_equal_their_loops(monkeypatch, step_bits, n):
    monkeypatch.setattr(random_integer, "_STEP_BITS", step_bits)
    monkeypatch.setattr(random_integer, "_STEPS", 2**step_bits)
    gen, ahead = generator(n), list(range(n))
    for i in range(n - 1):
        j = i + int(gen.draw32(1)[0]) % (n - i)
        ahead[i], ahead[j] = ahead[j], ahead[i]
    inside_out = [0] * n
    for i in range(n):
        j = int(gen.draw64(1)[0]) % (i + 1)
        inside_out[i] = inside_out[j]
        inside_out[j] = i
    other = generator(n)
    assert same(random_integer.shuffle_in_batches(other, n), np.array(ahead, np.int64))
    assert same(random_integer.shuffle_inside_out(other, n), np.array(inside_out, np.int64))
    assert np.array_equal(other.state_array(), gen.state_array())
    monkeypatch.setattr(random_integer, "_WORTH", 0)
    other = generator(n)
    assert same(random_integer.shuffle_ahead(other, n), np.array(ahead, np.int64))


def test_c_library_replaces_a_numpy_that_differs(monkeypatch):
    exact = np.log
    random_libm.double_function.cache_clear()
    monkeypatch.setattr(np, "log", lambda values: exact(values) * (1 + 2**-52))
    log = random_libm.double_function("log")
    monkeypatch.undo()
    random_libm.double_function.cache_clear()
    values = np.array([0.3, 1.0, 7.5])
    assert same(log(values), np.array([math.log(value) for value in values]))
    with np.errstate(divide="ignore"):
        assert log(np.array([0.0]))[0] == -math.inf


def test_threads_share_a_generator_without_losing_draws():
    gen, parts = generator(1), []
    threads = [
        threading.Thread(target=lambda: parts.append(uniform(gen, (50000,), F32))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    alone = generator(1)
    assert np.array_equal(np.sort(np.concatenate(parts)), np.sort(uniform(alone, (200000,), F32)))
    assert np.array_equal(gen.state_array(), alone.state_array())
