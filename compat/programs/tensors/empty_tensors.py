# Tensors without elements.
import torch

e = torch.empty(0)
print(e, e.shape, e.sum(), e.numel(), len(e), e.tolist(), e + 1, torch.cat([e, e]).shape, e.dim())
z = torch.zeros(0, 3)
print(
    z, z.sum(0), z.sum(1), z.t().shape, z.view(3, 0).shape, (z @ torch.zeros(3, 2)).shape, z.mean(1)
)
print((torch.zeros(2, 0) @ torch.zeros(0, 3)), torch.zeros(2, 0).any(), torch.zeros(2, 0).all(1))
print(
    z.flatten(),
    z.unsqueeze(1).shape,
    torch.stack([e, e]).shape,
    z[0:0].shape,
    list(z),
    z.nonzero().shape,
)
print(
    torch.zeros(3, 0, 2).permute(2, 1, 0).shape,
    e.sort(),
    e.unique(),
    e.max(0).values if len(e) else "none",
)
