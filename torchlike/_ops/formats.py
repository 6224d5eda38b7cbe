"""Layouts and memory formats."""

from __future__ import annotations

from typing import Any

from torchlike._core.errors import unsupported


class layout:  # noqa: N801  (PyTorch's own name)
    """How elements lie in memory; printed as its name."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return f"torch.{self._name}"

    def __reduce__(self) -> Any:
        return type(self), (self._name,)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and repr(other) == repr(self)

    def __hash__(self) -> int:
        return hash(self._name)


class memory_format(layout):  # noqa: N801  (PyTorch's own name)
    """The order that dims have in memory."""


strided = layout("strided")
#: Layouts that no tensor has here.
sparse_coo = layout("sparse_coo")
sparse_csr = layout("sparse_csr")
sparse_csc = layout("sparse_csc")
sparse_bsr = layout("sparse_bsr")
sparse_bsc = layout("sparse_bsc")
jagged = layout("jagged")
contiguous_format = memory_format("contiguous_format")
preserve_format = memory_format("preserve_format")
channels_last = memory_format("channels_last")
channels_last_3d = memory_format("channels_last_3d")


def check_memory(form: Any, pin_memory: Any) -> None:
    """Raises what there is to say of a new tensor's layout and kind of memory.

    TypeError for a layout that is none, RuntimeError, as in PyTorch, for page-locked memory.
    """
    if pin_memory:
        raise RuntimeError(
            "pin_memory=True requires a CUDA or other accelerator backend; no pinned memory "
            "allocator is available on this system."
        )
    if form is None or form == strided:
        return
    if type(form) is not layout:
        raise TypeError("no layout")
    raise unsupported(f"layout={form}")
