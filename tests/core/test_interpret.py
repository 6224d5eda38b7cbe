"""Control flow, whole programs and the planner itself; NumPy against XLA."""

import subprocess
import sys

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax

from tests.core.interpreting import (
    check,
    compare,
    each,
    integers,
    normal,
    positive,
)
from torchlike._core.interpret import plan

# Control flow and calls


def newton(x):
    test = lambda state: (jnp.abs(state[0] * state[0] - x) > 1e-5).any() & (state[1] < 30)
    step = lambda state: ((state[0] + x / state[0]) / 2, state[1] + 1)
    return lax.while_loop(test, step, (x, 0))


@jax.custom_vjp
def doubled(x):
    return x * 2


doubled.defvjp(lambda x: (doubled(x), x), lambda x, g: (g * 3 + x,))

CONTROL = {
    "while": newton,
    "fori": lambda x: lax.fori_loop(0, 5, lambda i, y: y * 1.1 + i, x),
    "scan": lambda x: lax.scan(lambda c, row: (c + row, c * row), x[0], x),
    "scan_reverse": lambda x: lax.scan(lambda c, v: (c * 0.5 + v, c), 1.0, x[0], reverse=True),
    "scan_length": lambda x: lax.scan(lambda c, _: (c + 1, None), x, None, length=3),
    "scan_gradient": jax.grad(
        lambda x: lax.scan(lambda c, row: (jnp.tanh(c * row), c), x[0], x)[0].sum()
    ),
    "map": lambda x: lax.map(lambda row: row.sum(), x),
    "cond": lambda x: lax.cond(x[0, 0] > 1, lambda x: x, lambda x: -x, x),
    "switch": lambda x: lax.switch(7, [lambda x: x, lambda x: x + 1, lambda x: x * 2], x),
    "switch_value": lambda x: lax.switch(x[0, 1].astype(int), [jnp.sin, jnp.cos], x),
    "checkpoint": jax.grad(jax.checkpoint(lambda x: jnp.sin(jnp.sin(x)).sum())),
    "custom_vjp": doubled,
    "custom_vjp_gradient": jax.grad(lambda x: doubled(x).sum()),
    "custom_jvp": jax.nn.relu,
    "jit": jax.jit(lambda x: jax.jit(jnp.sin)(x) + 1),
    "associative_scan": lambda x: lax.associative_scan(lax.mul, x),
    "vmap": jax.vmap(lambda row: lax.while_loop(lambda v: v.sum() < 9, lambda v: v * 2, row)),
}


def test_control_flow():
    check(each(CONTROL), positive(3, 4))


# Whole programs


def softmax_cross_entropy(logits, labels):
    rows = jnp.arange(labels.shape[0])
    return -jax.nn.log_softmax(logits)[rows, labels].mean()


def layer_norm(x):
    mean = x.mean(-1, keepdims=True)
    return (x - mean) * lax.rsqrt(((x - mean) ** 2).mean(-1, keepdims=True) + 1e-5)


GRADIENTS = {
    name: jax.grad(lambda x, f=f: (f(x) * jnp.arange(1.0, 5.0, dtype=x.dtype)).sum())
    for name, f in {
        "softmax": jax.nn.softmax,
        "layer_norm": layer_norm,
        "gelu": lambda x: jax.nn.gelu(x, approximate=False),
        "silu": jax.nn.silu,
        "softplus": jax.nn.softplus,
        "elu": jax.nn.elu,
        "max": lambda x: x.max(1, keepdims=True),
        "sort": lambda x: jnp.sort(x, 1),
        "cumsum": lambda x: jnp.cumsum(x, 1),
        "cumprod": lambda x: jnp.cumprod(x, 1),
        "cummax": lambda x: lax.cummax(x, 1),
        "logsumexp": lambda x: jax.nn.logsumexp(x, 1, keepdims=True),
        "norm": lambda x: jnp.linalg.norm(x, axis=1, keepdims=True),
        "prod": lambda x: x.prod(1, keepdims=True),
        "var": lambda x: x.var(1, keepdims=True),
        "clip": lambda x: jnp.clip(x, -0.5, 0.5),
        "pow": lambda x: jnp.abs(x) ** 1.5,
        "median": lambda x: jnp.median(x, 1, keepdims=True),
        "index": lambda x: x[np.array([0, 2, 2])],
        "slices": lambda x: x[::2, ::-1],
        "pad": lambda x: jnp.pad(x, ((0, 0), (1, 0)))[:, :4],
        "top_k": lambda x: lax.top_k(x, 4)[0],
        "sinc": jnp.sinc,
        "second": jax.grad(lambda x: (jnp.tanh(x) ** 3).sum()),
    }.items()
}


@pytest.mark.parametrize("dtype", [np.float32, np.float64], ids=["float32", "float64"])
def test_gradients(dtype):
    check(each(GRADIENTS), normal(3, 4, dtype=dtype))


def test_cross_entropy():
    labels = np.array([1, 0, 3, 3])
    check(jax.value_and_grad(softmax_cross_entropy), normal(4, 5), labels)


