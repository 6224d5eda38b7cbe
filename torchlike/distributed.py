"""Processes that train together (PyTorch: `torch.distributed`): there is one, and no group of them.

What asks whether there is a group is answered; what needs one says so.
"""

from __future__ import annotations

import os
from typing import Any, NoReturn

from torchlike._alias import missing_names as _missing_names
from torchlike._core.errors import unsupported


def _no(doc: str) -> Any:
    def answer() -> bool:
        return False

    answer.__doc__ = doc
    return answer


is_available = _no("Whether processes can train together: they cannot.")
is_initialized = _no("Whether there is a group of processes: there is none.")
is_gloo_available = _no("Whether Gloo can be used: it cannot.")
is_mpi_available = _no("Whether MPI can be used: it cannot.")
is_nccl_available = _no("Whether NCCL can be used: it cannot.")
is_ucc_available = _no("Whether UCC can be used: it cannot.")
is_xccl_available = _no("Whether XCCL can be used: it cannot.")


def is_torchelastic_launched() -> bool:
    """Whether PyTorch's launcher started this process."""
    return os.environ.get("TORCHELASTIC_RUN_ID") is not None


def refuse_without_group(*args: Any, **kwargs: Any) -> NoReturn:
    """Raises: ValueError, as there is no group of processes."""
    del args, kwargs
    raise ValueError(
        "Default process group has not been initialized, please make sure to call "
        "init_process_group."
    )


get_rank = get_world_size = barrier = all_reduce = broadcast = refuse_without_group
all_gather = all_gather_object = broadcast_object_list = get_backend = refuse_without_group


def destroy_process_group(group: Any = None) -> None:
    """Raises: AssertionError, as there is no group of processes."""
    if group is None:
        raise AssertionError("Process group cannot be None")
    raise unsupported("distributed.destroy_process_group(group)")


def init_process_group(*args: Any, **kwargs: Any) -> NoReturn:
    """Raises: NotImplementedError; processes cannot train together."""
    del args, kwargs
    raise unsupported("distributed.init_process_group()")


__getattr__ = _missing_names(__name__)
