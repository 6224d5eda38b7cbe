"""Statements that make tensors, join them, cast them and copy them."""

from compat.fuzz.draft import COMPLEX, FLOATS, INTEGERS, Draft, Shape, Variable, literal, shape_of
from compat.fuzz.statements import kind

_QUARTERS = [n / 4 for n in range(-12, 13)]
_SPECIAL = ("float('nan')", "float('inf')", "-0.0", "1e10", "-float('inf')", "1e-8")


def _element(draft: Draft, dtype: str) -> str:
    if dtype == "bool":
        return draft.one("True", "False")
    if dtype in INTEGERS:
        return str(draft.rng.randrange(0 if dtype == "uint8" else -4, 6))
    if dtype in COMPLEX:
        return f"{draft.rng.choice(_QUARTERS)}{draft.rng.choice(_QUARTERS):+}j"
    if draft.chance(0.01):
        return draft.one(*_SPECIAL)
    return str(draft.rng.choice(_QUARTERS))


def nested(draft: Draft, shape: Shape, dtype: str) -> str:
    """Nested lists of numbers as source text."""
    if not shape:
        return _element(draft, dtype)
    return "[" + ", ".join(nested(draft, shape[1:], dtype) for _ in range(shape[0])) + "]"


@kind(3)
def tensor(draft: Draft) -> None:
    shape, dtype = draft.shape(), draft.dtype()
    grad = dtype in (*FLOATS, *COMPLEX) and draft.chance(0.55)
    words = f", dtype=torch.{dtype}" + (", requires_grad=True" if grad else "")
    values = nested(draft, shape, dtype)
    if 0 in shape:
        draft.assign(f"torch.zeros({literal(shape)}{words})", shape, dtype, grad=grad, leaf=True)
    else:
        draft.assign(f"torch.tensor({values}{words})", shape, dtype, grad=grad, leaf=True)


@kind(1.5)
def filled(draft: Draft) -> None:
    shape, dtype = draft.shape(), draft.dtype()
    size = draft.rng.randrange(1, 5)
    expression, shape, dtype = draft.one(
        (f"torch.zeros({literal(shape)})", shape, "float32"),
        (f"torch.ones({literal(shape)}, dtype=torch.{dtype})", shape, dtype),
        (f"torch.full({literal(shape)}, {draft.number(dtype)}, dtype=torch.{dtype})", shape, dtype),
        (f"torch.full({literal(shape)}, 2)", shape, "int64"),
        (f"torch.arange({size})", (size,), "int64"),
        (f"torch.arange({size}, dtype=torch.{draft.one('float32', 'int32')})", (size,), None),
        ("torch.arange(6.0).reshape(2, 3)", (2, 3), "float32"),
        ("torch.arange(12).reshape(2, 3, 2)", (2, 3, 2), "int64"),
        (f"torch.arange(3, -3, -{draft.one(1, 2)})", None, None),
        ("torch.arange(0, 1, 0.25)", (4,), "float32"),
        (f"torch.linspace(-1, 1, {size})", (size,), "float32"),
        (f"torch.eye({draft.one(2, 3)})", None, None),
        ("torch.eye(2, 3)", (2, 3), "float32"),
        (f"torch.scalar_tensor({draft.any_number()})", None, None),
    )  # fmt: skip
    draft.assign(expression, shape, dtype)


@kind(0.8)
def sampled(draft: Draft) -> None:
    shape = draft.shape()
    draft.write(f"torch.manual_seed({draft.rng.randrange(100)})")
    call = draft.one("rand", "randn", "rand", "randn", "randint")
    if call == "randint":
        draft.assign(f"torch.randint(0, 5, {literal(shape)})", shape, "int64")
    else:
        draft.assign(f"torch.{call}({literal(shape)})", shape, "float32")


@kind(1.5)
def like(draft: Draft) -> None:
    x = draft.pick()
    dtype = draft.dtype()
    expression, dtype = draft.one(
        (f"torch.zeros_like({x})", x.dtype),
        (f"torch.ones_like({x}, dtype=torch.{dtype})", dtype),
        (f"torch.full_like({x}, {draft.number(x.dtype)})", x.dtype),
        (f"{x}.new_zeros({literal(x.shape)})", x.dtype),
        (f"{x}.new_full({literal(x.shape)}, {draft.number(x.dtype)})", x.dtype),
        (f"{x}.new_ones({literal(x.shape)}, dtype=torch.{dtype})", dtype),
    )
    draft.assign(expression, x.shape, dtype)


