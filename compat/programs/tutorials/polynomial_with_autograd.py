# compare: numbers
# The same fit, with gradients by autograd.
import math

import torch

torch.manual_seed(0)
x = torch.linspace(-math.pi, math.pi, 400)
y = torch.sin(x)
coefficients = [torch.randn((), requires_grad=True) for _ in range(4)]
for step in range(200):
    prediction = sum(k * x**power for power, k in enumerate(coefficients))
    loss = (prediction - y).pow(2).sum()
    if step % 50 == 49:
        print(step, f"{loss.item():.3f}")
    loss.backward()
    with torch.no_grad():
        for k in coefficients:
            k -= 5e-6 * k.grad
            k.grad = None
print("y = " + " + ".join(f"{k.item():.3f} x^{power}" for power, k in enumerate(coefficients)))
