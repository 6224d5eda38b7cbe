"""Optimizers: what PyTorch's parameters were after some steps, options, state and hooks."""

import copy
import pickle
from typing import Any, cast

import numpy as np
import pytest

import torchlike as torch
from torchlike import nn, optim
from torchlike._core.trace import _step_count

#: (optimizer, parameters after six steps of `descend` in float64, in bfloat16), by PyTorch 2.13.
RECORDED = [
    (
        "SGD(p, lr=0.1)",
        [1.929377589602413, -11.266597240354713, 0.5749918312465271, -13.858791417540035],
        [1.9296875, -11.3125, 0.57421875, -13.3125],
    ),
    (
        "SGD(p, lr=0.05, momentum=0.9)",
        [1.910808396584101, -8.918398903144166, 0.5822455037184726, 3.6809838498734697],
        [1.90625, -8.8125, 0.57421875, 3.671875],
    ),
    (
        "SGD(p, lr=0.05, momentum=0.9, nesterov=True)",
        [2.5689714931556864, -17.02386121024188, 0.6276973472886729, -25.117501026437306],
        [2.578125, -17.25, 0.6328125, -23.75],
    ),
    (
        "SGD(p, lr=0.05, momentum=0.5, dampening=0.2, weight_decay=0.1)",
        [1.3265420030058832, -4.523351801890031, 0.5135566767485353, 4.689616674164336],
        [1.3203125, -4.53125, 0.51171875, 4.6875],
    ),
    (
        "SGD(p, lr=0.02, maximize=True)",
        [1.1091959635410598, -2.7127262378193406, 0.5105581578852583, 2.177923857406391],
        [1.109375, -2.703125, 0.51171875, 2.1875],
    ),
    (
        "Adam(p, lr=0.1)",
        [0.8732734562619557, -1.8883001369311219, 0.33130609660716526, 3.481763449150411],
        [0.83984375, -1.859375, 0.302734375, 3.46875],
    ),
    (
        "Adam(p, lr=0.1, betas=(0.4, 0.8), eps=1e-3)",
        [1.1386121021549052, -2.144362998001263, 0.619274267646301, 3.481743616010685],
        [1.1171875, -2.125, 0.6015625, 3.46875],
    ),
    (
        "Adam(p, lr=0.1, weight_decay=0.1, amsgrad=True)",
        [0.7169511175055049, -1.833092095324222, 0.013627629998996457, 3.475280488632723],
        [0.69140625, -1.8125, 0.0123291015625, 3.46875],
    ),
    (
        "Adam(p, lr=0.1, maximize=True)",
        [1.584769626415036, -2.5884386293507538, 1.07826465145668, 2.4986066016247763],
        [1.59375, -2.5625, 1.078125, 2.53125],
    ),
    (
        "Adam(p, lr=0.1, weight_decay=0.1, decoupled_weight_decay=True)",
        [0.6312074194069633, -1.5863665163047003, 0.12870567516876696, 3.3062796104427754],
        [0.5859375, -1.546875, 0.09912109375, 3.296875],
    ),
    (
        "AdamW(p, lr=0.1, weight_decay=0.1)",
        [0.6312074194069633, -1.5863665163047003, 0.12870567516876696, 3.3062796104427754],
        [0.5859375, -1.546875, 0.09912109375, 3.296875],
    ),
    (
        "AdamW(p, lr=0.1, amsgrad=True)",
        [0.8523050344213434, -1.861849537627776, 0.3119770365890683, 3.4644237927412718],
        [0.83984375, -1.859375, 0.302734375, 3.46875],
    ),
]


def descend(make: Any, dtype: Any) -> list[float]:
    """Six steps on two parameters, one of which has no gradient in the fourth."""
    w = torch.tensor([1.0, -2.0, 0.5], dtype=dtype, requires_grad=True)
    u = torch.tensor([[3.0]], dtype=dtype, requires_grad=True)
    scales = torch.tensor([1.0, 3.0, 0.2], dtype=dtype)
    optimizer = make([w, u])
    for step in range(6):
        optimizer.zero_grad()
        loss = ((w**2) * scales).sum() * u.sin().sum() + u.pow(2).sum()
        loss.backward()
        if step == 3:
            u.grad = None
        optimizer.step()
        assert w.is_leaf and w.requires_grad and w.dtype is dtype
    return w.detach().double().tolist() + u.detach().double().view(-1).tolist()


