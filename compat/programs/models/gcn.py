# compare: numbers
# slow
# A graph convolutional network with a dense normalised adjacency, and the same by scatter.
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.parameter import Parameter

torch.manual_seed(6)
n = 12
edges = torch.tensor([[i, (i + 1) % n] for i in range(n)] + [[0, 5], [2, 8], [3, 11]]).t()
edges = torch.cat([edges, edges.flip(0)], 1)
A = torch.zeros(n, n)
A[edges[0], edges[1]] = 1.0
A_hat = A + torch.eye(n)
D_inv_sqrt = torch.diag(A_hat.sum(1).pow(-0.5))
A_norm = D_inv_sqrt @ A_hat @ D_inv_sqrt


class GraphConvolution(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = Parameter(torch.empty(in_features, out_features))
        if bias:
            self.bias = Parameter(torch.empty(out_features))
        else:
            self.register_parameter("bias", None)
        self.reset_parameters()

    def reset_parameters(self):
        stdv = 1.0 / self.weight.size(1) ** 0.5
        self.weight.data.uniform_(-stdv, stdv)
        if self.bias is not None:
            self.bias.data.uniform_(-stdv, stdv)

    def forward(self, input, adj):
        output = torch.mm(adj, torch.mm(input, self.weight))
        return output + self.bias if self.bias is not None else output

    def __repr__(self):
        return f"{self.__class__.__name__} ({self.weight.shape[0]} -> {self.weight.shape[1]})"


class GCN(nn.Module):
    def __init__(self):
        super().__init__()
        self.gc1, self.gc2 = GraphConvolution(5, 8), GraphConvolution(8, 3, bias=False)

    def forward(self, x, adj):
        x = F.dropout(F.relu(self.gc1(x, adj)), 0.5, training=self.training)
        return F.log_softmax(self.gc2(x, adj), dim=1)


class GAT(nn.Module):
    def __init__(self):
        super().__init__()
        self.W, self.a = nn.Linear(5, 4, bias=False), nn.Parameter(torch.randn(8, 1) * 0.1)

    def forward(self, x, adj):
        h = self.W(x)
        e = F.leaky_relu(h @ self.a[:4] + (h @ self.a[4:]).T, 0.2)
        attention = torch.where(adj > 0, e, -9e15 * torch.ones_like(e)).softmax(dim=1)
        return F.elu(attention @ h)


features, labels = torch.rand(n, 5), torch.randint(0, 3, (n,))
train = torch.zeros(n, dtype=torch.bool)
train[:8] = True
model = GCN()
print(model)
optimizer = torch.optim.Adam(model.parameters(), lr=0.05, weight_decay=5e-4)
for epoch in range(5):
    model.train()
    optimizer.zero_grad()
    output = model(features, A_norm)
    loss = F.nll_loss(output[train], labels[train])
    loss.backward()
    optimizer.step()
    model.eval()
    with torch.no_grad():
        output = model(features, A_norm)
        accuracy = output.argmax(1).eq(labels)[~train].double().mean()
    print(f"{epoch} {loss.item():.4f} {accuracy.item():.4f}")
src, dst = edges
summed = torch.zeros(n, 5).index_add_(0, dst, features[src])
gathered = torch.zeros(n, 5).scatter_add_(0, dst[:, None].expand(-1, 5), features[src])
print(torch.allclose(summed, A.T @ features, atol=1e-6), torch.allclose(gathered, summed))
print(torch.zeros(n, 5).scatter_reduce(0, dst[:, None].expand(-1, 5), features[src], "amax", include_self=False)[:2])
print(torch.bincount(dst, minlength=n), GAT()(features, A_hat)[:2])


