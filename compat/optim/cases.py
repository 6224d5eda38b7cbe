"""Runs every optimizer with many options, and every scheduler, in PyTorch or torchlike.

A case is a call as text: with `p` for the parameters, or with `o` for an optimizer of two groups.
"""

from __future__ import annotations

import cmath
import json
import warnings
from pathlib import Path
from typing import Any

RECORDING = Path(__file__).with_name("recorded.json")

ADAMS = ("lr=0.05", "betas=(0.4, 0.8), eps=1e-3", "weight_decay=0.1", "maximize=True")
DECOUPLED = (*ADAMS, "weight_decay=0.1, decoupled_weight_decay=True")
#: Options by optimizer.
OPTIONS: dict[str, tuple[str, ...]] = {
    "Adadelta": ("", "lr=0.5, rho=0.6", "weight_decay=0.1, eps=1e-3", "maximize=True"),
    "Adafactor": (
        "",
        "lr=0.5, beta2_decay=-0.3",
        "eps=(1e-4, 1e-2), weight_decay=0.1",
        "d=2.0, maximize=True",
    ),
    "Adagrad": (
        "lr=0.1",
        "lr=0.1, lr_decay=0.5",
        "lr=0.1, initial_accumulator_value=0.2, weight_decay=0.1",
        "maximize=True, eps=1e-3",
    ),
    "Adam": (*DECOUPLED, "amsgrad=True", "foreach=True", "fused=True", "lr=torch.tensor(0.1)"),
    "Adamax": ADAMS,
    "AdamW": (*ADAMS, "amsgrad=True, weight_decay=0.3"),
    "ASGD": (
        "lr=0.1",
        "lr=0.1, lambd=0.1, alpha=0.5",
        "lr=0.1, t0=1, weight_decay=0.1",
        "maximize=True",
    ),
    "Muon": ("lr=0.1", "lr=0.1, nesterov=False", "adjust_lr_fn='match_rms_adamw', ns_steps=3"),
    "NAdam": (*DECOUPLED, "momentum_decay=0.1"),
    "RAdam": (*DECOUPLED, "betas=(0.9, 0.5)"),
    "RMSprop": (
        "",
        "alpha=0.5, centered=True",
        "momentum=0.9, weight_decay=0.1",
        "momentum=0.5, centered=True, maximize=True",
    ),
    "Rprop": ("", "lr=0.1, etas=(0.3, 1.5)", "lr=0.1, step_sizes=(0.05, 0.12), maximize=True"),
    "SGD": (
        "lr=0.1",
        "lr=0.1, momentum=0.9",
        "lr=0.1, momentum=0.9, nesterov=True",
        "lr=0.1, momentum=0.5, dampening=0.2, weight_decay=0.1",
        "lr=0.1, maximize=True, fused=True",
    ),
}
DTYPES = ("float64", "float32", "bfloat16", "complex128")

SCHEDULERS = (
    "LambdaLR(o, lambda e: 0.9**e)",
    "LambdaLR(o, [lambda e: 1 / (e + 1), lambda e: e])",
    "MultiplicativeLR(o, lambda e: 0.9 + 0.01 * e)",
    "StepLR(o, 3, gamma=0.5)",
    "MultiStepLR(o, [2, 5, 5, 9], gamma=0.3)",
    "ConstantLR(o, factor=0.5, total_iters=4)",
    "LinearLR(o, start_factor=0.25, total_iters=6)",
    "LinearLR(o, start_factor=1.0, end_factor=0.1, total_iters=3)",
    "ExponentialLR(o, 0.8)",
    "PolynomialLR(o, total_iters=6, power=2.0)",
    "CosineAnnealingLR(o, T_max=4, eta_min=0.01)",
    "CosineAnnealingWarmRestarts(o, 3)",
    "CosineAnnealingWarmRestarts(o, 2, T_mult=2, eta_min=0.01)",
    "CyclicLR(o, 0.01, 0.1, step_size_up=3)",
    "CyclicLR(o, 0.01, [0.1, 0.2], 2, 4, mode='triangular2', cycle_momentum=False)",
    "CyclicLR(o, 0.01, 0.1, 3, mode='exp_range', gamma=0.9)",
    "CyclicLR(o, 0.01, 0.1, 3, scale_fn=lambda x: 1 / x, scale_mode='cycle')",
    "OneCycleLR(o, 0.5, total_steps=14)",
    "OneCycleLR(o, [0.5, 0.1], epochs=2, steps_per_epoch=7, anneal_strategy='linear')",
    "OneCycleLR(o, 0.5, total_steps=14, three_phase=True, cycle_momentum=False)",
    "SequentialLR(o, [ConstantLR(o, 0.1, 2), ExponentialLR(o, 0.9)], [3])",
    "SequentialLR(o, [LinearLR(o), StepLR(o, 2), CosineAnnealingLR(o, 4)], [4, 8])",
    "ChainedScheduler([ConstantLR(o, 0.1, 3), ExponentialLR(o, 0.9)])",
    "ReduceLROnPlateau(o, patience=1)",
    "ReduceLROnPlateau(o, 'max', factor=0.5, patience=0, cooldown=2, threshold_mode='abs')",
    "SWALR(o, swa_lr=0.05, anneal_epochs=5)",
    "SWALR(o, swa_lr=[0.05, 0.02], anneal_epochs=3, anneal_strategy='linear')",
)
_METRICS = (3.0, 2.0, 2.5, 2.5, 1.0, 1.0, 1.0, 1.0, 0.5, 0.7, 0.7, 0.7, 0.7, 0.7)


