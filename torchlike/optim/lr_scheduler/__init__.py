"""Learning rates that change as training goes on: `torch.optim.lr_scheduler`."""

from torchlike._alias import missing_names as _missing_names
from torchlike.optim.lr_scheduler.annealing import CosineAnnealingLR as CosineAnnealingLR
from torchlike.optim.lr_scheduler.annealing import (
    CosineAnnealingWarmRestarts as CosineAnnealingWarmRestarts,
)
from torchlike.optim.lr_scheduler.base import LRScheduler as LRScheduler
from torchlike.optim.lr_scheduler.base import _LRScheduler as _LRScheduler
from torchlike.optim.lr_scheduler.combined import ChainedScheduler as ChainedScheduler
from torchlike.optim.lr_scheduler.combined import SequentialLR as SequentialLR
from torchlike.optim.lr_scheduler.cyclic import CyclicLR as CyclicLR
from torchlike.optim.lr_scheduler.decay import ConstantLR as ConstantLR
from torchlike.optim.lr_scheduler.decay import ExponentialLR as ExponentialLR
from torchlike.optim.lr_scheduler.decay import LinearLR as LinearLR
from torchlike.optim.lr_scheduler.decay import MultiStepLR as MultiStepLR
from torchlike.optim.lr_scheduler.decay import PolynomialLR as PolynomialLR
from torchlike.optim.lr_scheduler.decay import StepLR as StepLR
from torchlike.optim.lr_scheduler.functions import LambdaLR as LambdaLR
from torchlike.optim.lr_scheduler.functions import MultiplicativeLR as MultiplicativeLR
from torchlike.optim.lr_scheduler.one_cycle import OneCycleLR as OneCycleLR
from torchlike.optim.lr_scheduler.plateau import ReduceLROnPlateau as ReduceLROnPlateau

__getattr__ = _missing_names(__name__)
