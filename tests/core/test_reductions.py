"""Reductions as they are compiled for the CPU: the same results, in parts."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from torchlike._core import compiler, dtypes, kernel
from torchlike._core.device import CPU
from torchlike._core.lowering import lowering_parameters
from torchlike._core.reductions import LONGEST_ROW, WINDOW

FUNCTIONS = {
    "sum": (jnp.sum, np.sum),
    "prod": (jnp.prod, np.prod),
    "max": (jnp.max, np.max),
    "min": (jnp.min, np.min),
    "all": (jnp.all, np.all),
    "any": (jnp.any, np.any),
}
SHAPES = [
    ((5000,), (0,)),
    ((4 * LONGEST_ROW,), (0,)),
    ((LONGEST_ROW + 1,), (0,)),
    ((99991,), (0,)),
    ((3, 6000), (1,)),
    ((100, 3), (0,)),
    ((WINDOW + 1, 2), (0,)),
    ((2, 70, 3), (1,)),
    ((40, 3, 50, 2), (0, 2, 3)),
    ((40, 60), (0, 1)),
    ((40, 3, 50), (0, 2)),
    ((4, 1, 3), (1,)),
    ((0, 3), (0,)),
    ((50, 0), (1,)),
]


def compiled(function, array):
    aval = kernel.aval_of(array, CPU)
    run = compiler._compile(lambda x: [function(x)], [aval], CPU, ())
    return np.asarray(run([compiler.as_jax(array, CPU)])[0])


def random(shape, dtype, seed=0):
    generator = np.random.default_rng(seed)
    if dtype == "bool":
        return generator.random(shape) < 0.5
    if dtype == "int32":
        return generator.integers(-5, 6, shape).astype(dtype)
    real = generator.uniform(0.95, 1.05, shape)
    if dtype == "complex64":
        return (real + 0.01j * generator.standard_normal(shape)).astype(dtype)
    return real.astype(dtype)


def test_the_rules_are_in_use():
    jaxpr = jax.make_jaxpr(jnp.sum)(jnp.zeros(3)).jaxpr
    rules, reduces = lowering_parameters(jaxpr)
    assert rules is not None
    assert reduces
    options = compiler._options(jax.devices("cpu")[0], False, replaced=True)
    assert options[0]["xla_disable_hlo_passes"] == "tree_reduction_rewriter"


def test_reductions_of_a_program_with_a_matrix_product_are_left_to_xla():
    jaxpr = jax.make_jaxpr(lambda x: jax.jit(jnp.matmul)(x, x).sum())(jnp.zeros((3, 3))).jaxpr
    assert not lowering_parameters(jaxpr)[1]


@pytest.mark.parametrize(("shape", "axes"), SHAPES)
@pytest.mark.parametrize(
    ("name", "dtype"),
    [("sum", "float32"), ("sum", "int32"), ("sum", "complex64"), ("prod", "float32")],
)
def test_sums_and_products(name, dtype, shape, axes):
    ours, numpys = FUNCTIONS[name]
    array = random(shape, dtype)
    if name == "prod":
        array = np.sqrt(array)  # no overflow
    wide = array.astype({"float32": "float64", "complex64": "complex128"}.get(dtype, "int64"))
    expected = numpys(wide, axis=axes)
    found = compiled(lambda x: ours(x, axis=axes), array)
    assert found.shape == expected.shape
    limit = 3e-4 if name == "prod" else 1e-6
    np.testing.assert_allclose(found, expected, rtol=limit, atol=1e-30)


@pytest.mark.parametrize(("shape", "axes"), [s for s in SHAPES if 0 not in s[0]][::2])
@pytest.mark.parametrize(("name", "dtype"), [("max", "float32"), ("min", "int32")])
def test_extremes(name, dtype, shape, axes):
    ours, numpys = FUNCTIONS[name]
    array = random(shape, dtype)
    expected = numpys(array, axis=axes)
    found = compiled(lambda x: ours(x, axis=axes), array)
    assert found.dtype == expected.dtype
    np.testing.assert_array_equal(found, expected)
    if dtype == "float32":
        array.flat[array.size // 2] = np.nan
        expected = numpys(array, axis=axes)
        np.testing.assert_array_equal(compiled(lambda x: ours(x, axis=axes), array), expected)


@pytest.mark.parametrize(("shape", "axes"), SHAPES[::3])
@pytest.mark.parametrize("name", ["all", "any"])
def test_truths(name, shape, axes):
    ours, numpys = FUNCTIONS[name]
    for array in (np.zeros(shape, bool), np.ones(shape, bool)):
        found = compiled(lambda x: ours(x, axis=axes), array)
        np.testing.assert_array_equal(found, numpys(array, axis=axes))


@pytest.mark.parametrize(("shape", "axis"), [((1000,), 0), ((50, 40), 0), ((50, 40), 1)])
@pytest.mark.parametrize(
    ("function", "dtype"), [("argmax", "float32"), ("argmin", "float32"), ("argmax", "bool")]
)
def test_the_first_of_equals_has_the_index(dtype, shape, axis, function):
    array = random(shape, dtype)
    if dtype == "float32":
        array = np.round(array, 1)  # ties
    ours, numpys = getattr(jnp, function), getattr(np, function)
    found = compiled(lambda x: ours(x, axis=axis), array)
    np.testing.assert_array_equal(found, numpys(array, axis=axis))
    if dtype == "float32":
        array[tuple(s // 2 for s in shape)] = np.nan
        found = compiled(lambda x: ours(x, axis=axis), array)
        np.testing.assert_array_equal(found, numpys(array, axis=axis))


@pytest.mark.parametrize("dtype", ["float16", "bfloat16"])
def test_half_precision_adds_up_in_single(dtype):
    array = np.ones((3072, 2), dtypes.bfloat16.np if dtype == "bfloat16" else dtype)
    found = compiled(lambda x: jax.lax.reduce_sum(x, (0,)), array)
    assert found.dtype == array.dtype
    np.testing.assert_array_equal(found.astype("float32"), [3072.0, 3072.0])


def test_a_long_sum_is_as_accurate_as_one_of_pieces():
    array = random((1_000_000,), "float32")
    exact = array.astype("float64").sum()
    for shape, axes in (((1_000_000,), (0,)), ((1000, 1000), (0, 1))):
        found = compiled(lambda x, axes=axes: jnp.exp(jnp.log(x)).sum(axes), array.reshape(shape))
        assert found.dtype == np.float32
        assert abs(float(found) / exact - 1) < 5e-7
