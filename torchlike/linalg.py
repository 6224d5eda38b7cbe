"""Linear algebra (PyTorch: `torch.linalg`)."""

from torchlike._ops._bindings import matmul as matmul
from torchlike._ops.linalg import LinAlgError as LinAlgError
from torchlike._ops.linalg import cholesky as cholesky
from torchlike._ops.linalg import cond as cond
from torchlike._ops.linalg import cross as cross
from torchlike._ops.linalg import det as det
from torchlike._ops.linalg import diagonal as diagonal
from torchlike._ops.linalg import eigh as eigh
from torchlike._ops.linalg import eigvalsh as eigvalsh
from torchlike._ops.linalg import inv as inv
from torchlike._ops.linalg import lstsq as lstsq
from torchlike._ops.linalg import matrix_norm as matrix_norm
from torchlike._ops.linalg import matrix_rank as matrix_rank
from torchlike._ops.linalg import multi_dot as multi_dot
from torchlike._ops.linalg import norm as norm
from torchlike._ops.linalg import pinv as pinv
from torchlike._ops.linalg import qr as qr
from torchlike._ops.linalg import slogdet as slogdet
from torchlike._ops.linalg import solve as solve
from torchlike._ops.linalg import svd as svd
from torchlike._ops.linalg import svdvals as svdvals
from torchlike._ops.linalg import vector_norm as vector_norm
from torchlike._ops.statistics import matrix_power as matrix_power
