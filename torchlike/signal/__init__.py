"""Signal processing (PyTorch: `torch.signal`)."""

from torchlike.signal import windows as windows
