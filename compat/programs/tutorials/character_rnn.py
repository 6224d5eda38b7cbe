# compare: numbers
# A character-level recurrent network made of raw tensors.
import torch

torch.manual_seed(0)
text = "hello world hello tensor "
letters = sorted(set(text))
position = {letter: i for i, letter in enumerate(letters)}
encoded = torch.tensor([position[letter] for letter in text])
print("".join(letters).strip(), encoded[:6])
size, hidden = len(letters), 16
wx = (torch.randn(size, hidden) * 0.2).requires_grad_()
wh = (torch.randn(hidden, hidden) * 0.2).requires_grad_()
wy = (torch.randn(hidden, size) * 0.2).requires_grad_()
bh, by = torch.zeros(hidden, requires_grad=True), torch.zeros(size, requires_grad=True)
parameters = [wx, wh, wy, bh, by]


def step(letter, h):
    h = torch.tanh(wx[letter] + h @ wh + bh)
    return h @ wy + by, h


for epoch in range(31):
    h = torch.zeros(hidden)
    loss = 0
    for now, following in zip(encoded[:-1], encoded[1:]):
        logits, h = step(now, h)
        loss = loss - torch.log_softmax(logits, dim=0)[following]
    loss = loss / (len(text) - 1)
    loss.backward()
    with torch.no_grad():
        for parameter in parameters:
            parameter -= 0.5 * parameter.grad.clamp(-1, 1)
            parameter.grad = None
    if epoch % 10 == 0:
        print(epoch, f"{loss.item():.3f}")
with torch.no_grad():
    h, letter, output = torch.zeros(hidden), position["h"], "h"
    for _ in range(10):
        logits, h = step(letter, h)
        letter = logits.argmax().item()
        output += letters[letter]
print(repr(output))
