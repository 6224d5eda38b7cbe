"""Statements of autograd: leaves, modes, backward, gradients."""

from compat.fuzz.draft import Draft, Variable
from compat.fuzz.statements import kind


def _scalar(draft: Draft, y: Variable) -> str:
    """A real number made of `y`, to differentiate."""
    if y.is_complex:
        return f"({y} * {y}.conj()).real.sum()"
    if y.size == 1 and draft.chance(0.6):
        return y.name
    return draft.one(
        f"{y}.sum()", f"{y}.sum()", f"({y} * {y}).sum()", f"{y}.mean()", f"({y} * 2).sum()"
    )


def _graph(draft: Draft) -> Variable:
    return draft.pick(lambda v: v.grad and (not v.leaf or draft.chance(0.1)))


@kind(5)
def backward(draft: Draft) -> None:
    y = _graph(draft)
    keep = draft.one("", "", "", "retain_graph=True")
    if draft.chance(0.2) and not y.is_complex:
        gradient = f"torch.ones_like({y})" if draft.chance(0.8) else f"{y}.detach()"
        draft.write(f"{y}.backward({gradient}{', ' if keep else ''}{keep})")
    else:
        draft.write(f"{_scalar(draft, y)}.backward({keep})")


@kind(3)
def gradient(draft: Draft) -> None:
    y = _graph(draft)
    x = draft.pick(lambda v: v.grad and (v.leaf or draft.chance(0.2)))
    words = draft.one("", ", allow_unused=True", ", allow_unused=True", ", retain_graph=True",
                      ", create_graph=True, allow_unused=True",
                      ", retain_graph=True, allow_unused=True",
                      ", materialize_grads=True")  # fmt: skip
    name = draft.name()
    draft.write(f"{name} = gradient({_scalar(draft, y)}, {x}{words})")
    if "allow_unused" in words or "materialize" in words:
        draft.know(name, x.shape, x.dtype, grad="create" in words)


@kind(2)
def required(draft: Draft) -> None:
    x = draft.pick(lambda v: v.is_inexact or draft.chance(0.05))
    flag = draft.one("", "", "", "False")
    statement = draft.one(f"{x}.requires_grad_({flag})", f"{x}.requires_grad = {flag or True}")
    draft.write(statement)
    if not x.grad or x.leaf:
        draft.know(x.name, x.shape, x.dtype, grad=flag != "False", leaf=True)


@kind(1.5)
def detached(draft: Draft) -> None:
    x = draft.pick()
    if draft.chance(0.5):
        draft.write(f"{x}.detach_()")
        draft.know(x.name, x.shape, x.dtype)
    else:
        draft.assign(f"{x}.detach().requires_grad_()", x.shape, x.dtype, grad=True, leaf=True)


@kind(1)
def retained(draft: Draft) -> None:
    x = draft.pick(lambda v: v.grad)
    draft.write(f"{x}.retain_grad()")


@kind(2)
def grad_used(draft: Draft) -> None:
    x = draft.pick(lambda v: v.grad and v.leaf)
    statement = draft.one(
        f"{x}.grad = None", f"{x}.grad.zero_()", f"{x}.grad = torch.ones_like({x})",
        f"{x}.grad.mul_(0.5)", f"{x}.data -= 0.1 * {x}.grad", f"{x}.data.sub_({x}.grad, alpha=0.1)",
    )  # fmt: skip
    draft.write(statement)


@kind(1)
def step(draft: Draft) -> None:
    x = draft.pick(lambda v: v.grad and v.leaf)
    update = draft.one(f"{x} -= 0.1 * {x}.grad", f"{x}.mul_(0.9)", f"{x}.copy_({x} * 0.5)",
                       f"{x}[...] = 1.0", f"{x}.zero_()",
                       f"{x}.add_({x}.grad, alpha=-0.5)")  # fmt: skip
    draft.write(f"with torch.no_grad():\n    {update}")


@kind(0.6)
def mode(draft: Draft) -> None:
    """Grad mode, for the statements that follow."""
    draft.grad_mode = not draft.grad_mode
    draft.write(f"torch.set_grad_enabled({draft.grad_mode})")


@kind(0.7)
def hooked(draft: Draft) -> None:
    x = draft.pick(lambda v: v.grad)
    hook = draft.one("lambda g: g * 2", "lambda g: None", "lambda g: g.clamp(-1, 1)")
    draft.write(f"{x}.register_hook({hook})")


@kind(0.5)
def recomputed(draft: Draft) -> None:
    """A loss made and differentiated in one statement, as a training step does."""
    x = draft.pick(lambda v: v.grad and v.leaf and v.is_float)
    draft.write(draft.one(
        f"({x} * {x}).sum().backward()", f"{x}.exp().mean().backward()",
        f"torch.tanh({x}).pow(2).sum().backward()",
    ))  # fmt: skip
