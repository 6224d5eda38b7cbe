"""`torch.save` and `torch.load`: PyTorch's format, what is shared, what is refused."""

import collections
import io
import mmap
import pickle
import zipfile
from typing import Any

import pytest

import torchlike as torch


def again(obj: Any, **options: Any) -> Any:
    file = io.BytesIO()
    torch.save(obj, file)
    file.seek(0)
    return torch.load(file, **options)


KINDS = [
    torch.bool, torch.uint8, torch.int16, torch.int64, torch.float16, torch.bfloat16,
    torch.float32, torch.float64, torch.complex64, torch.uint16, torch.float8_e5m2,
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_every_dtype(kind: Any) -> None:
    x = torch.tensor([[0, 1], [1, 1]]).to(kind)
    found = again(x)
    assert (found.dtype, found.shape) == (kind, (2, 2))
    assert found.tolist() == x.tolist()


def test_what_shares_memory_goes_on_sharing_it() -> None:
    x = torch.arange(6.0).view(2, 3)
    found = again({"m": x, "row": x[1], "t": x.t(), "same": x})
    assert found["m"] is found["same"]
    assert (found["t"].stride(), found["row"].storage_offset()) == ((1, 3), 3)
    found["row"][0] = 50
    assert (found["m"][1, 0].item(), found["t"][0, 1].item(), x[1, 0].item()) == (50.0, 50.0, 3.0)


def test_parameters_attributes_and_gradients() -> None:
    p = torch.nn.Parameter(torch.ones(2))
    p.note = "kept"
    q = again(p)
    assert (type(q), q.requires_grad, q.note) == (torch.nn.Parameter, True, "kept")
    interior = again(p * 2)
    assert (interior.is_leaf, interior.requires_grad, interior.tolist()) == (True, True, [2.0, 2.0])


def test_checkpoints() -> None:
    model = torch.nn.Linear(2, 1)
    optimizer = torch.optim.Adam(model.parameters())
    model(torch.ones(3, 2)).sum().backward()
    optimizer.step()
    found = again({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": 3})
    other = torch.nn.Linear(2, 1)
    other.load_state_dict(found["model"])
    assert torch.equal(other.weight, model.weight)
    assert isinstance(found["model"], collections.OrderedDict)
    assert found["optimizer"]["state"][0]["exp_avg"].shape == (1, 2)
    assert torch.equal(again(model, weights_only=False).bias, model.bias)


def test_the_archive_is_laid_out_as_pytorch_lays_it_out(tmp_path: Any) -> None:
    path = tmp_path / "weights.pt"
    torch.save({"w": torch.ones(3), "n": torch.Size([1])}, path)
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == [
            f"weights/{name}"
            for name in ("data.pkl", ".format_version", ".storage_alignment", "byteorder",
                         "data/0", "version", ".data/serialization_id")
        ]  # fmt: skip
        assert archive.read("weights/version") == b"3\n"
        info = archive.getinfo("weights/data/0")
        assert info.compress_type == zipfile.ZIP_STORED
        text = archive.read("weights/data.pkl")
    assert b"torch._utils\n_rebuild_tensor_v2\n" in text
    assert b"torch\nFloatStorage\n" in text
    assert b"torchlike" not in text
    raw = path.read_bytes()
    assert raw.index(torch.ones(3).numpy().tobytes()) % 64 == 0


def test_places() -> None:
    x = torch.ones(2)
    assert again(x, map_location="cpu").device == torch.device("cpu")
    assert again(x, map_location={"cpu": "cpu"}).tolist() == [1.0, 1.0]
    seen = []

    def place(storage: Any, location: str) -> Any:
        seen.append((location, storage.nbytes()))
        return storage

    assert again(x, map_location=place).tolist() == [1.0, 1.0]
    assert seen == [("cpu", 8)]


class Settings:
    def __init__(self) -> None:
        self.rate = 0.5


def test_only_weights_unless_trusted() -> None:
    with pytest.raises(pickle.UnpicklingError, match="Unsupported global: GLOBAL .*Settings"):
        again(Settings())
    assert again(Settings(), weights_only=False).rate == 0.5
    with torch.serialization.safe_globals([Settings]):
        assert again(Settings()).rate == 0.5
    with pytest.raises(pickle.UnpicklingError, match="Weights only load failed"):
        again(Settings())


class Evil:
    def __reduce__(self) -> Any:
        return print, ("executed",)


def test_a_file_cannot_run_code() -> None:
    with pytest.raises(pickle.UnpicklingError, match="GLOBAL __builtin__.print"):
        again(Evil())


def test_what_is_no_archive_is_refused(tmp_path: Any) -> None:
    with pytest.raises(EOFError, match="Ran out of input"):
        torch.load(io.BytesIO())
    with pytest.raises(pickle.UnpicklingError, match="Unsupported operand 103"):
        torch.load(io.BytesIO(b"garbage"))
    with pytest.raises(NotImplementedError, match="before 1.6"):
        torch.load(io.BytesIO(pickle.dumps(1, 2)))
    shared = torch.serialization.set_default_mmap_options(mmap.MAP_SHARED)
    with shared, pytest.raises(NotImplementedError, match=r"mmap=True\) with mmap.MAP_SHARED"):
        torch.load(tmp_path / "x", mmap=True)
    with pytest.raises(NotImplementedError, match="_use_new_zipfile_serialization"):
        torch.save(1, io.BytesIO(), _use_new_zipfile_serialization=False)
    with pytest.raises(AttributeError, match="You can only torch.load from a file that is seek"):
        torch.load([1])
    with pytest.raises(AttributeError, match="expected 'f' to be string, path"):
        torch.save(1, 3)


def test_pickle_keeps_subclasses_and_views() -> None:
    x = torch.arange(4.0).view(2, 2)
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        found = pickle.loads(pickle.dumps(x.t(), protocol))
        assert (found.stride(), found.tolist()) == ((1, 2), [[0.0, 2.0], [1.0, 3.0]])


def test_a_mapped_file_is_not_written_to(tmp_path: Any) -> None:
    path = tmp_path / "w.pt"
    torch.save({"a": torch.arange(6.0).view(2, 3), "b": torch.ones(2, dtype=torch.int8)}, path)
    before = path.read_bytes()
    found = torch.load(path, mmap=True)
    found["a"].mul_(2)
    assert found["a"].tolist() == [[0.0, 2.0, 4.0], [6.0, 8.0, 10.0]]
    assert found["b"].dtype is torch.int8 and found["b"].shape == (2,)
    assert path.read_bytes() == before
    with pytest.raises(ValueError, match="f must be a file path in order to use the mmap"):
        torch.load(io.BytesIO(before), mmap=True)


def test_places_of_storages_can_be_named() -> None:
    assert torch.serialization.location_tag(torch.ones(1).untyped_storage()) == "cpu"
    with pytest.raises(RuntimeError, match=r"don't know how to restore data .*tagged with foo"):
        torch.serialization.default_restore_location(torch.ones(1).untyped_storage(), "foo")
    with pytest.raises(TypeError, match="Invalid argument type in function set_default_load"):
        torch.serialization.set_default_load_endianness("little")  # type: ignore[arg-type]
