"""What jaxprs are made of.

`jax.extend.core` is where JAX shows these, but loading it loads Pallas, a tenth of `import jax`.
"""

try:
    from jax._src.core import ClosedJaxpr, Jaxpr, JaxprEqn, Literal, subjaxprs
except ImportError:
    from jax.extend.core import ClosedJaxpr, Jaxpr, JaxprEqn, Literal, subjaxprs

__all__ = ["ClosedJaxpr", "Jaxpr", "JaxprEqn", "Literal", "subjaxprs"]
