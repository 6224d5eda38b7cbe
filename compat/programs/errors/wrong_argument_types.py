# Arguments of the wrong type, in the words of the argument parser.
import torch

x = torch.ones(2)
for bad in (
    lambda: torch.add(x, "a"),
    lambda: torch.add(1),
    lambda: torch.exp(1.0),
    lambda: torch.exp("a"),
    lambda: torch.exp(),
    lambda: torch.exp(x, x),
    lambda: torch.zeros("a"),
    lambda: torch.zeros(2.5),
    lambda: torch.zeros(2, dtype="float32"),
    lambda: torch.cat(x),
    lambda: torch.cat([1, 2]),
    lambda: torch.stack(x, 0, 1),
    lambda: torch.reshape(x, 2),
    lambda: torch.arange("a"),
    lambda: torch.matmul(x, 1),
    lambda: torch.mm(x),
    lambda: torch.relu(3),
    lambda: torch.sum(5),
    lambda: torch.exp(x, foo=1),
    lambda: torch.tensor(),
    lambda: torch.sigmoid([1.0]),
    lambda: torch.softmax(x),
    lambda: torch.unsqueeze(x),
    lambda: torch.where(x > 0, "a", x),
    lambda: torch.rand("a"),
    lambda: torch.manual_seed("a"),
):
    try:
        print(bad())
    except (TypeError, ValueError, RuntimeError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
