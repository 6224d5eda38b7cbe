"""Functions of layers with gradients of their own."""

from __future__ import annotations

from typing import Any

from torchlike.autograd.function import Function
from torchlike.nn.functional import pad


class CrossMapLRN2d(Function):
    """x / (k + alpha / size · Σ x² over neighbouring channels)^beta.

    As in PyTorch, the first channel stays in the sum once it has entered it, and the gradient is
    that of windows that begin at the channel rather than lie around it.
    """

    @staticmethod
    def forward(  # type: ignore[override]
        ctx: Any, input: Any, size: int, alpha: float = 1e-4, beta: float = 0.75, k: float = 1
    ) -> Any:
        """The input normalised. Raises: ValueError unless it is (n, c, h, w)."""
        if input.dim() != 4:
            raise ValueError(f"CrossMapLRN2d: Expected input to be 4D, got {input.dim()}D instead.")
        channels = input.shape[1]
        reach = (size - 1) // 2
        squares = input.pow(2)
        padded = pad(squares, (0, 0, 0, 0, reach, reach))
        total = sum(padded.narrow(1, i, channels) for i in range(2 * reach + 1))
        staying = min(reach + 1, channels)
        first = squares[:, :1].expand(-1, channels - staying, -1, -1)
        scale = (total + pad(first, (0, 0, 0, 0, staying, 0))) * (alpha / size) + k
        output = input * scale.pow(-beta)
        ctx.size, ctx.alpha, ctx.beta = size, alpha, beta
        ctx.save_for_backward(input, output, scale)
        return output

    @staticmethod
    def backward(ctx: Any, grad_output: Any) -> Any:  # type: ignore[override]
        """The gradient by the input."""
        input, output, scale = ctx.saved_tensors
        batch, channels, *sizes = input.shape
        ratio = grad_output * output / scale
        padded = input.new_zeros((batch, channels + ctx.size - 1, *sizes))
        padded.narrow(1, (ctx.size + 1) // 2, channels).copy_(ratio)
        total = sum(padded.narrow(1, i, channels) for i in range(ctx.size))
        grad = grad_output * scale.pow(-ctx.beta)
        return grad - 2 * ctx.alpha * ctx.beta / ctx.size * input * total, None, None, None, None


class BackwardHookFunction(Function):
    """Tensors as they are, whose gradients are told together on their way back."""

    @staticmethod
    def forward(ctx: Any, notify: Any, zeros: bool, *tensors: Any) -> Any:  # type: ignore[override]
        """The tensors."""
        ctx.notify = notify
        ctx.like = tensors if zeros else None
        ctx.set_materialize_grads(False)
        plain = [not t.requires_grad for t in tensors]
        results = tuple(t.detach() for t in tensors)
        ctx.mark_non_differentiable(*(r for r, p in zip(results, plain, strict=True) if p))
        return results

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:  # type: ignore[override]
        """What the hooks make of the gradients."""
        if ctx.like is not None:
            grads = tuple(
                like.new_zeros(like.shape) if grad is None else grad
                for like, grad in zip(ctx.like, grads, strict=True)
            )
        return (None, None, *ctx.notify(grads))
