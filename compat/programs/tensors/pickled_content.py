# Pickled and copied tensors keep their numbers, their layout and what they show.
import copy
import io
import pickle

import torch


def pickled(value):
    return pickle.loads(pickle.dumps(value))


def saved(value):
    file = io.BytesIO()
    torch.save(value, file)
    file.seek(0)
    return torch.load(file, weights_only=False)


for way in (pickled, copy.deepcopy, copy.copy):
    print(way(torch.tensor([2**53 + 1])).tolist(), way(torch.tensor(2**53 + 1)).item())
    print(way(torch.tensor([0.1], dtype=torch.float64)).tolist(), way(torch.tensor([True])).tolist())
    print(way(torch.tensor([1, 2], dtype=torch.bfloat16)).tolist())
    conjugated = way(torch.tensor([1 + 2j]).conj())
    print(conjugated.tolist(), conjugated.is_conj(), conjugated._base is None)
    window = way(torch.arange(6).reshape(2, 3).t()[1:])
    print(window.tolist(), window.stride(), window.storage_offset(), window._version)
    first, row = way([base := torch.zeros(2, 2), base[0]])
    row.add_(1)
    print(first.tolist())
for way in (pickled, saved, copy.deepcopy):
    print(way(torch.max(torch.tensor([[1, 5], [3, 2]]), 0)))
    print(way(torch.linalg.slogdet(torch.eye(2))))
print(torch.return_types.max, torch.return_types.linalg_svd.__name__)
