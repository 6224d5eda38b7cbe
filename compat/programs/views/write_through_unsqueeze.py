# A write through unsqueeze() and squeeze() reaches the base.
import torch

x = torch.zeros(3)
column = x.unsqueeze(1)
column[1, 0] = 4.0
row = x.unsqueeze(0)
row += 1
print(x)
print(column)
row.squeeze(0)[2] = -3.0
print(x)
print(column.shape, row.shape)
