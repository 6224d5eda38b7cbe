"""A step of fitting a cubic to the sine curve with raw tensors and a hand-written update."""

import math

import torch

from benchmarks.measure import StepTimer, report

torch.manual_seed(0)
x = torch.linspace(-math.pi, math.pi, 2000)
y = torch.sin(x)
coefficients = [torch.randn((), requires_grad=True) for _ in range(4)]
rate = 1e-6

timer = StepTimer(warmup_seconds=3)
for _ in timer:
    a, b, c, d = coefficients
    fit = a + b * x + c * x**2 + d * x**3
    loss = (fit - y).square().sum()
    loss.backward()
    with torch.no_grad():
        a -= rate * a.grad
        b -= rate * b.grad
        c -= rate * c.grad
        d -= rate * d.grad
    for coefficient in coefficients:
        coefficient.grad = None
    loss.item()

report(step=timer.median())
