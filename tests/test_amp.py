"""`torch.amp`: which functions cast their operands, and a loss that is scaled."""

import pytest

import torchlike as torch
import torchlike.nn.functional as F  # noqa: N812

X = torch.ones(2, 2)


@pytest.mark.parametrize(
    ("function", "dtype"),
    [
        (lambda h: X @ X, torch.bfloat16),
        (lambda h: F.linear(X, X), torch.bfloat16),
        (lambda h: torch.nn.Linear(2, 2)(X), torch.bfloat16),
        (lambda h: torch.einsum("ij,jk->ik", X, X), torch.bfloat16),
        (lambda h: X + X, torch.float32),
        (lambda h: h + X, torch.float32),
        (lambda h: h.sum(), torch.bfloat16),
        (lambda h: F.mse_loss(h, X), torch.float32),
        (lambda h: torch.prod(h), torch.float32),
        (lambda h: torch.cat([h, X]), torch.float32),
        (lambda h: X.double() @ X.double(), torch.float64),
        (lambda h: h.expand(3, 2, 2), torch.bfloat16),
    ],
)
def test_functions_choose_their_precision(function, dtype) -> None:
    with torch.autocast("cpu"):
        assert function(X.bfloat16()).dtype is dtype


def test_gradients_are_in_the_dtype_of_the_leaf() -> None:
    weight = torch.ones(2, 2, requires_grad=True)
    with torch.autocast("cpu"):
        loss = F.mse_loss(F.linear(X, weight), X)
    loss.backward()
    assert weight.grad.dtype is torch.float32
    assert weight.grad.tolist() == [[1.0, 1.0], [1.0, 1.0]]


def test_contexts_nest_and_end() -> None:
    with torch.autocast("cpu", dtype=torch.float16):
        assert torch.is_autocast_enabled("cpu")
        assert (X @ X).dtype is torch.float16
        with torch.autocast("cpu", enabled=False):
            assert (X @ X).dtype is torch.float32
        assert (X @ X).dtype is torch.float16
    assert not torch.is_autocast_enabled("cpu")
    assert (X @ X).dtype is torch.float32
    assert torch.get_autocast_dtype("cpu") is torch.bfloat16
    assert torch.autocast("cpu")(lambda v: v @ v)(X).dtype is torch.bfloat16


def test_without_a_context_it_is_switched_on_and_off() -> None:
    torch.set_autocast_enabled("cpu", True)
    try:
        assert (X @ X).dtype is torch.bfloat16
    finally:
        torch.set_autocast_enabled("cpu", False)
    assert (X @ X).dtype is torch.float32


def test_what_a_device_cannot_do_is_said() -> None:
    with pytest.warns(UserWarning, match="CUDA is not available. Disabling"):
        torch.autocast("cuda")
    with pytest.warns(UserWarning, match="the target dtype is not supported"):
        torch.autocast("cpu", dtype=torch.float32)
    with pytest.raises(RuntimeError, match="Expected one of cpu, cuda"):
        torch.autocast("foo")


def test_a_scale_halves_after_overflow_and_grows_after_a_while() -> None:
    weight = torch.nn.Parameter(torch.tensor([1.0, 2.0]))
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scaler = torch.amp.GradScaler("cpu", init_scale=4.0, growth_interval=2)
    scales, weights = [], []
    for step in range(5):
        optimizer.zero_grad()
        scaler.scale((weight * weight).sum()).backward()
        if step == 3:
            weight.grad[0] = float("inf")
        scaler.step(optimizer)
        scaler.update()
        scales.append(scaler.get_scale())
        weights.append(round(weight[0].item(), 4))
    assert scales == [4.0, 8.0, 8.0, 4.0, 4.0]
    assert weights == [0.8, 0.64, 0.512, 0.512, 0.4096]
    assert scaler.state_dict()["_growth_tracker"] == 1
    with pytest.raises(AssertionError, match="No inf checks were recorded prior to update"):
        scaler.update()


def test_a_scaler_that_is_off_changes_nothing() -> None:
    with pytest.warns(UserWarning, match="CUDA is not available"):
        scaler = torch.amp.GradScaler()
    assert (scaler.scale(3), scaler.get_scale(), scaler.state_dict()) == (3, 1.0, {})
