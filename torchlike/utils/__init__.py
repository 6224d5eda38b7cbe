"""`torch.utils`."""

from torchlike.utils import checkpoint as checkpoint
from torchlike.utils import data as data
from torchlike.utils import dlpack as dlpack
from torchlike.utils.exchange import set_module as set_module
from torchlike.utils.exchange import swap_tensors as swap_tensors
