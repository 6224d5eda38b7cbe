# The `_copy` and `_scatter` forms of view functions.
import torch


def show(*tensors):
    for t in tensors:
        if isinstance(t, tuple):
            show(*t)
        else:
            print(tuple(t.shape), t.stride(), t._is_view(), type(t.grad_fn).__name__)


x = torch.arange(12.0).reshape(3, 4).requires_grad_()
show(torch.view_copy(x, (4, 3)), torch.expand_copy(x, (2, 3, 4)), torch.permute_copy(x, (1, 0)))
show(torch.select_copy(x, 0, 1), torch.t_copy(x), torch.transpose_copy(x, 0, 1))
show(torch.unsqueeze_copy(x, 0), torch.squeeze_copy(x), torch.diagonal_copy(x))
show(torch.alias_copy(x), torch.slice_copy(x, 0, 0, 2, 1), torch.as_strided_copy(x, (2, 2), (1, 2)))
show(torch.unbind_copy(x), torch.split_copy(x, 2), torch.split_with_sizes_copy(x, (1, 2)))
show(torch.unfold_copy(x, 0, 2, 1), torch.narrow_copy(x, 0, 1, 2), x.narrow_copy(0, 0, 1))
(torch.t_copy(x) * torch.arange(3.0)).sum().backward()
print(x.grad)
out = torch.empty(0)
print(torch.t_copy(x.detach(), out=out) is out, out)

y = torch.arange(12.0).reshape(3, 4)
print(torch.slice_scatter(y, torch.ones(1, 4), 0, 1, 2))
print(y.select_scatter(torch.ones(3), 1, 0), y.diagonal_scatter(torch.ones(3), 1))
print(y.as_strided_scatter(torch.ones(2, 2), (2, 2), (1, 2), 1), y.sum())
for call in (
    lambda: torch.slice_scatter(y, torch.ones(2, 4), 0, 1, 2),
    lambda: torch.select_scatter(y, torch.ones(3), 0, 1),
):
    try:
        call()
    except RuntimeError as error:
        print(error)
s = torch.ones(1, 4, requires_grad=True)
x.grad = None
r = torch.slice_scatter(x, s, 0, 1, 2)
print(r.grad_fn.name())
(r * r).sum().backward()
print(x.grad, s.grad)

first, last = torch.unsafe_split(y, 2)
first.zero_()
print(y, first._is_view(), last.storage_offset(), y.unsafe_chunk(2, 1)[1].stride())
