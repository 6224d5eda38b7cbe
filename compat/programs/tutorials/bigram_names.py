# compare: numbers
# Counting letter pairs, then learning them by gradient descent.
import torch

words = ["anna", "bob", "nan", "hannah", "noah", "ann", "hob"]
letters = ["."] + sorted(set("".join(words)))
stoi = {s: i for i, s in enumerate(letters)}
n = len(letters)
counts = torch.zeros((n, n), dtype=torch.int32)
pairs = [(stoi[a], stoi[b]) for word in words for a, b in zip("." + word, word + ".")]
for a, b in pairs:
    counts[a, b] += 1
print(letters, counts)
p = (counts + 1).float()
p /= p.sum(1, keepdim=True)
print(p[0], p.sum(1))
nll = -torch.stack([p[a, b].log() for a, b in pairs]).mean()
print(f"{nll:.4f}")

xs, ys = (torch.tensor(column) for column in zip(*pairs))
g = torch.Generator().manual_seed(2147483647)
w = torch.randn((n, n), generator=g, requires_grad=True)
for k in range(40):
    onehot = torch.nn.functional.one_hot(xs, num_classes=n).float()
    logits = onehot @ w
    exponentials = logits.exp()
    probabilities = exponentials / exponentials.sum(1, keepdims=True)
    loss = -probabilities[torch.arange(len(xs)), ys].log().mean() + 0.01 * (w**2).mean()
    w.grad = None
    loss.backward()
    w.data += -5 * w.grad
    if k % 10 == 9:
        print(k, f"{loss.item():.4f}")
ix, out = 0, []
while True:
    row = torch.softmax(w[ix], 0).detach()
    ix = torch.multinomial(row, num_samples=1, replacement=True, generator=g).item()
    if ix == 0 or len(out) > 8:
        break
    out.append(letters[ix])
print("".join(out))
