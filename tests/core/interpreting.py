"""What the tests of the interpreter share: inputs, and the comparison with XLA."""

import jax
import ml_dtypes
import numpy as np
from numpy.typing import DTypeLike

from torchlike._core.interpret import plan

BF16 = ml_dtypes.bfloat16
FLOATS = (np.float32, np.float64, np.float16, BF16)
INTEGERS = (np.int8, np.int32, np.int64, np.uint8, np.uint32, np.uint64)

TOLERANCE = {
    np.dtype(np.float32): 2e-5,
    np.dtype(np.complex64): 2e-5,
    np.dtype(np.float64): 1e-10,
    np.dtype(np.complex128): 1e-10,
    np.dtype(np.float16): 4e-3,
    np.dtype(BF16): 3e-2,
    np.dtype(ml_dtypes.float8_e5m2): 0,
    np.dtype(ml_dtypes.float8_e4m3fn): 0,
}


def normal(*shape, dtype: DTypeLike = np.float32, seed=0):
    return np.random.default_rng(seed).standard_normal(shape).astype(dtype)


def positive(*shape, dtype: DTypeLike = np.float32, seed=0):
    return (np.random.default_rng(seed).random(shape) + 0.1).astype(dtype)


def integers(*shape, dtype: DTypeLike = np.int64, low=0, high=10, seed=0):
    return np.random.default_rng(seed).integers(low, high, shape).astype(dtype)


def compare(actual, expected, name=""):
    assert type(actual) is np.ndarray, name
    expected = np.asarray(expected)
    assert actual.dtype == expected.dtype, name
    assert actual.shape == expected.shape, name
    tolerance = TOLERANCE.get(actual.dtype)
    if tolerance is None:
        np.testing.assert_array_equal(actual, expected, err_msg=name)
        return
    wide = actual.dtype if actual.dtype.itemsize >= 4 else np.float32
    np.testing.assert_allclose(
        actual.astype(wide), expected.astype(wide), rtol=tolerance, atol=tolerance, err_msg=name
    )


#: Compiling is most of what these tests do: let XLA not optimise, where it knows the options.
QUICKLY = {"xla_backend_optimization_level": 0, "xla_cpu_use_fusion_emitters": False}


def compiled(function, *args):
    lowered = jax.jit(function).lower(*args)
    try:
        return lowered.compile(compiler_options=QUICKLY)
    except jax.errors.JaxRuntimeError:
        return lowered.compile()


def check(function, *args):
    """`function` may return a tree of arrays; each is compared under its own name."""
    with jax.enable_x64(True):
        closed = jax.make_jaxpr(function)(*args)
        found = plan(closed)
        assert found is not None, closed
        actual = found.run(jax.tree.leaves(args))
        again = found.run(jax.tree.leaves(args))
        expected = compiled(function, *args)(*args)
    named, _ = jax.tree_util.tree_flatten_with_path(expected)
    assert len(actual) == len(named)
    for value, second, (path, want) in zip(actual, again, named, strict=True):
        compare(value, want, jax.tree_util.keystr(path))
        assert value.tobytes() == second.tobytes()
    return found


def each(functions):
    """One function that returns what each of `functions` gives, by name."""
    return lambda *args: {name: function(*args) for name, function in functions.items()}
