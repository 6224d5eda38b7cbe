# compare: numbers
# K-means clustering with indexing and broadcasting.
import torch

torch.manual_seed(0)
truth = torch.tensor([[0.0, 0.0], [5.0, 5.0], [0.0, 5.0]])
points = (truth.unsqueeze(1) + 0.5 * torch.randn(3, 20, 2)).reshape(-1, 2)
points = points[torch.randperm(len(points))]
centres = points[[0, 1, 2]].clone()
for iteration in range(10):
    distances = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(-1)
    assignment = distances.argmin(dim=1)
    updated = torch.stack(
        [
            points[assignment == k].mean(0) if (assignment == k).any() else centres[k]
            for k in range(3)
        ]
    )
    moved = (updated - centres).norm(dim=1).max().item()
    centres = updated
    inertia = distances.min(dim=1).values.sum().item()
    print(f"iteration {iteration}: moved {moved:.3f}, inertia {inertia:.2f}")
    if moved < 1e-4:
        break
order = centres.sum(1).argsort()
print(centres[order])
print(torch.bincount(assignment, minlength=3)[order])
