# Products of vectors and matrices.
import torch

m = torch.arange(6.0).view(2, 3)
n = torch.arange(12.0).view(3, 4)
v = torch.tensor([1.0, 0.0, -1.0])
print(m @ n, torch.mm(m, n).shape, m.matmul(n).shape, m @ v, m.mv(v), v @ n, v @ v, torch.dot(v, v))
print(
    torch.outer(v, v),
    torch.ger(v, v[:2]),
    torch.inner(v, v),
    torch.cross(v, torch.tensor([0.0, 1.0, 0.0]), dim=0),
)
b = torch.arange(12.0).view(2, 2, 3)
print(
    torch.bmm(b, b.transpose(1, 2)),
    (b @ n).shape,
    (b @ v).shape,
    (torch.zeros(5, 1, 2, 3) @ torch.zeros(4, 3, 2)).shape,
)
print(
    torch.addmm(torch.ones(2, 4), m, n, beta=2, alpha=0.5),
    torch.addmv(torch.zeros(2), m, v),
    torch.baddbmm(torch.zeros(2, 2, 2), b, b.mT).shape,
)
print(
    torch.tensor([[1, 2], [3, 4]]) @ torch.tensor([[1, 0], [0, 2]]),
    torch.chain_matmul(m, n).shape,
    torch.linalg.multi_dot([m, n, n.t()]).shape,
)
print(
    torch.matrix_power(torch.tensor([[1.0, 1.0], [1.0, 0.0]]), 5),
    torch.kron(torch.eye(2), torch.ones(1, 2)),
    torch.tensordot(m, n, dims=1).shape,
)
