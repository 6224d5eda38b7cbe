# Shape-like attributes.
import torch

x = torch.zeros(2, 3, 4)
print(x.shape, x.size(), x.size(1), x.size(-1), x.dim(), x.ndim, x.numel(), x.nelement())
print(x.dtype, x.device, x.layout, x.is_cuda, x.requires_grad, x.is_leaf, x.grad, x.name)
print(x.element_size(), x.nbytes, x.itemsize, x.stride(), x.storage_offset(), x.is_sparse)
print(torch.numel(x), torch.is_tensor(x), torch.is_tensor(1), x.device.type, x.get_device())
print(torch.tensor(1).shape, torch.tensor(1).dim(), x.T.shape if x.dim() == 2 else x.mT.shape)
try:
    x.size(3)
except IndexError as error:
    print(type(error).__name__, str(error).split("\n")[0])
