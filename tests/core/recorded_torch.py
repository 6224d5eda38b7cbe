"""As much of ``torch`` as the recorded random calls name, on NumPy arrays over the samplers.

Also shows what the layer above the samplers has to do: order of filling, blocks or pairs.
"""

from __future__ import annotations

import contextlib
from types import SimpleNamespace

import ml_dtypes
import numpy as np

from torchlike._core import random as samplers
from torchlike._core.random_fma import fma32, fma64

GENERATOR = samplers.Generator()

FLOAT32 = np.dtype(np.float32)
INT64 = np.dtype(np.int64)
DTYPES = {
    name: np.dtype(getattr(ml_dtypes, name, name))
    for name in (
        "bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32",
        "float64", "complex64", "complex128",
    )
}  # fmt: skip


class Array(np.ndarray):
    """An array with the tensor methods that the recorded calls use."""

    def t(self):
        return self.T

    def float(self):
        return self.astype(FLOAT32)

    def contiguous(self, memory_format):
        assert memory_format == "channels_last"
        return self.transpose(0, 2, 3, 1).copy().transpose(0, 3, 1, 2)

    def in_memory_order(self):
        return self.transpose(sorted(range(self.ndim), key=lambda dim: -self.strides[dim]))

    def fill_from(self, sample, *arguments, **options):
        memory = self.in_memory_order()
        memory[...] = sample(GENERATOR, memory.shape, self.dtype, *arguments, **options)
        return self

    def uniform_(self, *bounds):
        return self.fill_from(samplers.uniform, *bounds)

    def normal_(self, mean=0.0, std=1.0):
        return self.fill_from(samplers.normal, mean, std, block=self.flags.c_contiguous)

    def log_normal_(self, *parameters):
        return self.fill_from(samplers.log_normal, *parameters)

    def exponential_(self, rate):
        return self.fill_from(samplers.exponential, rate)

    def cauchy_(self, median, sigma):
        return self.fill_from(samplers.cauchy, median, sigma)

    def geometric_(self, p):
        return self.fill_from(samplers.geometric, p)

    def bernoulli_(self, p):
        return self.fill_from(samplers.bernoulli, p)

    def random_(self, *bounds):
        sample = samplers.random_range if bounds else samplers.random_full
        return self.fill_from(sample, *bounds)


def array(values, dtype=None):
    return np.asarray(values, dtype).view(Array)


def empty(*shape, dtype=FLOAT32):
    return np.empty(shape, dtype).view(Array)


def empty_like(other):
    memory = other.in_memory_order()
    if not memory.flags.c_contiguous:
        return empty(*other.shape, dtype=other.dtype)
    return np.empty_like(other)


def linspace(start, end, count, dtype=FLOAT32):
    """Each half counted from its own end, multiply-adds rounded once."""
    single = dtype != np.float64
    fma, real = (fma32, np.float32) if single else (fma64, np.float64)
    first, last = real(start), real(end)
    step = float((last - first) / real(count - 1))
    index = np.arange(count, dtype=np.float64)
    rising = fma(index, step, float(first))
    falling = fma(count - 1 - index, -step, float(last))
    return array(np.where(index < count // 2, rising, falling), dtype)


def normal(mean, std, size=None):
    if size is not None:
        return empty(*size).normal_(mean, std)
    out = empty(*np.broadcast_shapes(np.shape(mean), np.shape(std)))
    if np.ndim(std):
        return out.normal_() * std + mean
    return out.normal_(0.0, std) + mean


def view_as_real(values):
    return values.view(f"f{values.itemsize // 2}").reshape(*values.shape, 2)


class RecordedGenerator(samplers.Generator):
    def get_state(self):
        return self.state_array()


def rand(*shape, dtype=FLOAT32, generator=GENERATOR):
    return array(samplers.uniform(generator, shape, dtype))


@contextlib.contextmanager
def fork_rng():
    state = GENERATOR.state_array()
    yield
    GENERATOR.set_state_array(state)


torch = SimpleNamespace(
    **DTYPES,
    channels_last="channels_last",
    Generator=RecordedGenerator,
    arange=lambda end, dtype=FLOAT32: array(np.arange(end, dtype=dtype)),
    bernoulli=lambda p: samplers.bernoulli_array(GENERATOR, p, p.dtype),
    binomial=lambda count, prob: samplers.binomial(GENERATOR, count, prob),
    cat=lambda parts: array(np.concatenate(parts)),
    empty=empty,
    full=lambda shape, value, dtype: array(np.full(shape, value, dtype)),
    get_rng_state=GENERATOR.state_array,
    initial_seed=GENERATOR.initial_seed,
    linspace=linspace,
    manual_seed=GENERATOR.manual_seed,
    multinomial=lambda *arguments: samplers.multinomial(GENERATOR, *arguments),
    normal=normal,
    ones=lambda *shape: array(np.ones(shape, np.float32)),
    poisson=lambda rates: samplers.poisson(GENERATOR, rates),
    rand=rand,
    rand_like=lambda other: empty_like(other).uniform_(),
    randint=lambda *arguments, dtype=INT64: array(
        samplers.random_range(GENERATOR, arguments[-1], dtype, *(0, *arguments[:-1])[-2:])
    ),
    randn=lambda *shape, dtype=FLOAT32: empty(*shape, dtype=dtype).normal_(),
    randn_like=lambda other: empty_like(other).normal_(),
    random=SimpleNamespace(fork_rng=fork_rng),
    randperm=lambda n, dtype=INT64: array(samplers.randperm(GENERATOR, n, dtype)),
    set_rng_state=GENERATOR.set_state_array,
    stack=lambda parts: array(np.stack(parts)),
    tensor=array,
    view_as_real=view_as_real,
    zeros=lambda *shape: array(np.zeros(shape, np.float32)),
    _sample_dirichlet=lambda alpha: samplers.dirichlet(GENERATOR, alpha),
    _standard_gamma=lambda alpha: samplers.standard_gamma(GENERATOR, alpha),
)


def run(code):
    """The value of the last expression of `code`, or of its variable ``out``."""
    names = {"torch": torch}
    try:
        return eval(code, names)
    except SyntaxError:
        exec(code, names)  # noqa: S102
        return names["out"]
