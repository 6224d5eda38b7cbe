"""Convolution, pooling, normalisation, resampling and padding."""

from __future__ import annotations

import math

import numpy as np
import pytest

import torchlike as torch
from torchlike import nn
from torchlike.autograd import gradcheck, gradgradcheck

F = nn.functional


def draw(*shape, seed=0, dtype=torch.float64, grad=False):
    array = np.random.default_rng(seed).standard_normal(shape)
    return torch.tensor(array, dtype=dtype, requires_grad=grad)


def same(found, wanted, **tolerance):
    assert found.dtype is wanted.dtype
    assert found.shape == wanted.shape
    torch_ok = np.allclose(found.detach().numpy(), wanted.detach().numpy(), **tolerance)
    assert torch_ok, (found, wanted)


# -- convolution ----------------------------------------------------------------------------------


@pytest.mark.parametrize("groups", [1, 2])
def test_convolution_is_the_product_of_weights_and_patches(groups):
    x, w, b = draw(2, 4, 7, 6), draw(6, 4 // groups, 3, 2, seed=1), draw(6, seed=2)
    options = {"stride": (2, 1), "padding": 1, "dilation": (1, 2)}
    parts = []
    for part, weight in zip(x.chunk(groups, 1), w.chunk(groups, 0), strict=True):
        columns = F.unfold(part, (3, 2), **options)
        parts.append(weight.reshape(weight.shape[0], -1) @ columns)
    wanted = torch.cat(parts, 1).reshape(2, 6, 4, 6) + b.reshape(1, -1, 1, 1)
    same(F.conv2d(x, w, b, groups=groups, **options), wanted)


def test_transposed_convolution_is_the_gradient_of_convolution():
    w = draw(3, 2, 3, seed=1)
    x = draw(2, 2, 9, grad=True)
    y = F.conv1d(x, w, stride=2, padding=1)
    (grad,) = torch.autograd.grad(y, x, draw(*y.shape, seed=2))
    same(F.conv_transpose1d(draw(*y.shape, seed=2), w, stride=2, padding=1), grad)


def test_same_padding_keeps_sizes_and_unbatched_inputs_work():
    x, w = draw(3, 8), draw(5, 3, 3, seed=1)
    same(F.conv1d(x, w, padding="same"), F.conv1d(x[None], w, padding=1)[0])


@pytest.mark.parametrize("dtype", [torch.complex128, torch.int64, torch.bfloat16])
def test_convolution_of_other_dtypes(dtype):
    x, w = (draw(1, 2, 5, seed=s).mul(3).to(dtype) for s in (0, 1))
    w = w[:, :, :2]
    found = F.conv1d(x, w)
    assert found.dtype is dtype
    exact = torch.complex128 if dtype is torch.complex128 else torch.float64
    wanted = F.conv1d(x.to(exact), w.to(exact)).to(dtype)
    assert found.to(exact).sub(wanted.to(exact)).abs().max().item() < 0.2


def test_derivatives_of_convolution():
    x, w, b = draw(1, 2, 5, grad=True), draw(2, 1, 3, seed=1, grad=True), draw(2, grad=True)
    assert gradcheck(lambda *t: F.conv1d(*t, groups=2, stride=2, padding=1), (x, w, b))
    assert gradgradcheck(lambda *t: F.conv1d(*t, groups=2), (x, w, b))


def test_convolution_of_channels_last_is_channels_last():
    x = draw(2, 3, 5, 5).to(memory_format=torch.channels_last)
    assert F.conv2d(x, draw(4, 3, 2, 2)).stride() == (64, 1, 16, 4)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (((2, 3, 5, 5), (4, 2, 3, 3)), "expected input.* to have 2 channels, but got 3 channels"),
        (((2, 3, 5, 5), (4, 3, 7, 7)), r"Kernel size: \(7 x 7\). Kernel size can't be greater"),
        (((5, 5), (4, 3, 3, 3)), r"Expected 3D \(unbatched\) or 4D \(batched\) input to conv2d"),
    ],
)
def test_what_convolution_refuses(arguments, text):
    with pytest.raises(RuntimeError, match=text):
        F.conv2d(*(draw(*shape) for shape in arguments))


# -- pooling --------------------------------------------------------------------------------------


