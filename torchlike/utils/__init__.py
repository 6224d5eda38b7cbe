"""`torch.utils`."""

from torchlike.utils import dlpack as dlpack
