"""`torch.nn.Module` and the layers."""

import abc
import builtins
import copy
import json
import pickle
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import torchlike as torch
from torchlike import nn

RECORDED = json.loads(Path(__file__).with_name("recorded_calls.json").read_text(encoding="utf-8"))


@pytest.mark.filterwarnings("ignore:Initializing zero-element tensors:UserWarning")
@pytest.mark.filterwarnings("ignore:keyword argument `min_value`:FutureWarning")
@pytest.mark.parametrize(("call", "error", "text"), RECORDED["modules"])
def test_constructors(call: str, error: str | None, text: str) -> None:
    if error is None:
        assert repr(eval(call, {"nn": nn, "torch": torch})) == text
        return
    with pytest.raises(getattr(builtins, error)) as caught:
        eval(call, {"nn": nn, "torch": torch})
    assert str(caught.value) == text


def network() -> Any:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))


def test_parameters_come_in_order_and_once() -> None:
    net = network()
    net.again = net[0]
    names = [name for name, _ in net.named_parameters()]
    assert names == ["0.weight", "0.bias", "2.weight", "2.bias"]
    everything = [name for name, _ in net.named_parameters(remove_duplicate=False)]
    assert everything[-2:] == ["again.weight", "again.bias"]
    assert [name for name, _ in net.named_modules()] == ["", "0", "1", "2"]


def test_assignment_rules() -> None:
    layer = nn.Linear(1, 1)
    layer.extra = nn.Parameter(torch.zeros(2))
    assert "extra" in dict(layer.named_parameters())
    layer.bias = None
    assert layer.bias is None and list(layer.state_dict()) == ["weight", "extra"]
    with pytest.raises(TypeError, match="cannot assign 'torch.FloatTensor' as parameter 'weight'"):
        layer.weight = torch.zeros(1, 1)
    layer.register_buffer("seen", torch.tensor(0), persistent=False)
    layer.seen = torch.tensor(5)
    assert layer.seen.item() == 5 and "seen" not in layer.state_dict()
    with pytest.raises(KeyError, match="attribute 'training' already exists"):
        layer.register_buffer("training", None)
    del layer.extra
    with pytest.raises(AttributeError, match="'Linear' object has no attribute 'extra'"):
        layer.extra  # noqa: B018


def test_assigning_before_init() -> None:
    class Forgetful(nn.Module):
        def __init__(self) -> None:
            self.layer = nn.Linear(1, 1)

    with pytest.raises(AttributeError, match=r"cannot assign module before Module.__init__\(\)"):
        Forgetful()


def test_state_dict_round_trip() -> None:
    source, target = network(), network()
    with torch.no_grad():
        source[0].weight.fill_(2.0)
    state = source.state_dict()
    assert type(state) is OrderedDict
    weight = target[0].weight
    assert str(target.load_state_dict(state)) == "<All keys matched successfully>"
    assert target[0].weight is weight
    np.testing.assert_array_equal(weight.detach().numpy(), np.full((3, 2), 2, np.float32))
    assert weight.dtype is torch.float32 and weight.requires_grad and weight.is_leaf


def test_load_state_dict_names_all_that_does_not_fit() -> None:
    layer = nn.Linear(2, 2)
    state = {"weight": torch.zeros(3, 2), "x": torch.zeros(1)}
    with pytest.raises(RuntimeError) as caught:
        layer.load_state_dict(state)
    assert str(caught.value) == (
        "Error(s) in loading state_dict for Linear:\n"
        '\tMissing key(s) in state_dict: "bias". \n'
        '\tUnexpected key(s) in state_dict: "x". \n'
        "\tsize mismatch for weight: copying a param with shape torch.Size([3, 2]) from "
        "checkpoint, the shape in current model is torch.Size([2, 2])."
    )
    found = layer.load_state_dict({"weight": torch.zeros(2, 2), "x": torch.zeros(1)}, strict=False)
    assert found.missing_keys == ["bias"] and found.unexpected_keys == ["x"]


def test_state_dict_shares_memory() -> None:
    layer = nn.Linear(1, 1)
    state = layer.state_dict()
    with torch.no_grad():
        layer.weight.fill_(7.0)
    assert state["weight"].item() == 7.0


def test_load_assign_takes_the_tensors() -> None:
    layer = nn.Linear(1, 1)
    new = nn.Parameter(torch.ones(1, 1))
    layer.load_state_dict({"weight": new, "bias": torch.zeros(1)}, assign=True)
    assert layer.weight is new and isinstance(layer.bias, nn.Parameter)


def test_copies_and_pickles() -> None:
    net = network()
    x = torch.ones(1, 2)
    expected = net(x).item()
    for other in (copy.deepcopy(net), pickle.loads(pickle.dumps(net))):
        assert other is not net and other[0].weight is not net[0].weight
        assert type(other[0].weight) is nn.Parameter
        assert other(x).item() == expected
        with torch.no_grad():
            other[0].weight.zero_()
    assert net(x).item() == expected


def test_a_module_may_be_abstract() -> None:
    class Base(nn.Module, abc.ABC):
        @abc.abstractmethod
        def forward(self, x: Any) -> Any: ...

    with pytest.raises(TypeError, match="abstract"):
        Base()  # type: ignore[abstract]


