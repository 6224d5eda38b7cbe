"""Transforms of functions: gradients, Jacobians and batches (PyTorch: `torch.func`)."""

from torchlike._alias import missing_names as _missing_names
from torchlike.func._forward import jvp as jvp
from torchlike.func._forward import linearize as linearize
from torchlike.func._jacobians import hessian as hessian
from torchlike.func._jacobians import jacfwd as jacfwd
from torchlike.func._jacobians import jacrev as jacrev
from torchlike.func._modules import functional_call as functional_call
from torchlike.func._modules import functionalize as functionalize
from torchlike.func._modules import (
    replace_all_batch_norm_modules_ as replace_all_batch_norm_modules_,
)
from torchlike.func._modules import stack_module_state as stack_module_state
from torchlike.func._rearranging import rearrange as rearrange
from torchlike.func._reverse import grad as grad
from torchlike.func._reverse import grad_and_value as grad_and_value
from torchlike.func._reverse import vjp as vjp
from torchlike.func._unwrapping import debug_unwrap as debug_unwrap
from torchlike.func._vmap import vmap as vmap

__getattr__ = _missing_names(__name__)
