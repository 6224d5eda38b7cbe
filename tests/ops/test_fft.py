"""Fourier transforms, framed ones too, and windows."""

import cmath
import math

import pytest

import torchlike as torch

X = torch.tensor([1.0, -2.0, 0.5, 3.0, 0.25], dtype=torch.float64)


def transform(numbers, sign=-1):
    n = len(numbers)
    return [
        sum(v * cmath.exp(sign * 2j * math.pi * k * i / n) for i, v in enumerate(numbers))
        for k in range(n)
    ]


def assert_close(found, expected, dtype) -> None:
    assert found.dtype is dtype
    assert found.tolist() == pytest.approx(expected, rel=1e-12, abs=1e-12)


def test_one_dim() -> None:
    whole = transform(X.tolist())
    assert_close(torch.fft.fft(X), whole, torch.complex128)
    assert_close(torch.fft.rfft(X), whole[:3], torch.complex128)
    assert_close(torch.fft.ifft(torch.fft.fft(X)).real, X.tolist(), torch.float64)
    assert_close(torch.fft.irfft(torch.fft.rfft(X), 5), X.tolist(), torch.float64)
    assert_close(torch.fft.ihfft(X), [v.conjugate() / 5 for v in whole[:3]], torch.complex128)
    assert_close(torch.fft.hfft(torch.fft.ihfft(X), 5), X.tolist(), torch.float64)


@pytest.mark.parametrize(
    ("norm", "factor"), [(None, 1), ("backward", 1), ("ortho", 5**-0.5), ("forward", 0.2)]
)
def test_norms(norm, factor) -> None:
    expected = [v * factor for v in transform(X.tolist())]
    assert_close(torch.fft.fft(X, norm=norm), expected, torch.complex128)
    assert_close(torch.fft.ifft(torch.fft.fft(X, norm=norm), norm=norm).real, X.tolist(), X.dtype)


def test_lengths_cut_and_fill() -> None:
    cut, filled = transform([1.0, -2.0]), transform([*X.tolist(), 0.0, 0.0])
    assert_close(torch.fft.fft(X, 2), cut, torch.complex128)
    assert_close(torch.fft.fft(X, n=7), filled, torch.complex128)


def test_several_dims() -> None:
    x = torch.arange(24.0, dtype=torch.float64).reshape(2, 3, 4).sin()
    step = torch.fft.fft(torch.fft.fft(x, dim=2), dim=0)
    assert torch.allclose(torch.fft.fftn(x, dim=(0, 2)), step)
    assert torch.allclose(torch.fft.fft2(x), torch.fft.fftn(x, dim=(1, 2)))
    assert torch.allclose(torch.fft.irfftn(torch.fft.rfftn(x)), x)
    assert torch.allclose(torch.fft.hfft2(torch.fft.ihfft2(x)), x)
    four = torch.arange(16.0).reshape(2, 2, 2, 2).cos()
    assert torch.allclose(torch.fft.ifftn(torch.fft.fftn(four)).real, four, atol=1e-6)


def test_strides() -> None:
    x = torch.zeros(2, 3, 4)
    assert torch.fft.fft(x, dim=0).stride() == (1, 8, 2)
    assert torch.fft.fft2(x, dim=(1, 0)).stride() == (3, 1, 6)
    assert torch.fft.rfft2(x, dim=(1, 0)).stride() == (1, 2, 6)
    assert torch.fft.ihfft2(x).stride() == (9, 1, 3)


def test_dtypes_and_nodes() -> None:
    assert torch.fft.fft(torch.ones(4, dtype=torch.int32)).dtype is torch.complex64
    leaf = torch.ones(4, requires_grad=True)
    names = {n: getattr(torch.fft, n)(leaf).grad_fn.name() for n in ("fft", "irfft", "ihfft")}
    assert names == {"fft": "FftR2CBackward0", "irfft": "FftC2RBackward0", "ihfft": "ConjBackward0"}
    out = torch.empty(0, dtype=torch.complex128)
    assert torch.fft.fft(torch.ones(3), out=out) is out
    assert out.shape == (3,)


ERRORS = [
    (lambda f: f.fft(X.half()), RuntimeError, "Unsupported dtype Half"),
    (lambda f: f.fft(X, 0), RuntimeError, r"Invalid number of data points \(0\) specified"),
    (lambda f: f.fft(X, norm="x"), RuntimeError, 'Invalid normalization mode: "x"'),
    (lambda f: f.fft(X[0]), IndexError, "Dimension specified as -1 but tensor has no dimensions"),
    (lambda f: f.fft(X, dim=1), IndexError, "Dimension out of range"),
    (lambda f: f.rfft(X + 0j), RuntimeError, "rfft expects a real input tensor"),
    (lambda f: f.fftn(X, (2, 2)), RuntimeError, "Got shape with 2 values but input"),
    (lambda f: f.fftn(X, (2, 2), (0,)), RuntimeError, "must have the same length"),
    (lambda f: f.fft2(X[None], dim=(0, 0)), RuntimeError, "FFT dims must be unique"),
    (lambda f: f.irfftn(X, dim=()), RuntimeError, "irfftn must transform at least one axis"),
    (lambda f: f.fft(), TypeError, r"fft_fft\(\) missing 1 required"),
    (lambda f: f.fftfreq(4, dtype=torch.int64), RuntimeError, "fftfreq requires a floating"),
]


@pytest.mark.parametrize(("call", "error", "text"), ERRORS)
def test_errors(call, error, text) -> None:
    with pytest.raises(error, match=text):
        call(torch.fft)


