"""Gradients compared with finite differences: `torch.autograd.gradcheck` and `gradgradcheck`."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase
from torchlike._core.backward import grad_mode
from torchlike._core.errors import unsupported
from torchlike._ops._bindings import stack
from torchlike._ops.layout import strides_of
from torchlike._ops.searching import allclose
from torchlike.autograd.engine import grad
from torchlike.construct import empty, tensor, zeros, zeros_like


class GradcheckError(RuntimeError):
    """A gradient that disagrees with finite differences, or is otherwise wrong."""


GradcheckError.__module__ = "torch.autograd.gradcheck"


def gradcheck(
    func: Callable[..., Any],
    inputs: Any,
    *,
    eps: float = 1e-6,
    atol: float = 1e-5,
    rtol: float = 1e-3,
    raise_exception: bool = True,
    nondet_tol: float = 0.0,
    check_undefined_grad: bool = True,
    check_grad_dtypes: bool = False,
    check_batched_grad: bool = False,
    check_batched_forward_grad: bool = False,
    check_forward_ad: bool = False,
    check_backward_ad: bool = True,
    fast_mode: bool = False,
    masked: bool | None = None,
) -> bool:
    """Whether the gradients of `func` at `inputs` agree with finite differences of step `eps`.

    `masked` concerns sparse tensors, of which there are none. Raises: GradcheckError when they do
    not, or returns False without `raise_exception`.
    """
    del masked
    _refuse(
        check_batched_grad=check_batched_grad,
        check_batched_forward_grad=check_batched_forward_grad,
        check_forward_ad=check_forward_ad,
        fast_mode=fast_mode,
    )
    if not check_backward_ad:
        raise AssertionError(
            "Expected at least one of check_forward_ad or check_backward_ad to be True"
        )
    given = (inputs,) if isinstance(inputs, TensorBase) else tuple(inputs)
    try:
        _check_inputs(given)
        check = _Check(func, given, eps, atol, rtol, nondet_tol, check_grad_dtypes)
        check.run()
        if check_undefined_grad:
            check.check_undefined()
    except GradcheckError:
        if raise_exception:
            raise
        return False
    return True


def _refuse(**wanted: bool) -> None:
    for name, value in wanted.items():
        if value:
            raise unsupported(f"gradcheck({name}=True)")


def _is_checked(value: Any) -> bool:
    return isinstance(value, TensorBase) and value.requires_grad


def _check_inputs(inputs: Sequence[Any]) -> None:
    """Raises, or warns of, what makes finite differences impossible or too coarse."""
    if not any(map(_is_checked, inputs)):
        raise ValueError(
            "gradcheck expects at least one input tensor to require gradient, but none of them "
            "have requires_grad=True."
        )
    for number, value in enumerate(inputs):
        if not _is_checked(value):
            continue
        if value.dtype not in (dtypes.float64, dtypes.complex128):
            warnings.warn(
                f"Input #{number} requires gradient and is not a double precision floating point "
                "or complex. This check will likely fail if all the inputs are not of double "
                "precision floating point or complex. ",
                UserWarning,
                stacklevel=3,
            )
        aval = value._read().aval
        if any(s == 0 and n > 1 for s, n in zip(strides_of(aval), aval.shape, strict=True)):
            raise RuntimeError(
                f"The {number}th input has a dimension with stride 0. gradcheck only supports "
                "inputs that are non-overlapping to be able to compute the numerical gradients "
                "correctly. You should call .contiguous on the input before passing it to "
                "gradcheck."
            )


class _Check:
    """One function at one point, and how closely it is looked at."""

    def __init__(
        self,
        func: Callable[..., Any],
        inputs: tuple[Any, ...],
        eps: float,
        atol: float,
        rtol: float,
        nondet_tol: float,
        same_dtypes: bool,
    ) -> None:
        self.func = func
        self.inputs = inputs
        self.eps = eps
        self.atol = atol
        self.rtol = rtol
        self.nondet_tol = nondet_tol
        self.same_dtypes = same_dtypes
        self.wanted = [i for i, value in enumerate(inputs) if _is_checked(value)]
        self.outputs = [o for o in _several(func(*inputs)) if o.requires_grad]

    def run(self) -> None:
        """Compares all Jacobians; of complex outputs those of the parts, the imaginary first."""
        if not self.outputs:
            self._check_constant()
        if any(o.dtype.is_complex for o in self.outputs):
            self._compare(1j, "While considering the imaginary part of complex outputs only, ")
            self._compare(1, "While considering the real part of complex outputs only, ")
        else:
            self._compare(1, "")

    def _check_constant(self) -> None:
        for number in self.wanted:
            for column in self._numerical(number, 1, _several):
                if any(bool((part != 0).any()) for part in column):
                    raise GradcheckError("Numerical gradient for function expected to be zero")

    def _compare(self, seed: complex, preface: str) -> None:
        for position, number in enumerate(self.wanted):
            columns = self._numerical(number, seed, _differentiable)
            for output in range(len(self.outputs)):
                if seed == 1j and not self.outputs[output].dtype.is_complex:
                    continue
                own = self.inputs[number]
                numerical = _matrix(
                    [column[output] for column in columns], own, self.outputs[output]
                )
                analytical = self._analytical(output, position, seed)
                if not allclose(analytical, numerical, self.rtol, self.atol):
                    raise GradcheckError(
                        f"{preface}Jacobian mismatch for output {output} with respect to input "
                        f"{number},\nnumerical:{numerical}\nanalytical:{analytical}\n"
                    )
                again = self._analytical(output, position, seed)
                if not allclose(analytical, again, 0.0, self.nondet_tol):
                    raise GradcheckError(
                        f"{preface}Backward is not reentrant, i.e., running backward with same "
                        "input and grad_output multiple times gives different values, although "
                        "analytical gradient matches numerical gradient.The tolerance for "
                        f"nondeterminism was {self.nondet_tol}."
                    )

    def _numerical(
        self, number: int, seed: complex, chosen: Callable[[Any], list[Any]]
    ) -> list[list[Any]]:
        """For each element of an input, the derivatives of all outputs, real or imaginary parts.

        By a complex element it is PyTorch's gradient, d/dx + i · d/dy.
        """
        value = self.inputs[number]
        point = np.array(value.detach().numpy(force=True))
        columns = []
        for index in np.ndindex(point.shape):
            parts = self._difference(number, point, index, self.eps, seed, chosen)
            if value.dtype.is_complex:
                other = self._difference(number, point, index, self.eps * 1j, seed, chosen)
                parts = [a + 1j * b for a, b in zip(parts, other, strict=True)]
            columns.append(parts)
        return columns

    def _difference(
        self,
        number: int,
        point: np.ndarray,
        index: tuple[int, ...],
        step: complex,
        seed: complex,
        chosen: Callable[[Any], list[Any]],
    ) -> list[Any]:
        ends = []
        for sign in (1, -1):
            moved = point.copy()
            moved[index] += sign * step
            arguments = list(self.inputs)
            arguments[number] = tensor(moved, device=self.inputs[number].device).requires_grad_()
            ends.append(chosen(self.func(*arguments)))
        with grad_mode(False):
            found = [(a.detach() - b.detach()) / (2 * self.eps) for a, b in zip(*ends, strict=True)]
        if seed == 1j:
            return [d.imag if d.dtype.is_complex else zeros_like(d) for d in found]
        return [d.real if d.dtype.is_complex else d for d in found]

    def _analytical(self, output: int, position: int, seed: complex) -> Any:
        """The gradient by an input of each element of an output."""
        result, value = self.outputs[output], self.inputs[self.wanted[position]]
        columns = []
        for index in np.ndindex(tuple(result.shape)):
            weight = np.zeros(tuple(result.shape), result.dtype.np)
            weight[index] = seed
            (found,) = grad(
                result, value, tensor(weight, device=result.device), True, allow_unused=True
            )
            if found is None:
                found = zeros_like(value)
            if self.same_dtypes and found.dtype is not value.dtype:
                raise GradcheckError(
                    f"Gradient has dtype {found.dtype} but input has dtype {value.dtype}"
                )
            columns.append(found.detach().reshape(-1))
        if not columns:
            return zeros(value.numel(), 0, dtype=value.dtype, device=value.device)
        return stack(columns, 1)

    def check_undefined(self) -> None:
        """Leaves out the gradient of each of several outputs: nothing may come of the others' 0."""
        if len(self.outputs) < 2:
            return
        wanted = [self.inputs[i] for i in self.wanted]
        for left_out in range(len(self.outputs)):
            rest = [o for i, o in enumerate(self.outputs) if i != left_out]
            found = grad(rest, wanted, [zeros_like(o) for o in rest], True, allow_unused=True)
            if any(g is not None and bool((g != 0).any()) for g in found):
                raise GradcheckError(
                    "Expected all input grads to be undefined or zero when all output grads are "
                    "undefined or zero. Please look at 'Notes about undefined output gradients' "
                    "in 'tools/autograd/derivatives.yaml'"
                )


