# compare: numbers
# slow
# Gradient accumulation and clipping, mixed precision on the CPU, and a scaler that is not enabled.
import torch
import torch.nn as nn
from torch.amp import GradScaler, autocast

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(6, 16), nn.ReLU(), nn.LayerNorm(16), nn.Linear(16, 3))
optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scaler = GradScaler("cpu", enabled=True, init_scale=1024.0, growth_interval=3)
x, y = torch.randn(12, 6), torch.randint(0, 3, (12,))
accumulate = 3
for epoch in range(3):
    optimizer.zero_grad()
    for i, (xb, yb) in enumerate(zip(x.chunk(accumulate), y.chunk(accumulate))):
        with autocast("cpu", dtype=torch.bfloat16):
            out = model(xb)
            loss = nn.functional.cross_entropy(out, yb) / accumulate
        scaler.scale(loss).backward()
    scaler.unscale_(optimizer)
    norm = nn.utils.clip_grad_norm_(model.parameters(), 0.5)
    scaler.step(optimizer)
    scaler.update()
    print(out.dtype, loss.dtype, f"{loss.item():.2f} {norm.item():.2f}", scaler.get_scale(), model[0].weight.grad.dtype)
x_bad = x.clone()
x_bad[0, 0] = float("inf")
before = model[0].weight.detach().clone()
optimizer.zero_grad()
scaler.scale(nn.functional.cross_entropy(model(x_bad), y)).backward()
scaler.step(optimizer)
scaler.update()
print(torch.equal(before, model[0].weight), scaler.get_scale(), scaler.state_dict())
disabled = GradScaler("cpu", enabled=False)
loss = nn.functional.cross_entropy(model(x), y)
print(disabled.scale(loss) is loss, disabled.get_scale(), disabled.state_dict(), disabled.is_enabled())
with autocast("cpu", dtype=torch.bfloat16):
    a = model[0](x)
    b = torch.softmax(a, 1)
    print(a.dtype, b.dtype, (a @ a.T).dtype, a.sum().dtype, torch.is_autocast_enabled("cpu"))
    with autocast("cpu", enabled=False):
        print(model[0](x).dtype)


@autocast("cpu", dtype=torch.bfloat16)
def decorated(t):
    return model(t)


print(decorated(x).dtype, model(x).dtype)
whole = nn.functional.cross_entropy(model(x), y)
grads = torch.autograd.grad(whole, list(model.parameters()))
model.zero_grad()
for xb, yb in zip(x.split(5), y.split(5)):
    (nn.functional.cross_entropy(model(xb), yb, reduction="sum") / len(x)).backward()
print(all(torch.allclose(p.grad, g, atol=1e-6) for p, g in zip(model.parameters(), grads)))
print(nn.utils.clip_grad_norm_(model.parameters(), 1e-3, norm_type=float("inf")), round(max(p.grad.abs().max().item() for p in model.parameters()), 8))
print(nn.utils.get_total_norm([p.grad for p in model.parameters()]))
