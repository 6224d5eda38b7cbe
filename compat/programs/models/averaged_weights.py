# compare: numbers
# slow
# Averaged weights: SWA with its schedule and batch statistics, EMA by AveragedModel, weight decay groups.
import torch
import torch.nn as nn
from torch.optim.swa_utils import SWALR, AveragedModel, get_ema_multi_avg_fn, update_bn
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(3, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Linear(8, 1))
data = TensorDataset(torch.randn(20, 3), torch.randn(20, 1))
loader = DataLoader(data, batch_size=5, shuffle=True)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=6)
swa_model = AveragedModel(model)
ema_model = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.9))
custom = AveragedModel(model, avg_fn=lambda avg, p, n: 0.5 * avg + 0.5 * p, use_buffers=True)
swa_scheduler = SWALR(optimizer, swa_lr=0.05, anneal_epochs=2)
for epoch in range(6):
    for x, y in loader:
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        ema_model.update_parameters(model)
    custom.update_parameters(model)
    if epoch >= 3:
        swa_model.update_parameters(model)
        swa_scheduler.step()
    else:
        scheduler.step()
    print(epoch, f"{loss.item():.4f}", f"{optimizer.param_groups[0]['lr']:.5f}")
print(swa_model.n_averaged, ema_model.n_averaged, swa_model.module[1].running_mean)
update_bn(loader, swa_model)
print(swa_model.module[1].running_mean, swa_model.training)
for m in (model, swa_model, ema_model, custom):
    m.eval()
    print(m(data.tensors[0][:2]).flatten())
print(list(swa_model.state_dict()))
print(swa_model)