def test_forward_hooks() -> None:
    layer = nn.Identity()
    seen = []
    handles = [
        layer.register_forward_pre_hook(lambda module, args: (args[0] * 2,)),
        layer.register_forward_hook(lambda module, args, out: seen.append((args, out))),
        layer.register_forward_hook(lambda module, args, out: out + 1),
    ]
    assert layer(torch.tensor(3.0)).item() == 7.0
    assert [t.item() for t in (seen[0][0][0], seen[0][1])] == [6.0, 6.0]
    for handle in handles:
        handle.remove()
    assert layer(torch.tensor(3.0)).item() == 3.0


def test_full_backward_hooks() -> None:
    layer = nn.Linear(1, 1, bias=False)
    nn.init.constant_(layer.weight, 3.0)
    seen: list[Any] = []
    layer.register_full_backward_hook(lambda module, gi, go: seen.append((gi, go)))
    x = torch.tensor([[2.0]], requires_grad=True)
    (layer(x) * 5).sum().backward()
    (grad_input,), (grad_output,) = seen[0]
    assert (grad_input.item(), grad_output.item(), x.grad.item()) == (15.0, 5.0, 15.0)


def test_conversion_keeps_identity_and_leafness() -> None:
    net = network()
    weight = net[0].weight
    net(torch.ones(1, 2)).sum().backward()
    net.double()
    assert net[0].weight is weight and weight.is_leaf and weight.requires_grad
    assert weight.dtype is torch.float64 and weight.grad.dtype is torch.float64
    assert net(torch.ones(1, 2, dtype=torch.float64)).dtype is torch.float64
    with pytest.raises(TypeError, match="only accepts floating point or complex dtypes"):
        net.to(torch.int64)


def test_zero_grad() -> None:
    layer = nn.Linear(1, 1)
    layer(torch.ones(1, 1)).sum().backward()
    layer.zero_grad(set_to_none=False)
    assert layer.weight.grad.tolist() == [[0.0]]
    layer.zero_grad()
    assert layer.weight.grad is None


def test_training_mode_reaches_below() -> None:
    net = nn.Sequential(nn.Dropout(), nn.Sequential(nn.Dropout()))
    net.eval()
    assert [m.training for m in net.modules()] == [False] * 4
    with pytest.raises(ValueError, match="training mode is expected to be boolean"):
        net.train("yes")  # type: ignore[arg-type]


def test_containers() -> None:
    net = network()
    assert len(net[:2]) == 2 and net[-1] is net[2]
    net.insert(1, nn.Tanh())
    assert [type(m).__name__ for m in net] == ["Linear", "Tanh", "ReLU", "Linear"]
    del net[1]
    assert list(net._modules) == ["0", "1", "2"]
    with pytest.raises(IndexError, match="index 5 is out of range"):
        net[5]
    modules = nn.ModuleList([nn.Linear(1, 1) for _ in range(3)])
    assert repr(modules) == (
        "ModuleList(\n  (0-2): 3 x Linear(in_features=1, out_features=1, bias=True)\n)"
    )
    named = nn.ModuleDict({"a": nn.Tanh()})
    named["b"] = nn.ReLU()
    assert list(named) == ["a", "b"] and "b" in named
    with pytest.raises(TypeError, match="int is not a Module subclass"):
        named["c"] = 3


def test_parameter_containers() -> None:
    several = nn.ParameterList([torch.ones(2, 3), nn.Parameter(torch.zeros(1))])
    assert repr(several) == (
        "ParameterList(\n"
        "    (0): Parameter containing: [torch.float32 of size 2x3]\n"
        "    (1): Parameter containing: [torch.float32 of size 1]\n)"
    )
    assert [tuple(p.shape) for p in several.parameters()] == [(2, 3), (1,)]
    named = nn.ParameterDict({"a": torch.ones(1)})
    assert isinstance(named["a"], nn.Parameter)
    assert named.pop("a").item() == 1.0 and len(named) == 0


def test_parameters_print_and_share_memory() -> None:
    data = torch.zeros(2)
    parameter = nn.Parameter(data)
    assert repr(parameter) == "Parameter containing:\ntensor([0., 0.], requires_grad=True)"
    data.fill_(4.0)
    assert parameter.tolist() == [4.0, 4.0]
    with pytest.raises(RuntimeError, match="Only Tensors of floating point"):
        nn.Parameter(torch.tensor([1]))


def test_embedding_padding_row_is_zero_and_gets_no_gradient() -> None:
    torch.manual_seed(0)
    layer = nn.Embedding(3, 2, padding_idx=0)
    assert layer.weight[0].tolist() == [0.0, 0.0]
    layer(torch.tensor([0, 1, 1])).sum().backward()
    assert layer.weight.grad.tolist() == [[0.0, 0.0], [2.0, 2.0], [0.0, 0.0]]
    with pytest.raises(IndexError, match="index out of range in self"):
        layer(torch.tensor([3]))


def test_calls_without_grad_leave_nothing_pending() -> None:
    net = network()
    with torch.no_grad():
        y = net(torch.ones(1, 2))
    assert y._value.array is not None
