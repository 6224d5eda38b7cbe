# compare: numbers
# A diffusion model of points on a circle: noise schedule, training, sampling, EMA of the weights.
import math

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(5)
T = 20
betas = torch.linspace(1e-4, 0.2, T)
alphas = 1.0 - betas
alphas_cumprod = torch.cumprod(alphas, dim=0)
alphas_cumprod_prev = F.pad(alphas_cumprod[:-1], (1, 0), value=1.0)
posterior_variance = betas * (1.0 - alphas_cumprod_prev) / (1.0 - alphas_cumprod)


def extract(a, t, shape):
    return a.gather(-1, t).reshape(t.shape[0], *((1,) * (len(shape) - 1)))


class SinusoidalPositionEmbeddings(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.dim = dim

    def forward(self, time):
        half = self.dim // 2
        freqs = torch.exp(torch.arange(half, device=time.device) * -(math.log(10000) / (half - 1)))
        args = time[:, None] * freqs[None, :]
        return torch.cat((args.sin(), args.cos()), dim=-1)


class Denoiser(nn.Module):
    def __init__(self, dim=16):
        super().__init__()
        self.time_mlp = nn.Sequential(SinusoidalPositionEmbeddings(dim), nn.Linear(dim, dim), nn.SiLU())
        self.inp = nn.Linear(2, dim)
        self.mid = nn.Sequential(nn.GroupNorm(4, dim), nn.SiLU(), nn.Linear(dim, dim))
        self.out = nn.Linear(dim, 2)

    def forward(self, x, t):
        h = self.inp(x) + self.time_mlp(t)
        return self.out(h + self.mid(h))


model = Denoiser()
ema = {k: v.clone() for k, v in model.state_dict().items()}
optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
angles = torch.rand(128) * 2 * math.pi
data = torch.stack([angles.cos(), angles.sin()], 1)


def q_sample(x0, t, noise):
    return extract(alphas_cumprod.sqrt(), t, x0.shape) * x0 + extract((1 - alphas_cumprod).sqrt(), t, x0.shape) * noise


for epoch in range(3):
    losses = []
    for x0 in data[torch.randperm(len(data))].split(32):
        t = torch.randint(0, T, (x0.shape[0],)).long()
        noise = torch.randn_like(x0)
        loss = F.smooth_l1_loss(model(q_sample(x0, t, noise), t), noise)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.detach())
        with torch.no_grad():
            for k, v in model.state_dict().items():
                ema[k].mul_(0.9).add_(v, alpha=0.1)
    print(epoch, torch.stack(losses).mean().item())


@torch.no_grad()
def p_sample(model, x, t, index):
    betas_t = extract(betas, t, x.shape)
    mean = (1.0 / alphas[index]).sqrt() * (x - betas_t * model(x, t) / extract((1 - alphas_cumprod).sqrt(), t, x.shape))
    if index == 0:
        return mean
    return mean + extract(posterior_variance, t, x.shape).sqrt() * torch.randn_like(x)


model.load_state_dict(ema)
x = torch.randn(6, 2)
for i in reversed(range(T)):
    x = p_sample(model, x, torch.full((6,), i, dtype=torch.long), i)
print(x, x.norm(dim=1).mean())
