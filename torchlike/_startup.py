"""Importing without garbage collection: it would walk the same new objects over and over.

JAX and torchlike make some 400,000 objects that stay; collecting meanwhile costs a fifth of the
import. Imported first by `torchlike/__init__.py`, which ends with `finished()`.
"""

import gc

_was_enabled = gc.isenabled()
gc.disable()


def finished() -> None:
    """Collects garbage again, if that was so before."""
    if not _was_enabled:
        return
    if not gc.get_freeze_count():
        # Straight to the oldest generation: else the next allocation would walk them all.
        gc.freeze()
        gc.unfreeze()
    gc.enable()
