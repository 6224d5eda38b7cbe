"""``__torch_function__``: subclasses of Tensor, foreign classes, modes."""

import operator
from typing import Any

import pytest

import torchlike as torch
from torchlike import overrides


class Logged(torch.Tensor):
    """Notes what it is asked, and does it."""

    asked: list[str | None] = []

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        cls.asked.append(overrides.resolve_name(func))
        return super().__torch_function__(func, types, args, kwargs or {})


class Unit(torch.Tensor):
    pass


class Duck:
    def __torch_function__(self, func, types, args=(), kwargs=None):
        return func, types, len(args), kwargs


class Silent:
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return NotImplemented


def asked(make) -> tuple[Any, list[str | None]]:
    Logged.asked.clear()
    result = make()
    return result, list(Logged.asked)


S, T = Logged([1.0, 2.0, 3.0]), torch.tensor([10.0, 20.0, 30.0])
INDEX = torch.tensor([0, 2]).as_subclass(Logged)

CASES = {
    "torch.Tensor.add": lambda: 1 + S,
    "torch.Tensor.sub": lambda: T - S,
    "torch.Tensor.__rsub__": lambda: 1 - S,
    "torch.Tensor.__pow__": lambda: S**2,
    "torch.Tensor.__floordiv__": lambda: S // 2,
    "torch.Tensor.__getitem__": lambda: T[INDEX],
    "torch.Tensor.sum": lambda: S.sum(),
    "torch.Tensor.data.__get__": lambda: S.data,
    "torch.Tensor.view": lambda: S.view(3, 1),
    "torch.Tensor.detach": lambda: S.detach(),
    "torch.add": lambda: torch.add(T, other=S),
    "torch.cat": lambda: torch.cat([T, S]),
    "torch.einsum": lambda: torch.einsum("i,i->", S, T),
    "torch.where": lambda: torch.where(T > 1, S, T),
    "torch.zeros_like": lambda: torch.zeros_like(S),
    "torch.nn.functional.relu": lambda: torch.nn.functional.relu(S),
    "torch.nn.functional.linear": lambda: torch.nn.Linear(3, 2)(S),
}


@pytest.mark.parametrize("name", CASES)
def test_a_subclass_is_asked_and_kept(name: str) -> None:
    result, names = asked(CASES[name])
    assert names == [name]
    assert type(result) is Logged


def test_metadata_and_numbers_are_asked_for_too() -> None:
    assert asked(lambda: (S.shape, S.dtype, S.ndim))[1] == [
        "torch.Tensor.shape.__get__", "torch.Tensor.dtype.__get__", "torch.Tensor.ndim.__get__",
    ]  # fmt: skip
    assert asked(lambda: float(S[0]))[1] == ["torch.Tensor.__getitem__", "torch.Tensor.__float__"]


def test_several_results_are_all_converted() -> None:
    values, indices = Unit([[1.0, 3.0, 2.0]]).max(dim=1)
    assert (type(values), type(indices), values.item()) == (Unit, Unit, 3.0)
    assert [type(t) for t in Unit([1.0, 2.0]).unbind()] == [Unit, Unit]


def test_the_content_and_the_gradient_are_those_of_plain_tensors() -> None:
    x = torch.ones(2, requires_grad=True)
    y = x.as_subclass(Unit)
    assert (y.is_leaf, repr(y)) == (False, "Unit([1., 1.], grad_fn=<AliasBackward0>)")
    (y * 3).sum().backward()
    assert (type(x.grad), x.grad.tolist()) == (torch.Tensor, [3.0, 3.0])
    source = torch.zeros(2)
    shared = Unit(source)
    shared[0] = 5
    assert source.tolist() == [5.0, 0.0]
    made = torch.Tensor._make_subclass(Unit, source, True)
    assert (type(made), made.requires_grad, made.data_ptr()) == (Unit, True, source.data_ptr())
    with pytest.raises(TypeError, match="does not inherit from Tensor"):
        source.as_subclass(int)
    with pytest.raises(NotImplementedError, match="_make_wrapper_subclass"):
        torch.Tensor._make_wrapper_subclass(Unit, (2,))


