# compare: numbers
# Variational autoencoders: reparametrised Gaussians, a mixture density network and Gumbel-softmax codes.
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import distributions as D

torch.manual_seed(0)


class VAE(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(nn.Conv1d(1, 4, 3, stride=2, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(16, 8))
        self.mu, self.logvar = nn.Linear(8, 2), nn.Linear(8, 2)
        self.decoder = nn.Sequential(
            nn.Linear(2, 16), nn.Unflatten(1, (4, 4)), nn.ReLU(),
            nn.ConvTranspose1d(4, 1, 3, stride=2, padding=1, output_padding=1),
        )

    def forward(self, x):
        h = self.encoder(x)
        posterior = D.Independent(D.Normal(self.mu(h), (0.5 * self.logvar(h)).exp()), 1)
        z = posterior.rsample()
        return D.Independent(D.Bernoulli(logits=self.decoder(z)), 2), posterior


vae = VAE()
prior = D.Independent(D.Normal(torch.zeros(2), torch.ones(2)), 1)
optimizer = torch.optim.Adamax(vae.parameters(), lr=0.02)
x = (torch.rand(16, 1, 8) < torch.linspace(0.1, 0.9, 8)).float()
for step in range(5):
    likelihood, posterior = vae(x)
    reconstruction = -likelihood.log_prob(x).mean()
    kl = D.kl_divergence(posterior, prior).mean()
    optimizer.zero_grad()
    (reconstruction + 0.5 * kl).backward()
    optimizer.step()
    print(f"{reconstruction.item():.4f} {kl.item():.4f}")
print(vae.decoder(torch.zeros(1, 2)).sigmoid())


class MDN(nn.Module):
    def __init__(self, k=3):
        super().__init__()
        self.hidden, self.k = nn.Linear(1, 12), k
        self.pi, self.mu, self.sigma = nn.Linear(12, k), nn.Linear(12, k), nn.Linear(12, k)

    def forward(self, x):
        h = torch.tanh(self.hidden(x))
        return D.MixtureSameFamily(D.Categorical(logits=self.pi(h)), D.Normal(self.mu(h), F.softplus(self.sigma(h)) + 1e-3))


mdn = MDN()
optimizer = torch.optim.Adam(mdn.parameters(), lr=0.05)
t = torch.rand(40, 1)
target = (t + 0.3 * torch.sin(6.28 * t) + 0.05 * torch.randn(40, 1)).squeeze(1)
for step in range(5):
    nll = -mdn(target.unsqueeze(1)).log_prob(t.squeeze(1)).mean()
    optimizer.zero_grad()
    nll.backward()
    optimizer.step()
    print(f"{nll.item():.4f}")
print(mdn(torch.tensor([[0.5]])).sample((3,)), mdn(torch.tensor([[0.5]])).mean)

logits = torch.zeros(2, 4, requires_grad=True)
for hard in (False, True):
    code = F.gumbel_softmax(logits, tau=0.7, hard=hard)
    (code * torch.arange(4.0)).sum().backward()
    print(code, logits.grad)
flow = D.TransformedDistribution(D.Normal(torch.zeros(2), 1.0), [D.transforms.TanhTransform(cache_size=1), D.AffineTransform(1.0, 2.0)])
s = flow.rsample((2,))
print(s, flow.log_prob(s))
