"""View operators: what they share, where they lie, and what they refuse."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import torchlike as torch


def base() -> Any:
    return torch.arange(24.0).view(2, 3, 4)


#: name: (view, what it is in NumPy, strides, offset)
VIEWS: dict[str, tuple[Callable[..., Any], Callable[..., Any], tuple[int, ...], int]] = {
    "view": (lambda x: x.view(6, 4), lambda a: a.reshape(6, 4), (4, 1), 0),
    "view-1": (lambda x: x.view(3, -1), lambda a: a.reshape(3, 8), (8, 1), 0),
    "reshape": (lambda x: x.reshape((4, 6)), lambda a: a.reshape(4, 6), (6, 1), 0),
    "flatten": (lambda x: x.flatten(1), lambda a: a.reshape(2, 12), (12, 1), 0),
    "unflatten": (lambda x: x.unflatten(2, (2, 2)), lambda a: a.reshape(2, 3, 2, 2),
                  (12, 4, 2, 1), 0),
    "transpose": (lambda x: x.transpose(0, -1), lambda a: a.swapaxes(0, 2), (1, 4, 12), 0),
    "permute": (lambda x: x.permute(1, 2, 0), lambda a: a.transpose(1, 2, 0), (4, 1, 12), 0),
    "mT": (lambda x: x.mT, lambda a: a.swapaxes(1, 2), (12, 1, 4), 0),
    "movedim": (lambda x: x.movedim(0, 2), lambda a: np.moveaxis(a, 0, 2), (4, 1, 12), 0),
    "select": (lambda x: x.select(1, -1), lambda a: a[:, -1], (12, 1), 8),
    "slice": (lambda x: x[:, ::2, 1:], lambda a: a[:, ::2, 1:], (12, 8, 1), 1),
    "narrow": (lambda x: x.narrow(1, 1, 2), lambda a: a[:, 1:3], (12, 4, 1), 4),
    "unsqueeze": (lambda x: x.unsqueeze(1), lambda a: a[:, None], (12, 12, 4, 1), 0),
    "squeeze": (lambda x: x[:1].squeeze(), lambda a: a[0], (4, 1), 0),
    "diagonal": (lambda x: x.diagonal(1, 1, 2), lambda a: a.diagonal(1, 1, 2), (12, 5), 1),
    "split": (lambda x: x.split([1, 2], 1)[1], lambda a: a[:, 1:], (12, 4, 1), 4),
    "chunk": (lambda x: x.chunk(2, -1)[1], lambda a: a[..., 2:], (12, 4, 1), 2),
    "unbind": (lambda x: x.unbind(2)[3], lambda a: a[..., 3], (12, 4), 3),
    "unfold": (lambda x: x.unfold(2, 2, 2), lambda a: a.reshape(2, 3, 2, 2), (12, 4, 2, 1), 0),
    "as_strided": (lambda x: x.as_strided((2, 2), (5, 2), 3),
                   lambda a: np.array([[3.0, 5.0], [8.0, 10.0]], np.float32), (5, 2), 3),
    "as_strided of a view": (lambda x: x[1].as_strided((2,), (1,)),
                             lambda a: a.reshape(-1)[12:14], (1,), 12),
    "split of a strided dim": (lambda x: x[:, :, 2:].view(2, 3, 2, 1), lambda a: a[..., 2:, None],
                               (12, 4, 1, 1), 2),
}  # fmt: skip


@pytest.mark.parametrize("name", VIEWS)
def test_views_have_values_strides_and_offset(name: str) -> None:
    look, expected, strides, offset = VIEWS[name]
    x = base()
    view = look(x)
    want = expected(np.arange(24, dtype=np.float32).reshape(2, 3, 4))
    assert view.dtype is torch.float32
    assert tuple(view.shape) == want.shape
    assert view.tolist() == want.tolist()
    assert view.stride() == strides
    assert view.storage_offset() == offset
    assert view._base is not None
    assert view.data_ptr() == x.data_ptr() + 4 * offset


@pytest.mark.parametrize("name", VIEWS)
def test_views_alias_both_ways(name: str) -> None:
    x = base()
    view = VIEWS[name][0](x)
    view.fill_(-1)
    assert (x == -1).sum().item() == view.numel()
    x.fill_(7)
    assert view.tolist() == np.full(tuple(view.shape), 7.0).tolist()


@pytest.mark.parametrize("name", VIEWS)
def test_gradient_of_views_counts_each_element(name: str) -> None:
    x = base().requires_grad_()
    view = VIEWS[name][0](x)
    (view * view).sum().backward()
    want = np.zeros(24)
    at = VIEWS[name][0](torch.arange(24).view(2, 3, 4))
    for i in at.flatten().tolist():
        want[i] += 2 * i
    assert x.grad.dtype is torch.float32
    assert x.grad.tolist() == want.reshape(2, 3, 4).tolist()


def test_overlapping_windows_add_up_in_the_gradient() -> None:
    x = torch.arange(5.0, requires_grad=True)
    x.unfold(0, 3, 1).sum().backward()
    assert x.grad.tolist() == [1.0, 2.0, 3.0, 2.0, 1.0]
    y = torch.arange(3.0, requires_grad=True)
    y.as_strided((2, 2), (1, 1)).sum().backward()
    assert y.grad.tolist() == [1.0, 2.0, 1.0]


def test_as_strided_on_memory_in_another_order() -> None:
    x = torch.arange(6.0).view(2, 3).t().clone()
    assert x.stride() == (1, 3)
    flat = x.as_strided((6,), (1,))
    assert flat.tolist() == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]
    flat[1] = 9
    assert x[1, 0].item() == 9


@pytest.mark.parametrize(
    ("act", "kind", "text"),
    [
        (lambda x: x.t().view(12), RuntimeError, "view size is not compatible with input tensor's"),
        (lambda x: x.view(5), RuntimeError, r"shape '\[5\]' is invalid for input of size 12"),
        (lambda x: x.as_strided((4, 4), (4, 1)), RuntimeError,
         r"setStorage: sizes \[4, 4\], strides \[4, 1\], storage offset 0, and itemsize 4 "
         "requiring a storage size of 64 are out of bounds for storage of size 48"),
        (lambda x: x.as_strided((2,), (1, 1)), RuntimeError, "mismatch in length of strides and"),
        (lambda x: x.as_strided((2,), (-1,)), RuntimeError, "Negative strides are not supported"),
        (lambda x: x.as_strided((2,), (1,), -1), RuntimeError, "invalid storage offset -1"),
        (lambda x: x.unfold(1, 5, 1), RuntimeError, "maximum size for tensor at dimension 1 is 4"),
        (lambda x: x.unfold(1, 2, 0), RuntimeError, "step is 0 but must be > 0"),
        (lambda x: x.unfold(2, 1, 1), IndexError, r"Dimension out of range .* but got 2"),
        (lambda x: x.imag, RuntimeError, "imag is not implemented for tensors with non-complex"),
        (torch.view_as_real, RuntimeError, "view_as_real is only supported for complex tensors"),
        (torch.view_as_complex, RuntimeError, "Tensor must have a last dimension of size 2"),
        (lambda x: torch.view_as_complex(x.t()[:, :2]), RuntimeError,
         "Tensor must have a last dimension with stride 1"),
        (lambda x: x.t()[:, :2].view(torch.float64), RuntimeError, r"self.stride\(-1\) must be"),
        (lambda x: x[:, :3].view(torch.float64), RuntimeError, r"self.size\(-1\) must be"),
        (lambda x: x[:, 1:3].view(torch.float64), RuntimeError, r"self.storage_offset\(\)"),
        (lambda x: x.view(6, 2)[0, 0].view(torch.int16), RuntimeError, r"self.dim\(\) cannot be 0"),
        (lambda x: x.select(0, 5), IndexError,
         r"select\(\): index 5 out of range for tensor of size \[3, 4\] at dimension 0"),
        (lambda x: x[0].fill_diagonal_(1), RuntimeError, "dimensions must larger than 1"),
        (lambda x: x[0].mT, RuntimeError, "tensor.mT is only supported on matrices or batches"),
        (lambda x: x[None].H, RuntimeError, r"tensor.H is only supported on"),
        (lambda x: x[0].expand(2, 4).add_(1), RuntimeError, "more than one element of the written"),
        (lambda x: x.requires_grad_().t_(), RuntimeError, "a leaf Variable that requires grad is"),
        (lambda x: x.requires_grad_().resize_(3), RuntimeError, "cannot resize variables that req"),
        (lambda x: x.set_(torch.arange(2)), RuntimeError,
         "Could not set tensor of type long int to a tensor of type float"),
    ],
)  # fmt: skip
def test_refusals(act: Callable[[Any], Any], kind: type[Exception], text: str) -> None:
    with pytest.raises(kind, match=text):
        act(torch.arange(12.0).view(3, 4))


# -- other element types --------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", ["int32", "int16", "uint8", "float64", "complex64", "int64"])
def test_view_dtype_reinterprets_as_numpy_does(wanted: str) -> None:
    content = np.random.default_rng(0).normal(size=(2, 4)).astype(np.float32)
    x = torch.tensor(content)
    view = x.view(getattr(torch, wanted))
    want = content.view(wanted)
    assert view.dtype is getattr(torch, wanted)
    assert tuple(view.shape) == want.shape
    np.testing.assert_array_equal(view.numpy(), want)
    view[1, 0] = 1
    want[1, 0] = 1
    np.testing.assert_array_equal(x.numpy(), content)
    assert x.view(torch.float32).tolist() == content.tolist()


def test_parts_of_complex_tensors_are_views_with_gradients() -> None:
    z = torch.tensor([1 + 2j, 3 - 4j])
    z.real = torch.tensor([5.0, 6.0])
    z.imag[1] = 0
    assert z.tolist() == [5 + 2j, 6 + 0j]
    assert (z.imag.stride(), z.imag.storage_offset()) == ((2,), 1)
    pairs = torch.tensor([[1.0, 2.0]], requires_grad=True)
    joined = torch.view_as_complex(pairs)
    assert joined.dtype is torch.complex64
    (joined * joined).real.sum().backward()
    assert pairs.grad.tolist() == [[2.0, -4.0]]
    x = torch.ones(3)
    assert x.real is x
    assert torch.ones(2, 3, dtype=torch.complex64).mH.shape == (3, 2)


# -- in place -------------------------------------------------------------------------------------


def test_shape_methods_in_place_change_the_tensor_itself() -> None:
    x = torch.arange(6).view(2, 3)
    other = x.view(6)
    assert x.t_() is x
    assert (tuple(x.shape), x.stride()) == ((3, 2), (1, 3))
    x[0, 1] = 9
    assert other.tolist() == [0, 1, 2, 9, 4, 5]
    x.unsqueeze_(0).transpose_(0, 2).squeeze_(-1).swapaxes_(0, 1)
    assert x.tolist() == [[0, 9], [1, 4], [2, 5]]
    assert x._version == 6
    fresh = torch.arange(3)
    assert fresh.unsqueeze_(1)._base is None
    assert fresh._version == 1


def test_nodes_of_shape_methods_in_place() -> None:
    x = torch.ones(2, 3, requires_grad=True)
    y = x * 2
    assert y.t_().grad_fn.name() == "TBackward1"
    assert y.unsqueeze_(0).grad_fn.name() == "UnsqueezeBackward1"
    assert y.squeeze_().grad_fn.name() == "SqueezeBackward3"
    y.mul_(torch.arange(6.0).view(3, 2))
    y.sum().backward()
    assert x.grad.tolist() == [[0.0, 4.0, 8.0], [2.0, 6.0, 10.0]]


def test_one_number_is_written_through_expanded_dims() -> None:
    x = torch.arange(3.0).view(3, 1)
    x.expand(2, 3, 4).fill_(5)
    assert x.tolist() == [[5.0], [5.0], [5.0]]
    x[1].expand(2, 4).zero_()
    assert x.tolist() == [[5.0], [0.0], [5.0]]


def test_resize_keeps_memory_and_grows_it() -> None:
    x = torch.arange(4)
    first = x.view(4)
    x.resize_(2)
    x[0] = 7
    assert (x.tolist(), first.tolist()) == ([7, 1], [7, 1, 2, 3])
    assert x.untyped_storage().nbytes() == 32
    y = torch.arange(4).resize_(2, 3)
    assert tuple(y.shape) == (2, 3)
    assert y.flatten()[:4].tolist() == [0, 1, 2, 3]


def test_memory_that_others_share_grows() -> None:
    x = torch.arange(4.0)
    detached, tail = x.detach(), x[1:]
    tail.resize_(5)
    assert (tail.shape, tail.stride(), tail.storage_offset()) == ((5,), (1,), 1)
    assert [t.untyped_storage().nbytes() for t in (x, detached, tail)] == [24, 24, 24]
    x[2] = 9
    detached[3] = 8
    tail[0] = 7
    assert x.tolist() == detached.tolist() == [0.0, 7.0, 9.0, 8.0]
    assert tail[:3].tolist() == [7.0, 9.0, 8.0]
    assert x._version == tail._version == 4
    square = x.view(2, 2)
    x.resize_(8)
    square[0, 0] = 5
    assert (x[:4].tolist(), tail[0].item()) == ([5.0, 7.0, 9.0, 8.0], 7.0)


def test_memory_that_cannot_grow_says_so() -> None:
    x = torch.arange(3.0)
    array = x.numpy()
    with pytest.raises(RuntimeError, match="Trying to resize storage that is not resizable"):
        x.resize_(10)
    assert array.tolist() == [0.0, 1.0, 2.0]
    y = torch.ones(3, requires_grad=True)
    with pytest.raises(RuntimeError, match="cannot resize variables that require grad"):
        y.resize_(4)
    with pytest.raises(NotImplementedError, match="a tensor with a gradient shares"):
        y.detach().resize_(4)


def test_set_moves_to_other_memory() -> None:
    x, y = torch.ones(3), torch.arange(6.0)
    x.set_(y, 1, (2, 2), (2, 1))
    assert x.tolist() == [[1.0, 2.0], [3.0, 4.0]]
    x.zero_()
    assert y.tolist() == [0.0, 0.0, 0.0, 0.0, 0.0, 5.0]
    assert x.untyped_storage().data_ptr() == y.data_ptr()
    assert x.set_().numel() == 0


@pytest.mark.parametrize("shape", [(3, 3), (2, 4), (4, 2), (7, 3), (2, 2, 2)])
@pytest.mark.parametrize("wrap", [False, True])
def test_fill_diagonal_as_numpy(shape: tuple[int, ...], wrap: bool) -> None:
    want = np.zeros(shape, np.float32)
    np.fill_diagonal(want, 3, wrap=wrap)
    x = torch.zeros(shape)
    assert x.fill_diagonal_(3, wrap=wrap) is x
    assert x.dtype is torch.float32
    assert x.tolist() == want.tolist()


# -- writing several views of one call ------------------------------------------------------------


@pytest.mark.parametrize(
    ("pick", "words"),
    [
        (lambda y: y.chunk(2)[1], "Output 1 of Split is a view"),
        (lambda y: y.split([1, 3])[1], "Output 1 of SplitWithSizes is a view"),
        (lambda y: y.unbind()[2], "Output 2 of Unbind is a view"),
        (lambda y: y.chunk(2)[1].view(1, 2), "Output 0 of View is a view"),
    ],
)
def test_outputs_of_multi_views_are_not_written(pick: Callable[[Any], Any], words: str) -> None:
    y = torch.ones(4, requires_grad=True) * 2
    with pytest.raises(RuntimeError, match=words):
        pick(y).mul_(2)
    with torch.no_grad():
        pick(y).mul_(2)
    assert y.sum().item() > 8
    tensor_split = y.tensor_split(2)[0]
    tensor_split.mul_(0)
    assert math.isclose(y[:2].sum().item(), 0)
