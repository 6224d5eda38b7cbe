"""Comparing and making tensors in tests (PyTorch: `torch.testing`)."""

from torchlike._alias import missing_names as _missing_names
from torchlike.testing.comparing import assert_allclose as assert_allclose
from torchlike.testing.comparing import assert_close as assert_close
from torchlike.testing.making import make_tensor as make_tensor

__getattr__ = _missing_names(__name__)
