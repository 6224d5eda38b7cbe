"""Optimizers: `torch.optim`."""

from torchlike._alias import missing_names as _missing_names
from torchlike.optim import optimizer as optimizer
from torchlike.optim.adam import Adam as Adam
from torchlike.optim.adamw import AdamW as AdamW
from torchlike.optim.optimizer import Optimizer as Optimizer
from torchlike.optim.sgd import SGD as SGD

__getattr__ = _missing_names(__name__)
