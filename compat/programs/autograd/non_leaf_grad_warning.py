# Reading .grad of a tensor that is not a leaf warns.
import warnings

import torch

x = torch.ones(2, requires_grad=True)
y = x * 2
y.sum().backward()
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(y.grad)
for warning in caught:
    print(warning.category.__name__, str(warning.message).split(". ")[0])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(x.grad, torch.ones(1).grad)
print(len(caught))
