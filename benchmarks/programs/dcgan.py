"""A step of a convolutional GAN on 64 x 64 images, width 64, batch 8, two Adams."""

import torch
from torch import nn

from benchmarks.measure import StepTimer, train

CODE, WIDTH, BATCH = 100, 64, 8


def widen(inputs: int, outputs: int, stride: int, padding: int) -> list[nn.Module]:
    """A transposed convolution with batch norm."""
    layer = nn.ConvTranspose2d(inputs, outputs, 4, stride, padding, bias=False)
    return [layer, nn.BatchNorm2d(outputs), nn.ReLU(True)]


def narrow(inputs: int, outputs: int) -> list[nn.Module]:
    """A convolution that halves the image, with batch norm."""
    layer = nn.Conv2d(inputs, outputs, 4, 2, 1, bias=False)
    return [layer, nn.BatchNorm2d(outputs), nn.LeakyReLU(0.2, inplace=True)]


def initialise(module: nn.Module) -> None:
    """Small normal weights."""
    if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
        nn.init.normal_(module.weight, 0.0, 0.02)
    elif isinstance(module, nn.BatchNorm2d):
        nn.init.normal_(module.weight, 1.0, 0.02)


torch.manual_seed(0)
generator = nn.Sequential(
    *widen(CODE, 8 * WIDTH, 1, 0),
    *widen(8 * WIDTH, 4 * WIDTH, 2, 1),
    *widen(4 * WIDTH, 2 * WIDTH, 2, 1),
    *widen(2 * WIDTH, WIDTH, 2, 1),
    nn.ConvTranspose2d(WIDTH, 3, 4, 2, 1, bias=False),
    nn.Tanh(),
).apply(initialise)
discriminator = nn.Sequential(
    nn.Conv2d(3, WIDTH, 4, 2, 1, bias=False),
    nn.LeakyReLU(0.2, inplace=True),
    *narrow(WIDTH, 2 * WIDTH),
    *narrow(2 * WIDTH, 4 * WIDTH),
    *narrow(4 * WIDTH, 8 * WIDTH),
    nn.Conv2d(8 * WIDTH, 1, 4, 1, 0, bias=False),
    nn.Sigmoid(),
).apply(initialise)
optimizers = [
    torch.optim.Adam(net.parameters(), lr=2e-4, betas=(0.5, 0.999))
    for net in (discriminator, generator)
]
criterion = nn.BCELoss()
images = torch.rand(4, BATCH, 3, 64, 64) * 2 - 1
real, fake = torch.ones(BATCH), torch.zeros(BATCH)


def step(count: int) -> None:
    """The discriminator on real and on generated images, then the generator."""
    discriminator.zero_grad()
    on_real = criterion(discriminator(images[count % 4]).view(-1), real)
    on_real.backward()
    generated = generator(torch.randn(BATCH, CODE, 1, 1))
    on_fake = criterion(discriminator(generated.detach()).view(-1), fake)
    on_fake.backward()
    optimizers[0].step()
    generator.zero_grad()
    loss = criterion(discriminator(generated).view(-1), real)
    loss.backward()
    optimizers[1].step()
    (on_real + on_fake).item(), loss.item()


train(step, StepTimer(warmup_seconds=40, warmup_steps=10, steps=20))
