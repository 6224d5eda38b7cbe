"""Copies of views, lazy conjugates, overlapping memory, storages and `out=`."""

import copy
import pickle

import pytest

import torchlike as torch


def same(found, expected):
    assert found.dtype is expected.dtype
    assert found.shape == expected.shape
    assert torch.equal(found, expected)


@pytest.mark.parametrize(
    ("copied", "seen"),
    [
        (lambda x: torch.t_copy(x), lambda x: x.t()),
        (lambda x: torch.view_copy(x, (6,)), lambda x: x.view(6)),
        (lambda x: torch.slice_copy(x, 1, 0, 3, 2), lambda x: x[:, ::2]),
        (lambda x: torch.select_copy(x, 0, 1), lambda x: x[1]),
        (
            lambda x: torch.as_strided_copy(x, (2, 2), (1, 2)),
            lambda x: x.as_strided((2, 2), (1, 2)),
        ),
        (lambda x: torch.unbind_copy(x)[1], lambda x: x.unbind()[1]),
    ],
)
def test_copies_share_nothing_and_pass_gradients(copied, seen):
    x = torch.arange(6.0).reshape(2, 3).clone().requires_grad_()
    made = copied(x)
    same(made.detach(), seen(x.detach()).contiguous())
    assert not made._is_view()
    assert made.is_contiguous()
    made.sum().backward()
    found, x.grad = x.grad, None
    seen(x).sum().backward()
    same(found, x.grad)
    made.detach().zero_()
    same(x.detach(), torch.arange(6.0).reshape(2, 3))


def test_scatter_forms_leave_their_input():
    x = torch.zeros(2, 3)
    same(torch.select_scatter(x, torch.ones(3), 0, 1), torch.tensor([[0.0] * 3, [1.0] * 3]))
    same(x[:, 1:].select_scatter(torch.ones(2), 1, 0), torch.tensor([[1.0, 0.0]] * 2))
    same(x, torch.zeros(2, 3))
    with pytest.raises(RuntimeError, match=r"src size = \[2\], slice size = \[3\]"):
        torch.select_scatter(x, torch.ones(2), 0, 1)


def test_unsafe_split_shares_memory_without_being_views():
    x = torch.arange(4)
    first, last = torch.unsafe_split(x, 2)
    first.fill_(7)
    assert (x.tolist(), last.storage_offset(), last._is_view()) == ([7, 7, 2, 3], 2, False)


def test_conjugates_are_views_of_what_memory_holds():
    c = torch.tensor([1 + 2j, 3 - 4j])
    d = c.conj()
    d[0] = 5 + 6j
    same(c, torch.tensor([5 - 6j, 3 - 4j]))
    assert (d.is_conj(), d.imag.is_neg(), d.conj().is_conj(), d.clone().is_conj()) == (
        True, True, False, False,
    )  # fmt: skip
    d.as_strided((1,), (1,), 1).mul_(1j)
    same(d.resolve_conj(), torch.tensor([5 + 6j, -4 + 3j]))
    with pytest.raises(RuntimeError, match="conjugate bit set"):
        d.numpy()
    with pytest.raises(RuntimeError, match="unresolved conjugated"):
        torch.view_as_real(d)


def test_bytes_of_a_view_in_another_dtype_can_be_written_one_by_one():
    x = torch.zeros(3)
    x.view(torch.uint8)[3] = 64
    same(x, torch.tensor([2.0, 0.0, 0.0]))
    c = torch.zeros(2, dtype=torch.complex64)
    torch.view_as_real(c)[1, 0] = 3
    same(c, torch.tensor([0j, 3 + 0j]))


def test_partial_overlap_is_refused():
    x = torch.arange(4)
    with pytest.raises(RuntimeError, match="some elements of the input tensor and the written-to"):
        x[1:].add_(x[:-1])
    with pytest.raises(RuntimeError, match="some elements of the input tensor and the written-to"):
        torch.add(x[:-1], 1, out=x[1:])
    with pytest.raises(RuntimeError, match="more than one element of the written-to tensor"):
        torch.add(x, 1, out=torch.zeros(1, dtype=torch.int64).expand(4))
    x[:2].add_(x[2:])
    assert x.tolist() == [2, 4, 2, 3]


def test_a_view_made_without_grad_cannot_join_a_graph():
    c = torch.ones(2)
    with torch.no_grad():
        v = c[:1]
    with pytest.raises(RuntimeError, match="A view was created in no_grad mode"):
        v.mul_(torch.ones(1, requires_grad=True))
    assert (c.tolist(), c.requires_grad) == ([1, 1], False)


def test_storages_resize():
    x = torch.arange(3.0)
    s = x.untyped_storage()
    assert s is x.untyped_storage()
    s.resize_(20)
    assert (x.tolist(), s.nbytes(), x._version) == ([0, 1, 2], 20, 0)
    v = x[1:]
    s.resize_(40)
    v[0] = 5
    assert (s.nbytes(), x.tolist(), v.tolist()) == (40, [0, 5, 2], [5, 2])
    v[0] = 1
    with pytest.raises(NotImplementedError, match="shows more"):
        s.resize_(4)
    u = torch.UntypedStorage([1, 2])
    assert (u.tolist(), u.fill_(258).tolist(), len(u.clone())) == ([1, 2], [2, 2], 2)
    with pytest.warns(UserWarning, match="TypedStorage is deprecated"):
        typed = x.storage()
    typed[0] = 9
    assert (x.tolist(), typed.tolist()[:3], typed.size()) == ([9, 1, 2], [9, 1, 2], 10)


def test_out_of_several_results():
    m = torch.tensor([[3.0, 1.0], [0.0, 5.0]])
    values, indices = torch.empty(0), torch.empty(0, dtype=torch.int64)
    found = torch.sort(m, out=(values, indices))
    assert type(found).__name__ == "sort_out"
    assert found[0] is values
    same(values, torch.tensor([[1.0, 3.0], [0.0, 5.0]]))
    same(indices, torch.tensor([[1, 0], [0, 1]]))
    with pytest.raises(RuntimeError, match="Expected out tensor to have dtype float"):
        torch.tril(m, out=torch.empty(0, dtype=torch.int64))
    with pytest.raises(TypeError, match="expected tuple of 2 elements but got 1"):
        torch.sort(m, out=(values,))
    b = torch.zeros(3)
    with pytest.warns(UserWarning, match="was resized since it had shape"):
        torch.add(m[0], 1, out=b[:1])
    assert b.tolist() == [4, 2, 0]


def test_layouts_of_results():
    y = torch.zeros(2, 3, 4, 5).to(memory_format=torch.channels_last)
    assert torch.cat([y, y], 1).stride() == (120, 1, 30, 6)
    assert torch.stack([y, y]).stride() == (120, 60, 1, 15, 3)
    assert torch.cat([y, y.contiguous()]).is_contiguous()
    assert torch.ones_like(y, memory_format=torch.contiguous_format).is_contiguous()
    assert (y + y.sum(1, keepdim=True)).stride() == y.stride() == y.flip(1).stride()
    x = torch.zeros(1, 4).t()
    assert (x.stride(), (x + x).stride(), x.clone().stride()) == ((1, 4), (1, 1), (1, 4))
    assert torch.linalg.inv(torch.eye(3)).stride() == (1, 3)


def test_copies_of_conjugates_hold_what_they_show():
    d = torch.tensor([1 + 2j]).conj()
    for made in (copy.deepcopy(d), pickle.loads(pickle.dumps(d))):
        same(made, torch.tensor([1 - 2j]))
    same(copy.deepcopy(d.imag), torch.tensor([-2.0]))
