# Sparse tensors: made from indices and values or from dense ones, printed, taken apart.
import torch

indices = torch.tensor([[0, 1, 1, 0], [2, 0, 2, 2]])
values = torch.tensor([3.0, 4.0, 5.0, 1.0])
s = torch.sparse_coo_tensor(indices, values, (2, 3))
print(s)
print(s.shape, s.dtype, s.layout, s.device, s.is_sparse, s.dim(), s.numel(), len(s), s.size(1))
print(s.is_coalesced(), s._nnz(), s.sparse_dim(), s.dense_dim(), isinstance(s, torch.Tensor))
c = s.coalesce()
print(c)
print(c.is_coalesced(), c.indices(), c.values(), c.coalesce() is c)
print(s.to_dense(), s.sum(), torch.sparse.sum(s, 0), torch.sparse.sum(s, 1))
print(torch.sparse_coo_tensor([[0, 1], [1, 0]], [1, 2]))
print(torch.sparse_coo_tensor((2, 3)), torch.sparse_coo_tensor(size=(2, 3), dtype=torch.int32))
print(torch.sparse_coo_tensor(indices, torch.ones(4, 2, dtype=torch.float64)))
print(torch.sparse_coo_tensor(indices, values, (3, 4), dtype=torch.float16, requires_grad=True))
x = torch.tensor([[0.0, 2.0, 0.0], [3.0, 0.0, 0.0]])
print(x.to_sparse(), x.to_sparse(1), x.to_sparse().is_coalesced(), x.is_sparse)
print(torch.eye(50).to_sparse())
print(torch.tensor(2.0).to_sparse(), torch.zeros(2, 2).to_sparse())
print(s.clone().is_coalesced(), s.double(), s.to(torch.int64), s.type())

for attempt in (
    lambda: s.indices(),
    lambda: s.values(),
    lambda: x.coalesce(),
    lambda: x.indices(),
    lambda: torch.sparse_coo_tensor(indices, torch.ones(3)),
    lambda: torch.sparse_coo_tensor(indices, values, (2,)),
    lambda: torch.sparse_coo_tensor(torch.tensor([0, 1]), torch.ones(2)),
    lambda: s.numpy(),
    lambda: s.reshape(3, 2),
    lambda: s.item(),
    lambda: bool(s),
    lambda: s.to_dense(torch.float64),
):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, str(error).split("\n")[0])
