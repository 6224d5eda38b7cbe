"""Discrete Fourier transforms (PyTorch: `torch.fft`)."""

from torchlike import ranges as _ranges
from torchlike._ops import _bindings
from torchlike._ops import spectral as _spectral
from torchlike.tensor import Tensor as Tensor

fft = _bindings.fft_fft
fft2 = _bindings.fft_fft2
fftfreq = _ranges.fft_fftfreq
fftn = _bindings.fft_fftn
fftshift = _spectral.fft_fftshift
hfft = _bindings.fft_hfft
hfft2 = _bindings.fft_hfft2
hfftn = _bindings.fft_hfftn
ifft = _bindings.fft_ifft
ifft2 = _bindings.fft_ifft2
ifftn = _bindings.fft_ifftn
ifftshift = _spectral.fft_ifftshift
ihfft = _bindings.fft_ihfft
ihfft2 = _bindings.fft_ihfft2
ihfftn = _bindings.fft_ihfftn
irfft = _bindings.fft_irfft
irfft2 = _bindings.fft_irfft2
irfftn = _bindings.fft_irfftn
rfft = _bindings.fft_rfft
rfft2 = _bindings.fft_rfft2
rfftfreq = _ranges.fft_rfftfreq
rfftn = _bindings.fft_rfftn
