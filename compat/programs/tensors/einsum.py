# Einstein summation.
import torch

a = torch.arange(6.0).view(2, 3)
b = torch.arange(12.0).view(3, 4)
print(
    torch.einsum("ij,jk->ik", a, b),
    torch.einsum("ij->ji", a),
    torch.einsum("ij->", a),
    torch.einsum("ij->j", a),
)
s = torch.arange(9.0).view(3, 3)
print(torch.einsum("ii", s), torch.einsum("ii->i", s), torch.einsum("i,j->ij", a[0], b[0]))
print(
    torch.einsum("bij,bjk->bik", torch.ones(2, 2, 3), torch.ones(2, 3, 4)).shape,
    torch.einsum("...ij->...ji", torch.zeros(5, 2, 3)).shape,
)
print(torch.einsum("ij,kj->ik", a, a), torch.einsum("ij,ij", a, a))
for bad in (
    lambda: torch.einsum("ij,jk->ik", a, a),
    lambda: torch.einsum("ijk->i", a),
    lambda: torch.einsum("ij->k", a),
):
    try:
        print(bad())
    except RuntimeError as error:
        print(type(error).__name__, str(error).split("\n")[0])
