# compare: numbers
# slow
# A decoder-only language model with tied weights, rotary positions and a cache; sampling with top-k and top-p.
import math

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
V, D, H, L, T = 11, 16, 2, 2, 8


class RMSNorm(nn.Module):
    def __init__(self, dim, eps=1e-6):
        super().__init__()
        self.eps, self.weight = eps, nn.Parameter(torch.ones(dim))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.eps) * self.weight


def rotary(x, start):
    half = x.shape[-1] // 2
    freqs = 1.0 / (100.0 ** (torch.arange(half).float() / half))
    angles = torch.outer(torch.arange(start, start + x.shape[-2]).float(), freqs)
    cos, sin = angles.cos(), angles.sin()
    x1, x2 = x[..., :half], x[..., half:]
    return torch.cat([x1 * cos - x2 * sin, x1 * sin + x2 * cos], -1)


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.out = nn.Linear(D, 3 * D, bias=False), nn.Linear(D, D, bias=False)

    def forward(self, x, cache=None):
        B, S, _ = x.shape
        q, k, v = (t.view(B, S, H, D // H).transpose(1, 2) for t in self.qkv(x).chunk(3, -1))
        start = 0 if cache is None else cache[0].shape[2]
        q, k = rotary(q, start), rotary(k, start)
        if cache is not None:
            k, v = torch.cat([cache[0], k], 2), torch.cat([cache[1], v], 2)
        y = F.scaled_dot_product_attention(q, k, v, is_causal=cache is None)
        return self.out(y.transpose(1, 2).contiguous().view(B, S, D)), (k, v)


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.n1, self.n2, self.attn = RMSNorm(D), RMSNorm(D), Attention()
        self.gate, self.up, self.down = nn.Linear(D, 2 * D), nn.Linear(D, 2 * D), nn.Linear(2 * D, D)

    def forward(self, x, cache=None):
        a, cache = self.attn(self.n1(x), cache)
        x = x + a
        h = self.n2(x)
        return x + self.down(F.silu(self.gate(h)) * self.up(h)), cache


class GPT(nn.Module):
    def __init__(self):
        super().__init__()
        self.wte = nn.Embedding(V, D)
        self.blocks = nn.ModuleList(Block() for _ in range(L))
        self.norm, self.head = RMSNorm(D), nn.Linear(D, V, bias=False)
        self.head.weight = self.wte.weight

    def forward(self, idx, targets=None, caches=None):
        x, new = self.wte(idx), []
        for i, block in enumerate(self.blocks):
            x, cache = block(x, caches[i] if caches else None)
            new.append(cache)
        logits = self.head(self.norm(x))
        loss = None if targets is None else F.cross_entropy(logits.view(-1, V), targets.view(-1))
        return logits, loss, new


model = GPT()
print(sum(p.numel() for p in model.parameters()), len(list(model.parameters())), "head.weight" in model.state_dict())
data = (torch.arange(200) ** 2) % V
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2, betas=(0.9, 0.95), fused=None)
for step in range(6):
    lr = 1e-2 * min(1.0, (step + 1) / 3) * 0.5 * (1 + math.cos(math.pi * step / 6))
    for group in optimizer.param_groups:
        group["lr"] = lr
    ix = torch.randint(len(data) - T, (4,))
    xb = torch.stack([data[i : i + T] for i in ix])
    yb = torch.stack([data[i + 1 : i + T + 1] for i in ix])
    _, loss, _ = model(xb, yb)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    print(f"{loss.item():.4f} {lr:.5f}")


@torch.no_grad()
def generate(idx, n, temperature=1.0, top_k=None, top_p=None):
    caches, step = None, idx
    for _ in range(n):
        logits, _, caches = model(step, caches=caches)
        logits = logits[:, -1, :] / temperature
        if top_k is not None:
            v, _ = torch.topk(logits, top_k)
            logits[logits < v[:, [-1]]] = -float("Inf")
        if top_p is not None:
            ordered, order = torch.sort(logits, descending=True)
            drop = ordered.softmax(-1).cumsum(-1) - ordered.softmax(-1) > top_p
            logits = logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))
        step = torch.multinomial(F.softmax(logits, dim=-1), num_samples=1)
        idx = torch.cat((idx, step), dim=1)
    return idx


model.eval()
print(generate(torch.tensor([[0, 1]]), 8, top_k=3))
print(generate(torch.tensor([[0, 1], [4, 9]]), 6, temperature=0.7, top_p=0.9))
full, _, _ = model(data[:6].unsqueeze(0))
_, _, caches = model(data[:5].unsqueeze(0))
last, _, _ = model(data[5:6].unsqueeze(0), caches=caches)
print(torch.allclose(full[0, -1], last[0, -1], atol=1e-5))
