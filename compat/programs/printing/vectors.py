# One-dimensional tensors.
import torch

for data in (
    [1.0, 2.0],
    [1.5, -2.0],
    [0.001, 1000.0],
    [1e-5, 1.0],
    [1e8, 1.0],
    [123456.0, 0.5],
    [1.0, 1e9],
    [0.1, 0.25, 0.123456],
    [1, -20, 300],
    [True, False],
    [1e-10, 2e-10],
    [100000.0],
    [99999999.0, 1.0],
    [0.0],
    [-0.0],
    [1e-4],
    [12345.678],
):
    print(torch.tensor(data))
print(torch.tensor([1.0, 2.0], dtype=torch.float64), torch.tensor([0.1, 0.2], dtype=torch.bfloat16))
print(torch.tensor([1, 2], dtype=torch.int16), torch.tensor([255], dtype=torch.uint8))