def test_frequencies_and_shifts() -> None:
    assert torch.fft.fftfreq(5, 0.5).tolist() == pytest.approx([0, 0.4, 0.8, -0.8, -0.4])
    assert torch.fft.rfftfreq(4, dtype=torch.float64).tolist() == [0.0, 0.25, 0.5]
    assert torch.fft.fftshift(torch.arange(5)).tolist() == [3, 4, 0, 1, 2]
    assert torch.fft.ifftshift(torch.arange(5)).tolist() == [2, 3, 4, 0, 1]


def test_stft_and_back() -> None:
    x = torch.arange(64, dtype=torch.float64).sin()
    window = torch.hann_window(16, dtype=torch.float64)
    found = torch.stft(x, 16, 4, window=window, return_complex=True)
    assert (found.dtype, found.shape, found.stride()) == (torch.complex128, (9, 17), (1, 9))
    frame = (x[8:24] * window).tolist()
    assert found[:, 4].tolist() == pytest.approx(transform(frame)[:9], abs=1e-12)
    assert torch.allclose(torch.istft(found, 16, 4, window=window, length=64), x)
    assert torch.allclose(found.istft(16, window=window), x)
    whole = x.stft(16, window=window, onesided=False, center=False, return_complex=True)
    assert whole.shape == (16, 13)
    narrow = torch.hann_window(12, dtype=torch.float64)
    aligned = torch.stft(
        x, 16, 4, 12, narrow, center=False, align_to_window=True, return_complex=True
    )
    assert aligned.shape == (9, 14)


def test_stft_refuses() -> None:
    x, window = torch.zeros(2, 64), torch.ones(16)
    with pytest.raises(RuntimeError, match="requires the return_complex parameter be given"):
        torch.stft(x, 16, window=window)
    with pytest.raises(RuntimeError, match=r"\[2, 80\], n_fft=16, .*expected hop_length > 0"):
        torch.stft(x, 16, 0, window=window, return_complex=True)
    with pytest.raises(RuntimeError, match="Cannot have onesided output"):
        torch.stft(x + 0j, 16, window=window, onesided=True)
    spectrum = torch.stft(x, 16, window=window, return_complex=True)
    with pytest.raises(RuntimeError, match="window overlap add min: 1"):
        torch.istft(spectrum, 16, window=torch.zeros(16))
    with pytest.raises(RuntimeError, match="requires a complex-valued input tensor"):
        torch.istft(spectrum.real, 16, window=window)
    with pytest.warns(UserWarning, match="signal is shorter than the length parameter"):
        assert torch.istft(spectrum, 16, window=window, length=100).shape == (2, 100)


def test_windows_of_torch() -> None:
    assert torch.hann_window(4).tolist() == pytest.approx([0, 0.5, 1, 0.5], abs=1e-7)
    assert torch.hamming_window(3, False).tolist() == pytest.approx([0.08, 1, 0.08])
    assert torch.bartlett_window(4, dtype=torch.float64).tolist() == [0, 0.5, 1, 0.5]
    assert torch.blackman_window(3, False).tolist() == pytest.approx([0, 1, 0], abs=1e-7)
    assert torch.kaiser_window(3, False, 8.0)[0].item() == pytest.approx(0.002338829915970564)
    assert torch.hann_window(0).shape == (0,)
    with pytest.raises(RuntimeError, match="hann_window requires non-negative window_length"):
        torch.hann_window(-1)
    with pytest.raises(TypeError, match="but expected one of"):
        torch.kaiser_window(5, beta=3)


WINDOWS = [
    ("bartlett", {}, [0, 0.5, 1, 0.5, 0]),
    ("blackman", {}, [0, 0.34, 1, 0.34, 0]),
    ("cosine", {}, [math.sin(math.pi * (n + 0.5) / 5) for n in range(5)]),
    ("exponential", {"tau": 2.5}, [math.exp(-abs(n) / 2.5) for n in range(-2, 3)]),
    ("gaussian", {"std": 0.7}, [math.exp(-((n / 0.7) ** 2) / 2) for n in range(-2, 3)]),
    ("general_cosine", {"a": (1, 2)}, [-1, 1, 3, 1, -1]),
    ("general_hamming", {"alpha": 0.6}, [0.2, 0.6, 1, 0.6, 0.2]),
    ("hamming", {}, [0.08, 0.54, 1, 0.54, 0.08]),
    ("hann", {}, [0, 0.5, 1, 0.5, 0]),
    ("kaiser", {"beta": 3.0}, [0.2048847, 0.7269255, 1, 0.7269255, 0.2048847]),
    ("nuttall", {}, [0.0003628, 0.2269824, 1, 0.2269824, 0.0003628]),
]


@pytest.mark.parametrize(("name", "options", "expected"), WINDOWS, ids=[w[0] for w in WINDOWS])
def test_windows(name, options, expected) -> None:
    window = getattr(torch.signal.windows, name)
    found = window(5, dtype=torch.float64, **options)
    assert found.dtype is torch.float64
    assert found.tolist() == pytest.approx(expected, abs=1e-6)
    assert window(0, **options).shape == (0,)
    assert window(1, **options).tolist() == [1.0]
    with pytest.raises(ValueError, match="requires non-negative window length, got M=-1"):
        window(-1, **options)
    with pytest.raises(ValueError, match="expects float32 or float64 dtypes, got: torch.int64"):
        window(5, dtype=torch.int64, **options)
