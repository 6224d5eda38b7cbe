# Leaving the graph by accident.
import numpy as np
import torch

w = torch.ones(2, requires_grad=True)
for bad in (
    lambda: w.numpy(),
    lambda: (w * 2).numpy(),
    lambda: np.asarray(w),
    lambda: np.array([w * 1]),
):
    try:
        print(bad())
    except (RuntimeError, ValueError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
print(w.detach().numpy(), w.data.numpy(), w.numpy(force=True))
