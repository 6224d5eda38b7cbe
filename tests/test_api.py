"""Names that PyTorch has beside its operators: settings, legacy spellings, what it refuses."""

import pickle

import numpy as np
import pytest

import torchlike as torch
from torchlike._core.errors import warns_always
from torchlike.autograd import Variable

# -- settings ------------------------------------------------------------------------------------


def test_numbers_of_threads_are_kept() -> None:
    before = torch.get_num_threads()
    torch.set_num_threads(3)
    try:
        assert torch.get_num_threads() == 3
    finally:
        torch.set_num_threads(before)
    with pytest.raises(RuntimeError, match="set_num_threads expects an int, but got bool"):
        torch.set_num_threads(True)
    with pytest.raises(RuntimeError, match="set_num_threads expects a positive integer"):
        torch.set_num_threads(0)


def test_determinism_by_a_number_or_a_word() -> None:
    try:
        for number, word in enumerate(("default", "warn", "error")):
            torch.set_deterministic_debug_mode(word)
            assert torch.get_deterministic_debug_mode() == number
    finally:
        torch.set_deterministic_debug_mode(0)
    with pytest.raises(RuntimeError, match="expected 0, 1, or 2, but got 3"):
        torch.set_deterministic_debug_mode(3)


def test_warnings_given_once_can_be_given_always() -> None:
    x = torch.ones(2, 2, 2)
    torch.set_warn_always(True)
    try:
        for _ in range(2):
            with pytest.warns(UserWarning, match="The use of `x.T`"):
                assert x.T.shape == (2, 2, 2)
    finally:
        torch.set_warn_always(False)
    assert warns_always == [False]


def test_precision_that_does_not_exist_is_warned_of() -> None:
    with pytest.warns(UserWarning, match="foo is not one of 'highest', 'high', or 'medium'"):
        torch.set_float32_matmul_precision("foo")
    assert torch.get_float32_matmul_precision() == "highest"


def test_types_that_no_tensor_has_can_be_named() -> None:
    assert (str(torch.bits16), torch.bits16.itemsize) == ("torch.bits16", 2)
    assert torch.bit is torch.uint1
    assert pickle.loads(pickle.dumps(torch.qint8)) is torch.qint8
    with pytest.raises(NotImplementedError, match=r"a tensor of torch\.int4 is not supported"):
        torch.ones(2, dtype=torch.int4)


def test_layouts_and_memory_that_are_not_there_are_refused() -> None:
    with pytest.raises(NotImplementedError, match=r"layout=torch\.sparse_coo is not supported"):
        torch.zeros(2, layout=torch.sparse_coo)
    with pytest.raises(RuntimeError, match="pin_memory=True requires a CUDA or other accelerator"):
        torch.zeros(2, pin_memory=True)
    with pytest.raises(TypeError, match="must be torch.layout, not str"):
        torch.empty(2, layout="strided")


# -- numbers and control flow ----------------------------------------------------------------------


def test_numbers_stand_for_symbols() -> None:
    assert (torch.sym_max(1, 2.0), torch.sym_min(1, 2), torch.sym_int(2.5)) == (2.0, 1, 2)
    assert (torch.sym_sum([1, 2]), torch.sym_sum(1, 2), torch.sym_ite(True, 1, 2)) == (3, 3, 1)
    assert not isinstance(3, torch.SymInt)
    with pytest.raises(RuntimeError, match=r"Invalid value range for 2 between \[3, "):
        torch.sym_constrain_range(2, min=3)


def test_branches_and_loops_run_as_they_are() -> None:
    x = torch.zeros(2)
    assert torch.cond(x.sum() > 0, torch.sin, lambda v: v + 1, (x,)).tolist() == [1.0, 1.0]
    (last,) = torch.while_loop(lambda v: v.sum() < 10, lambda v: (v + 1,), (x,))
    assert last.tolist() == [5.0, 5.0]
    assert torch.wait(torch.fork(torch.add, x, 1)).tolist() == [1.0, 1.0]
    assert torch.compile(torch.sin, backend="eager") is torch.sin
    with pytest.raises(RuntimeError, match="Unrecognized mode=fast"):
        torch.compile(torch.sin, mode="fast")


# -- legacy spellings ------------------------------------------------------------------------------


def test_range_has_its_end() -> None:
    with pytest.warns(UserWarning, match="torch.range is deprecated"):
        found = torch.range(0, 2, 0.5)
    assert found.dtype is torch.float32
    assert found.tolist() == [0.0, 0.5, 1.0, 1.5, 2.0]


def test_norms_of_earlier_days() -> None:
    x = torch.arange(6.0).reshape(2, 3)
    torch.testing.assert_close(torch.frobenius_norm(x, [0, 1]), x.norm())
    torch.testing.assert_close(torch.nuclear_norm(x), torch.linalg.norm(x, "nuc"))
    assert torch.norm_except_dim(x, 2, 1).shape == (1, 3)


def test_batch_statistics_move_the_running_ones() -> None:
    mean, variance = torch.zeros(2), torch.ones(2)
    x = torch.arange(6.0).reshape(3, 2)
    found = torch.batch_norm_update_stats(x, mean, variance, 0.1)
    torch.testing.assert_close(found, (torch.tensor([2.0, 3.0]), torch.full((2,), 8 / 3)))
    torch.testing.assert_close(mean, torch.tensor([0.2, 0.3]))
    torch.testing.assert_close(variance, torch.full((2,), 0.9 + 0.1 * 4))


