"""torchlike: PyTorch's API, rebuilt on JAX."""

from torchlike._alias import install as install
from torchlike._alias import missing_names as _missing_names
from torchlike._alias import uninstall as uninstall
from torchlike._core.device import device as device
from torchlike._core.dtypes import dtype as dtype
from torchlike._ops._bindings import *  # noqa: F403
from torchlike._ops.composite import *  # noqa: F403
from torchlike._version import COMPATIBLE_VERSION as __version__
from torchlike import autograd as autograd
from torchlike.autograd.grad_mode import enable_grad as enable_grad
from torchlike.autograd.grad_mode import inference_mode as inference_mode
from torchlike.autograd.grad_mode import is_grad_enabled as is_grad_enabled
from torchlike.autograd.grad_mode import no_grad as no_grad
from torchlike.autograd.grad_mode import set_grad_enabled as set_grad_enabled
from torchlike._core.dtypes import float32, float64, int64, bool
from torchlike.construct import *
from torchlike.tensor import Tensor as Tensor
from torchlike.size import Size as Size
