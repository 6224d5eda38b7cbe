# compare: numbers
# Embeddings, layer norm and attention.
import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(0)
embedding = nn.Embedding(5, 4, padding_idx=0)
tokens = torch.tensor([[1, 2, 0], [4, 4, 3]])
x = embedding(tokens)
print(x.shape, x[0, 2], embedding.weight[1])
x.sum().backward()
print(embedding.weight.grad)
print(
    nn.LayerNorm(4)(x).detach()[0, 0],
    F.scaled_dot_product_attention(x, x, x, is_causal=True).detach()[0],
)
attention = nn.MultiheadAttention(4, 2, batch_first=True)
out, weights = attention(x, x, x)
print(out.shape, weights.sum(-1).detach())
