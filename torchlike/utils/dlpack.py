"""`torch.utils.dlpack`: sharing memory with other libraries."""

from torchlike._ops.numpy_protocol import DLDeviceType as DLDeviceType
from torchlike.interop import from_dlpack as from_dlpack
from torchlike.interop import to_dlpack as to_dlpack