def test_rounding_to_quantized_values_lets_gradients_through() -> None:
    x = torch.tensor([-1.0, 0.26, 1.26, 9.0], requires_grad=True)
    y = torch.fake_quantize_per_tensor_affine(x, 0.1, 0, 0, 50)
    torch.testing.assert_close(y.detach(), torch.tensor([0.0, 0.3, 1.3, 5.0]))
    y.sum().backward()
    assert x.grad.tolist() == [0.0, 1.0, 1.0, 0.0]
    rows = torch.tensor([[0.26, 1.26], [0.26, 1.26]])
    steps, zeros = torch.tensor([0.1, 0.5]), torch.zeros(2, dtype=torch.int32)
    found = torch.fake_quantize_per_channel_affine(rows, steps, zeros, 0, 0, 50)
    torch.testing.assert_close(found, torch.tensor([[0.3, 1.3], [0.5, 1.5]]))


def test_variables_are_tensors() -> None:
    x = torch.ones(2)
    assert isinstance(torch.ones(2), Variable)
    assert torch.sum(Variable(x, requires_grad=True)).requires_grad
    assert not x.requires_grad
    with pytest.raises(TypeError, match="Variable data has to be a tensor, but got list"):
        Variable([1])


def test_storages_have_their_older_names() -> None:
    with pytest.warns(UserWarning, match="TypedStorage is deprecated"):
        found = torch.ones(3).storage_type()([1, 2])
    assert found.tolist() == [1.0, 2.0]
    assert torch.ones(3, dtype=torch.uint16).storage_type() is None


# -- methods ---------------------------------------------------------------------------------------


def test_elements_go_through_functions_of_python() -> None:
    x = torch.arange(4.0)[1:3]
    assert x.apply_(lambda v: v * 2) is x
    assert x.map_(torch.ones(1), lambda a, b: a + b).tolist() == [3.0, 5.0]
    assert x.map2_(x, x, lambda a, b, c: a + b + c).tolist() == [9.0, 15.0]
    assert x._version == 0
    assert torch.ones(2, dtype=torch.int64).apply_(lambda v: 2.5).tolist() == [2, 2]
    with pytest.raises(RuntimeError, match=r"Can't call apply_\(\) on Variable that requires grad"):
        torch.ones(2, requires_grad=True).apply_(abs)
    with pytest.raises(TypeError, match=r"map_: expected torch.FloatTensor for 'other' \(got"):
        x.map_(torch.ones(2, dtype=torch.int64), max)


def test_new_tensors_of_a_dtype() -> None:
    x = torch.ones(2, dtype=torch.int64)
    assert x.new([1, 2]).dtype is torch.int64
    assert x.new(2, 3).shape == (2, 3)
    assert x.new().shape == (0,)
    assert torch.ones(2).new(np.ones(2)).dtype is torch.float32


def test_sizes_are_taken_by_name() -> None:
    x = torch.ones(1, 2)
    assert x.reshape(shape=(2,)).shape == x.view(size=(2,)).shape == (2,)
    assert x.tile(dims=(2, 2)).shape == (2, 4)
    assert x.broadcast_to(size=(3, 2)).shape == (3, 2)
    assert x.sum_to_size(size=(1, 1)).tolist() == [[2.0]]
    assert x.clone().resize_(size=(2, 1)).shape == (2, 1)
    assert [p.shape for p in torch.hsplit(x, sections=2)] == [(1, 1), (1, 1)]
    assert [p.shape for p in x.tensor_split(indices=(1,), dim=1)] == [(1, 1), (1, 1)]


def test_orders_of_dims_may_be_ambiguous() -> None:
    assert torch.ones(2, 3).dim_order(ambiguity_check=True) == (0, 1)
    with pytest.raises(RuntimeError, match="The tensor does not have unique dim order"):
        torch.ones(2, 1).dim_order(ambiguity_check=True)


def test_methods_take_no_out_and_attributes_no_value() -> None:
    x = torch.ones(2)
    with pytest.raises(TypeError, match="div"):
        x.div(2, out=x)
    with pytest.raises(AttributeError, match="attribute 'shape' of 'torch._C.TensorBase' objects"):
        x.shape = (2, 1)
    with pytest.raises(TypeError, match=r"TensorBase.detach\(\) takes no arguments \(1 given\)"):
        x.detach(1)


@pytest.mark.parametrize(
    ("call", "kind", "text"),
    [
        (lambda x: x.values(), RuntimeError, "values expected sparse tensor layout but got"),
        (lambda x: x.smm(x), RuntimeError, r"sspaddmm\(...\) can only be called on sparse"),
        (lambda x: x.q_scale(), NotImplementedError, "Could not run 'aten::q_scale'"),
        (lambda x: torch.hsmm(x, x), NotImplementedError, "Could not run 'aten::hspmm'"),
        (lambda x: torch.mm(x, x, torch.float32), NotImplementedError, "'aten::mm.dtype'"),
        (lambda x: x.xpu(), AssertionError, "Torch not compiled with XPU enabled"),
        (lambda x: x.to_sparse_csr(), NotImplementedError, r"to_sparse_csr\(\) is not"),
    ],
)
def test_what_only_other_tensors_have_is_refused(call, kind, text) -> None:
    with pytest.raises(kind, match=text):
        call(torch.ones(2, 2))
