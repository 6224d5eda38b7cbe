# NumPy arrays made from views keep sharing.
import torch

x = torch.zeros(2, 3)
n = x[:, 1].numpy()
n[0] = 4
print(x)
x.t()[1, 1] = 6
print(n)
print(x.t().numpy().shape, x.t().numpy().strides)
m = x.clone().numpy()
m[:] = 8
print(x)
