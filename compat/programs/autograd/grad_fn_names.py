# The names of graph nodes.
import torch

x = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
results = [
    x + 1, 1 + x, x - 1, 1 - x, x * 2, x / 2, 2 / x, x**2, 2**x, -x, x @ x, x.mm(x), x.t(), x.T,
    x.sum(), x.sum(0), x.mean(), x.mean(1), x.max(), x.max(0)[0], x.min(1).values, x.exp(), x.log(),
    x.sqrt(), x.abs(), x.sin(), x.tanh(), x.sigmoid(), x.relu(), x.clamp(0, 1), x.view(4),
    x.reshape(4), x[0], x[0, 1], x[:, 1:], x[[0, 1]], x[x > 2], x.unsqueeze(0), x.squeeze(),
    x.transpose(0, 1), x.permute(1, 0), x.clone(), x.double(), torch.cat([x, x]),
    torch.stack([x, x]), x.softmax(1), x.log_softmax(1), x.norm(), x.var(), x.std(), x.prod(),
    torch.where(x > 2, x, -x), x.expand(2, 2, 2), x.repeat(2, 1), x.flatten(), x.cumsum(0),
    x.unbind()[0], x.chunk(2)[1], x.sort()[0], x.topk(1)[0], x.gather(1, torch.tensor([[0], [1]])),
    torch.dot(x[0], x[1]), torch.outer(x[0], x[1]), x.bmm(x) if x.dim() == 3 else x.mv(x[0]),
    x.pow(x), x.square(), x.rsqrt(), x.tril(), x.diagonal(), x.roll(1), x.flip(0), x.logsumexp(1),
]
for result in results:
    print(result.grad_fn.name(), tuple(result.shape))
