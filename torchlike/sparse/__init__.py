"""Functions of sparse tensors: `torch.sparse`."""

from torchlike.sparse.functions import addmm as addmm
from torchlike.sparse.functions import log_softmax as log_softmax
from torchlike.sparse.functions import mm as mm
from torchlike.sparse.functions import softmax as softmax
from torchlike.sparse.functions import sum as sum
