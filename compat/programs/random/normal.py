# torch.normal and normal_.
import torch

torch.manual_seed(0)
print(torch.normal(0.0, 1.0, (3,)), torch.normal(10.0, 0.1, size=(2, 2)))
print(torch.normal(torch.tensor([0.0, 100.0]), torch.tensor([1.0, 10.0])))
print(
    torch.normal(mean=torch.arange(1.0, 4.0)),
    torch.normal(torch.zeros(2), 5.0),
    torch.normal(3.0, torch.ones(2)),
)
print(
    torch.zeros(3).normal_(),
    torch.empty(2).normal_(mean=4, std=0.5),
    torch.empty(20).normal_().sum(),
)
