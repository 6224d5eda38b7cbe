# Two players, two updates, one detached pass.
import torch

g = torch.tensor([0.1], requires_grad=True)
d = torch.tensor([1.0], requires_grad=True)
real = torch.tensor([2.0])
for step in range(3):
    fake = g * 3
    d_loss = (torch.sigmoid(d * fake.detach()) - torch.sigmoid(d * real)).sum()
    d_loss.backward()
    print(step, "d", d.grad, g.grad)
    with torch.no_grad():
        d -= 0.5 * d.grad
    d.grad = None
    g_loss = -torch.sigmoid(d * fake).sum()
    g_loss.backward()
    print(step, "g", g.grad, f"{d_loss.item():.4f} {g_loss.item():.4f}")
    with torch.no_grad():
        g -= 0.5 * g.grad
    g.grad = None
    d.grad = None
print(g, d)