def test_train_step():
    def loss(params, x, labels):
        for w, b in params[:-1]:
            x = jax.nn.relu(x @ w + b)
        return softmax_cross_entropy(x @ params[-1][0] + params[-1][1], labels)

    def step(params, moments, count, x, labels):
        value, grads = jax.value_and_grad(loss)(params, x, labels)
        moments = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, moments, grads)
        scale = 0.1 / (1 - 0.9 ** (count + 1).astype(np.float32))
        params = jax.tree.map(lambda p, m: p - scale * m, params, moments)
        return value, params, moments, count + 1

    params = [(normal(6, 8), normal(8)), (normal(8, 3, seed=1), normal(3))]
    moments = jax.tree.map(np.zeros_like, params)
    found = check(step, params, moments, np.int32(3), normal(5, 6), integers(5, high=3))
    assert 40 < found.n_eqns < 120


def test_transformer_block():
    def block(p, tokens):
        x = p["embed"][tokens] + p["place"]
        b, t, d = x.shape
        q, k, v = jnp.split(layer_norm(x) @ p["qkv"], 3, -1)
        heads = lambda a: a.reshape(b, t, 2, d // 2).transpose(0, 2, 1, 3)
        scores = heads(q) @ heads(k).mT / np.float32(np.sqrt(d // 2))
        scores = jnp.where(jnp.tril(jnp.ones((t, t), bool)), scores, -jnp.inf)
        mixed = (jax.nn.softmax(scores) @ heads(v)).transpose(0, 2, 1, 3).reshape(b, t, d)
        x = x + mixed @ p["out"]
        return x + jax.nn.gelu(layer_norm(x) @ p["up"]) @ p["down"]

    def loss(p, tokens):
        logits = block(p, tokens[:, :-1]) @ p["embed"].T
        picked = jnp.take_along_axis(jax.nn.log_softmax(logits), tokens[:, 1:, None], -1)
        return -picked.mean()

    d, t = 8, 5
    shapes = {"embed": (11, d), "place": (t, d), "qkv": (d, 3 * d), "out": (d, d)}
    shapes |= {"up": (d, 4 * d), "down": (4 * d, d)}
    params = {name: normal(*shape, seed=i) / 3 for i, (name, shape) in enumerate(shapes.items())}
    check(jax.value_and_grad(loss), params, integers(2, t + 1, high=11))


# The planner


def refused(function, *args):
    with jax.enable_x64(True):
        return plan(jax.make_jaxpr(function)(*args)) is None


def planned(function, *args):
    with jax.enable_x64(True):
        found = plan(jax.make_jaxpr(function)(*args))
    assert found is not None
    return found


def test_what_is_beyond_it_is_refused():
    x = normal(3, 4)
    assert refused(lambda x: jax.random.normal(jax.random.key(0), x.shape) + x, x)
    assert refused(lambda x: jax.pure_callback(np.sin, x, x), x)
    assert refused(lambda x: lax.reduce_precision(x, 5, 10), x)
    assert refused(lambda x: lax.reduce(x, np.float32(0), lambda a, b: a + 2 * b, (0,)), x)
    assert refused(lambda x: jnp.sort(x + 1j), x)
    assert refused(lambda x: lax.map(lambda row: lax.reduce_precision(row, 5, 10), x), x)

    def prints(x):
        jax.debug.print("{}", x)
        return x

    assert refused(prints, x)


def test_dead_equations_are_dropped():
    def function(x):
        lax.reduce_precision(x, 5, 10)
        jnp.linalg.svd(x)
        return jnp.sin(x)

    assert planned(function, normal(3)[None]).n_eqns == 1


def test_constants_are_evaluated_once():
    found = planned(lambda x: x + jnp.arange(3.0) * 2, normal(3, dtype=np.float64))
    assert found.n_eqns == 1
    (constant,) = planned(lambda: jnp.arange(3) * 2).run([])
    compare(constant, np.array([0, 2, 4]))
    assert not constant.flags.writeable


def test_outputs_may_be_inputs_and_literals():
    x = normal(3)
    first, second, third = planned(lambda x: (x, x, 2.0), x).run([x])
    assert first is x
    assert second is x
    compare(third, np.float64(2))


def test_inputs_are_never_written():
    def function(x, i):
        return x.at[i].add(1), x.at[i].set(0), lax.dynamic_update_slice(x, x[:1], (2,)), x * 2

    x, i = normal(4), np.array([1, 1])
    x.flags.writeable = i.flags.writeable = False
    check(function, x, i)


def test_work_grows_with_the_program():
    small, large = normal(4, 4), normal(64, 64)
    product = lambda x: x @ x
    assert planned(product, large).work > 100 * planned(product, small).work
    assert planned(jnp.exp, large).work > planned(lambda x: x + 1, large).work
    loop = lambda x: lax.fori_loop(0, 100, lambda i, x: x + 1, x)
    assert planned(loop, large).work >= 100 * planned(lambda x: x + 1, large).work
    assert planned(loop, large).n_eqns > 100


def test_a_wrong_number_of_inputs_is_an_error():
    found = planned(lambda x, y: x + y, normal(3), normal(3))
    with pytest.raises(ValueError, match="expected 2 inputs, got 1"):
        found.run([normal(3)])


def test_no_backend_is_started():
    program = """
import jax, numpy as np
from torchlike._core.interpret import plan
x = np.ones((3, 4), np.float32)
with jax.enable_x64(True):
    closed = jax.make_jaxpr(lambda x: jax.numpy.sort(jax.nn.softmax(x) @ x.T)[np.array([1])])(x)
jax.devices = jax.local_devices = None
found = plan(closed)
found.run([x])
from jax._src import xla_bridge
print(sorted(xla_bridge._backends))
"""
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]", result.stdout
