# Gradients reach the values of sparse tensors, and what they were made of.
import torch

indices = torch.tensor([[0, 1, 1], [2, 0, 2]])
x = torch.arange(6.0).reshape(2, 3)


def fresh():
    values = torch.tensor([3.0, 4.0, 5.0], requires_grad=True)
    return values, torch.sparse_coo_tensor(indices, values, (2, 3))


values, s = fresh()
dense = x.t().clone().requires_grad_()
print(s, s.is_leaf, s.requires_grad)
product = torch.sparse.mm(s, dense)
print(product)
product.pow(2).sum().backward()
print(values.grad, dense.grad)

for function in (
    lambda s: s.to_dense().pow(3),
    lambda s: torch.sparse.sum(s * s),
    lambda s: torch.sparse.sum(s + s),
    lambda s: (x + s).pow(2),
    lambda s: torch.sparse.softmax(s, 1).to_dense().pow(2),
    lambda s: s.coalesce().values() ** 2,
    lambda s: s.t() @ x,
    lambda s: torch.sparse.sum(s, 0).to_dense() ** 2,
    lambda s: (-s / 2).to_dense().exp(),
):
    values, s = fresh()
    function(s).sum().backward()
    print(values.grad)

leaf = torch.sparse_coo_tensor(indices, torch.tensor([3.0, 4.0, 5.0]), requires_grad=True)
print(leaf, leaf.is_leaf, leaf.grad)
(torch.sparse.mm(leaf, x.t()) ** 2).sum().backward()
print(leaf.grad)
origin = x.clone().requires_grad_()
made = origin.to_sparse()
print(made)
(made.to_dense() ** 2).sum().backward()
print(origin.grad)
print((leaf * 2).grad_fn.name(), made.coalesce().grad_fn.name(), leaf.detach().requires_grad)
