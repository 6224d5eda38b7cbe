# A write through .T and .mT reaches the base.
import torch

x = torch.arange(4.0).view(2, 2)
x.T[0, 1] = 50.0
print(x)

batch = torch.zeros(2, 2, 2)
batch.mT[1, 0, 1] = 7.0
print(batch)
