"""`torch.cuda` where there is no GPU."""

from typing import Any

import pytest

import torchlike as torch

pytestmark = pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")


def test_there_is_none():
    assert torch.cuda.is_available() is False
    assert torch.cuda.device_count() == 0
    assert torch.cuda.is_initialized() is False
    assert torch.cuda.memory_allocated() == torch.cuda.max_memory_allocated() == 0


@pytest.mark.parametrize(
    "use",
    [
        torch.cuda.init,
        torch.cuda.current_device,
        torch.cuda.synchronize,
        torch.cuda.get_device_name,
        torch.cuda.get_device_capability,
        lambda: torch.zeros(1, device="cuda"),
        lambda: torch.zeros(1).cuda(),
        lambda: torch.nn.Linear(1, 1).to("cuda:0"),
    ],
)
def test_using_one_is_an_error(use):
    with pytest.raises(AssertionError, match="Torch not compiled with CUDA enabled"):
        use()


def test_seeds_are_accepted():
    torch.cuda.manual_seed(0)
    torch.cuda.manual_seed_all(0)
    torch.cuda.empty_cache()
    text: Any = "a"
    with pytest.raises(TypeError, match="cannot be interpreted as an integer"):
        torch.cuda.manual_seed(text)


@pytest.mark.parametrize(
    ("arguments", "error", "text"),
    [
        ((), TypeError, r"device\(\) received an invalid combination of arguments - got \(\)"),
        (("",), RuntimeError, "Device string must not be empty"),
        (("cpu:x",), RuntimeError, "Invalid device string: 'cpu:x'"),
        (("cuda:01",), RuntimeError, "Invalid device string: 'cuda:01'"),
        (("cuda", -1), RuntimeError, "Device index must not be negative"),
        (("cuda", "a"), TypeError, r"argument 'index' \(position 2\) must be int, not str"),
        ((1.5,), TypeError, r"got \(float\)"),
        (("CPU",), RuntimeError, "at start of device string: CPU"),
    ],
)
def test_bad_names_of_devices(arguments, error, text):
    with pytest.raises(error, match=text):
        torch.device(*arguments)
