"""`torch.futures`, `torch.hub`, `torch.utils.swap_tensors`, and what is of GPUs without one."""

import threading
from pathlib import Path
from typing import Any

import pytest

import torchlike as torch
from compat import surface


def test_futures_wait_for_their_results() -> None:
    future, other = torch.futures.Future(), torch.futures.Future()
    seen: list[Any] = []
    future.add_done_callback(lambda f: seen.append(f.value()))
    after = future.then(lambda f: f.wait() + 1)
    both = torch.futures.collect_all([future, other])
    thread = threading.Thread(target=future.set_result, args=(3,))
    thread.start()
    assert future.wait() == 3
    thread.join()
    assert (after.wait(), seen, both.done()) == (4, [3], False)
    other.set_exception(ValueError("no"))
    assert [f.done() for f in both.wait()] == [True, True]
    with pytest.raises(ValueError, match="^no$"):
        torch.futures.wait_all([future, other])
    with pytest.raises(RuntimeError, match="mark a completed Future as complete again"):
        future.set_result(4)
    with pytest.raises(RuntimeError, match="callback: ZeroDivisionError: division by zero"):
        future.then(lambda f: 1 / 0).wait()
    assert torch.fork(len, "abc").wait() == 3


def test_hub_loads_from_a_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = 'dependencies = ["os"]\n\n\ndef small(n=1):\n    return [n]\n'
    (tmp_path / "hubconf.py").write_text(source)
    assert torch.hub.load(str(tmp_path), "small", n=3, source="local") == [3]
    with pytest.raises(RuntimeError, match="^Cannot find callable big in hubconf$"):
        torch.hub.load(str(tmp_path), "big", source="local")
    with pytest.raises(ValueError, match='^Unknown source: "x"'):
        torch.hub.load(str(tmp_path), "small", source="x")
    with pytest.raises(NotImplementedError, match="torch.hub.load"):
        torch.hub.load("a/b", "small")
    monkeypatch.setenv("TORCH_HOME", str(tmp_path))
    assert torch.hub.get_dir() == str(tmp_path / "hub")


def test_hub_loads_parameters_from_a_url(tmp_path: Path) -> None:
    torch.save({"w": torch.ones(2)}, tmp_path / "model.pth")
    url = (tmp_path / "model.pth").as_uri()
    found = torch.hub.load_state_dict_from_url(url, str(tmp_path / "kept"), progress=False)
    assert found["w"].tolist() == [1.0, 1.0]
    assert (tmp_path / "kept" / "model.pth").is_file()
    with pytest.raises(RuntimeError, match=r'^invalid hash value \(expected "0000"'):
        torch.hub.download_url_to_file(url, str(tmp_path / "copy"), "0000", progress=False)
    assert not (tmp_path / "copy").exists()


def test_swapped_tensors_change_places() -> None:
    layer = torch.nn.Linear(2, 2)
    weight, other = layer.weight, torch.zeros(3)
    other.mark = 1
    torch.utils.swap_tensors(weight, other)
    assert type(layer.weight) is torch.Tensor and type(other) is torch.nn.Parameter
    assert weight.tolist() == [0.0, 0.0, 0.0] and weight.mark == 1
    assert other.shape == (2, 2) and other.requires_grad
    bad: Any = 3
    with pytest.raises(TypeError, match="The mod argument should be a string"):
        torch.utils.set_module(len, bad)
    view = other[0]
    with pytest.raises(NotImplementedError, match="that shares its memory"):
        torch.utils.swap_tensors(view, weight)


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_what_pytorch_refuses_is_refused_alike() -> None:
    share = {share.namespace: share for share in surface.measure()}
    assert {"eig", "batch_norm_stats", "indices_copy"} <= set(share["torch"].refused)
    assert {"pin_memory", "record_stream", "xpu"} <= set(share["torch.Tensor"].refused)
    assert {"Event", "FloatTensor", "current_stream"} <= set(share["torch.cuda"].refused)
    assert not set(share["torch.cuda"].refusing)


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_names_of_gpus_without_one() -> None:
    assert not isinstance(torch.ones(1), torch.cuda.FloatTensor)
    assert torch.cuda.FloatTensor.dtype is torch.float32
    assert torch.cuda.memory_stats() == {} and torch.cuda.get_rng_state_all() == []
    assert torch.cuda.get_arch_list() == [] and torch.cuda.is_bf16_supported() is False
    with torch.cuda.device(-1), torch.cuda.stream(None), torch.cuda.device_of(torch.ones(1)):
        torch.cuda.seed()
    with pytest.raises(RuntimeError, match="PyTorch was compiled without CUDA support"):
        torch.cuda.device(0).__enter__()
    with pytest.raises(ValueError, match="Expected a cuda device, but got: cpu"):
        torch.cuda.device("cpu")
    with pytest.raises(RuntimeError, match="Cannot access accelerator device when none"):
        torch.device(0)


def test_choosing_by_a_flag() -> None:
    F = torch.nn.functional  # noqa: N806
    chosen = F.boolean_dispatch("flag", 1, False, lambda *_, **__: "yes", lambda *_, **__: "no",
                                "torch", "chosen")  # fmt: skip
    assert [chosen(0), chosen(0, True), chosen(0, flag=True)] == ["no", "yes", "yes"]
    assert (chosen.__name__, chosen.__module__) == ("chosen", "torch")
    F.assert_int_or_pair([1, 2], "size", "{} is bad")
    with pytest.raises(AssertionError, match="^size is bad$"):
        F.assert_int_or_pair([1, 2, 3], "size", "{} is bad")


@pytest.mark.filterwarnings("ignore:TypedStorage is deprecated")
def test_forms_of_new() -> None:
    x = torch.ones(2, 3)
    assert x.new(storage=x.untyped_storage()).data_ptr() == x.data_ptr()
    assert x.new(other=x).data_ptr() == x.data_ptr()
    assert torch.Tensor(x.untyped_storage()).shape == (6,)
    with pytest.raises(RuntimeError, match="Expected a Storage of type Float or an Untyped"):
        x.new(torch.ones(2, dtype=torch.int64).storage())
