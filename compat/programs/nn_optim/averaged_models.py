# Averages of models, L-BFGS with a line search, state and repr of optimizers.
import torch
from torch import nn, optim
from torch.optim.swa_utils import SWALR, AveragedModel, get_ema_avg_fn, get_ema_multi_avg_fn, update_bn

torch.manual_seed(0)
model = nn.Linear(2, 1)
plain, ema = AveragedModel(model), AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.5))
single = AveragedModel(model, avg_fn=get_ema_avg_fn(0.9), use_buffers=True)
optimizer = optim.SGD(model.parameters(), lr=0.1)
scheduler = SWALR(optimizer, swa_lr=0.5, anneal_epochs=3)
for step in range(4):
    optimizer.zero_grad()
    model(torch.ones(3, 2)).pow(2).sum().backward()
    optimizer.step()
    scheduler.step()
    for averaged in (plain, ema, single):
        averaged.update_parameters(model)
print(plain.module.weight, ema.module.weight, single.module.weight, plain.n_averaged)
print(plain(torch.ones(1, 2)), sorted(plain.state_dict()), scheduler.get_last_lr())
update_bn([torch.ones(2, 2)], plain)


def rosenbrock(x):
    return (1 - x[0]) ** 2 + 100 * (x[1] - x[0] ** 2) ** 2


for options in [{"line_search_fn": "strong_wolfe"}, {"lr": 0.05, "history_size": 3}]:
    x = torch.tensor([-1.2, 1.0], dtype=torch.float64, requires_grad=True)
    lbfgs = optim.LBFGS([x], max_iter=30, **options)

    def closure():
        lbfgs.zero_grad()
        loss = rosenbrock(x)
        loss.backward()
        return loss

    first = lbfgs.step(closure)
    print(first, x)
    lbfgs.step(closure)
    state = lbfgs.state_dict()["state"][0]
    print(x, state["func_evals"], state["n_iter"], len(state["old_dirs"]))

w = nn.Parameter(torch.ones(2))
m = nn.Parameter(torch.ones(2, 2))
for make in [
    lambda p: optim.Adadelta(p), lambda p: optim.Adafactor(p), lambda p: optim.Adagrad(p),
    lambda p: optim.Adamax(p), lambda p: optim.ASGD(p), lambda p: optim.NAdam(p),
    lambda p: optim.RAdam(p), lambda p: optim.RMSprop(p, momentum=0.5, centered=True),
    lambda p: optim.Rprop(p), lambda p: optim.Muon([m]), lambda p: optim.LBFGS(p),
    lambda p: optim.SparseAdam(p), lambda p: optim.AdamW(p, amsgrad=True),
]:
    o = make([w, m])
    w.grad, m.grad = torch.ones(2), torch.eye(2)
    try:
        o.step(*([lambda: torch.tensor(1.0)] if isinstance(o, optim.LBFGS) else []))
    except RuntimeError as e:
        print(e)
    print(o)
    if not isinstance(o, optim.LBFGS):
        print(o.state_dict())
for f in [
    lambda: optim.Adadelta([w], rho=2.0), lambda: optim.Adafactor([w], d=0.5),
    lambda: optim.Adafactor([w], eps=(-1.0, 1.0)), lambda: optim.Adagrad([w], lr_decay=-1.0),
    lambda: optim.Adamax([w], betas=(1.0, 0.9)), lambda: optim.ASGD([w], weight_decay=-1.0),
    lambda: optim.LBFGS([{"params": [w]}, {"params": [m]}]), lambda: optim.Muon([w]),
    lambda: optim.Muon([m], adjust_lr_fn="other"), lambda: optim.NAdam([w], momentum_decay=-1.0),
    lambda: optim.RAdam([w], eps=-1.0), lambda: optim.RMSprop([w], alpha=-1.0),
    lambda: optim.Rprop([w], etas=(2.0, 3.0)), lambda: optim.SparseAdam([w], lr=0.0),
    lambda: optim.SparseAdam([nn.Parameter(torch.ones(1, dtype=torch.complex64))]),
    lambda: optim.SGD([w], lr=torch.ones(2)), lambda: optim.Adagrad([w], fused=True, foreach=True),
    lambda: optim.lr_scheduler.StepLR(3, 1), lambda: optim.lr_scheduler.StepLR(o, 1, last_epoch=2),
    lambda: optim.lr_scheduler.LambdaLR(o, [abs, abs]), lambda: optim.lr_scheduler.ConstantLR(o, 2.0),
    lambda: optim.lr_scheduler.LinearLR(o, 0.0), lambda: optim.lr_scheduler.SequentialLR(o, [], []),
    lambda: optim.lr_scheduler.ChainedScheduler([]), lambda: optim.lr_scheduler.OneCycleLR(o, 1.0),
    lambda: optim.lr_scheduler.CyclicLR(optim.Adagrad([w]), 0.1, 0.2),
    lambda: optim.lr_scheduler.CosineAnnealingWarmRestarts(o, 0),
    lambda: optim.lr_scheduler.ReduceLROnPlateau(o, "avg"), lambda: SWALR(o, 0.1, anneal_strategy="x"),
    lambda: get_ema_avg_fn(2.0),
]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
