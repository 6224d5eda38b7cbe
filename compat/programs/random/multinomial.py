# Sampling from weights.
import torch

torch.manual_seed(0)
weights = torch.tensor([1.0, 10.0, 3.0, 0.0])
print(torch.multinomial(weights, 2), torch.multinomial(weights, 8, replacement=True))
print(torch.multinomial(torch.tensor([[0.5, 0.5], [0.1, 0.9]]), 1))
print(torch.softmax(weights, 0).multinomial(5, replacement=True))
print(torch.bincount(torch.multinomial(weights, 200, replacement=True), minlength=4))
for bad in (
    lambda: torch.multinomial(weights, 5), lambda: torch.multinomial(torch.tensor([-1.0, 2.0]), 1),
    lambda: torch.multinomial(torch.zeros(3), 1), lambda: torch.multinomial(weights, 0),
):
    try:
        print(bad())
    except RuntimeError as error:
        print(type(error).__name__, str(error).split("\n")[0])
