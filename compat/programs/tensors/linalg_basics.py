# compare: numbers
# Small linear algebra.
import torch

a = torch.tensor([[2.0, 1.0], [1.0, 3.0]])
b = torch.tensor([1.0, 2.0])
print(
    torch.linalg.solve(a, b),
    torch.linalg.inv(a),
    torch.inverse(a),
    a.det(),
    torch.linalg.det(a),
    a.logdet(),
)
print(
    torch.linalg.eigvalsh(a),
    torch.linalg.cholesky(a),
    torch.linalg.matrix_rank(a),
    torch.linalg.cond(a),
)
print(torch.linalg.svdvals(a), torch.linalg.pinv(a), torch.linalg.lstsq(a, b.unsqueeze(1)).solution)
q, r = torch.linalg.qr(a)
print(torch.allclose(q @ r, a, atol=1e-6), torch.allclose(q.T @ q, torch.eye(2), atol=1e-6))
u, s, vh = torch.linalg.svd(a)
print(torch.allclose(u @ torch.diag(s) @ vh, a, atol=1e-6), s)
for bad in (
    lambda: torch.linalg.inv(torch.zeros(2, 2)),
    lambda: torch.linalg.inv(torch.zeros(2, 3)),
    lambda: torch.linalg.cholesky(-a),
):
    try:
        bad()
    except RuntimeError as error:
        print(type(error).__name__, str(error).split("\n")[0])
