"""Recurrent layers, attention, transformers, packed sequences."""

from typing import Any

import numpy as np
import pytest

import torchlike as torch
from torchlike import nn
from torchlike._core.trace import local
from torchlike.nn.utils import rnn

MODES = ("RNN", "LSTM", "GRU")


def near(found: Any, expected: Any, tolerance: float = 1e-5) -> None:
    assert found.dtype is expected.dtype
    assert found.shape == expected.shape
    np.testing.assert_allclose(found.tolist(), expected.tolist(), tolerance, tolerance)


def by_cells(layer: Any, x: Any) -> Any:
    """The output of a one-layer network, one time step after the other."""
    cell = getattr(nn, type(layer).__name__ + "Cell")(layer.input_size, layer.hidden_size)
    cell.load_state_dict({k.removesuffix("_l0"): v for k, v in layer.state_dict().items()})
    cell = cell.to(x.dtype)
    state, outputs = None, []
    for step in x.unbind(0):
        state = cell(step, state)
        outputs.append(state[0] if isinstance(state, tuple) else state)
    return torch.stack(outputs), state, cell


@pytest.mark.parametrize("mode", MODES)
def test_layers_are_cells_in_a_row(mode: str) -> None:
    torch.manual_seed(0)
    layer = getattr(nn, mode)(3, 4)
    x = torch.randn(5, 2, 3, requires_grad=True)
    other = x.detach().clone().requires_grad_()
    output, last = layer(x)
    expected, state, cell = by_cells(layer, other)
    near(output, expected)
    for found, wanted in zip(last, state, strict=True) if mode == "LSTM" else [(last, state)]:
        near(found[0], wanted)
    output.sin().sum().backward()
    expected.sin().sum().backward()
    near(x.grad, other.grad)
    for ours, theirs in zip(layer.parameters(), cell.parameters(), strict=True):
        near(ours.grad, theirs.grad)


