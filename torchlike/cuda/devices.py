"""The GPUs: how many, which, and what they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

import jax

from torchlike._core.device import device as _device
from torchlike._core.device import to_jax
from torchlike._core.errors import unsupported

_NONE = "Torch not compiled with CUDA enabled"
#: Whether the GPUs compute in float16, and whether the MAGMA library is there.
has_half, has_magma = True, False


class cudaStatus:  # noqa: N801  (PyTorch's own name)
    """Codes that the CUDA runtime returns."""

    SUCCESS: int = 0
    ERROR_NOT_READY: int = 34


class DeferredCudaCallError(Exception):
    """An error of a call that waited for the GPUs to be started."""


def _gpus() -> list[Any]:
    try:
        return jax.local_devices(backend="gpu")
    except RuntimeError:
        return []


def is_available() -> bool:
    """Whether JAX finds a GPU."""
    return bool(_gpus())


def device_count() -> int:
    """The number of GPUs."""
    return len(_gpus())


def init() -> None:
    """Starts the GPUs, which happens by itself. Raises: AssertionError without one."""
    if not is_available():
        raise AssertionError(_NONE)


def is_initialized() -> bool:
    """Whether the GPUs have been started: they are by the first question about them."""
    return is_available()


def current_device() -> int:
    """The index of the GPU that ``"cuda"`` means. Raises: AssertionError without one."""
    init()
    return 0


def index_of(device: Any, *, optional: bool = True) -> int:
    """The index of a `torch.device`, its name, or an index; of the current one for None.

    Raises: AssertionError without a GPU where one has to be found; ValueError for another kind.
    """
    if isinstance(device, int):
        return device
    if device is None and optional:
        return current_device()
    place = device if isinstance(device, _device) else _device(device)
    if place.type != "cuda":
        raise ValueError(f"Expected a cuda device, but got: {place}")
    return current_device() if place.index is None else place.index


def gpu_of(device: Any) -> Any:
    """JAX's device for what `index_of` takes. Raises: AssertionError without a GPU."""
    init()
    return to_jax(_device("cuda", index_of(device)))


def set_device(device: Any) -> None:
    """Makes a GPU the current one; a negative index changes nothing.

    Raises: AssertionError without a GPU; NotImplementedError for any but the first.
    """
    index = index_of(device, optional=False)
    if index < 0:
        return
    gpu_of(index)
    if index:
        raise unsupported(f"torch.cuda.set_device({index}): the current GPU is always the first")


class device:  # noqa: N801  (PyTorch's own name)
    """Makes a GPU the current one inside; None or a negative index changes nothing."""

    def __init__(self, device: Any) -> None:
        self.idx = None if device is None else index_of(device)
        self.prev_idx = -1

    def __enter__(self) -> None:
        if self.idx is not None and self.idx >= 0 and not is_available():
            raise RuntimeError("PyTorch was compiled without CUDA support")
        if self.idx is not None:
            set_device(self.idx)

    def __exit__(self, type: Any, value: Any, traceback: Any) -> bool:
        return False


class device_of(device):  # noqa: N801
    """Makes the GPU of a tensor the current one inside; another tensor changes nothing."""

    def __init__(self, obj: Any) -> None:
        super().__init__(obj.get_device() if obj.is_cuda else -1)


# -- what they are -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _CudaDeviceProperties:
    """What is known of a GPU."""

    name: str
    major: int
    minor: int
    total_memory: int
    multi_processor_count: int

    def __repr__(self) -> str:
        return (
            f"_CudaDeviceProperties(name='{self.name}', major={self.major}, minor={self.minor}, "
            f"total_memory={self.total_memory // 2**20}MB, "
            f"multi_processor_count={self.multi_processor_count})"
        )


def get_device_properties(device: Any = None) -> _CudaDeviceProperties:
    """The GPU's name, capability, memory that JAX may use and number of processors.

    Raises: AssertionError without one.
    """
    gpu = gpu_of(device)
    memory = (gpu.memory_stats() or {}).get("bytes_limit", 0)
    capability = get_device_capability(device)
    return _CudaDeviceProperties(gpu.device_kind, *capability, int(memory), gpu.core_count)


def get_device_name(device: Any = None) -> str:
    """What the GPU calls itself. Raises: AssertionError without one."""
    return gpu_of(device).device_kind


def get_device_capability(device: Any = None) -> tuple[int, int]:
    """The GPU's compute capability, major and minor. Raises: AssertionError without one."""
    major, _, minor = gpu_of(device).compute_capability.partition(".")
    return int(major), int(minor)


def get_arch_list() -> list[str]:
    """The architectures that programs were compiled for: those of the GPUs that are there."""
    return sorted({"sm_" + gpu.compute_capability.replace(".", "") for gpu in _gpus()})


def get_gencode_flags() -> str:
    """`get_arch_list` as flags of NVIDIA's compiler."""
    codes = [name.removeprefix("sm_") for name in get_arch_list()]
    return " ".join(f"-gencode compute=compute_{c},code=sm_{c}" for c in codes)


def is_bf16_supported(including_emulation: bool = True) -> bool:
    """Whether the current GPU computes in bfloat16, which each does with emulation."""
    return is_available() and (including_emulation or get_device_capability() >= (8, 0))


def is_tf32_supported() -> bool:
    """Whether the current GPU has products of a reduced precision."""
    return is_available() and get_device_capability() >= (8, 0)


def can_device_access_peer(device: Any, peer_device: Any) -> bool:
    """Whether a GPU sees the memory of another: that is not known.

    Raises: AssertionError without a GPU.
    """
    gpu_of(device)
    gpu_of(peer_device)
    raise unsupported("torch.cuda.can_device_access_peer()")


def synchronize(device: Any = None) -> None:
    """Waits until the GPU has done all it was given. Raises: AssertionError without one."""
    # A GPU runs its programs in order: the last one given waits for the others.
    jax.device_put(0, gpu_of(device)).block_until_ready()


# -- what only CUDA itself has -------------------------------------------------------------------


def _absent(like: Callable[..., Any]) -> Callable[..., NoReturn]:
    """Decorates the name of what is CUDA's own and not JAX's."""

    def function(*args: Any, **options: Any) -> NoReturn:
        like(*args, **options)
        init()
        raise unsupported(f"torch.cuda.{like.__name__}()")

    function.__name__ = function.__qualname__ = like.__name__
    function.__doc__ = f"{like.__doc__} Raises: AssertionError without a GPU; else not supported."
    function.__wrapped__ = like  # type: ignore[attr-defined]  (its signature)
    return function


@_absent
def cudart() -> None:
    """CUDA's runtime."""


@_absent
def current_blas_handle() -> None:
    """The handle of CUDA's linear algebra."""


@_absent
def current_solver_handle() -> None:
    """The handle of CUDA's solvers."""


@_absent
def ipc_collect() -> None:
    """Frees memory that other processes have let go."""


@_absent
def get_sync_debug_mode() -> None:
    """What is done of work that waits for the GPU."""


@_absent
def set_sync_debug_mode(debug_mode: int | str) -> None:
    """Says what is done of work that waits for the GPU."""


@_absent
def caching_allocator_alloc(size: int, device: Any = None, stream: Any = None) -> None:
    """Memory of the allocator."""


@_absent
def set_per_process_memory_fraction(fraction: float, device: Any = None) -> None:
    """Says how much memory the allocator may have."""


@_absent
def get_per_process_memory_fraction(device: Any = None) -> None:
    """How much memory the allocator may have."""


@_absent
def get_stream_from_external(data_ptr: int, device: Any = None) -> None:
    """A stream made elsewhere."""
