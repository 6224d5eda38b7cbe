# The capitalised constructors.
import torch

print(torch.Tensor([1, 2]), torch.Tensor(2, 3).shape, torch.Tensor().shape)
print(
    torch.FloatTensor([1, 2]),
    torch.LongTensor([1, 2]),
    torch.IntTensor([3]),
    torch.BoolTensor([True]),
)
print(torch.DoubleTensor([1.5]), torch.ByteTensor([255]), torch.FloatTensor(2).shape)
t = torch.LongTensor([1])
print(t.type(), torch.ones(1).type(), isinstance(t, torch.Tensor), isinstance(t, torch.LongTensor))
print(isinstance(torch.ones(1), torch.FloatTensor), torch.ones(1).type(torch.IntTensor))
