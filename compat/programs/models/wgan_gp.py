# compare: numbers
# A Wasserstein GAN with gradient penalty: the penalty differentiates a gradient.
import torch
import torch.nn as nn
from torch.autograd import grad

torch.manual_seed(2)
G = nn.Sequential(nn.Linear(4, 16, bias=False), nn.BatchNorm1d(16), nn.LeakyReLU(0.2, inplace=True), nn.Linear(16, 2), nn.Tanh())
D = nn.Sequential(nn.Linear(2, 16), nn.LayerNorm(16), nn.LeakyReLU(0.2), nn.Linear(16, 16), nn.ELU(), nn.Linear(16, 1))
opt_g = torch.optim.Adam(G.parameters(), lr=1e-3, betas=(0.0, 0.9))
opt_d = torch.optim.Adam(D.parameters(), lr=1e-3, betas=(0.0, 0.9))


def gradient_penalty(real, fake):
    alpha = torch.rand(real.size(0), 1).expand_as(real)
    interpolates = (alpha * real + (1 - alpha) * fake).requires_grad_(True)
    score = D(interpolates)
    gradients = grad(
        outputs=score, inputs=interpolates, grad_outputs=torch.ones_like(score), create_graph=True,
        retain_graph=True, only_inputs=True,
    )[0]
    gradients = gradients.view(gradients.size(0), -1)
    return ((gradients.norm(2, dim=1) - 1) ** 2).mean()


for step in range(6):
    for _ in range(2):
        real = torch.randn(16, 2) * 0.2 + torch.tensor([0.5, -0.5])
        fake = G(torch.randn(16, 4)).detach()
        opt_d.zero_grad()
        d_loss = -D(real).mean() + D(fake).mean()
        gp = gradient_penalty(real, fake)
        (d_loss + 10.0 * gp).backward()
        opt_d.step()
    for p in D.parameters():
        p.requires_grad_(False)
    opt_g.zero_grad()
    g_loss = -D(G(torch.randn(16, 4))).mean()
    g_loss.backward()
    opt_g.step()
    for p in D.parameters():
        p.requires_grad_(True)
    print(f"{step} d {d_loss.item():.4f} gp {gp.item():.4f} g {g_loss.item():.4f}")
G.eval()
print(G(torch.zeros(1, 4)), [round(p.grad.norm().item(), 4) for p in D.parameters()])
