"""Statements that compute: elementwise operators, reductions, products, layers."""

from compat.fuzz.draft import (
    Draft,
    Shape,
    Variable,
    broadcast,
    floating,
    promoted,
    with_number,
)  # fmt: skip
from compat.fuzz.statements import kind

_FLOAT_FUNCTIONS = (
    "exp", "sin", "cos", "tanh", "sigmoid", "sqrt", "log1p", "expm1", "atan", "erf", "rsqrt", "log",
    "reciprocal", "asinh", "log2",
)  # fmt: skip
_FUNCTIONS = ("neg", "abs", "sign", "square", "relu", "floor", "ceil", "round", "trunc", "frac")
_OPERATORS = ("+", "-", "*", "+", "-", "*", "/", "//", "%", "**")
_COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
_BITWISE = ("&", "|", "^")
_PAIRED = ("maximum", "minimum", "fmax", "atan2", "logical_and", "logical_or", "remainder", "fmod",
           "hypot", "copysign", "logaddexp", "true_divide", "floor_divide", "rsub", "eq",
           "ne")  # fmt: skip


@kind(5)
def unary(draft: Draft) -> None:
    x = draft.pick()
    if draft.chance(0.6):
        name, dtype = draft.one(*_FLOAT_FUNCTIONS), floating(x.dtype)
    else:
        name, dtype = draft.one(*_FUNCTIONS), x.dtype
    call = f"{x}.{name}()" if draft.chance(0.5) else f"torch.{name}({x})"
    if name == "neg" and draft.chance(0.5):
        call = f"-{x}"
    if x.is_complex and name == "abs":
        dtype = {"complex64": "float32", "complex128": "float64"}[x.dtype]
    draft.assign(call, x.shape, dtype, grad=x.grad)


@kind(1.5)
def bounded(draft: Draft) -> None:
    x = draft.pick(lambda v: not v.is_complex and v.dtype != "bool")
    expression = draft.one(
        f"{x}.clamp(-1, 2)", f"{x}.clamp(min=0)", f"torch.clamp({x}, max=1.5)",
        f"{x}.cumsum({draft.dim(x)})", f"torch.cumprod({x}, {draft.dim(x)})",
        f"{x}.nan_to_num(1.0)",
        f"torch.lerp({x}, {x}, 0.5)", f"{x}.masked_fill({x} > 0, 2)", f"torch.diff({x})",
        f"{x}.logcumsumexp({draft.dim(x)})", f"{x}.kthvalue(1).values",
        f"{x}.median({draft.dim(x)}).values", f"torch.isfinite({x})", f"{x}.isnan()",
    )  # fmt: skip
    draft.assign(expression, None)


def pair(draft: Draft, x: Variable) -> Variable:
    """A variable that mostly broadcasts with `x`."""
    if draft.chance(0.04):
        return draft.pick()
    return draft.pick(lambda v: broadcast(v.shape, x.shape) is not None)


@kind(9)
def binary(draft: Draft) -> None:
    x = draft.pick()
    y = pair(draft, x)
    operator = draft.one(*_OPERATORS)
    if operator == "**" and "bool" in (x.dtype, y.dtype):
        operator = "*"  # PyTorch's derivative of a power subtracts 1 from the bool
    dtype = promoted(x, y)
    if operator in ("/", "**"):
        dtype = floating(dtype) if operator == "/" else dtype
    draft.assign(f"{x} {operator} {y}", broadcast(x.shape, y.shape), dtype, grad=x.grad or y.grad)


@kind(5)
def binary_number(draft: Draft) -> None:
    x = draft.pick()
    number = draft.any_number()
    operator = draft.one(*_OPERATORS)
    dtype = with_number(x, number)
    if operator == "/":
        dtype = floating(dtype)
    swapped = draft.chance(0.3)
    expression = f"{number} {operator} {x}" if swapped else f"{x} {operator} {number}"
    draft.assign(expression, x.shape, dtype, grad=x.grad)


@kind(2.5)
def compared(draft: Draft) -> None:
    x = draft.pick(lambda v: not v.is_complex)
    operator = draft.one(*_COMPARISONS)
    if draft.chance(0.5):
        draft.assign(f"{x} {operator} {draft.one(0, 1, 0.5, -1)}", x.shape, "bool")
        return
    y = pair(draft, x)
    draft.assign(f"{x} {operator} {y}", broadcast(x.shape, y.shape), "bool")


