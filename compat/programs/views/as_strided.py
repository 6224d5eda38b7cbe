# as_strided() reads and writes any strided pattern of the storage.
import torch

x = torch.arange(9)
d = x.as_strided((3,), (4,))
print(d)
d.zero_()
print(x.view(3, 3))
print(x.as_strided((2, 2), (1, 2), 1))
print(x.as_strided((3, 3), (3, 1)).diagonal())
