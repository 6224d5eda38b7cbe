# compare: numbers
# Two networks that train against each other.
import torch
from torch import nn

torch.manual_seed(0)
generator = nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 1))
critic = nn.Sequential(nn.Linear(1, 8), nn.ReLU(), nn.Linear(8, 1))
g_opt = torch.optim.Adam(generator.parameters(), lr=0.01)
c_opt = torch.optim.Adam(critic.parameters(), lr=0.01)
bce = nn.BCEWithLogitsLoss()
for step in range(20):
    real = torch.randn(16, 1) * 0.5 + 2
    fake = generator(torch.randn(16, 2))
    c_loss = bce(critic(real), torch.ones(16, 1)) + bce(critic(fake.detach()), torch.zeros(16, 1))
    c_opt.zero_grad()
    c_loss.backward()
    c_opt.step()
    g_loss = bce(critic(fake), torch.ones(16, 1))
    g_opt.zero_grad()
    g_loss.backward()
    g_opt.step()
    if step % 5 == 4:
        print(f"{step} {c_loss.item():.4f} {g_loss.item():.4f} {fake.mean().item():.3f}")
