# The small objects.
import torch

print(torch.float32, torch.int64, torch.bool, repr(torch.float16), [torch.float64])
print(
    torch.zeros(2, 3).shape,
    torch.Size([1]),
    [torch.Size([2])],
    torch.device("cpu"),
    [torch.device("cpu")],
)
print(torch.zeros(1).layout, torch.contiguous_format, torch.finfo(torch.float32))
print(torch.iinfo(torch.int8), torch.tensor([[1, 2], [3, 4]]).max(0))
print(torch.__version__.split(".")[0])
