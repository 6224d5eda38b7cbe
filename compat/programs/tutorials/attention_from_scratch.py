# compare: numbers
# Masked self-attention, built step by step.
import math

import torch

torch.manual_seed(0)
batch, time, channels, head = 2, 4, 6, 3
x = torch.randn(batch, time, channels)
averages = torch.zeros(batch, time, channels)
for b in range(batch):
    for t in range(time):
        averages[b, t] = x[b, : t + 1].mean(0)
lower = torch.tril(torch.ones(time, time))
weights = lower / lower.sum(1, keepdim=True)
print(torch.allclose(averages, weights @ x, atol=1e-6))
scores = torch.zeros(time, time).masked_fill(lower == 0, float("-inf"))
print(scores, torch.softmax(scores, dim=-1))
q, k, v = (torch.nn.Linear(channels, head, bias=False) for _ in range(3))
attention = q(x) @ k(x).transpose(-2, -1) / math.sqrt(head)
attention = attention.masked_fill(lower == 0, float("-inf")).softmax(dim=-1)
out = attention @ v(x)
print(out.shape, attention[0].detach())
out.pow(2).mean().backward()
print([f"{layer.weight.grad.norm().item():.4f}" for layer in (q, k, v)])
reference = torch.nn.functional.scaled_dot_product_attention(q(x), k(x), v(x), is_causal=True)
print(torch.allclose(out, reference, atol=1e-6))
