# Two layers over a small graph, whose normalised adjacency is a sparse buffer.
import torch
from torch import nn

torch.manual_seed(0)
edges = torch.tensor([[0, 1, 2, 3, 4, 5, 0, 2, 3], [1, 2, 0, 4, 5, 3, 2, 1, 5]])
both = torch.cat([edges, edges.flip(0)], 1)
adjacency = torch.sparse_coo_tensor(both, torch.ones(both.size(1)), (6, 6)).coalesce()
degree = torch.sparse.sum(adjacency, 1).to_dense()
rows, columns = adjacency.indices()
weights = adjacency.values() / (degree[rows] * degree[columns]).sqrt()
normal = torch.sparse_coo_tensor(adjacency.indices(), weights, adjacency.shape)


class Layer(nn.Module):
    def __init__(self, inside, outside, adjacency):
        super().__init__()
        self.linear = nn.Linear(inside, outside)
        self.register_buffer("adjacency", adjacency)

    def forward(self, x):
        return torch.sparse.mm(self.adjacency, self.linear(x))


model = nn.Sequential(Layer(6, 8, normal), nn.ReLU(), Layer(8, 2, normal))
print(model.to("cpu")[0].adjacency.layout, [name for name, _ in model.named_buffers()])
x, y = torch.eye(6), torch.tensor([0, 0, 0, 1, 1, 1])
optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
for epoch in range(30):
    optimizer.zero_grad()
    loss = nn.functional.cross_entropy(model(x), y)
    loss.backward()
    optimizer.step()
    if epoch % 10 == 0:
        print(epoch, f"{loss.item():.5f}")
print(model(x).argmax(1), model(x.to_sparse().to_dense()).shape)