@kind(1)
def bitwise(draft: Draft) -> None:
    x = draft.pick(lambda v: not v.is_inexact)
    if draft.chance(0.3):
        draft.assign(f"~{x}", x.shape, x.dtype)
        return
    y = draft.pick(lambda v: not v.is_inexact and broadcast(v.shape, x.shape) is not None)
    draft.assign(f"{x} {draft.one(*_BITWISE)} {y}", broadcast(x.shape, y.shape), promoted(x, y))


@kind(2.5)
def paired(draft: Draft) -> None:
    x = draft.pick()
    y = pair(draft, x)
    name = draft.one(*_PAIRED)
    logical = name.startswith("logical") and "exp" not in name
    dtype = "bool" if logical or name in ("eq", "ne") else None
    if name in ("maximum", "minimum", "rsub"):
        dtype = promoted(x, y)
    grad = x.grad or y.grad
    draft.assign(f"torch.{name}({x}, {y})", broadcast(x.shape, y.shape), dtype, grad=grad)


@kind(2)
def ternary(draft: Draft) -> None:
    x = draft.pick()
    y = pair(draft, x)
    shape, grad = broadcast(x.shape, y.shape), x.grad or y.grad
    mask = f"({x}.real > 0)" if x.is_complex else f"({x} > 0)"
    if draft.chance(0.1):
        draft.assign(
            f"torch.where({mask}, {x}, {draft.number(x.dtype)})", x.shape, x.dtype, grad=grad
        )
        return
    expression = draft.one(
        f"torch.where({mask}, {x}, {y})", f"torch.addcmul({x}, {y}, {y})",
        f"torch.add({x}, {y}, alpha={draft.number(x.dtype)})", f"torch.sub({x}, {y}, alpha=2)",
        f"torch.lerp({x}, {y}, 0.25)", f"torch.addcdiv({x}, {y}, {y} + 1)",
        f"torch.div({x}, {y}, rounding_mode='trunc')",
        f"torch.div({x}, {y}, rounding_mode='floor')",
    )  # fmt: skip
    dtype = x.dtype if x.is_float and x.dtype == y.dtype else None
    draft.assign(expression, shape, dtype, grad=grad)


def _reduced(x: Variable, dim: int, keepdim: bool) -> Shape | None:
    if x.rank == 0:
        return () if -1 <= dim <= 0 else None
    if not -x.rank <= dim < x.rank:
        return None
    dim %= x.rank
    return (*x.shape[:dim], *((1,) if keepdim else ()), *x.shape[dim + 1 :])


@kind(6)
def reduced(draft: Draft) -> None:
    x = draft.pick()
    name = draft.one("sum", "sum", "mean", "prod", "amax", "amin", "all", "any", "std", "var",
                     "logsumexp", "norm", "argmax", "count_nonzero", "nansum",
                     "median")  # fmt: skip
    dtype = {"all": "bool", "any": "bool", "argmax": "int64", "count_nonzero": "int64"}.get(name)
    if dtype is None and name != "median":
        widened = "int64" if name in ("sum", "prod", "nansum") else None
        dtype = x.dtype if x.is_inexact else widened
    if draft.chance(0.4) and name != "logsumexp":
        draft.assign(f"{x}.{name}()", (), dtype, grad=x.grad)
        return
    dim, keepdim = draft.dim(x), draft.chance(0.4)
    keywords = f", keepdim={keepdim}" if keepdim and name != "count_nonzero" else ""
    keepdim = bool(keywords)
    shape = None if name == "median" else _reduced(x, dim, keepdim)
    if name == "norm":
        draft.assign(f"{x}.norm(dim={dim}{keywords})", shape, dtype, grad=x.grad)
    else:
        draft.assign(f"{x}.{name}({dim}{keywords})", shape, dtype, grad=x.grad)


@kind(1.5)
def extremes(draft: Draft) -> None:
    """Functions of two results."""
    x = draft.pick(lambda v: not v.is_complex and v.rank > 0)
    dim = draft.dim(x)
    call = draft.one(
        f"{x}.max({dim})", f"torch.min({x}, {dim})", f"{x}.sort({dim})", f"torch.var_mean({x})",
        f"torch.sort({x}, stable=True, descending=True)", f"{x}.cummax({dim})", f"{x}.topk(1)",
        f"torch.aminmax({x})",
    )  # fmt: skip
    first, second = draft.name(), draft.name()
    draft.write(f"{first}, {second} = {call}")
    if "sort" in call and -x.rank <= dim < x.rank:
        draft.know(first, x.shape, x.dtype, grad=x.grad)
        draft.know(second, x.shape, "int64")


