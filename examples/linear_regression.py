"""Linear regression two ways: the normal equations, and gradient descent through autograd."""

import torch

torch.manual_seed(0)

true_weight = torch.tensor([[2.0], [-3.4], [0.5]])
true_bias = 4.2
features = torch.randn(200, 3)
targets = features @ true_weight + true_bias + 0.01 * torch.randn(200, 1)

# Closed form: append a column of ones for the bias and solve (A^T A) w = A^T y.
augmented = torch.cat([features, torch.ones(200, 1)], dim=1)
solution = torch.linalg.solve(augmented.T @ augmented, augmented.T @ targets)
print("closed form:     ", [round(value, 3) for value in solution.flatten().tolist()])

# The same by descent.
weight = torch.zeros(3, 1, requires_grad=True)
bias = torch.zeros(1, requires_grad=True)
learning_rate = 0.1

for step in range(101):
    loss = ((features @ weight + bias - targets) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        weight -= learning_rate * weight.grad
        bias -= learning_rate * bias.grad
    weight.grad.zero_()
    bias.grad.zero_()
    if step % 20 == 0:
        print(f"step {step:3d}  loss {loss.item():.5f}")

learned = weight.detach().flatten().tolist() + bias.tolist()
print("gradient descent:", [round(value, 3) for value in learned])
