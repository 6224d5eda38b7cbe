# The names of graph nodes made by layers and losses.
import torch
import torch.nn.functional as F

torch.manual_seed(0)
x = torch.randn(2, 3, requires_grad=True)
w = torch.randn(4, 3, requires_grad=True)
b = torch.zeros(4, requires_grad=True)
target = torch.tensor([1, 0])
for result in [
    F.linear(x, w, b), F.linear(x, w), F.relu(x), F.leaky_relu(x), F.gelu(x), F.elu(x), F.silu(x),
    F.softplus(x), F.softmax(x, dim=1), F.log_softmax(x, dim=1), F.mse_loss(x, torch.zeros(2, 3)),
    F.l1_loss(x, torch.zeros(2, 3)), F.cross_entropy(x, target), F.nll_loss(x, target),
    F.binary_cross_entropy_with_logits(x, torch.zeros(2, 3)), F.dropout(x, 0.5), F.logsigmoid(x),
    F.layer_norm(x, (3,)), F.embedding(target, w), F.smooth_l1_loss(x, torch.zeros(2, 3)),
]:
    print(result.grad_fn.name())
