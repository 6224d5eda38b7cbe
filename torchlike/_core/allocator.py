"""Keeping large blocks of memory: what makes large temporaries cheap on the CPU with glibc.

By default glibc returns every large block to the system, and XLA's temporaries are page-faulted in
anew at every call: a small GPT step takes 95-118 ms instead of 65-84 ms.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
import platform

#: glibc's names for the parameters of `mallopt`.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_LARGEST_BLOCK = 1 << 30
_NEVER_TRIM = (1 << 31) - 1


@functools.cache
def keep_large_blocks() -> bool:
    """Tells glibc to keep freed blocks for the next call; True where that was done.

    `TORCHLIKE_KEEP_MEMORY=0` leaves the allocator as it is.
    """
    if os.environ.get("TORCHLIKE_KEEP_MEMORY") == "0" or not _is_glibc():
        return False
    with contextlib.suppress(OSError, AttributeError):
        mallopt = ctypes.CDLL(None).mallopt
        return bool(
            mallopt(_MMAP_THRESHOLD, _LARGEST_BLOCK) and mallopt(_TRIM_THRESHOLD, _NEVER_TRIM)
        )
    return False


def return_free_memory() -> bool:
    """Gives what is free back to the system; True where that was done.

    For after a compilation: XLA leaves some 30 MB of freed blocks behind that nothing needs again.
    """
    if not _is_glibc():
        return False
    with contextlib.suppress(OSError, AttributeError):
        return bool(ctypes.CDLL(None).malloc_trim(0))
    return False


@functools.cache
def _is_glibc() -> bool:
    return platform.libc_ver()[0] == "glibc"
