"""Statements that hand values to Python, print them, or are wrong."""

from compat.fuzz.draft import Draft
from compat.fuzz.statements import kind


@kind(2.5)
def asked(draft: Draft) -> None:
    """A question whose answer is not a tensor."""
    x = draft.pick()
    y = draft.pick()
    draft.assign(draft.one(
        f"{x}.item()", f"{x}.tolist()", f"bool({x})", f"float({x})", f"len({x})", f"int({x})",
        f"{x}.is_contiguous()", f"{x}.numel()", f"{x}.dim()", f"{x}.storage_offset()",
        f"{x} is {y}", f"{x}.is_set_to({y})",
        f"torch.equal({x}, {y})", f"torch.allclose({x}, {x})", f"{x}.contiguous() is {x}",
        f"{x}.to({x}.dtype) is {x}", f"{x}.data_ptr() == {y}.data_ptr()", f"{x}.stride()",
        f"{x}.shape", f"{x}.numpy().shape", f"{x}.detach().numpy().shape", f"{x}.retains_grad",
        f"torch.result_type({x}, {y})", f"{x}.element_size()", f"[e.tolist() for e in {x}]",
        f"{x} in [{y}]", f"{x}.is_floating_point()", "torch.is_grad_enabled()",
        f"{x}.untyped_storage().data_ptr() == {y}.untyped_storage().data_ptr()",
    ), None)  # fmt: skip


@kind(2)
def shown(draft: Draft) -> None:
    x = draft.pick()
    draft.write(
        draft.one(
            f"print({x})", f"print(repr({x}))", f"print(f'{{{x}}}')", f"print({x}.shape, {x})"
        )
    )


@kind(0.6)
def deleted(draft: Draft) -> None:
    x = draft.pick()
    if len(draft.variables) < 4:
        return
    draft.write(f"del {x}")
    draft.forget(x)


@kind(0.5)
def renamed(draft: Draft) -> None:
    x = draft.pick()
    draft.assign(x.name, x.shape, x.dtype, grad=x.grad, leaf=x.leaf)


@kind(1.2)
def mistaken(draft: Draft) -> None:
    x, y = draft.pick(), draft.pick()
    draft.write(draft.one(
        f"{x}.view(7, 7)", f"{x} + torch.ones(5)", f"{x}.sum(9)", f"{x}.nothing()", f"{x}.add()",
        f"torch.cat([{x}, torch.ones(9, 9)])", f"{x}.transpose(0, 8)", f"{x} + 'a'", f"{x} @ {y}",
        "torch.zeros(-1)", "torch.tensor([[1], [1, 2]])", f"{x}.expand(7)", f"{x}.item()",
        "torch.stack([])", f"{x}.reshape(-1, -1)", f"{x}.squeeze(5)", f"{x}.backward()",
        f"torch.autograd.grad({x}, {y})", f"{x}.permute(0)", f"{x}.split(0)", f"{x}.numpy()",
        "torch.ones(2, dtype='float')", f"{x}.to('int')",
        f"{x}.index_select(0, torch.tensor([50]))",
        f"{x}.gather(0, torch.tensor(0.5))", "torch.full((2,), 'a')", f"{x}[50]", f"{x}[None, 'a']",
        f"{x}.as_strided((9, 9), (9, 1))", f"{x}.requires_grad_()", f"{x}.softmax(9)", f"iter({x})",
        f"{x}.copy_(torch.ones(5))", f"{x}[..., ...]", f"{x}.clamp()", f"{x}.unflatten(0, (2, 5))",
    ))  # fmt: skip