@kind(2)
def copied(draft: Draft) -> None:
    x = draft.pick()
    expression = draft.one(
        f"{x}.clone()", f"{x}.clone()", f"torch.clone({x})", f"{x}.detach().clone()",
        f"{x}.contiguous()", f"copy.deepcopy({x})", f"torch.tensor({x}.tolist())",
        f"{x}.clone(memory_format=torch.contiguous_format)", f"torch.empty_like({x}).copy_({x})",
    )  # fmt: skip
    detached = "detach" in expression or "tolist" in expression
    dtype = None if "tolist" in expression else x.dtype
    draft.assign(
        expression, x.shape, dtype, grad=x.grad and not detached, leaf="deepcopy" in expression
    )


@kind(3)
def cast(draft: Draft) -> None:
    x = draft.pick()
    dtype = draft.one(*FLOATS, "float32", "float64", "int64", "int32", "bool", "uint8", "complex64")
    if x.is_inexact and dtype in INTEGERS:
        dtype = "float64"
    short = {"float32": "float", "float64": "double", "int64": "long", "int32": "int",
             "bool": "bool", "float16": "half", "bfloat16": "bfloat16",
             "uint8": "byte"}  # fmt: skip
    calls = [f"{x}.to(torch.{dtype})", f"{x}.type(torch.{dtype})"]
    if dtype in short:
        calls.append(f"{x}.{short[dtype]}()")
    if dtype == x.dtype:
        calls += [f"{x}.to(torch.{dtype}, copy=True)"]
    other = draft.pick()
    if not (x.is_inexact and other.is_integer) and draft.chance(0.2):
        calls, dtype = [f"{x}.to({other})", f"{x}.type_as({other})"], other.dtype
    draft.assign(draft.one(*calls), x.shape, dtype, grad=x.grad, leaf=x.leaf and dtype == x.dtype)


@kind(0.7)
def truncated(draft: Draft) -> None:
    """Floats to integers, inside the range where every machine agrees."""
    x = draft.pick(lambda v: v.is_float)
    dtype = draft.one("int64", "int32", "uint8", "int8")
    low = 0 if dtype == "uint8" else -50
    draft.assign(f"{x}.nan_to_num(0.0).clamp({low}, 50).to(torch.{dtype})", x.shape, dtype)


def _joined(draft: Draft, dim: int, parts: list[Variable]) -> Shape | None:
    rest = {p.shape[:dim] + p.shape[dim + 1 :] for p in parts}
    if len(rest) != 1:
        return None
    shape = list(parts[0].shape)
    shape[dim] = sum(p.shape[dim] for p in parts)
    return tuple(shape)


@kind(3)
def join(draft: Draft) -> None:
    x = draft.pick(lambda v: v.rank > 0)
    dim = draft.rng.randrange(x.rank)
    fits = lambda v: (
        v.rank == x.rank
        and all(a == b for i, (a, b) in enumerate(zip(v.shape, x.shape, strict=True)) if i != dim)
    )
    parts = [x] + [draft.pick(fits) for _ in range(draft.one(1, 1, 2))]
    if draft.chance(0.04):
        parts.append(draft.pick())
    dtype = x.dtype if len({p.dtype for p in parts}) == 1 else None
    grad = any(p.grad for p in parts)
    names = ", ".join(p.name for p in parts)
    call = draft.one("cat", "cat", "concat", "stack", "hstack", "vstack")
    at = dim if draft.chance(0.6) else dim - x.rank
    if call in ("cat", "concat"):
        shape = None if any(p.rank != x.rank for p in parts) else _joined(draft, dim, parts)
        draft.assign(f"torch.{call}(({names}), {at})", shape, dtype, grad=grad)
    elif call == "stack":
        shape = None
        if len({p.shape for p in parts}) == 1:
            shape = (*x.shape[:dim], len(parts), *x.shape[dim:])
        draft.assign(f"torch.stack([{names}], dim={dim})", shape, dtype, grad=grad)
    else:
        draft.assign(f"torch.{call}([{names}])", None)


@kind(1)
def rearranged(draft: Draft) -> None:
    x = draft.pick(lambda v: v.rank > 0)
    dim = draft.dim(x)
    expression, shape = draft.one(
        (f"{x}.flip({dim})", x.shape),
        (f"{x}.roll({draft.one(1, -1, 2)}, {dim})", x.shape),
        (f"{x}.repeat({', '.join(['2'] + ['1'] * (x.rank - 1))})", (2 * x.shape[0], *x.shape[1:])),
        (f"{x}.repeat_interleave(2, dim={dim}).clone()", None),
        (f"torch.tile({x}, (2,))", (*x.shape[:-1], 2 * x.shape[-1])),
        (f"{x}.tril()", x.shape if x.rank > 1 else None),
        (f"{x}.triu(1)", x.shape if x.rank > 1 else None),
        (f"torch.diag({x})", shape_of(x, lambda z: z) if x.rank == 2 and x.size == 1 else None),
        (f"{x}.rot90()", None),
    )
    draft.assign(expression, shape, x.dtype, grad=x.grad)
