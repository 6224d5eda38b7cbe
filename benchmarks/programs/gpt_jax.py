"""The small GPT's training step as a JAX user writes it: one donated `jax.jit`."""

import math
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.measure import StepTimer, report

VOCABULARY, CONTEXT, WIDTH, HEADS, LAYERS, BATCH = 65, 64, 128, 4, 4, 12
RATE, BETA1, BETA2, EPSILON, DECAY = 3e-4, 0.9, 0.999, 1e-8, 0.01


def init_linear(rng, inputs, outputs, bias=True):
    """PyTorch's initial weights of a linear layer: uniform within 1 / sqrt(inputs)."""
    bound = 1 / math.sqrt(inputs)
    layer = {"w": rng.uniform(-bound, bound, (inputs, outputs)).astype(np.float32)}
    if bias:
        layer["b"] = rng.uniform(-bound, bound, outputs).astype(np.float32)
    return layer


def init_norm():
    """Scale one, offset zero."""
    return {"w": np.ones(WIDTH, np.float32), "b": np.zeros(WIDTH, np.float32)}


def init(rng):
    """All parameters, as a tree."""
    blocks = [
        {
            "norm1": init_norm(),
            "qkv": init_linear(rng, WIDTH, 3 * WIDTH),
            "projection": init_linear(rng, WIDTH, WIDTH),
            "norm2": init_norm(),
            "up": init_linear(rng, WIDTH, 4 * WIDTH),
            "down": init_linear(rng, 4 * WIDTH, WIDTH),
        }
        for _ in range(LAYERS)
    ]
    return {
        "tokens": rng.standard_normal((VOCABULARY, WIDTH)).astype(np.float32),
        "positions": rng.standard_normal((CONTEXT, WIDTH)).astype(np.float32),
        "blocks": blocks,
        "norm": init_norm(),
        "readout": init_linear(rng, WIDTH, VOCABULARY, bias=False),
    }


def linear(layer, x):
    """Affine map of the last axis."""
    return x @ layer["w"] + layer["b"]


def norm(layer, x):
    """Layer norm of the last axis."""
    mean = x.mean(-1, keepdims=True)
    variance = x.var(-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(variance + 1e-5) * layer["w"] + layer["b"]


def attention(block, x):
    """Causal self-attention, written out: on CPUs faster than `jax.nn.dot_product_attention`."""
    batch, time, _ = x.shape
    heads = linear(block["qkv"], x).reshape(batch, time, 3, HEADS, WIDTH // HEADS)
    q, k, v = heads[:, :, 0], heads[:, :, 1], heads[:, :, 2]
    scores = jnp.einsum("bqhd,bkhd->bhqk", q, k) / math.sqrt(WIDTH // HEADS)
    scores = jnp.where(jnp.tril(jnp.ones((time, time), bool)), scores, -jnp.inf)
    out = jnp.einsum("bhqk,bkhd->bqhd", jax.nn.softmax(scores), v)
    return linear(block["projection"], out.reshape(batch, time, WIDTH))


def loss_fn(parameters, inputs, targets):
    """Mean cross entropy of the next token."""
    x = parameters["tokens"][inputs] + parameters["positions"]
    for block in parameters["blocks"]:
        x = x + attention(block, norm(block["norm1"], x))
        hidden = linear(block["up"], norm(block["norm2"], x))
        x = x + linear(block["down"], jax.nn.gelu(hidden, approximate=False))
    logits = norm(parameters["norm"], x) @ parameters["readout"]["w"]
    chosen = jnp.take_along_axis(jax.nn.log_softmax(logits), targets[..., None], -1)
    return -chosen.mean()


@partial(jax.jit, donate_argnums=0)
def train_step(state, inputs, targets):
    """One step of AdamW: (new state, loss)."""
    parameters, first, second, count = state
    loss, gradients = jax.value_and_grad(loss_fn)(parameters, inputs, targets)
    count = count + 1
    first = jax.tree.map(lambda m, g: BETA1 * m + (1 - BETA1) * g, first, gradients)
    second = jax.tree.map(lambda v, g: BETA2 * v + (1 - BETA2) * g * g, second, gradients)

    def update(p, m, v):
        m_hat, v_hat = m / (1 - BETA1**count), v / (1 - BETA2**count)
        return p * (1 - RATE * DECAY) - RATE * m_hat / (jnp.sqrt(v_hat) + EPSILON)

    return (jax.tree.map(update, parameters, first, second), first, second, count), loss


rng = np.random.default_rng(0)
tokens = rng.integers(VOCABULARY, size=(8, BATCH, CONTEXT + 1))
batches = [(jnp.asarray(batch[:, :-1]), jnp.asarray(batch[:, 1:])) for batch in tokens]
parameters = jax.tree.map(jnp.asarray, init(rng))
zeros = jax.tree.map(jnp.zeros_like, parameters)
state = (parameters, zeros, jax.tree.map(jnp.copy, zeros), jnp.zeros((), jnp.float32))

timer = StepTimer(warmup_seconds=15)
for step in timer:
    state, loss = train_step(state, *batches[step % len(batches)])
    loss.item()

report(step=timer.median())
