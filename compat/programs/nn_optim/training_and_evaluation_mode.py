# compare: numbers
# train() and eval() reach every submodule.
import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3), nn.Dropout(0.5))
print(net.training, net[1].training)
x = torch.randn(4, 2)
out = net(x)
print(out, net[1].running_mean, net[1].running_var, net[1].num_batches_tracked)
print(net.eval() is net, net[2].training)
print(net(x), torch.equal(net(x), net(x)))
net.train()
net[1].eval()
print([m.training for m in net])
