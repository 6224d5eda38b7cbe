# compare: numbers
# A convolutional GAN: two optimizers, generated images detached for the discriminator.
import zlib

import torch
from torch import nn


def initialise(module):
    name = type(module).__name__
    if "Conv" in name:
        nn.init.normal_(module.weight, 0.0, 0.05)
    elif "BatchNorm" in name:
        nn.init.normal_(module.weight, 1.0, 0.02)
        nn.init.zeros_(module.bias)


generator = nn.Sequential(
    nn.ConvTranspose2d(6, 8, 4, 1, 0, bias=False),
    nn.BatchNorm2d(8),
    nn.ReLU(True),
    nn.ConvTranspose2d(8, 1, 4, 2, 1, bias=False),
    nn.Tanh(),
)
discriminator = nn.Sequential(
    nn.Conv2d(1, 8, 4, 2, 1, bias=False),
    nn.LeakyReLU(0.2, inplace=True),
    nn.Conv2d(8, 8, 3, 1, 1, bias=False),
    nn.BatchNorm2d(8),
    nn.LeakyReLU(0.2, inplace=True),
    nn.Conv2d(8, 1, 4, 1, 0, bias=False),
    nn.Sigmoid(),
)
torch.manual_seed(6)
generator.apply(initialise)
discriminator.apply(initialise)
nets = (discriminator, generator)
for net in nets:
    print([zlib.crc32(p.detach().numpy()) for p in net.parameters()])
critics, makers = (torch.optim.Adam(n.parameters(), lr=2e-3, betas=(0.5, 0.999)) for n in nets)
criterion = nn.BCELoss()
edge = torch.linspace(-1, 1, 8)
for step in range(20):
    slope = torch.randn(10, 1, 1, 1)
    real = torch.tanh(slope * edge[:, None] + 0.3 * torch.randn(10, 1, 8, 8))
    critics.zero_grad()
    on_real = criterion(discriminator(real).view(-1), torch.ones(10))
    on_real.backward()
    made = generator(torch.randn(10, 6, 1, 1))
    on_made = criterion(discriminator(made.detach()).view(-1), torch.zeros(10))
    on_made.backward()
    critics.step()
    makers.zero_grad()
    fooled = criterion(discriminator(made).view(-1), torch.full((10,), 1.0))
    fooled.backward()
    makers.step()
    print(step, *(f"{loss.item():.6f}" for loss in (on_real, on_made, fooled)))
