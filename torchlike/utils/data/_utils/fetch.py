"""How a loader gets the samples of a batch."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from torchlike.utils.data.dataset import IterableDataset, items_of


class Fetcher:
    """Samples by index from a map, or the next ones of a stream; put together as asked."""

    def __init__(
        self, dataset: Any, batches: bool, collate_fn: Callable[[Any], Any], drop_last: bool
    ) -> None:
        """Gets a list of samples at a time when `batches`."""
        self._dataset = dataset
        self._stream = iter(dataset) if isinstance(dataset, IterableDataset) else None
        self._batches = batches
        self._collate_fn = collate_fn
        self._drop_last = drop_last
        self._ended = False

    def fetch(self, index: Any) -> Any:
        """The batch, or sample, at `index`. Raises: StopIteration at the end of a stream."""
        if self._stream is not None:
            return self._collate_fn(self._next(index))
        if self._batches:
            return self._collate_fn(items_of(self._dataset, index))
        return self._collate_fn(self._dataset[index])

    def _next(self, index: Any) -> Any:
        assert self._stream is not None
        if not self._batches:
            return next(self._stream)
        if self._ended:
            raise StopIteration
        found = list(itertools.islice(self._stream, len(index)))
        self._ended = len(found) < len(index)
        if not found or (self._drop_last and self._ended):
            raise StopIteration
        return found
