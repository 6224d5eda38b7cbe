# compare: numbers
# slow
# A part-of-speech tagger: bidirectional LSTM over packed sequences of different lengths.
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pack_sequence, pad_packed_sequence, pad_sequence
from torch.utils.data import DataLoader, Dataset

torch.manual_seed(0)
training_data = [
    ("the dog ate the apple".split(), ["DET", "NN", "V", "DET", "NN"]),
    ("everybody read that book".split(), ["NN", "V", "DET", "NN"]),
    ("a cat sat".split(), ["DET", "NN", "V"]),
    ("dogs bark".split(), ["NN", "V"]),
    ("the cat read the long book today".split(), ["DET", "NN", "V", "DET", "ADJ", "NN", "ADV"]),
]
words = {w: i + 1 for i, w in enumerate(sorted({w for s, _ in training_data for w in s}))}
tags = {t: i for i, t in enumerate(sorted({t for _, ts in training_data for t in ts}))}


class Sentences(Dataset):
    def __len__(self):
        return len(training_data)

    def __getitem__(self, index):
        sentence, labels = training_data[index]
        return torch.tensor([words[w] for w in sentence]), torch.tensor([tags[t] for t in labels])


def collate(batch):
    batch.sort(key=lambda pair: len(pair[0]), reverse=True)
    sentences, labels = zip(*batch)
    lengths = torch.tensor([len(s) for s in sentences])
    return pad_sequence(sentences, batch_first=True), pad_sequence(labels, batch_first=True, padding_value=-100), lengths


class LSTMTagger(nn.Module):
    def __init__(self, embedding_dim=8, hidden_dim=6):
        super().__init__()
        self.word_embeddings = nn.Embedding(len(words) + 1, embedding_dim, padding_idx=0)
        self.lstm = nn.LSTM(embedding_dim, hidden_dim, num_layers=2, batch_first=True, bidirectional=True, dropout=0.2)
        self.hidden2tag = nn.Linear(2 * hidden_dim, len(tags))

    def forward(self, sentences, lengths):
        packed = pack_padded_sequence(self.word_embeddings(sentences), lengths, batch_first=True)
        out, (h, c) = self.lstm(packed)
        out, sizes = pad_packed_sequence(out, batch_first=True)
        return self.hidden2tag(out), (h, c), sizes


model = LSTMTagger()
loader = DataLoader(Sentences(), batch_size=3, shuffle=True, collate_fn=collate, generator=torch.Generator().manual_seed(7))
optimizer = torch.optim.SGD(model.parameters(), lr=0.5, momentum=0.5)
for epoch in range(4):
    for sentences, labels, lengths in loader:
        model.zero_grad()
        scores, _, sizes = model(sentences, lengths)
        loss = F.cross_entropy(scores.transpose(1, 2), labels, ignore_index=-100)
        loss.backward()
        optimizer.step()
        print(epoch, tuple(sentences.shape), sizes.tolist(), f"{loss.item():.4f}")
print(model.word_embeddings.weight.grad[0], model.word_embeddings.weight[0])
model.eval()
with torch.no_grad():
    sentences, labels, lengths = collate([Sentences()[i] for i in range(5)])
    scores, (h, c), _ = model(sentences, lengths)
    print(scores.argmax(-1), h.shape, c[0, 0])
packed = pack_sequence([torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0, 5.0])], enforce_sorted=False)
print(packed)
print(pad_packed_sequence(packed), packed.sorted_indices)
