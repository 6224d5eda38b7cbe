# compare: numbers
# A multilayer perceptron learns exclusive or.
import torch
from torch import nn


class Xor(nn.Module):
    def __init__(self, hidden=8):
        super().__init__()
        self.hidden = nn.Linear(2, hidden)
        self.output = nn.Linear(hidden, 1)

    def forward(self, x):
        return torch.sigmoid(self.output(torch.tanh(self.hidden(x))))


torch.manual_seed(0)
inputs = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
targets = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
model = Xor()
print(model)
print("parameters:", sum(p.numel() for p in model.parameters()))
criterion = nn.BCELoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
for epoch in range(1, 151):
    optimizer.zero_grad()
    loss = criterion(model(inputs), targets)
    loss.backward()
    optimizer.step()
    if epoch % 30 == 0:
        print(f"epoch {epoch:3d}: loss {loss.item():.4f}")
with torch.no_grad():
    for pair, answer in zip(inputs, model(inputs).round()):
        print(pair.int().tolist(), "->", int(answer))
