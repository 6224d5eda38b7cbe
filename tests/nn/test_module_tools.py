"""Parts of torch.nn that the recorded programs do not reach."""

import pickle

import numpy as np
import pytest

import torchlike as torch
from torchlike import nn
from torchlike.nn import functional
from torchlike.nn.modules.utils import _pair, _triple, consume_prefix_in_state_dict_if_present


def test_skipping_the_initialisation_draws_nothing():
    torch.manual_seed(3)
    before = torch.get_rng_state()
    layer = nn.utils.skip_init(nn.Linear, 3, 2, dtype=torch.float64)
    assert layer.weight.shape == (2, 3)
    assert layer.weight.dtype is torch.float64
    assert torch.equal(torch.get_rng_state(), before)


@pytest.mark.parametrize("rank", [1, 2, 3])
def test_gradients_of_convolutions_by_name(rank):
    generator = torch.Generator().manual_seed(rank)
    x = torch.randn(2, 4, *[6] * rank, generator=generator).requires_grad_()
    weight = torch.randn(6, 2, *[3] * rank, generator=generator).requires_grad_()
    how = {"stride": 2, "padding": 1, "dilation": 1, "groups": 2}
    result = getattr(functional, f"conv{rank}d")(x, weight, **how)
    result.backward(torch.ones_like(result))
    ones = torch.ones_like(result)
    by_input = getattr(nn.grad, f"conv{rank}d_input")(x.shape, weight, ones, **how)
    by_weight = getattr(nn.grad, f"conv{rank}d_weight")(x, weight.shape, ones, **how)
    np.testing.assert_allclose(by_input.numpy(), x.grad.numpy(), rtol=1e-5, atol=1e-5)
    np.testing.assert_allclose(by_weight.numpy(), weight.grad.numpy(), rtol=1e-5, atol=1e-5)
    with pytest.raises(ValueError, match="requires specifying an input_size"):
        getattr(nn.grad, f"conv{rank}d_input")(None, weight, ones)


def test_a_prefix_is_taken_from_keys_and_metadata():
    wrapped = nn.DataParallel(nn.Sequential(nn.Linear(2, 2)))
    state = wrapped.state_dict()
    consume_prefix_in_state_dict_if_present(state, "module.")
    assert list(state) == ["0.weight", "0.bias"]
    assert set(state._metadata) == {"", "0"}
    wrapped.module.load_state_dict(state)


def test_numbers_become_tuples():
    assert (_pair(2), _triple([1, 2, 3]), _pair.__name__) == ((2, 2), (1, 2, 3), "_pair")


def test_options_for_new_tensors_are_given_once():
    assert nn.factory_kwargs(None) == {}
    assert nn.factory_kwargs({"factory_kwargs": {"dtype": torch.float64}}) == {
        "dtype": torch.float64
    }
    with pytest.raises(TypeError, match="unexpected kwargs {'bias'}"):
        nn.factory_kwargs({"bias": True})
    with pytest.raises(TypeError, match="device specified twice"):
        nn.factory_kwargs({"device": "cpu", "factory_kwargs": {"device": "cpu"}})


def test_uninitialised_parameters_are_copied_and_pickled_as_such():
    layer = pickle.loads(pickle.dumps(nn.LazyLinear(2, dtype=torch.float64)))
    assert isinstance(layer.weight, nn.UninitializedParameter)
    assert layer(torch.ones(1, 3, dtype=torch.float64)).shape == (1, 2)
    assert type(layer) is nn.Linear
    norm = nn.LazyBatchNorm1d().double()
    assert isinstance(norm.running_mean, nn.UninitializedBuffer)
    assert norm.running_mean.dtype is torch.float64


def test_one_device_is_all_there_is():
    with pytest.raises(NotImplementedError, match="more than one device"):
        nn.DataParallel(nn.Linear(1, 1), device_ids=[0, 1])
    with pytest.raises(NotImplementedError, match="process_group"):
        nn.SyncBatchNorm(2, process_group=object())
    layer = nn.Linear(2, 2)
    x = torch.ones(1, 2)
    assert torch.equal(nn.parallel.data_parallel(layer, x), layer(x))


def test_options_of_the_linear_cross_entropy_change_no_result():
    torch.manual_seed(0)
    plain = nn.LinearCrossEntropyLoss(3, 4)
    chunked = nn.LinearCrossEntropyLoss(
        3, 4, options=nn.LinearCrossEntropyOptions(batch_chunk_size=2)
    )
    chunked.load_state_dict(plain.state_dict())
    x, target = torch.ones(5, 3), torch.tensor([0, 1, 2, 3, 0])
    assert torch.equal(plain(x, target), chunked(x, target))
    with pytest.raises(ValueError, match="invalid chunking_method: 'rows'"):
        nn.LinearCrossEntropyOptions(chunking_method="rows")
