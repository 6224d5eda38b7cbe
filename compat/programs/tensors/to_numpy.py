# Conversions to NumPy, and arithmetic between the two worlds.
import numpy as np
import torch

t = torch.tensor([[1.5, 2.0], [3.0, 4.0]])
print(t.numpy().dtype, np.asarray(t), np.array(t).sum())
print(torch.arange(3).numpy(), torch.tensor(5).numpy(), torch.tensor([True]).numpy())
print(torch.ones(2) + np.float32(1), torch.ones(2) * np.ones(2, dtype=np.float32)[0])
print(np.sqrt(torch.tensor([4.0, 9.0])))
print(t.numpy().shape, type(t.sum().item()), type(t.numpy().sum()).__name__)
print(np.allclose(t, t.clone()), np.mean(t.numpy()))
