# compare: numbers
# Fitting a cubic to sin(x): gradients derived by hand.
import math

import torch

torch.manual_seed(0)
x = torch.linspace(-math.pi, math.pi, 400)
y = torch.sin(x)
a, b, c, d = torch.randn(()), torch.randn(()), torch.randn(()), torch.randn(())
print(f"start: {a.item():.4f} {b.item():.4f} {c.item():.4f} {d.item():.4f}")
rate = 5e-6
for step in range(200):
    prediction = a + b * x + c * x**2 + d * x**3
    error = prediction - y
    if step % 50 == 49:
        print(step, f"{error.pow(2).sum().item():.3f}")
    g = 2.0 * error
    a -= rate * g.sum()
    b -= rate * (g * x).sum()
    c -= rate * (g * x**2).sum()
    d -= rate * (g * x**3).sum()
print(f"y = {a.item():.3f} + {b.item():.3f} x + {c.item():.3f} x^2 + {d.item():.3f} x^3")
