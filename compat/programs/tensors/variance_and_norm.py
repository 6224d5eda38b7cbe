# compare: numbers
# std, var, norm and dist.
import torch

x = torch.tensor([[1.0, 2.0, 4.0], [3.0, 5.0, 10.0]])
print(x.std(), x.var(), x.std(0), x.var(1), x.var(1, unbiased=False), x.std(dim=1, keepdim=True))
print(
    x.var(correction=0), torch.var_mean(x), torch.std_mean(x, dim=0), torch.std(x, 1, correction=2)
)
print(
    x.norm(),
    x.norm(dim=1),
    x.norm(p=1),
    x.norm(p=float("inf")),
    x.norm(2, 0),
    torch.norm(x, p="fro"),
)
print(torch.linalg.norm(x), torch.linalg.vector_norm(x, ord=3), torch.dist(x[0], x[1]))
print(torch.cov(x), torch.corrcoef(x), torch.tensor([1.0]).std(), torch.tensor([2.0, 2.0]).var())
print(
    torch.cdist(x, x),
    torch.nn.functional.cosine_similarity(x[:1], x[1:]),
    torch.renorm(x, 2, 0, 5.0),
)
