"""`torch.utils`."""

from torchlike.utils import checkpoint as checkpoint
from torchlike.utils import data as data
from torchlike.utils import dlpack as dlpack
