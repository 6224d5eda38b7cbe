# What PyTorch says of arrays that must not be written to.
import warnings

import numpy as np
import torch

array = np.arange(3)
array.flags.writeable = False
for make in (torch.from_numpy, torch.as_tensor, torch.asarray, torch.tensor):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        x = make(array)
    print(make.__name__, x, [(w.category.__name__, str(w.message)[:300]) for w in seen])
    break
