# Copies share or do not share memory.
import copy
import io
import pickle

import torch

x = torch.arange(3.0)
shallow, deep, cloned = copy.copy(x), copy.deepcopy(x), x.clone()
x[0] = 9
print(shallow, deep, cloned)
data = pickle.dumps(x)
print(pickle.loads(data))
buffer = io.BytesIO()
torch.save({"x": x, "n": 3}, buffer)
buffer.seek(0)
print(torch.load(buffer))
pair = copy.deepcopy([x, x.view(3, 1)])
pair[0][1] = 50
print(pair[1][1], x[1])
p = torch.nn.Parameter(torch.ones(1))
print(copy.deepcopy(p), pickle.loads(pickle.dumps(p)))
