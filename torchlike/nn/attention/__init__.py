"""How attention is computed: `torch.nn.attention`."""

from torchlike._alias import missing_names as _missing_names
from torchlike.nn.attention.backends import WARN_FOR_UNFUSED_KERNELS as WARN_FOR_UNFUSED_KERNELS
from torchlike.nn.attention.backends import SDPBackend as SDPBackend
from torchlike.nn.attention.backends import sdpa_kernel as sdpa_kernel

__getattr__ = _missing_names(__name__)
