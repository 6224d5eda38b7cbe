# compare: numbers
# slow
# A Transformer encoder that classifies padded sequences: AdamW, warming up, then a cosine.
import zlib

import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(4)
lengths = torch.randint(5, 13, (32,))
tokens = torch.randint(1, 20, (32, 12))
padding = torch.arange(12) >= lengths[:, None]
tokens[padding] = 0
labels = ((tokens == 7).sum(1) > 0).long()


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens = nn.Embedding(20, 16, padding_idx=0)
        self.positions = nn.Parameter(torch.randn(12, 16) * 0.02)
        layer = nn.TransformerEncoderLayer(16, 4, dim_feedforward=32, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        self.readout = nn.Linear(16, 2)

    def forward(self, x, padding):
        hidden = self.encoder(self.tokens(x) + self.positions, src_key_padding_mask=padding)
        hidden = hidden.masked_fill(padding[..., None], 0.0)
        return self.readout(hidden.sum(1) / (~padding).sum(1, keepdim=True))


model = Classifier()
print([zlib.crc32(p.detach().numpy()) for p in model.parameters()])
optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.05)
warming = torch.optim.lr_scheduler.LinearLR(optimizer, 0.1, total_iters=5)
cosine = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 15)
scheduler = torch.optim.lr_scheduler.SequentialLR(optimizer, [warming, cosine], [5])
for step in range(20):
    optimizer.zero_grad(set_to_none=False)
    loss = F.cross_entropy(model(tokens, padding), labels, label_smoothing=0.05)
    loss.backward()
    norm = nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    scheduler.step()
    print(step, f"{loss.item():.6f}", f"{norm.item():.5f}", f"{scheduler.get_last_lr()[0]:.7f}")
print(f"{model.tokens.weight[0].abs().sum():.4f}")
