"""Modules on several devices: `torch.nn.parallel`. There is one device, which does it all."""

from torchlike._alias import missing_names as _missing_names
from torchlike.nn.parallel.data_parallel import DataParallel as DataParallel
from torchlike.nn.parallel.data_parallel import data_parallel as data_parallel
from torchlike.nn.parallel.distributed import DistributedDataParallel as DistributedDataParallel

__getattr__ = _missing_names(__name__)
