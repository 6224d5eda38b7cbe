# Printing follows the logical order.
import torch

x = torch.arange(6).view(2, 3)
print(x.t(), x[:, 1], x[:, ::2], x.t().contiguous().view(-1))
print(x.expand(2, 2, 3), x.flip(1), x[1:].squeeze(), x.unsqueeze(-1))
print(torch.arange(2000).view(2, 1000).t())
