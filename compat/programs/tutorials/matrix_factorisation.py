# compare: numbers
# Filling the holes of a rating matrix.
import torch

torch.manual_seed(0)
ratings = torch.tensor(
    [[5.0, 3.0, 0.0, 1.0], [4.0, 0.0, 0.0, 1.0], [1.0, 1.0, 0.0, 5.0], [0.0, 1.0, 5.0, 4.0]]
)
known = ratings > 0
users = torch.rand(4, 2, requires_grad=True)
items = torch.rand(4, 2, requires_grad=True)
optimizer = torch.optim.SGD([users, items], lr=0.05)
for epoch in range(101):
    guess = users @ items.t()
    loss = ((guess - ratings)[known] ** 2).mean() + 0.01 * (users.norm() + items.norm())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if epoch % 25 == 0:
        print(f"{epoch:3d} {loss.item():.4f}")
filled = torch.where(known, ratings, (users @ items.t()).detach())
print(filled.round().int())
print(f"{known.sum().item()} known, {(~known).sum().item()} missing")