@pytest.mark.parametrize("mode", MODES)
def test_second_derivatives(mode: str) -> None:
    torch.manual_seed(0)
    layer = getattr(nn, mode)(2, 3, dtype=torch.float64)
    x = torch.randn(3, 2, 2, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(lambda x: layer(x)[0], (x,))
    assert torch.autograd.gradgradcheck(lambda x: layer(x)[0], (x,))


@pytest.mark.parametrize("mode", MODES)
def test_a_reversed_direction_reads_from_the_end(mode: str) -> None:
    torch.manual_seed(0)
    both = getattr(nn, mode)(3, 4, bidirectional=True)
    one = getattr(nn, mode)(3, 4)
    names = {k.removesuffix("_reverse"): v for k, v in both.state_dict().items() if "_rev" in k}
    one.load_state_dict(names)
    x = torch.randn(5, 2, 3)
    near(both(x)[0][..., 4:], one(x.flip(0))[0].flip(0))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("batch_first", [False, True])
def test_packed_sequences_are_as_if_alone(mode: str, batch_first: bool) -> None:
    torch.manual_seed(0)
    layer = getattr(nn, mode)(3, 4, 2, bidirectional=True, batch_first=batch_first)
    sequences = [torch.randn(n, 3) for n in (2, 4, 3)]
    padded = rnn.pad_sequence(sequences, batch_first)
    packed = rnn.pack_padded_sequence(padded, [2, 4, 3], batch_first, enforce_sorted=False)
    output, last = layer(packed)
    assert output.batch_sizes.tolist() == [3, 3, 2, 1]
    for i, (found, alone) in enumerate(zip(rnn.unpack_sequence(output), sequences, strict=True)):
        expected, state = layer(alone)
        near(found, expected)
        if mode == "LSTM":
            near(last[1][:, i], state[1])
        else:
            near(last[:, i], state)


def test_a_sequence_is_one_step() -> None:
    layer = nn.LSTM(3, 4)
    x = torch.zeros(50, 2, 3)
    torch.zeros(1).item()
    layer(x)
    names = [s.kernel.op.name for s in local.state.trace.cursor.path() if s.kernel]
    assert names.count("recurrent_layer") == 1
    assert len(names) < 6


def test_initial_weights_and_names() -> None:
    torch.manual_seed(0)
    layer = nn.LSTM(2, 3, proj_size=2)
    assert {k: tuple(v.shape) for k, v in layer.state_dict().items()} == {
        "weight_ih_l0": (12, 2),
        "weight_hh_l0": (12, 2),
        "bias_ih_l0": (12,),
        "bias_hh_l0": (12,),
        "weight_hr_l0": (2, 3),
    }
    # The first draws from the seed, moved into ±1 / √3.
    torch.manual_seed(0)
    drawn = (torch.rand(12, 2) * 2 - 1) / 3**0.5
    near(layer.weight_ih_l0, drawn)
    assert torch.equal(layer.all_weights[0][4], layer.weight_hr_l0)
    output, (h, c) = layer(torch.zeros(4, 1, 2))
    assert (output.shape, h.shape, c.shape) == ((4, 1, 2), (1, 1, 2), (1, 1, 3))


def test_layers_without_a_batch() -> None:
    layer = nn.GRU(3, 4, batch_first=True)
    x = torch.ones(5, 3)
    output, last = layer(x, torch.ones(1, 4))
    expected, _ = layer(x.unsqueeze(0), torch.ones(1, 1, 4))
    near(output, expected[0])
    assert last.shape == (1, 4)
    assert nn.LSTMCell(3, 4)(x[0])[1].shape == (4,)


def test_functions_take_padded_and_packed_sequences() -> None:
    layer = nn.GRU(3, 4)
    x, h = torch.ones(5, 2, 3), torch.zeros(1, 2, 4)
    options = (layer._flat_weights, True, 1, 0.0, False, False)
    near(torch.gru(x, h, *options, False)[0], layer(x)[0])
    packed = rnn.pack_padded_sequence(x, [5, 2])
    near(torch.gru(packed.data, packed.batch_sizes, h, *options)[0], layer(packed)[0].data)
    with pytest.raises(TypeError, match=r"^lstm\(\) received an invalid combination of arguments"):
        torch.lstm(x)


def test_printing() -> None:
    assert repr(nn.LSTM(3, 4, 2, batch_first=True)) == "LSTM(3, 4, num_layers=2, batch_first=True)"
    assert repr(nn.LSTM(3, 4, proj_size=2, bias=False)) == "LSTM(3, 4, proj_size=2, bias=False)"
    assert repr(nn.RNN(3, 4, 2, "relu", bidirectional=True, dropout=0.5)) == (
        "RNN(3, 4, num_layers=2, dropout=0.5, bidirectional=True)"
    )
    assert repr(nn.RNNCell(3, 4, nonlinearity="relu")) == "RNNCell(3, 4, nonlinearity=relu)"
    assert repr(nn.MultiheadAttention(4, 2)) == (
        "MultiheadAttention(\n  (out_proj): NonDynamicallyQuantizableLinear("
        "in_features=4, out_features=4, bias=True)\n)"
    )


def test_names_in_the_graph() -> None:
    x = torch.ones(2, 1, 3)
    assert nn.LSTM(3, 4)(x)[0].grad_fn.name() == "MkldnnRnnLayerBackward0"
    assert nn.GRU(3, 4)(x)[0].grad_fn.name() == "StackBackward0"
    h, c = nn.LSTMCell(3, 4)(x[0])
    assert (h.grad_fn.name(), c.grad_fn.name()) == ("MulBackward0", "AddBackward0")
    assert nn.RNNCell(3, 4)(x[0]).grad_fn.name() == "TanhBackward0"


def test_refused_layers() -> None:
    with pytest.raises(ValueError, match=r"^Unknown nonlinearity 'foo'. Select from 'tanh' or"):
        nn.RNN(3, 4, nonlinearity="foo")
    with pytest.raises(ValueError, match="^proj_size argument is only supported for LSTM, not"):
        nn.GRU(3, 4, proj_size=2)
    with pytest.raises(ValueError, match="^proj_size has to be smaller than hidden_size"):
        nn.LSTM(3, 4, proj_size=4)
    with pytest.raises(TypeError, match="^hidden_size should be of type int, got: float"):
        nn.LSTM(3, 4.0)
    with pytest.raises(ValueError, match=r"^dropout should be a number in range \[0, 1\]"):
        nn.LSTM(3, 4, dropout=2)
    with pytest.warns(UserWarning, match="^dropout option adds dropout after all but last"):
        nn.LSTM(3, 4, dropout=0.5)


def test_refused_inputs() -> None:
    x, h = torch.zeros(5, 2, 3), torch.zeros(1, 2, 4)
    with pytest.raises(ValueError, match=r"^GRU: Expected input to be 2D or 3D, got 1D instead"):
        nn.GRU(3, 4)(x[0, 0])
    with pytest.raises(RuntimeError, match=r"^input.size\(-1\) must be equal to input_size. Exp"):
        nn.RNN(2, 4)(x)
    with pytest.raises(RuntimeError, match=r"^Expected hidden size \(1, 2, 5\), got \[1, 2, 4\]"):
        nn.GRU(3, 5)(x, h)
    with pytest.raises(RuntimeError, match=r"^Expected hidden\[1\] size \(1, 2, 4\), got \[1, 3"):
        nn.LSTM(3, 4)(x, (h, torch.zeros(1, 3, 4)))
    with pytest.raises(RuntimeError, match=r"^For batched 3-D input, hx and cx should also be 3-D"):
        nn.LSTM(3, 4)(x, (h, h[0]))
    with pytest.raises(ValueError, match=r"^RNN input dtype \(torch.float64\) does not match"):
        nn.RNN(3, 4)(x.double())
    with pytest.raises(RuntimeError, match="^mat1 and mat2 must have the same dtype, but got Doub"):
        nn.RNN(3, 4)(x, h.double())
    with pytest.raises(RuntimeError, match="^Expected sequence length to be larger than 0 in RNN"):
        nn.RNN(3, 4)(x[:0])
    with pytest.raises(ValueError, match=r"^LSTMCell: Expected hx\[0\] to be 1D or 2D, got 3D"):
        nn.LSTMCell(3, 4)(x[0], (h, h))
    with pytest.raises(RuntimeError, match="^Input batch size 2 doesn't match hidden0 batch size"):
        nn.GRUCell(3, 4)(x[0], torch.zeros(3, 4))
    with pytest.raises(
        RuntimeError, match="^hidden0 has inconsistent hidden_size: got 5, expected"
    ):
        nn.RNNCell(3, 4)(x[0], torch.zeros(2, 5))


# -- packed sequences ----------------------------------------------------------------------------


def test_packing_and_back() -> None:
    x = torch.arange(6.0).view(3, 2)
    packed = rnn.pack_padded_sequence(x, torch.tensor([2, 3]), enforce_sorted=False)
    assert packed.data.tolist() == [1.0, 0.0, 3.0, 2.0, 5.0]
    assert packed.batch_sizes.tolist() == [2, 2, 1]
    assert packed.sorted_indices.tolist() == packed.unsorted_indices.tolist() == [1, 0]
    padded, lengths = rnn.pad_packed_sequence(packed, padding_value=-1.0, total_length=4)
    assert padded.tolist() == [[0, 1], [2, 3], [-1, 5], [-1, -1]]
    assert lengths.tolist() == [2, 3]
    assert packed.double().data.dtype is torch.float64
    assert packed.cpu() is packed
    assert rnn.unpad_sequence(x, lengths)[0].tolist() == [0.0, 2.0]
    left = rnn.pad_sequence([torch.ones(1), torch.ones(2)], True, 7.0, "left")
    assert left.tolist() == [[7, 1], [1, 1]]
    assert rnn.pack_sequence([torch.ones(2), torch.ones(1)]).batch_sizes.tolist() == [2, 1]


def test_refused_packing() -> None:
    x = torch.zeros(3, 2)
    with pytest.raises(RuntimeError, match="^`lengths` array must be sorted in decreasing order"):
        rnn.pack_padded_sequence(x, [1, 2])
    with pytest.raises(RuntimeError, match="^Length of all samples has to be greater than 0"):
        rnn.pack_padded_sequence(x, [1, 0])
    with pytest.raises(RuntimeError, match=r"^Expected `len\(lengths\)` to be equal to batch_size"):
        rnn.pack_padded_sequence(x, [1])
    with pytest.raises(RuntimeError, match="^'lengths' argument should be a 1D CPU int64 tensor"):
        rnn.pack_padded_sequence(x, torch.ones(1, 2))
    with pytest.raises(ValueError, match="^Expected total_length to be at least the length of"):
        rnn.pad_packed_sequence(rnn.pack_padded_sequence(x, [3, 2]), total_length=2)
    with pytest.raises(RuntimeError, match="^received an empty list of sequences"):
        rnn.pad_sequence([])
    with pytest.raises(AssertionError, match="^Expected data to be a list or tuple of length 2"):
        rnn.PackedSequence(x)


# -- attention and transformers ------------------------------------------------------------------


def test_attention_by_its_formula() -> None:
    torch.manual_seed(0)
    attention = nn.MultiheadAttention(4, 2, batch_first=True)
    x = torch.randn(3, 5, 4)
    output, weights = attention(x, x, x, average_attn_weights=False)
    q, k, v = (x @ attention.in_proj_weight.T + attention.in_proj_bias).chunk(3, -1)
    q, k, v = (t.view(3, 5, 2, 2).transpose(1, 2) for t in (q, k, v))
    expected = ((q @ k.transpose(-2, -1)) / 2**0.5).softmax(-1)
    near(weights, expected)
    joined = (expected @ v).transpose(1, 2).reshape(3, 5, 4)
    near(output, joined @ attention.out_proj.weight.T + attention.out_proj.bias)
    near(attention(x, x, x, need_weights=False)[0], output)


def test_masked_keys_have_no_weight() -> None:
    attention = nn.MultiheadAttention(4, 2, kdim=3, vdim=2, add_bias_kv=True, add_zero_attn=True)
    padding = torch.tensor([[False, True, False]])
    keys = torch.ones(3, 1, 3), torch.ones(3, 1, 2)
    output, weights = attention(torch.ones(2, 1, 4), *keys, key_padding_mask=padding)
    assert (output.shape, weights.shape) == ((2, 1, 4), (1, 2, 5))
    assert weights[0, :, 1].tolist() == [0.0, 0.0]
    assert attention.in_proj_weight is None
    assert list(attention.state_dict())[:3] == ["q_proj_weight", "k_proj_weight", "v_proj_weight"]


def test_refused_attention() -> None:
    x = torch.ones(2, 1, 4)
    with pytest.raises(AssertionError, match="^embed_dim must be divisible by num_heads"):
        nn.MultiheadAttention(5, 2)
    with pytest.raises(ValueError, match="^embed_dim and num_heads must be greater than 0, got"):
        nn.MultiheadAttention(0, 2)
    with pytest.raises(RuntimeError, match="^Need attn_mask if specifying the is_causal hint. You"):
        nn.MultiheadAttention(4, 2)(x, x, x, is_causal=True)
    with pytest.raises(RuntimeError, match="^activation should be relu/gelu, not foo"):
        nn.TransformerEncoderLayer(4, 2, activation="foo")
    with pytest.raises(AssertionError, match="^only bool and floating types of src_mask are supp"):
        nn.TransformerEncoderLayer(4, 2)(x, torch.ones(2, 2, dtype=torch.int64))


def test_causal_transformer_does_not_look_ahead() -> None:
    torch.manual_seed(0)
    model = nn.Transformer(4, 2, 1, 1, 8, batch_first=True, norm_first=False).eval()
    source, target = torch.randn(2, 3, 4), torch.randn(2, 5, 4)
    mask = model.generate_square_subsequent_mask(5)
    assert mask[0].tolist() == [0.0, *[float("-inf")] * 4]
    changed = target.clone()
    changed[:, 4] += 1
    found, other = (model(source, t, tgt_mask=mask) for t in (target, changed))
    near(found[:, :4], other[:, :4])
    assert not torch.equal(found[:, 4], other[:, 4])
    near(model(source, target, tgt_mask=mask, tgt_is_causal=True), found)
    with pytest.raises(RuntimeError, match="^the batch number of src and tgt must be equal"):
        model(source, target[:1])
    with pytest.raises(RuntimeError, match="^the feature number of src and tgt must be equal to d"):
        model(source[..., :3], target)


def test_padding_of_an_encoder_comes_back_as_zeros() -> None:
    layer = nn.TransformerEncoderLayer(4, 2, 8, batch_first=True)
    encoder = nn.TransformerEncoder(layer, 2).eval()
    x, padding = torch.ones(2, 3, 4), torch.tensor([[False] * 3, [False, True, True]])
    with torch.no_grad():
        output = encoder(x, src_key_padding_mask=padding)
    assert output[1, 1:].tolist() == [[0.0] * 4] * 2
    assert encoder(x, src_key_padding_mask=padding)[1, 1:].abs().sum().item() > 0
    with pytest.warns(UserWarning, match="use_nested_tensor is False because encoder_layer.norm_"):
        nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 8, norm_first=True), 1)


def test_parameters_of_a_transformer() -> None:
    with pytest.warns(UserWarning, match="batch_first was not True"):
        model = nn.Transformer(4, 2, 1, 1, 8, bias=False)
    names = [name for name, _ in model.decoder.named_parameters()]
    assert names == [
        "layers.0.self_attn.in_proj_weight",
        "layers.0.self_attn.out_proj.weight",
        "layers.0.multihead_attn.in_proj_weight",
        "layers.0.multihead_attn.out_proj.weight",
        "layers.0.linear1.weight",
        "layers.0.linear2.weight",
        "layers.0.norm1.weight",
        "layers.0.norm2.weight",
        "layers.0.norm3.weight",
        "norm.weight",
    ]