def test_max_pooling_takes_the_first_of_equals_and_the_last_nan():
    x = torch.tensor([[1.0, 3.0, 3.0, math.nan, math.nan, 0.0]], requires_grad=True)
    values, places = F.max_pool1d(x, 3, return_indices=True)
    assert places.tolist() == [[1, 4]]
    values[0, 0].backward()
    assert x.grad.tolist() == [[0, 1, 0, 0, 0, 0]]


@pytest.mark.parametrize("kernel", [3, 20])
def test_max_pooling_and_its_inverse(kernel):
    x = draw(2, 3, 60)
    values, places = F.max_pool1d(x, kernel, return_indices=True)
    same(values, x.reshape(2, 3, -1, kernel).amax(-1))
    same(x.gather(-1, places), values)
    restored = F.max_unpool1d(values, places, kernel)
    same(restored.sum(-1), values.sum(-1))


def test_ceil_mode_padding_and_dilation():
    x = torch.arange(7.0).reshape(1, 1, 7)
    assert F.max_pool1d(x, 2, 2, ceil_mode=True).tolist() == [[[1, 3, 5, 6]]]
    assert F.max_pool1d(x, 3, 2, 1, 2).tolist() == [[[3, 5, 5]]]
    assert F.avg_pool1d(x, 2, 2, 1, count_include_pad=False).tolist() == [[[0, 1.5, 3.5, 5.5]]]
    assert F.avg_pool1d(x, 4, 2, 1, ceil_mode=True)[0, 0].tolist() == pytest.approx(
        [0.75, 2.5, 4.5, 11 / 3]
    )


@pytest.mark.parametrize("rank", [1, 2, 3])
def test_adaptive_pooling(rank):
    x = draw(2, *(7,) * rank)
    mean = getattr(F, f"adaptive_avg_pool{rank}d")(x, 1)
    same(mean.reshape(2), x.flatten(1).mean(1))
    wide, places = getattr(F, f"adaptive_max_pool{rank}d")(x, 3, return_indices=True)
    same(x.flatten(1).gather(1, places.flatten(1)), wide.flatten(1))


def test_derivatives_of_pooling():
    x = draw(1, 2, 6, 5, grad=True)
    for function in (
        lambda t: F.max_pool2d(t, 3, 2, 1),
        lambda t: F.avg_pool2d(t, (3, 2), 2, 1),
        lambda t: F.adaptive_avg_pool2d(t, (4, 2)),
        lambda t: F.lp_pool2d(t.abs() + 1, 3, 2),
    ):
        assert gradcheck(function, (x,))
        assert gradgradcheck(function, (x,))


def test_fractional_windows_cover_the_input():
    samples = torch.tensor([[[0.1, 0.9]]], dtype=torch.float64)
    x = torch.arange(81, dtype=torch.float64).reshape(1, 1, 9, 9)
    _, places = F.fractional_max_pool2d(
        x, 4, output_size=(2, 3), return_indices=True, _random_samples=samples
    )
    assert places.flatten().tolist() == [30, 32, 35, 75, 77, 80]


def test_what_pooling_refuses():
    with pytest.raises(RuntimeError, match="pad should be at most half of effective kernel size"):
        F.max_pool2d(draw(1, 4, 4), 2, padding=2)
    with pytest.raises(RuntimeError, match=r"Calculated output size: \(1x0x0\)"):
        F.avg_pool2d(draw(1, 4, 4), 5)


# -- normalisation --------------------------------------------------------------------------------


def test_batch_norm_normalises_and_moves_the_running_statistics():
    x = draw(4, 3, 5)
    mean, variance = torch.zeros(3, dtype=torch.float64), torch.ones(3, dtype=torch.float64)
    found = F.batch_norm(x, mean, variance, training=True, momentum=0.25)
    center = x.mean((0, 2), keepdim=True)
    spread = x.var((0, 2), correction=0, keepdim=True)
    same(found, (x - center) / (spread + 1e-5).sqrt())
    same(mean, 0.25 * center.flatten())
    same(variance, 0.75 + 0.25 * x.var((0, 2)))
    evaluated = F.batch_norm(x, mean, variance)
    same(evaluated, (x - mean[:, None]) / (variance[:, None] + 1e-5).sqrt())


