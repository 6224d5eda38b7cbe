# A neuron, then a layer, then a network: checking each gradient by hand.
import torch

x = torch.tensor([2.0, 0.0])
w = torch.tensor([-3.0, 1.0], requires_grad=True)
b = torch.tensor(6.8814, requires_grad=True)
n = (x * w).sum() + b
out = n.tanh()
out.backward()
print(f"{out.item():.4f}", w.grad, b.grad)
by_hand = (1 - out**2) * x
print(torch.allclose(w.grad, by_hand), by_hand)

torch.manual_seed(7)
w1, b1 = torch.randn(2, 3, requires_grad=True), torch.randn(3, requires_grad=True)
w2 = torch.randn(3, 1, requires_grad=True)
batch = torch.tensor([[1.0, 2.0], [-1.0, 0.5]])
target = torch.tensor([[1.0], [-1.0]])
pre = batch @ w1 + b1
hidden = pre.relu()
prediction = hidden @ w2
loss = ((prediction - target) ** 2).mean()
for interior in (pre, hidden, prediction):
    interior.retain_grad()
loss.backward()
d_prediction = 2 * (prediction - target) / 2
d_hidden = d_prediction @ w2.T
d_pre = d_hidden * (pre > 0)
for name, mine, theirs in [
    ("prediction", d_prediction, prediction.grad),
    ("hidden", d_hidden, hidden.grad),
    ("pre", d_pre, pre.grad),
    ("w1", batch.T @ d_pre, w1.grad),
    ("b1", d_pre.sum(0), b1.grad),
    ("w2", hidden.T @ d_prediction, w2.grad),
]:
    print(f"{name:10s} exact: {torch.allclose(mine, theirs)!s:5s} shape: {tuple(theirs.shape)}")
print(f"{loss.item():.4f}")
