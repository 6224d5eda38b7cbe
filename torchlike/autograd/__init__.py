"""Automatic differentiation: `backward`, `grad`, modes and custom functions."""

from torchlike.autograd import forward_ad as forward_ad
from torchlike.autograd import functional as functional
from torchlike.autograd import graph as graph
from torchlike.autograd import profiler as profiler
from torchlike.autograd.anomaly_mode import detect_anomaly as detect_anomaly
from torchlike.autograd.anomaly_mode import set_detect_anomaly as set_detect_anomaly
from torchlike.autograd.engine import backward as backward
from torchlike.autograd.engine import grad as grad
from torchlike.autograd.function import Function as Function
from torchlike.autograd.grad_mode import enable_grad as enable_grad
from torchlike.autograd.grad_mode import inference_mode as inference_mode
from torchlike.autograd.grad_mode import no_grad as no_grad
from torchlike.autograd.grad_mode import set_grad_enabled as set_grad_enabled
from torchlike.autograd.grad_mode import set_multithreading_enabled as set_multithreading_enabled
from torchlike.autograd.gradcheck import gradcheck as gradcheck
from torchlike.autograd.gradcheck import gradgradcheck as gradgradcheck
from torchlike.autograd.variable import Variable as Variable
from torchlike.autograd.variable import variable as variable
