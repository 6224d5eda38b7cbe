# Scalars that are tensors.
import torch

s = torch.tensor(3)
print(s, s.shape, s.dim(), s.numel(), s + 1, s * 2.5, s == 3, s > 2, -s, s / 2, s // 2, s**2)
print(
    s.unsqueeze(0),
    s.view(1),
    s.expand(2),
    torch.stack([s, s]),
    s.sum(),
    s.max(),
    s.mean(dtype=torch.float32),
)
print(s.item() + 1, int(s), [1, 2, 3, 4][s], s.clone(), s[None], s[...], s[()], s.tolist())
s += 1
s[...] = s + 1
print(s, bool(s), s.argmax(), s.sort(), s.squeeze(), s.T, s.repeat(2))
x = torch.zeros(3)
x[s - 4] = 1
print(x, torch.arange(s), torch.zeros(int(s)), range(s)[-1])
