"""Automatic mixed precision (PyTorch: `torch.amp`)."""

from torchlike._alias import missing_names as _missing_names
from torchlike.amp.autocast_mode import autocast as autocast
from torchlike.amp.autocast_mode import is_autocast_available as is_autocast_available
from torchlike.amp.custom import custom_bwd as custom_bwd
from torchlike.amp.custom import custom_fwd as custom_fwd
from torchlike.amp.grad_scaler import GradScaler as GradScaler

__getattr__ = _missing_names(__name__)
