# Sums, products and functions of sparse tensors.
import torch

u = torch.sparse_coo_tensor(torch.tensor([[1, 0, 1], [0, 2, 0]]), torch.tensor([3.0, 4.0, 5.0]))
s = torch.sparse_coo_tensor(torch.tensor([[0, 1, 1], [2, 0, 2]]), torch.tensor([1.0, -2.0, 6.0]))
c = u.coalesce()
x = torch.arange(6.0).reshape(2, 3)
for name, found in {
    "sum": u + s, "uncoalesced": u + c, "coalesced": s.coalesce() + c, "difference": u - s,
    "scaled": 2 * u, "by number": u / 4, "negated": -u, "product": u * s, "with itself": u * u,
    "by dense": u * x, "dense by it": x * s, "power": u**2, "square root": u.sqrt(),
    "absolute": s.abs(), "rectified": s.relu(), "sine": torch.sin(s), "sign": torch.sign(u),
}.items():  # fmt: skip
    print(name, found.is_coalesced(), found)
print(x + u, x - s)
print(u @ x.t(), torch.sparse.mm(s, x.t()), torch.mm(x, u.t()), u @ torch.ones(3))
print(torch.sparse.mm(u, s.t()), (u @ s.t()).is_coalesced())
print(torch.sparse.addmm(torch.ones(2, 2), s, x.t(), beta=2, alpha=3))
print(torch.hspmm(u, x.t()), torch.smm(u, x.t()), torch.sspaddmm(torch.eye(2).to_sparse(), u, x.t()))
print(u.t(), s.transpose(0, 1), c.t().is_coalesced(), u.T.shape, u.permute(1, 0).shape)
print(u[1], u[1, 0], u[:, 2], u.index_select(0, torch.tensor([1, 1])), u.unsqueeze(0).shape)
print(torch.cat([u, s]), torch.cat([u, s], 1), torch.stack([u, s]))
print(torch.sparse.softmax(s, 1), torch.sparse.log_softmax(u, 0), torch.norm(u), s.norm(1))
print(x.sparse_mask(c), torch.zeros_like(u))
w = u.clone()
print(w.add_(s), w.mul_(2), w.zero_())
values = torch.tensor([1.0, 2.0])
shared = torch.sparse_coo_tensor(torch.tensor([[0, 1]]), values)
shared.div_(2)
print(values, shared)
try:
    u + x
except RuntimeError as error:
    print(error)
