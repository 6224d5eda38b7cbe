# Two views of the same base see each other's writes, and clones see none.
import torch

x = torch.arange(6)
rows = x.view(2, 3)
columns = rows.t()
copy = rows.clone()
columns[0, 1] = 40
x[0] = 7
print(rows)
print(columns)
print(copy)
print(x.contiguous() is x, columns.contiguous() is columns)