@kind(3)
def product(draft: Draft) -> None:
    x = draft.pick(lambda v: v.rank > 0 and v.dtype != "bool")

    def inner(v: Variable) -> int:
        return v.shape[0] if v.rank == 1 else v.shape[-2]

    y = draft.pick(lambda v: 0 < v.rank < 3 and v.dtype == x.dtype and inner(v) == x.shape[-1])
    if draft.chance(0.03):
        y = draft.pick()
    shape = None
    if y.rank in (1, 2) and inner(y) == x.shape[-1]:
        shape = (*x.shape[:-1], *y.shape[1:])
    call = f"{x} @ {y}" if draft.chance(0.7) else f"torch.matmul({x}, {y})"
    if x.rank == 2 and y.rank == 2 and draft.chance(0.3):
        call = f"torch.mm({x}, {y})"
    draft.assign(call, shape, x.dtype, grad=x.grad or y.grad)


@kind(0.7)
def contracted(draft: Draft) -> None:
    x = draft.pick(lambda v: v.rank == 2 and v.dtype != "bool")
    expression, shape = draft.one(
        (f"torch.einsum('ij,ij->i', {x}, {x}).clone()", (x.shape[0],)),
        (f"torch.einsum('ij,kj->ik', {x}, {x}).clone()", (x.shape[0], x.shape[0])),
        (f"torch.outer({x}[0], {x}[0])", None),
        (f"{x}.mv({x}[0])", None),
        (f"torch.dot({x}[0], {x}[0])", None),
        (f"{x}.trace()", () if x.shape[0] == x.shape[1] else None),
    )
    draft.assign(expression, shape, x.dtype, grad=x.grad)


@kind(2)
def layer(draft: Draft) -> None:
    x = draft.pick(lambda v: v.is_float)
    dim = draft.dim(x)
    expression, shape = draft.one(
        (f"torch.softmax({x}, {dim})", x.shape),
        (f"F.log_softmax({x}, dim={dim})", x.shape),
        (f"F.relu({x})", x.shape),
        (f"F.leaky_relu({x}, 0.1)", x.shape),
        (f"F.gelu({x})", x.shape),
        (f"F.softplus({x})", x.shape),
        (f"F.silu({x})", x.shape),
        (f"F.elu({x})", x.shape),
        (f"F.mse_loss({x}, torch.zeros_like({x}))", ()),
        (f"F.layer_norm({x}, {x.shape[-1:]})", x.shape if x.rank else None),
        (f"F.normalize({x}, dim={dim})", x.shape),
        (f"F.smooth_l1_loss({x}, torch.ones_like({x}))", ()),
        (f"F.dropout({x}, training=False)", x.shape),
    )
    draft.assign(expression, shape, x.dtype, grad=x.grad)


@kind(1.5)
def into(draft: Draft) -> None:
    """An operator with `out=`."""
    x = draft.pick(lambda v: not v.grad)
    y = draft.pick(lambda v: not v.grad and broadcast(v.shape, x.shape) is not None)
    shape = broadcast(x.shape, y.shape)
    z = draft.pick(lambda v: not v.grad and v.shape == shape)
    if draft.chance(0.1):
        z = draft.target()
    elif draft.chance(0.2):
        # These read and write in an order of their own: never into an operand's memory.
        call = draft.one(f"torch.sum({x}, 0, out=OUT)", f"torch.cat([{x}, {y}], out=OUT)")
        name = draft.name()
        draft.write(f"{name} = torch.empty(0, dtype=torch.{x.dtype})")
        draft.write(call.replace("OUT", name))
        return
    call = draft.one(
        f"torch.add({x}, {y}, out={z})", f"torch.mul({x}, {y}, out={z})",
        f"torch.sub({x}, {y}, out={z})", f"torch.eq({x}, {y}, out={z})", f"torch.neg({x}, out={z})",
        f"torch.exp({x}, out={z})",
    )  # fmt: skip
    if z.shape != shape or f"{y}," not in call:
        draft.forget(z)
    draft.write(call)
