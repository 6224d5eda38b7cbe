"""Schedulers and hooks: warnings, state and what changes without a new program."""

import copy
from typing import Any

import pytest

import torchlike as torch
from torchlike import nn, optim
from torchlike._core.trace import _step_count
from torchlike.optim import lr_scheduler


def stepped(**options: Any) -> tuple[Any, Any]:
    param = nn.Parameter(torch.ones(2))
    param.grad = torch.ones(2)
    return optim.SGD([param], lr=0.5, **options), param


def test_a_step_before_the_optimizers_warns() -> None:
    scheduler = lr_scheduler.StepLR(stepped()[0], 2)
    with pytest.warns(UserWarning, match=r"lr_scheduler.step\(\)` before `optimizer.step\(\)"):
        scheduler.step()


def test_an_optimizer_whose_step_was_replaced_warns() -> None:
    optimizer, _ = stepped()
    scheduler = lr_scheduler.StepLR(optimizer, 2)
    optimizer.step = lambda: None
    with pytest.warns(UserWarning, match=r"`optimizer.step\(\)` has been overridden"):
        scheduler.step()


def test_asking_for_rates_outside_a_step_warns() -> None:
    scheduler = lr_scheduler.ExponentialLR(stepped()[0], 0.5)
    with pytest.warns(UserWarning, match="please use `get_last_lr"):
        assert scheduler.get_lr() == [0.25]
    assert scheduler.get_last_lr() == [0.5]


def test_a_given_epoch_warns_and_uses_the_closed_form() -> None:
    optimizer, _ = stepped()
    scheduler = lr_scheduler.StepLR(optimizer, 2)
    optimizer.step()
    with pytest.warns(UserWarning, match="The epoch parameter in `scheduler.step"):
        scheduler.step(4)
    assert scheduler.last_epoch == 4
    assert optimizer.param_groups[0]["lr"] == pytest.approx(0.005)


def test_resuming_needs_the_initial_rate() -> None:
    with pytest.raises(KeyError, match="param 'initial_lr' is not specified in param_groups"):
        lr_scheduler.StepLR(stepped()[0], 2, last_epoch=3)


@pytest.mark.parametrize(
    "make",
    [
        lambda o: lr_scheduler.StepLR(o, 2),
        lambda o: lr_scheduler.CyclicLR(o, 0.1, 0.5, 2, mode="triangular2"),
        lambda o: lr_scheduler.LambdaLR(o, lambda e: 0.5**e),
        lambda o: lr_scheduler.ReduceLROnPlateau(o, patience=0),
        lambda o: lr_scheduler.SequentialLR(
            o, [lr_scheduler.ConstantLR(o), lr_scheduler.ExponentialLR(o, 0.5)], [2]
        ),
    ],
)
def test_a_saved_scheduler_goes_on(make: Any) -> None:
    first, _ = stepped(momentum=0.9)
    second, _ = stepped(momentum=0.9)
    running, resumed = make(first), make(second)
    metric = (1.0,) if isinstance(running, lr_scheduler.ReduceLROnPlateau) else ()
    for _ in range(3):
        first.step()
        running.step(*metric)
    resumed.load_state_dict(copy.deepcopy(running.state_dict()))
    second.load_state_dict(first.state_dict())
    second.step()
    for _ in range(3):
        running.step(*metric)
        resumed.step(*metric)
    assert second.param_groups[0]["lr"] == pytest.approx(first.param_groups[0]["lr"])


def test_a_rate_in_a_tensor_changes_in_place() -> None:
    rate = torch.tensor(0.5)
    param = nn.Parameter(torch.ones(1))
    optimizer = optim.Adam([param], lr=rate)
    scheduler = lr_scheduler.ExponentialLR(optimizer, 0.5)
    optimizer.step()
    scheduler.step()
    assert optimizer.param_groups[0]["lr"] is rate and rate.item() == 0.25
    assert scheduler.get_last_lr()[0] is not rate


@pytest.mark.parametrize("name", ["Adadelta", "Adagrad", "Adamax", "NAdam", "RAdam", "RMSprop"])
def test_a_schedule_records_nothing_new(name: str) -> None:
    params = [nn.Parameter(torch.ones(3)), nn.Parameter(torch.ones(2, 2))]
    optimizer = getattr(optim, name)(params, lr=0.1)
    scheduler = lr_scheduler.ExponentialLR(optimizer, 0.9)
    counts = []
    for _ in range(5):
        optimizer.zero_grad()
        ((params[0] ** 2).sum() + (params[1] ** 2).sum()).backward()
        optimizer.step()
        scheduler.step()
        counts.append(_step_count[0])
    assert counts[-1] == counts[-2] == counts[-3]


def test_hooks_around_saving_and_loading() -> None:
    optimizer, _ = stepped()
    seen: list[str] = []
    optimizer.register_state_dict_pre_hook(lambda o: seen.append("saving"))
    optimizer.register_state_dict_post_hook(lambda o, state: {**state, "more": 1})
    optimizer.register_load_state_dict_pre_hook(lambda o, state: seen.append("loading"))
    optimizer.register_load_state_dict_post_hook(lambda o: seen.append("loaded"))
    optimizer.register_load_state_dict_pre_hook(lambda o, s: seen.append("first"), prepend=True)
    state = optimizer.state_dict()
    assert state["more"] == 1
    optimizer.load_state_dict(state)
    assert seen == ["saving", "first", "loading", "loaded"]


def test_global_hooks_run_around_every_step() -> None:
    seen: list[str] = []
    handles = [
        optim.optimizer.register_optimizer_step_pre_hook(lambda *_: seen.append("before")),
        optim.optimizer.register_optimizer_step_post_hook(lambda *_: seen.append("after")),
    ]
    optimizer, _ = stepped()
    optimizer.step()
    for handle in handles:
        handle.remove()
    optimizer.step()
    assert seen == ["before", "after"]


def test_old_states_get_the_options_they_lack() -> None:
    optimizer, param = stepped(momentum=0.9)
    optimizer.step()
    state = optimizer.state_dict()
    del state["param_groups"][0]["maximize"]
    optimizer.load_state_dict(state)
    assert optimizer.param_groups[0]["maximize"] is False
    adam = optim.Adam([param])
    adam.step()
    state = copy.deepcopy(adam.state_dict())
    state["state"][0]["step"] = 5
    adam.load_state_dict(state)
    assert adam.state[param]["step"].dtype is torch.float32
    assert adam.state[param]["step"].item() == 5.0
