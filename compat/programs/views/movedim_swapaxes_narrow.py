# Further view functions alias their input.
import torch

x = torch.zeros(2, 3, 4)
x.movedim(0, 2)[1, 2, 1] = 1
x.swapaxes(0, 1)[2, 0, 3] = 2
x.narrow(2, 1, 2).select(0, 1)[0] = 3
x.permute(2, 0, 1)[0, 0] += 4
x.view_as(torch.empty(6, 4))[5, 3] = 6
print(x)
print(torch.movedim(x, (0, 1), (1, 0)).shape)
