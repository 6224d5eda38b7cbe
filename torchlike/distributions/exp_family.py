"""Exponential families: `torch.distributions.exp_family`."""

from torchlike.distributions.distribution import ExponentialFamily as ExponentialFamily

__all__ = ["ExponentialFamily"]