@pytest.mark.parametrize(("call", "doubles", "halves"), RECORDED)
def test_parameters_after_some_steps(call: str, doubles: list[float], halves: list[float]) -> None:
    def make(params: Any) -> Any:
        return eval(f"optim.{call}", {"optim": optim, "p": params})

    np.testing.assert_allclose(descend(make, torch.float64), doubles, rtol=1e-12)
    np.testing.assert_allclose(descend(make, torch.float32), doubles, rtol=2e-5, atol=1e-6)
    np.testing.assert_allclose(descend(make, torch.bfloat16), halves, rtol=2e-2)


def parameter() -> Any:
    return nn.Parameter(torch.ones(2))


def stepped(optimizer: Any, param: Any) -> Any:
    param.grad = torch.ones(2, dtype=param.dtype)
    optimizer.step()
    return optimizer


@pytest.mark.parametrize(
    ("make", "kind", "text"),
    [
        (lambda p: optim.SGD([p], lr=-1), ValueError, "Invalid learning rate: -1"),
        (lambda p: optim.SGD([p], momentum=-1), ValueError, "Invalid momentum value: -1"),
        (lambda p: optim.SGD([p], nesterov=True), ValueError, "Nesterov momentum requires"),
        (
            lambda p: optim.SGD([p], foreach=True, fused=True),
            RuntimeError,
            "cannot be `True` together",
        ),
        (lambda p: optim.Adam([p], eps=-1), ValueError, "Invalid epsilon value: -1"),
        (
            lambda p: optim.Adam([p], betas=(0.9, 1.0)),
            ValueError,
            "Invalid beta parameter at index 1: 1.0",
        ),
        (
            lambda p: optim.Adam([p], lr=torch.tensor(0.1), foreach=True),
            ValueError,
            "lr as a Tensor is not supported",
        ),
        (
            lambda p: optim.Adam([p], fused=True, differentiable=True),
            RuntimeError,
            "`fused` does not support",
        ),
        (lambda p: optim.Adam([]), ValueError, "optimizer got an empty parameter list"),
        (
            lambda p: optim.Adam(p),
            TypeError,
            "but got torch.FloatTensor|but got torch.nn.parameter.Parameter",
        ),
        (lambda p: optim.Adam([3]), TypeError, "one of the params is int"),
        (lambda p: optim.Adam([p * 2]), ValueError, "can't optimize a non-leaf Tensor"),
        (
            lambda p: optim.Adam([{"params": [p]}, {"params": [p]}]),
            ValueError,
            "more than one parameter group",
        ),
        (lambda p: optim.Adam([{"params": {p}}]), TypeError, "organized in ordered collections"),
        (lambda p: optim.Adam([("a", p), parameter()]), ValueError, "Some param names are missing"),
        (
            lambda p: optim.Adam([p]).add_param_group(cast("Any", 3)),
            TypeError,
            "param_group must be a dict",
        ),
    ],
)
def test_refusals(make: Any, kind: type[Exception], text: str) -> None:
    with pytest.raises(kind, match=text):
        make(parameter())


def test_capturable_needs_an_accelerator() -> None:
    param = parameter()
    with pytest.raises(AssertionError, match="If capturable=True, params and state_steps"):
        stepped(optim.Adam([param], capturable=True), param)


def test_differentiable_steps_carry_a_gradient() -> None:
    start = torch.tensor([1.0, -2.0], requires_grad=True)
    grad = torch.tensor([0.5, 1.5], requires_grad=True)
    param = start * 1
    optimizer = optim.SGD([param], lr=0.25, weight_decay=0.5, differentiable=True)
    param.grad = grad * 2
    optimizer.step()
    param.sum().backward()
    np.testing.assert_allclose(start.grad.numpy(), [0.875, 0.875])
    np.testing.assert_allclose(grad.grad.numpy(), [-0.5, -0.5])


def test_differentiable_refuses_leaves() -> None:
    param = parameter()
    with pytest.raises(RuntimeError, match="a leaf Variable that requires grad is being used"):
        stepped(optim.SGD([param], differentiable=True), param)
    rate = torch.tensor(0.1, requires_grad=True)
    with pytest.raises(NotImplementedError, match=r"Adam\(lr=\) that requires grad"):
        stepped(optim.Adam([param], lr=rate, differentiable=True), param)


def test_text_and_options() -> None:
    optimizer = optim.SGD([parameter()], lr=0.5)
    assert repr(optimizer) == (
        "SGD (\nParameter Group 0\n    dampening: 0\n    differentiable: False\n    foreach: None\n"
        "    fused: None\n    lr: 0.5\n    maximize: False\n    momentum: 0\n    nesterov: False\n"
        "    weight_decay: 0\n)"
    )