def optimizer_cases() -> list[tuple[str, str]]:
    """Call and dtype of every run of an optimizer: all options in float64, some in others."""
    return [
        (f"{name}(p, {options})", dtype)
        for name, choices in OPTIONS.items()
        for position, options in enumerate(choices)
        for dtype in DTYPES
        if dtype == "float64" or position in (0, 2)
        # Complex matrices are refused, and an orthogonal matrix of halves is next to arbitrary.
        if not (dtype == "complex128" and name in ("Adafactor", "Muon"))
        if not (dtype == "bfloat16" and name == "Muon")
    ]


def _parameter(torch: Any, shape: tuple[int, ...], dtype: Any, seed: int) -> Any:
    count = 1
    for size in shape:
        count *= size
    numbers = [cmath.exp(1j * (i * i + seed)) + 0.3 for i in range(count)]
    if not dtype.is_complex:
        return torch.tensor([n.real for n in numbers], dtype=dtype).reshape(shape)
    return torch.tensor(numbers, dtype=dtype).reshape(shape)


def run_optimizer(torch: Any, call: str, dtype_name: str) -> list[float]:
    """Parameters and states after six steps; one parameter has no gradient in the fourth."""
    dtype = getattr(torch, dtype_name)
    shapes = ((4, 3), (2, 3)) if call.startswith("Muon") else ((3,), (4, 3), (1, 1))
    params = [_parameter(torch, s, dtype, i).requires_grad_() for i, s in enumerate(shapes)]
    optimizer = eval(f"torch.optim.{call}", {"torch": torch, "p": params})
    for step in range(6):
        for position, param in enumerate(params):
            pull = param.detach() * (1.0 + 0.5 * step)
            param.grad = pull - _parameter(torch, tuple(param.shape), dtype, step + 7 * position)
        if step == 3:
            params[-1].grad = None
        optimizer.step()
    found: list[Any] = list(params)
    for param in params:
        state = optimizer.state[param]
        found += [state[name] for name in sorted(state)]
    return [x for tensor in found for x in _numbers(torch, tensor)]


def _numbers(torch: Any, tensor: Any) -> list[float]:
    tensor = torch.view_as_real(tensor.detach()) if tensor.is_complex() else tensor.detach()
    return tensor.double().reshape(-1).tolist()


def run_scheduler(torch: Any, call: str) -> dict[str, Any]:
    """The rates and momenta of two groups in 13 steps, the state's names, and closed forms."""
    scheduler, optimizer = _scheduler(torch, call)
    rates = []
    for metric in _METRICS[1:]:
        rates.append(_options(optimizer))
        optimizer.step()
        if call.startswith("ReduceLROnPlateau"):
            scheduler.step(metric)
        else:
            scheduler.step()
    rates.append(_options(optimizer))
    result = {
        "rates": rates,
        "last": scheduler.get_last_lr(),
        "state": sorted(scheduler.state_dict()),
    }
    if not call.startswith(("ReduceLROnPlateau", "SequentialLR", "ChainedScheduler")):
        result["jumps"] = _jumps(torch, call)
    return result


def _scheduler(torch: Any, call: str) -> tuple[Any, Any]:
    params = [torch.nn.Parameter(torch.ones(2)) for _ in range(2)]
    groups = [{"params": [params[0]]}, {"params": [params[1]], "lr": 0.3}]
    optimizer = torch.optim.SGD(groups, lr=0.1, momentum=0.9)
    names = {**vars(torch.optim.lr_scheduler), "SWALR": torch.optim.swa_utils.SWALR}
    return eval(call, names, {"o": optimizer}), optimizer


def _options(optimizer: Any) -> list[float]:
    return [float(group[key]) for key in ("lr", "momentum") for group in optimizer.param_groups]


def _jumps(torch: Any, call: str) -> list[Any]:
    """The rates when the scheduler is told the epoch."""
    scheduler, optimizer = _scheduler(torch, call)
    optimizer.step()
    rates = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for epoch in (5, 2, 9):
            scheduler.step(epoch)
            rates.append(_options(optimizer))
    return rates


def load() -> dict[str, Any]:
    """What PyTorch did."""
    return json.loads(RECORDING.read_text(encoding="utf-8"))
