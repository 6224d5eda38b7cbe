# unbind(), and iterating over a tensor, hand out views.
import torch

x = torch.zeros(3, 2)
top, middle, bottom = x.unbind()
middle.fill_(5.0)
bottom[1] = 6.0
print(x)
for i, row in enumerate(x):
    row += i
print(x)
left, right = x.unbind(dim=1)
left.neg_()
print(x)
print(top, right)
