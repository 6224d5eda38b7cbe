# compare: numbers
# Principal components by power iteration, compared with the SVD.
import torch

torch.manual_seed(0)
x = torch.randn(50, 3) @ torch.tensor([[3.0, 0.0, 0.0], [0.5, 1.0, 0.0], [0.1, 0.2, 0.3]])
x = x - x.mean(0)
covariance = x.T @ x / (len(x) - 1)
print(covariance.shape, torch.allclose(covariance, torch.cov(x.T), atol=1e-5))
v = torch.ones(3)
for step in range(20):
    v = covariance @ v
    v /= v.norm()
value = v @ covariance @ v
_, s, vh = torch.linalg.svd(x, full_matrices=False)
print(f"{value.item():.3f} {(s[0] ** 2 / (len(x) - 1)).item():.3f}")
print(torch.allclose(v.abs(), vh[0].abs(), atol=1e-4))
explained = s**2 / (s**2).sum()
print([round(e, 3) for e in explained.tolist()])
projected = x @ vh[:2].T
print(projected.shape, f"{(x - projected @ vh[:2]).pow(2).mean().item():.4f}")
