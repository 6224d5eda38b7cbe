# Anomaly mode reports a NaN made in the backward pass.
import torch

x = torch.tensor([-1.0], requires_grad=True)
try:
    with torch.autograd.set_detect_anomaly(True):
        y = (x.sqrt() * 0).sum()
        y.backward()
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
y = (x.sqrt() * 0).sum()
y.backward()
print(x.grad)
