"""What jaxprs are made of.

`jax.extend.core` is where JAX shows these, but loading it loads Pallas, a tenth of `import jax`.
"""

from jax.core import ShapedArray

try:
    from jax._src.core import ClosedJaxpr, DropVar, Jaxpr, JaxprEqn, Literal, Var, subjaxprs
except ImportError:
    from jax.extend.core import ClosedJaxpr, DropVar, Jaxpr, JaxprEqn, Literal, Var, subjaxprs

__all__ = [
    "CALLS", "ClosedJaxpr", "DropVar", "Jaxpr", "JaxprEqn", "Literal", "ShapedArray", "Var",
    "subjaxprs",
]  # fmt: skip

#: Primitives that stand for a jaxpr, and the parameter that holds it.
CALLS = {
    "call": "call_jaxpr",
    "checkpoint": "jaxpr",
    "closed_call": "call_jaxpr",
    "composite": "jaxpr",
    "core_call": "call_jaxpr",
    "custom_jvp_call": "call_jaxpr",
    "custom_vjp_call": "call_jaxpr",
    "custom_vmap_call": "call",
    "jit": "jaxpr",
    "pjit": "jaxpr",
    "remat2": "jaxpr",
}