def test_methods_and_properties_can_be_overridden_with_super() -> None:
    class Metre(torch.Tensor):
        @property
        def shape(self):
            return (*super().shape, "m")

        def double(self):
            return super().double()  # type: ignore[misc]

    x = Metre([1.0, 2.0])
    assert (x.shape, type(x.double()), x.double().dtype) == ((2, "m"), Metre, torch.float64)


def test_parameters_override_nothing() -> None:
    class Weight(torch.nn.Parameter):
        pass

    w = Weight(torch.ones(2))
    assert (type(w * 2), isinstance(w, torch.nn.Parameter)) == (torch.Tensor, True)
    assert type(torch.nn.Parameter(torch.ones(2)) + Unit([1.0, 1.0])) is Unit


def test_unrelated_subclasses_do_not_mix() -> None:
    class Derived(Unit):
        pass

    assert type(Unit([1.0]) + Derived([1.0])) is Derived
    with pytest.raises(TypeError, match=r"unsupported operand type\(s\) for \+"):
        operator.add(Unit([1.0]), S)
    with pytest.raises(TypeError, match=r"Multiple dispatch failed for 'torch.add'"):
        torch.add(Unit([1.0]), S)


def test_overrides_can_be_switched_off() -> None:
    with torch._C.DisableTorchFunctionSubclass():
        result, names = asked(lambda: S + 1)
    assert (type(result), names) == (torch.Tensor, [])
    with (
        torch._C.DisableTorchFunction(),
        pytest.raises(TypeError, match="must be Tensor, not Duck"),
    ):
        torch.add(T, Duck())  # type: ignore[arg-type]


def test_foreign_classes_answer_for_functions_and_operators() -> None:
    d: Any = Duck()
    assert torch.add(T, d, alpha=2) == (torch.add, (Duck,), 2, {"alpha": 2})
    assert T + d == (torch.Tensor.add, (Duck,), 2, {})
    assert d + T == (torch.Tensor.add, (Duck,), 2, {})
    assert torch.cat([T, d]) == (torch.cat, (Duck,), 1, {})
    assert torch.sum(d, dim=0) == (torch.sum, (Duck,), 1, {"dim": 0})
    with pytest.raises(TypeError, match=r"Multiple dispatch failed for 'torch.sin'"):
        torch.sin(Silent())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"unsupported operand type\(s\) for \+: 'Tensor' and"):
        operator.add(T, Silent())
    assert (overrides.is_tensor_like(d), overrides.is_tensor_like(1)) == (True, False)


def test_functions_of_ones_own() -> None:
    def mine(a: Any, b: int = 2) -> Any:
        if overrides.has_torch_function_unary(a):
            return overrides.handle_torch_function(mine, (a,), a, b=b)
        return a, b

    assert mine(1) == (1, 2)
    assert mine(Duck()) == (mine, (Duck,), 1, {"b": 2})


def test_a_mode_is_asked_about_everything_and_then_no_more() -> None:
    class Doubling(overrides.TorchFunctionMode):
        def __torch_function__(self, func, types, args=(), kwargs=None):
            names.append(overrides.resolve_name(func))
            found = func(*args, **(kwargs or {}))
            return found * 2 if func is torch.add else found

    names: list[str | None] = []
    with Doubling():
        x = torch.ones(2)
        y = torch.add(x, 1)
        torch.nn.functional.relu(x).view(2, 1)
    assert names == ["torch.ones", "torch.add", "torch.nn.functional.relu", "torch.Tensor.view"]
    assert (y.tolist(), torch.add(x, 1).tolist()) == ([4.0, 4.0], [2.0, 2.0])
    assert len(names) == 4


def test_every_overridable_function_has_a_name_and_a_dummy() -> None:
    dummies = overrides.get_testing_overrides()
    assert torch.add in dummies
    assert torch.nn.functional.relu in dummies
    assert torch.Tensor.add in dummies
    assert torch.tensor not in dummies
    assert all(overrides.resolve_name(function) for function in dummies)
    assert overrides.is_tensor_method_or_property(torch.Tensor.add)
    assert not overrides.is_tensor_method_or_property(torch.add)
    assert overrides.resolve_name(len) is None
