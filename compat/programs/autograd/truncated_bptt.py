# A recurrent state cut loose by detach().
import torch

w = torch.tensor(0.9, requires_grad=True)
u = torch.tensor(0.5, requires_grad=True)
h = torch.tensor(0.0)
inputs = torch.arange(1.0, 9.0)
for chunk in inputs.split(4):
    h = h.detach()
    loss = 0.0
    for x in chunk:
        h = torch.tanh(w * h + u * x * 0.1)
        loss = loss + h
    loss.backward()
    print(f"{loss.item():.4f}", w.grad, u.grad)
    with torch.no_grad():
        for p in (w, u):
            p -= 0.01 * p.grad
            p.grad.zero_()
h2 = torch.tanh(w * h + u)
try:
    h2.backward()
except RuntimeError as error:
    print(type(error).__name__, str(error).split(".")[0])
