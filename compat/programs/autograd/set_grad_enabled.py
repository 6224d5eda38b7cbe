# set_grad_enabled as a function and as a context manager.
import torch

x = torch.ones(1, requires_grad=True)
for training in (True, False):
    with torch.set_grad_enabled(training):
        print(training, (x * 2).requires_grad)
torch.set_grad_enabled(False)
print(torch.is_grad_enabled(), (x * 2).requires_grad)
torch.set_grad_enabled(True)
print(torch.is_grad_enabled(), (x * 2).requires_grad)