def test_instance_and_group_norm_agree_with_batch_norm():
    x = draw(2, 4, 6)
    rows = F.batch_norm(x.reshape(1, 8, 6), None, None, training=True).reshape(2, 4, 6)
    same(F.instance_norm(x), rows)
    same(F.group_norm(x, 4), rows)


def test_derivatives_of_normalisation():
    x, w, b = draw(3, 4, 2, grad=True), draw(4, seed=1, grad=True), draw(4, seed=2, grad=True)
    assert gradcheck(lambda t, *p: F.batch_norm(t, None, None, *p, training=True), (x, w, b))
    assert gradcheck(lambda t, *p: F.group_norm(t, 2, *p), (x, w, b))
    assert gradgradcheck(lambda t: F.instance_norm(t), (x,))


def test_one_value_per_channel_has_no_variance():
    with pytest.raises(ValueError, match="Expected more than 1 value per channel when training"):
        F.batch_norm(draw(1, 3), None, None, training=True)


# -- padding and resampling -----------------------------------------------------------------------


def test_padding():
    x = torch.arange(4.0).reshape(1, 1, 4)
    assert F.pad(x, (1, -1), value=9.0).tolist() == [[[9, 0, 1, 2]]]
    assert F.pad(x, (2, 1), "reflect").tolist() == [[[2, 1, 0, 1, 2, 3, 2]]]
    assert F.pad(x, (2, 1), "replicate").tolist() == [[[0, 0, 0, 1, 2, 3, 3]]]
    assert F.pad(x, (2, 1), "circular").tolist() == [[[2, 3, 0, 1, 2, 3, 0]]]
    with pytest.raises(RuntimeError, match="Padding size should be less than the corresponding"):
        F.pad(x, (4, 0), "reflect")


@pytest.mark.parametrize("mode", ["reflect", "replicate", "circular"])
def test_derivatives_of_padding(mode):
    x = draw(1, 2, 3, 4, grad=True)
    assert gradcheck(lambda t: F.pad(t, (2, 1, 1, 2), mode), (x,))


def test_interpolation():
    x = torch.tensor([[[1.0, 2.0, 4.0]]])
    assert F.interpolate(x, 5).tolist() == [[[1, 1, 2, 2, 4]]]
    assert F.interpolate(x, 6, mode="linear", align_corners=False).tolist() == [
        [[1, 1.25, 1.75, 2.5, 3.5, 4]]
    ]
    aligned = F.interpolate(x, 5, mode="linear", align_corners=True)
    assert aligned.tolist() == [[[1, 1.5, 2, 3, 4]]]
    flat = F.interpolate(torch.ones(1, 1, 4, 4), (3, 9), mode="bicubic", antialias=True)
    same(flat, torch.ones(1, 1, 3, 9))


@pytest.mark.parametrize("mode", ["nearest", "bilinear", "bicubic", "area"])
def test_derivatives_of_interpolation(mode):
    x = draw(1, 2, 3, 4, grad=True)
    assert gradcheck(lambda t: F.interpolate(t, (5, 3), mode=mode), (x,))


@pytest.mark.parametrize("padding", ["zeros", "border", "reflection"])
@pytest.mark.parametrize("mode", ["bilinear", "bicubic"])
def test_grid_sample(mode, padding):
    options = {"mode": mode, "padding_mode": padding, "align_corners": True}
    x = draw(1, 2, 4, 5, grad=True)
    still = torch.tensor([[[1.0, 0, 0], [0, 1, 0]]], dtype=torch.float64)
    same(F.grid_sample(x, F.affine_grid(still, (1, 2, 4, 5), True), **options), x, atol=1e-12)
    grid = (draw(1, 2, 3, 2, seed=3) * 0.7).requires_grad_()
    assert gradcheck(lambda *t: F.grid_sample(*t, **options), (x, grid))


def test_fold_undoes_unfold_where_windows_do_not_overlap():
    x = draw(2, 3, 4, 6)
    same(F.fold(F.unfold(x, 2, stride=2), (4, 6), 2, stride=2), x)
    with pytest.raises(RuntimeError, match="to be divisible by the product of kernel_size"):
        F.fold(draw(1, 3, 1), 2, 2)


def test_shuffles_are_undone():
    x = draw(1, 8, 2, 3)
    same(F.pixel_unshuffle(F.pixel_shuffle(x, 2), 2), x)
    same(F.channel_shuffle(F.channel_shuffle(x, 2), 4), x)
