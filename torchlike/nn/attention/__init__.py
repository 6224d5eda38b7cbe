"""How attention is computed: `torch.nn.attention`."""

from torchlike._alias import missing_names as _missing_names
from torchlike.nn.attention.backends import WARN_FOR_UNFUSED_KERNELS as WARN_FOR_UNFUSED_KERNELS
from torchlike.nn.attention.backends import SDPBackend as SDPBackend
from torchlike.nn.attention.backends import sdpa_kernel as sdpa_kernel
from torchlike.nn.attention.flash import (
    activate_flash_attention_impl as activate_flash_attention_impl,
)
from torchlike.nn.attention.flash import (
    current_flash_attention_impl as current_flash_attention_impl,
)
from torchlike.nn.attention.flash import (
    list_flash_attention_impls as list_flash_attention_impls,
)
from torchlike.nn.attention.flash import (
    register_flash_attention_impl as register_flash_attention_impl,
)
from torchlike.nn.attention.flash import (
    restore_flash_attention_impl as restore_flash_attention_impl,
)

__getattr__ = _missing_names(__name__)
