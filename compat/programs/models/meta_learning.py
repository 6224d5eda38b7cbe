# compare: numbers
# Meta-learning: an inner step on parameters that are not leaves, differentiated through; functional_call.
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils import parameters_to_vector, vector_to_parameters
from torch.nn.utils.stateless import functional_call

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(1, 10), nn.Tanh(), nn.Linear(10, 1))
meta = torch.optim.Adam(model.parameters(), lr=1e-2)


def task():
    amplitude, phase = torch.rand(1) * 4 + 0.1, torch.rand(1) * 3.14
    x = torch.rand(10, 1) * 10 - 5
    return x, amplitude * torch.sin(x + phase)


for iteration in range(4):
    meta_loss = 0.0
    for _ in range(3):
        x, y = task()
        params = dict(model.named_parameters())
        for _ in range(2):
            loss = F.mse_loss(functional_call(model, params, (x[:5],)), y[:5])
            grads = torch.autograd.grad(loss, list(params.values()), create_graph=True)
            params = {n: p - 0.05 * g for (n, p), g in zip(params.items(), grads)}
        meta_loss = meta_loss + F.mse_loss(functional_call(model, params, x[5:]), y[5:])
    meta.zero_grad()
    (meta_loss / 3).backward()
    print(f"{meta_loss.item():.4f} {sum(p.grad.norm() for p in model.parameters()).item():.4f}")
    meta.step()
vector = parameters_to_vector(model.parameters())
print(vector.shape, vector.grad_fn is not None)
vector_to_parameters(torch.zeros_like(vector), model.parameters())
print(model(torch.ones(2, 1)))


class ODEBlock(nn.Module):
    def __init__(self, func, steps):
        super().__init__()
        self.func, self.steps = func, steps

    def forward(self, y):
        h = 1.0 / self.steps
        for i in range(self.steps):
            t = torch.full_like(y[:, :1], i * h)
            k1 = self.func(torch.cat([y, t], 1))
            k2 = self.func(torch.cat([y + h / 2 * k1, t + h / 2], 1))
            k3 = self.func(torch.cat([y + h / 2 * k2, t + h / 2], 1))
            k4 = self.func(torch.cat([y + h * k3, t + h], 1))
            y = y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        return y


torch.manual_seed(1)
ode = nn.Sequential(ODEBlock(nn.Sequential(nn.Linear(3, 8), nn.Softplus(), nn.Linear(8, 2)), 4), nn.Linear(2, 1))
optimizer = torch.optim.Adam(ode.parameters(), lr=0.05)
x = torch.randn(20, 2)
y = (x.norm(dim=1) > 1).float().unsqueeze(1)
for step in range(5):
    loss = F.binary_cross_entropy_with_logits(ode(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(f"{loss.item():.4f}")