def test_state_looks_like_pytorchs() -> None:
    param = parameter()
    optimizer = stepped(optim.Adam([param]), param)
    state = optimizer.state_dict()["state"][0]
    assert list(state) == ["step", "exp_avg", "exp_avg_sq"]
    assert state["step"].dtype is torch.float32 and state["step"].shape == ()
    assert repr(state["step"]) == "tensor(1.)"
    assert repr(state["exp_avg"]) == "tensor([0.1000, 0.1000])"
    param.grad = None
    optimizer.step()
    assert optimizer.state[param]["step"].item() == 1.0
    assert optim.SGD([param]).state_dict()["state"] == {}


def test_state_dict_round_trip_continues_the_run() -> None:
    first = parameter()
    optimizer = stepped(optim.Adam([first], lr=0.1), first)
    saved = copy.deepcopy(optimizer.state_dict())
    second = nn.Parameter(first.detach().clone().double())
    other = optim.Adam([second])
    other.load_state_dict(saved)
    assert other.param_groups[0]["lr"] == 0.1
    assert other.state[second]["exp_avg"].dtype is torch.float64
    assert other.state[second]["step"].dtype is torch.float32
    stepped(optimizer, first)
    stepped(other, second)
    np.testing.assert_allclose(second.detach().numpy(), first.detach().numpy(), rtol=1e-6)
    with pytest.raises(ValueError, match="doesn't match the size of optimizer's group"):
        other.load_state_dict({"state": {}, "param_groups": [{"params": [0, 1]}]})


@pytest.mark.parametrize("again", [copy.deepcopy, lambda o: pickle.loads(pickle.dumps(o))])
def test_copies_keep_state(again: Any) -> None:
    param = parameter()
    other = again(stepped(optim.Adam([param]), param))
    (twin,) = other.param_groups[0]["params"]
    assert twin is not param and other.state[twin]["step"].item() == 1.0
    stepped(other, twin)
    assert other.state[twin]["step"].item() == 2.0


def test_parameters_of_different_age_step_together() -> None:
    old, new = parameter(), parameter()
    optimizer = optim.Adam([old, new], lr=0.1)
    stepped(optimizer, old)
    new.grad = torch.ones(2)
    stepped(optimizer, old)
    assert [optimizer.state[p]["step"].item() for p in (old, new)] == [2.0, 1.0]
    np.testing.assert_allclose(new.detach().numpy(), [0.9, 0.9], rtol=1e-6)


def test_closures_run_with_gradients() -> None:
    param = parameter()
    optimizer = optim.SGD([param], lr=0.5)

    def closure() -> Any:
        optimizer.zero_grad()
        loss = (param**2).sum()
        loss.backward()
        return loss

    with torch.no_grad():
        assert optimizer.step(closure).item() == 2.0
    assert param.tolist() == [0.0, 0.0]


def test_hooks_run_around_a_step() -> None:
    param = parameter()
    optimizer = optim.SGD([param], lr=0.5)
    seen: list[str] = []
    before = optimizer.register_step_pre_hook(lambda o, args, kwargs: seen.append("before"))
    optimizer.register_step_post_hook(lambda o, args, kwargs: seen.append("after"))
    stepped(optimizer, param)
    before.remove()
    stepped(optimizer, param)
    assert seen == ["before", "after", "after"]


def test_a_users_own_optimizer_ends_with_a_flush() -> None:
    class Sign(optim.Optimizer):
        def step(self, closure: Any = None) -> None:
            with torch.no_grad():
                for group in self.param_groups:
                    for param in group["params"]:
                        param.sub_(param.grad.sign() * group["lr"])

    param = parameter()
    stepped(Sign([param], {"lr": 0.25}), param)
    assert param._value.array is not None
    assert param.tolist() == [0.75, 0.75]


def test_a_changing_learning_rate_records_nothing_new() -> None:
    param = parameter()
    optimizer = optim.Adam([param], lr=0.1)
    counts = []
    for rate in (0.1, 0.09, 0.08, 0.07, 0.06):
        optimizer.param_groups[0]["lr"] = rate
        optimizer.zero_grad()
        (param**2).sum().backward()
        optimizer.step()
        counts.append(_step_count[0])
    assert counts[-1] == counts[-2] == counts[-3]


def test_a_parameter_used_before_a_step_cannot_be_differentiated_after() -> None:
    param = parameter()
    loss = (param**2).sum()
    loss.backward(retain_graph=True)
    optim.SGD([param], lr=0.1).step()
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        loss.backward()


def test_zero_grad() -> None:
    param = parameter()
    optimizer = optim.SGD([param])
    param.grad = torch.ones(2)
    optimizer.zero_grad(set_to_none=False)
    assert param.grad.tolist() == [0.0, 0.0]
    optimizer.zero_grad()
    assert param.grad is None
