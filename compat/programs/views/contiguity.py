# is_contiguous() and contiguous().
import torch

x = torch.arange(6).view(2, 3)
print(x.is_contiguous(), x.t().is_contiguous(), x[:, :2].is_contiguous(), x[1:].is_contiguous())
c = x.t().contiguous()
print(c.is_contiguous(), c.stride(), c.data_ptr() == x.data_ptr())
c[0, 0] = 99
print(x[0, 0])
print(torch.zeros(1, 3).t().is_contiguous(), torch.zeros(0, 3).t().is_contiguous())
print(x.stride(0), x.stride(-1), x.t().stride(0))
