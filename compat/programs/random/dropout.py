# Dropout in training and evaluation.
import torch

torch.manual_seed(0)
drop = torch.nn.Dropout(0.5)
x = torch.ones(10)
print(drop(x), drop(x))
drop.eval()
print(drop(x), drop)
print(torch.nn.functional.dropout(x, p=0.2), torch.nn.functional.dropout(x, training=False))
print(torch.nn.functional.dropout(torch.ones(2, 20), 0.3).sum())
w = torch.ones(6, requires_grad=True)
torch.dropout(w * 3, 0.5, True).sum().backward()
print(w.grad)
try:
    torch.nn.Dropout(1.5)
except ValueError as error:
    print(type(error).__name__, str(error))
