# .numpy() wants no graph; .item() and tolist() do not mind.
import torch

w = torch.tensor([1.5, 2.5], requires_grad=True)
try:
    w.numpy()
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
print(w.detach().numpy(), w.tolist(), w[0].item())
with torch.no_grad():
    print((w * 2).numpy())
    try:
        w.numpy()
    except RuntimeError as error:
        print(type(error).__name__, str(error).split("\n")[0])
