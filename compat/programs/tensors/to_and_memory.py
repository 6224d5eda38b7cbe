# to(), contiguous(), clone() and what they share.
import torch

x = torch.arange(3.0)
print(
    x.to(torch.float32) is x,
    x.to("cpu") is x,
    x.cpu() is x,
    x.float() is x,
    x.contiguous() is x,
    x.to(x) is x,
)
print(
    x.to(torch.float32, copy=True) is x, x.clone() is x, x.detach() is x, x.view(3) is x, x[:] is x
)
y = x.to(torch.float64)
y[0] = 5
print(x, y, x.clone().data_ptr() == x.data_ptr(), x.detach().data_ptr() == x.data_ptr())
a = torch.zeros(2)
a.copy_(torch.tensor([1, 2]))
a.copy_(torch.tensor(7))
print(a, a.set_(torch.ones(3)).shape, torch.clone(a), a.untyped_storage().nbytes())
