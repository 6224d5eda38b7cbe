"""Operators over the elements that a mask keeps (PyTorch: `torch.masked`)."""

from torchlike._ops.masked import MaskedTensor as MaskedTensor
from torchlike._ops.masked import amax as amax
from torchlike._ops.masked import amin as amin
from torchlike._ops.masked import argmax as argmax
from torchlike._ops.masked import argmin as argmin
from torchlike._ops.masked import as_masked_tensor as as_masked_tensor
from torchlike._ops.masked import cumprod as cumprod
from torchlike._ops.masked import cumsum as cumsum
from torchlike._ops.masked import is_masked_tensor as is_masked_tensor
from torchlike._ops.masked import log_softmax as log_softmax
from torchlike._ops.masked import logaddexp as logaddexp
from torchlike._ops.masked import logsumexp as logsumexp
from torchlike._ops.masked import masked_tensor as masked_tensor
from torchlike._ops.masked import mean as mean
from torchlike._ops.masked import median as median
from torchlike._ops.masked import norm as norm
from torchlike._ops.masked import normalize as normalize
from torchlike._ops.masked import prod as prod
from torchlike._ops.masked import softmax as softmax
from torchlike._ops.masked import softmin as softmin
from torchlike._ops.masked import std as std
from torchlike._ops.masked import sum as sum
from torchlike._ops.masked import var as var
