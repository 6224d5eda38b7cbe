# Estimating pi and a random walk.
import torch

torch.manual_seed(0)
points = torch.rand(20000, 2)
inside = (points.pow(2).sum(1) <= 1).float().mean()
print(f"pi is about {4 * inside.item():.4f}")
steps = torch.randint(0, 2, (1000,)) * 2 - 1
walk = steps.cumsum(0)
print(walk[-1], walk.max(), walk.min(), walk[:8])
dice = torch.randint(1, 7, (600,))
print(torch.bincount(dice)[1:])
print(torch.randn(5000).histc(bins=5, min=-2, max=2))
