# Hooks run in the order of registration, at the moment the gradient is complete.
import torch

log = []
x = torch.tensor(1.0, requires_grad=True)
a = x * 2
b = a * 3
c = a * 5
a.register_hook(lambda g: log.append(("a", g.item())))
b.register_hook(lambda g: log.append(("b", g.item())))
b.register_hook(lambda g: g * 2)
b.register_hook(lambda g: log.append(("b again", g.item())))
x.register_hook(lambda g: log.append(("x", g.item())))
(b + c).backward()
for entry in log:
    print(*entry)
print(x.grad)
