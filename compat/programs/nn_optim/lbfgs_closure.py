# compare: numbers
# An optimizer that calls back.
import torch

w = torch.tensor([-1.0, 1.5], requires_grad=True)
optimizer = torch.optim.LBFGS([w], lr=0.5, max_iter=3)
calls = 0


def closure():
    global calls
    calls += 1
    optimizer.zero_grad()
    loss = (1 - w[0]) ** 2 + 5 * (w[1] - w[0]) ** 2
    loss.backward()
    return loss


for _ in range(4):
    loss = optimizer.step(closure)
    print(f"{loss.item():.2f}", calls)
