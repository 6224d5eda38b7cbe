# compare: numbers
# A variational autoencoder: reparameterisation with randn_like, then samples of the prior.
import zlib

import torch
import torch.nn.functional as F
from torch import nn


class VAE(nn.Module):
    def __init__(self):
        super().__init__()
        self.encode = nn.Linear(36, 24)
        self.mean = nn.Linear(24, 3)
        self.log_variance = nn.Linear(24, 3)
        self.decode = nn.Sequential(nn.Linear(3, 24), nn.ReLU(), nn.Linear(24, 36))

    def forward(self, x):
        hidden = F.relu(self.encode(x.view(-1, 36)))
        mean, log_variance = self.mean(hidden), self.log_variance(hidden)
        deviation = torch.exp(0.5 * log_variance)
        code = torch.addcmul(mean, torch.randn_like(deviation), deviation)
        return torch.sigmoid(self.decode(code)), mean, log_variance


def loss_of(again, x, mean, log_variance):
    error = F.binary_cross_entropy(again, x.view(-1, 36), reduction="sum")
    divergence = -0.5 * torch.sum(1 + log_variance - mean.pow(2) - log_variance.exp())
    return (error + divergence) / len(x)


torch.manual_seed(5)
images = torch.zeros(80, 6, 6)
rows, columns = torch.randint(4, (80,)), torch.randint(4, (80,))
for image, row, column in zip(images, rows.tolist(), columns.tolist()):
    image[row : row + 3, column : column + 3] = 1.0
loader = torch.utils.data.DataLoader(
    torch.utils.data.TensorDataset(images), batch_size=20, shuffle=True
)
model = VAE()
print([zlib.crc32(p.detach().numpy()) for p in model.parameters()])
optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
step = 0
for epoch in range(5):
    for (batch,) in loader:
        optimizer.zero_grad()
        loss = loss_of(*(lambda out: (out[0], batch, *out[1:]))(model(batch)))
        loss.backward()
        optimizer.step()
        print(step, f"{loss.item():.5f}")
        step += 1
with torch.no_grad():
    print(torch.sigmoid(model.decode(torch.randn(4, 3))).mean(1))
