# compare: numbers
# Three classes, cross entropy and Adam.
import torch
from torch import nn

torch.manual_seed(0)
centres = torch.tensor([[2.0, 0.0], [-2.0, 0.0], [0.0, 2.5]])
labels = torch.arange(3).repeat(20)
points = centres[labels] + 0.5 * torch.randn(60, 2)
model = nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 3))
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
for epoch in range(60):
    optimizer.zero_grad()
    logits = model(points)
    loss = criterion(logits, labels)
    loss.backward()
    optimizer.step()
    if epoch % 15 == 0:
        accuracy = (logits.argmax(1) == labels).float().mean()
        print(f"{epoch} {loss.item():.4f} {accuracy.item():.2f}")
with torch.no_grad():
    print(model(torch.tensor([[2.0, 0.0], [0.0, 3.0]])).softmax(1).argmax(1))