def _several(result: Any) -> list[Any]:
    return list(result) if isinstance(result, (tuple, list)) else [result]


def _differentiable(result: Any) -> list[Any]:
    return [o for o in _several(result) if _is_checked(o)]


def _matrix(parts: Sequence[Any], value: Any, output: Any) -> Any:
    """A Jacobian: one row for each element of the input, one column for each of the output."""
    if not parts:
        return zeros(0, output.numel(), dtype=value.dtype, device=value.device)
    return stack([p.reshape(-1) for p in parts], 0).to(value.dtype)


def gradgradcheck(
    func: Callable[..., Any],
    inputs: Any,
    grad_outputs: Any = None,
    *,
    eps: float = 1e-6,
    atol: float = 1e-5,
    rtol: float = 1e-3,
    gen_non_contig_grad_outputs: bool = False,
    raise_exception: bool = True,
    nondet_tol: float = 0.0,
    check_undefined_grad: bool = True,
    check_grad_dtypes: bool = False,
    check_batched_grad: bool = False,
    check_fwd_over_rev: bool = False,
    check_rev_over_rev: bool = True,
    fast_mode: bool = False,
    masked: bool = False,
) -> bool:
    """Whether the gradients of the gradients of `func` agree with finite differences.

    They are weighted by `grad_outputs`, by default drawn from the default generator. Raises:
    GradcheckError when they do not agree, or returns False without `raise_exception`.
    """
    _refuse(check_fwd_over_rev=check_fwd_over_rev)
    if not check_rev_over_rev:
        raise AssertionError(
            "Expected at least one of check_fwd_over_rev or check_rev_over_rev to be True"
        )
    given = (inputs,) if isinstance(inputs, TensorBase) else tuple(inputs)
    if grad_outputs is None:
        results = _differentiable(func(*given))
        seeds: list[Any] = [_drawn_like(o, gen_non_contig_grad_outputs) for o in results]
    else:
        seeds = [grad_outputs] if isinstance(grad_outputs, TensorBase) else list(grad_outputs)
        seeds = [s.detach().requires_grad_() for s in seeds]
    count = len(seeds)

    def first_order(*arguments: Any) -> tuple[Any, ...]:
        values, weights = arguments[:-count], arguments[-count:]
        outputs = _differentiable(func(*values))
        wanted = [v for v in values if _is_checked(v)]
        found = grad(outputs, wanted, weights, create_graph=True, allow_unused=True)
        return tuple(g for g in found if g is not None)

    return gradcheck(
        first_order,
        (*given, *seeds),
        eps=eps,
        atol=atol,
        rtol=rtol,
        raise_exception=raise_exception,
        nondet_tol=nondet_tol,
        check_undefined_grad=check_undefined_grad,
        check_grad_dtypes=check_grad_dtypes,
        check_batched_grad=check_batched_grad,
        fast_mode=fast_mode,
        masked=masked,
    )


def _drawn_like(output: Any, strided: bool) -> Any:
    """Random weights from [-1, 1), on every other place of their memory where asked for."""
    drawn = empty(tuple(output.shape), dtype=output.dtype, device=output.device)
    parts = drawn.view_as_real() if output.dtype.is_complex else drawn
    parts.uniform_(-1, 1)
    if strided and drawn.ndim:
        drawn = drawn.repeat_interleave(2, -1)[..., ::2]
    return drawn.detach().requires_grad_()
