# compare: numbers
# slow
# Reversing sequences: an encoder and a decoder with Bahdanau's attention and teacher forcing.
import math
import random
import time

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import optim
from torch.utils.data import DataLoader, RandomSampler, TensorDataset

torch.manual_seed(1)
random.seed(1)
SOS, EOS, VOCAB, HIDDEN, LENGTH = 0, 1, 8, 16, 5


class EncoderRNN(nn.Module):
    def __init__(self, input_size, hidden_size, dropout_p=0.1):
        super().__init__()
        self.embedding = nn.Embedding(input_size, hidden_size)
        self.gru = nn.GRU(hidden_size, hidden_size, batch_first=True)
        self.dropout = nn.Dropout(dropout_p)

    def forward(self, input):
        embedded = self.dropout(self.embedding(input))
        return self.gru(embedded)


class BahdanauAttention(nn.Module):
    def __init__(self, hidden_size):
        super().__init__()
        self.Wa = nn.Linear(hidden_size, hidden_size)
        self.Ua = nn.Linear(hidden_size, hidden_size)
        self.Va = nn.Linear(hidden_size, 1)

    def forward(self, query, keys):
        scores = self.Va(torch.tanh(self.Wa(query) + self.Ua(keys)))
        scores = scores.squeeze(2).unsqueeze(1)
        weights = F.softmax(scores, dim=-1)
        return torch.bmm(weights, keys), weights


class AttnDecoderRNN(nn.Module):
    def __init__(self, hidden_size, output_size, dropout_p=0.1):
        super().__init__()
        self.embedding = nn.Embedding(output_size, hidden_size)
        self.attention = BahdanauAttention(hidden_size)
        self.gru = nn.GRU(2 * hidden_size, hidden_size, batch_first=True)
        self.out = nn.Linear(hidden_size, output_size)
        self.dropout = nn.Dropout(dropout_p)

    def forward(self, encoder_outputs, encoder_hidden, target_tensor=None):
        batch_size = encoder_outputs.size(0)
        decoder_input = torch.empty(batch_size, 1, dtype=torch.long).fill_(SOS)
        decoder_hidden = encoder_hidden
        decoder_outputs, attentions = [], []
        for i in range(LENGTH + 1):
            decoder_output, decoder_hidden, attn_weights = self.forward_step(decoder_input, decoder_hidden, encoder_outputs)
            decoder_outputs.append(decoder_output)
            attentions.append(attn_weights)
            if target_tensor is not None:
                decoder_input = target_tensor[:, i].unsqueeze(1)
            else:
                _, topi = decoder_output.topk(1)
                decoder_input = topi.squeeze(-1).detach()
        decoder_outputs = F.log_softmax(torch.cat(decoder_outputs, dim=1), dim=-1)
        return decoder_outputs, decoder_hidden, torch.cat(attentions, dim=1)

    def forward_step(self, input, hidden, encoder_outputs):
        embedded = self.dropout(self.embedding(input))
        query = hidden.permute(1, 0, 2)
        context, attn_weights = self.attention(query, encoder_outputs)
        output, hidden = self.gru(torch.cat((embedded, context), dim=2), hidden)
        return self.out(output), hidden, attn_weights


source = torch.randint(2, VOCAB, (24, LENGTH))
target = torch.cat([source.flip(1), torch.full((24, 1), EOS)], 1)
data = TensorDataset(source, target)
loader = DataLoader(data, sampler=RandomSampler(data), batch_size=8)
encoder, decoder = EncoderRNN(VOCAB, HIDDEN), AttnDecoderRNN(HIDDEN, VOCAB)
criterion = nn.NLLLoss()
optimizers = [optim.Adam(m.parameters(), lr=0.02) for m in (encoder, decoder)]
start = time.time()
for epoch in range(3):
    total = 0
    for src, tgt in loader:
        for o in optimizers:
            o.zero_grad()
        outputs, hidden = encoder(src)
        forced = tgt if random.random() < 0.7 else None
        found, _, _ = decoder(outputs, hidden, forced)
        loss = criterion(found.view(-1, found.size(-1)), tgt.view(-1))
        loss.backward()
        for o in optimizers:
            o.step()
        total += loss.item()
    print(f"epoch {epoch} loss {total / len(loader):.4f} perplexity {math.exp(total / len(loader)):.3f}")
encoder.eval()
decoder.eval()
with torch.no_grad():
    outputs, hidden = encoder(source[:2])
    found, _, attentions = decoder(outputs, hidden)
    print(found.argmax(-1), attentions.shape, attentions[0, :2])
print(sum(p.numel() for m in (encoder, decoder) for p in m.parameters()), time.time() >= start)
