"""Workers: what loads the samples of a loader with `num_workers`.

PyTorch's are processes; these take turns in the caller's. A worker has what makes a difference to
what is loaded: its number, its own random streams, and its own dataset where it can tell.
"""

from __future__ import annotations

import copy
import random
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from torchlike.random import get_rng_state, manual_seed, set_rng_state
from torchlike.utils.data._utils.fetch import Fetcher
from torchlike.utils.data.dataset import IterableDataset


@dataclass(frozen=True)
class WorkerInfo:
    """What a worker knows of itself."""

    id: int
    num_workers: int
    seed: int
    dataset: Any
    rng: Any = None
    worker_method: str | None = "multiprocessing"


class _Current(threading.local):
    worker: WorkerInfo | None = None


_current = _Current()


def get_worker_info() -> WorkerInfo | None:
    """The worker that is loading; None outside of workers."""
    return _current.worker


def _streams() -> tuple[Any, ...]:
    return get_rng_state(), random.getstate(), np.random.get_state()


def _set_streams(states: tuple[Any, ...]) -> None:
    set_rng_state(states[0])
    random.setstate(states[1])
    np.random.set_state(states[2])


class Worker:
    """One of a loader's workers."""

    def __init__(self, loader: Any, number: int, base_seed: int) -> None:
        """Calls the loader's `worker_init_fn`; the dataset is a copy where one could tell."""
        dataset = loader.dataset
        if loader.worker_init_fn is not None or isinstance(dataset, IterableDataset):
            dataset = copy.deepcopy(dataset)
        self.info = WorkerInfo(number, loader.num_workers, base_seed + number, dataset)
        self._loader = loader
        outside = _streams()
        self._seed_streams(base_seed)
        self._states = _streams()
        _set_streams(outside)
        with self._working():
            if loader.worker_init_fn is not None:
                self._guarded(loader.worker_init_fn, number)
            self._fetcher = self._guarded(self._new_fetcher)

    def _seed_streams(self, base_seed: int) -> None:
        manual_seed(self.info.seed)
        random.seed(self.info.seed)
        entropy = [self.info.id, base_seed & 0xFFFFFFFF, base_seed >> 32, 0]
        np.random.seed(np.random.SeedSequence(entropy).generate_state(4))

    def _new_fetcher(self) -> Fetcher:
        loader = self._loader
        batches = loader.batch_sampler is not None
        return Fetcher(self.info.dataset, batches, loader.collate_fn, loader.drop_last)

    def restart(self) -> None:
        """Begins the dataset anew."""
        with self._working():
            self._fetcher = self._guarded(self._new_fetcher)

    def fetch(self, index: Any) -> Any:
        """What the dataset gives for `index`. Raises: StopIteration at the end of a stream."""
        with self._working():
            return self._guarded(self._fetcher.fetch, index)

    @contextmanager
    def _working(self) -> Iterator[None]:
        outside, before = _streams(), _current.worker
        _current.worker = self.info
        _set_streams(self._states)
        try:
            yield
        finally:
            self._states = _streams()
            _set_streams(outside)
            _current.worker = before

    def _guarded(self, function: Callable[..., Any], *args: Any) -> Any:
        try:
            return function(*args)
        except StopIteration:
            raise
        except Exception as error:
            raise _reworded(error, self.info.id) from error


class _PlainKey(str):
    """A text that a KeyError shows as it is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _reworded(error: Exception, number: int) -> Exception:
    """An exception of the same type that says which worker it comes from."""
    kind = type(error)
    text = (
        f"Caught {kind.__name__} in DataLoader worker process {number}.\n"
        f"Original {traceback.format_exc()}"
    )
    try:
        return kind(_PlainKey(text) if kind is KeyError else text)
    except TypeError:
        return RuntimeError(text)
