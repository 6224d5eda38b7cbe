"""The Tensor: metadata, conversion, copies."""

import copy
import pickle
from typing import Any

import numpy as np
import pytest

import torchlike as torch


def test_metadata() -> None:
    x = torch.zeros(2, 3, dtype=torch.float64)
    assert isinstance(x.shape, torch.Size)
    assert x.shape == (2, 3)
    assert (x.size(-1), x.ndim, x.numel(), x.element_size(), x.nbytes) == (3, 2, 6, 8, 48)
    assert repr(x.layout) == "torch.strided"
    assert len(x) == 2
    assert repr(type(x)) == "<class 'torch.Tensor'>"
    with pytest.raises(TypeError, match=r"len\(\) of a 0-d tensor"):
        len(torch.tensor(1))


def test_contiguity_and_memory_formats() -> None:
    x = torch.zeros(2, 3, 4, 5)
    assert x.is_contiguous()
    last = x.contiguous(memory_format=torch.channels_last)
    assert last.stride() == (60, 1, 15, 3)
    assert last.is_contiguous(memory_format=torch.channels_last)
    assert not last.is_contiguous()
    assert last.permute(0, 2, 3, 1).is_contiguous()
    assert (last + 1).stride() == last.stride()


@pytest.mark.parametrize("kind", ["bool", "uint8", "int64", "float16", "float32", "complex64"])
def test_numpy_and_back(kind: str) -> None:
    array = np.arange(6).reshape(2, 3).astype(kind)
    x = torch.from_numpy(array)
    assert x.dtype is getattr(torch, kind)
    assert x.numpy().dtype == array.dtype
    np.testing.assert_array_equal(x.t().numpy(), array.T)
    np.testing.assert_array_equal(np.asarray(x), array)


def test_numpy_refuses_what_pytorch_refuses() -> None:
    with pytest.raises(RuntimeError, match=r"Can't call numpy\(\) on Tensor that requires grad"):
        torch.ones(2, requires_grad=True).numpy()
    with pytest.raises(TypeError, match="Got unsupported ScalarType BFloat16"):
        torch.ones(2, dtype=torch.bfloat16).numpy()


@pytest.mark.parametrize("again", [copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))])
def test_copies_keep_place_and_gradient(again: Any) -> None:
    x = torch.arange(12.0).view(3, 4)
    view = x.t()[1:3]
    new = again(view)
    assert new.tolist() == view.tolist()
    assert (new.stride(), new.storage_offset(), new._base) == ((1, 4), 1, None)
    assert new.untyped_storage().nbytes() == 48
    new.zero_()
    assert x.sum().item() == 66.0
    leaf = torch.ones(2, requires_grad=True)
    leaf.note = "kept"
    other = again(leaf)
    assert (other.requires_grad, other.is_leaf, other.note) == (True, True, "kept")


def test_deepcopy_keeps_sharing_and_refuses_interior_tensors() -> None:
    x = torch.arange(4.0)
    pair = copy.deepcopy([x, x.view(2, 2), x.detach(), x])
    pair[0][0] = 9
    assert pair[1][0, 0].item() == 9
    assert pair[2][0].item() == 9
    assert pair[3] is pair[0]
    assert x[0].item() == 0
    weight = torch.ones(2, requires_grad=True)
    (weight * 3).sum().backward()
    assert copy.deepcopy(weight).grad.tolist() == [3.0, 3.0]
    with pytest.raises(RuntimeError, match="Only Tensors created explicitly by the user"):
        copy.deepcopy(weight * 2)


def test_shallow_copy_shares_memory() -> None:
    x = torch.arange(4.0)
    other = copy.copy(x)
    other[1] = 7
    assert x[1].item() == 7
    assert other._base is None


def test_data_swaps_memory_under_a_leaf() -> None:
    w = torch.ones(2, requires_grad=True)
    source = torch.arange(2.0) * 3
    w.data = source
    assert not source.requires_grad
    assert w.requires_grad
    source[0] = 5
    assert w.tolist() == [5.0, 3.0]
    w.sum().backward()
    assert w.grad.tolist() == [1.0, 1.0]


def test_storage_of_bytes() -> None:
    x = torch.ones(2)
    storage = x.untyped_storage()
    assert (len(storage), storage.nbytes(), storage.element_size()) == (8, 8, 1)
    assert storage.tolist() == [0, 0, 128, 63] * 2
    assert storage.data_ptr() == x.data_ptr()
    assert storage == x[1:].untyped_storage()
    storage[3] = 64
    assert x.tolist() == [4.0, 1.0]


def test_is_set_to_is_the_same_place() -> None:
    x = torch.ones(4)
    assert x.view(2, 2).is_set_to(x.view(2, 2))
    assert x[1:].is_set_to(x.detach()[1:])
    assert not x.is_set_to(x[1:])
    assert not x.is_set_to(x.clone())


def test_size_is_a_tuple_of_ints() -> None:
    size = torch.Size([2, 3])
    assert repr(size) == "torch.Size([2, 3])"
    assert size.numel() == 6
    assert isinstance(size[:1], torch.Size)
    assert isinstance(size + (4,), torch.Size)
    with pytest.raises(TypeError, match="takes an iterable of 'int' .item 0 is 'float'."):
        torch.Size([1.5])  # pyright: ignore[reportArgumentType]


def test_attributes_are_copied_deeply_and_parameters_drop_them() -> None:
    x = torch.ones(2)
    x.note = [1]
    assert copy.copy(x).note is x.note
    assert (copy.deepcopy(x).note, copy.deepcopy(x).note is x.note) == ([1], False)
    p = torch.nn.Parameter(torch.ones(2))
    p.note = 1
    p.grad = torch.ones(2)
    q = copy.deepcopy(p)
    assert (type(q), q.grad, hasattr(q, "note"), q.tolist()) == (
        torch.nn.Parameter, None, False, [1.0, 1.0],
    )  # fmt: skip


def test_buffers_and_parameters_of_subclasses_are_marked() -> None:
    class Unit(torch.Tensor):
        pass

    b = torch.nn.Buffer(torch.ones(2), persistent=False)
    assert (type(b), isinstance(b, torch.nn.Buffer), b.persistent) == (torch.Tensor, True, False)
    assert not isinstance(torch.ones(2), torch.nn.Buffer)
    p = torch.nn.Parameter(Unit([1.0]))
    assert (type(p), isinstance(p, torch.nn.Parameter), p.requires_grad) == (Unit, True, True)
    assert repr(p) == "Parameter(Unit([1.], requires_grad=True))"


def test_what_a_dense_tensor_never_is() -> None:
    x = torch.ones(2, 3).t()
    assert not any((x.is_sparse, x.is_quantized, x.is_meta, x.is_xpu, x.is_pinned(), x.is_shared()))
    assert (x.dense_dim(), x.sparse_dim(), x.dim_order(), x.output_nr) == (2, 0, (1, 0), 0)
    assert (torch.is_storage(x), torch.is_storage(x.untyped_storage())) == (False, True)
    assert (torch.typename(x), torch.typename(1)) == ("torch.FloatTensor", "int")
    assert (torch.is_same_size(x, x), torch.get_device(x)) == (True, -1)
    with pytest.raises(RuntimeError, match="is_coalesced expected sparse coordinate tensor"):
        x.is_coalesced()
