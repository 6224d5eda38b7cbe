"""Datasets and loaders: what the recorded programs (``compat/programs/nn_optim``) do not show."""

from typing import Any, cast

import numpy as np
import pytest

import torchlike as torch
from torchlike.utils.data import (
    BatchSampler,
    ChainDataset,
    ConcatDataset,
    DataLoader,
    Dataset,
    DistributedSampler,
    IterableDataset,
    RandomSampler,
    StackDataset,
    Subset,
    TensorDataset,
    WeightedRandomSampler,
    get_worker_info,
    random_split,
)


class Stream(IterableDataset):
    def __init__(self, size, reported=None):
        self.size, self.reported = size, reported

    def __iter__(self):
        info = get_worker_info()
        first, every = (0, 1) if info is None else (info.id, info.num_workers)
        return iter(range(first, self.size, every))

    def __len__(self):
        if self.reported is None:
            raise TypeError("no length")
        return self.reported


class Batched(Dataset):
    """Gives several samples at once."""

    def __len__(self):
        return 5

    def __getitems__(self, indices):
        return [10 * i for i in indices]


def test_a_batch_of_rows_has_their_dtype_and_shape():
    rows = TensorDataset(torch.arange(6.0).view(3, 2), torch.tensor([1, 2, 3]))
    x, y = next(iter(DataLoader(rows, batch_size=2)))
    assert x.shape == (2, 2) and x.dtype is torch.float32
    assert y.shape == (2,) and y.dtype is torch.int64 and y.tolist() == [1, 2]


def test_datasets_asked_for_several_samples_at_once():
    assert [b.tolist() for b in DataLoader(Batched(), batch_size=3)] == [[0, 10, 20], [30, 40]]
    both = StackDataset(Batched(), Batched())
    assert both.__getitems__([1, 2]) == [(10, 10), (20, 20)]
    assert Subset(Batched(), [4, 3]).__getitems__([0]) == [40]


def test_streams():
    assert [b.tolist() for b in DataLoader(Stream(5), batch_size=2)] == [[0, 1], [2, 3], [4]]
    assert list(DataLoader(Stream(3), batch_size=None)) == [0, 1, 2]
    assert list(ChainDataset([Stream(2), Stream(1)])) == [0, 1, 0]
    assert list(Stream(1) + Stream(2)) == [0, 0, 1]
    two = [b.tolist() for b in DataLoader(Stream(7), batch_size=2, num_workers=2)]
    assert two == [[0, 2], [1, 3], [4, 6], [5]]


def test_a_stream_longer_than_it_says_is_reported():
    loader = DataLoader(Stream(3, reported=2))
    assert len(loader) == 2
    with pytest.warns(UserWarning, match="was reported to be 2.*but 3 samples have been fetched"):
        assert len(list(loader)) == 3


def test_workers_leave_the_callers_random_streams_alone():
    class Noise(Dataset):
        def __len__(self):
            return 4

        def __getitem__(self, index):
            return torch.rand(()), np.random.rand()

    torch.manual_seed(0)
    np.random.seed(0)
    expected: Any = np.random.get_state()
    loader = DataLoader(Noise(), num_workers=2, generator=torch.Generator().manual_seed(1))
    first = [x.item() for x, _ in loader]
    assert len(set(first)) == 4
    np.testing.assert_array_equal(cast("Any", np.random.get_state())[1], expected[1])
    torch.manual_seed(0)
    fresh = torch.rand(())
    torch.manual_seed(0)
    list(DataLoader(Noise(), num_workers=1, generator=torch.Generator().manual_seed(1)))
    assert torch.rand(()).item() == fresh.item()
    assert get_worker_info() is None


def test_worker_errors_say_which_worker():
    class Broken(Dataset):
        def __len__(self):
            return 1

        def __getitem__(self, index):
            raise KeyError("gone")

    with pytest.raises(KeyError, match="Caught KeyError in DataLoader worker process 0."):
        list(DataLoader(Broken(), num_workers=1))


def test_a_loader_can_be_run_again_and_has_a_length():
    loader = DataLoader(range(5), batch_size=2, num_workers=1, persistent_workers=True)
    assert len(loader) == 3 and len(iter(loader)) == 3
    assert [len(b) for b in loader] == [len(b) for b in loader] == [2, 2, 1]


@pytest.mark.parametrize(
    ("make", "kind", "text"),
    [
        (lambda: TensorDataset(torch.ones(2), torch.ones(3)), AssertionError, "Size mismatch"),
        (lambda: StackDataset(), ValueError, "At least one dataset should be passed"),
        (lambda: StackDataset([1], a=[1]), ValueError, "both types are given"),
        (lambda: StackDataset([1], [1, 2]), ValueError, "Size mismatch between datasets"),
        (lambda: ConcatDataset([]), AssertionError, "datasets should not be an empty iterable"),
        (lambda: ConcatDataset([Stream(1)]), AssertionError, "does not support IterableDataset"),
        (lambda: ConcatDataset([[1]])[-2], ValueError, "absolute value of index should not"),
        (lambda: list(ChainDataset([[1]])), AssertionError, "only supports IterableDataset"),
        (lambda: Dataset()[0], NotImplementedError, "Subclasses of Dataset should implement"),
        (lambda: random_split(range(3), [1, 1]), ValueError, "does not equal the length"),
        (lambda: random_split(range(3), [1.5, -0.5]), ValueError, "Fraction at index 0"),
        (lambda: RandomSampler([]), ValueError, "num_samples should be a positive integer"),
        (lambda: RandomSampler([1], cast("Any", 1)), TypeError, "replacement should be a boolean"),
        (lambda: BatchSampler([1], True, False), ValueError, "batch_size should be a positive"),
        (
            lambda: BatchSampler([1], 1, cast("Any", 0)),
            ValueError,
            "drop_last should be a boolean value",
        ),
        (lambda: WeightedRandomSampler([[0.5]], 1), ValueError, "weights should be a 1d sequence"),
        (lambda: WeightedRandomSampler([0.5], 0), ValueError, "num_samples should be a positive"),
        (lambda: DistributedSampler([1]), ValueError, "process group has not been initialized"),
        (lambda: DistributedSampler([1], 2, 2), ValueError, "Invalid rank 2, rank should be"),
        (lambda: DataLoader(Stream(1), shuffle=True), ValueError, "unspecified shuffle option"),
        (lambda: DataLoader(Stream(1), sampler=[0]), ValueError, "unspecified sampler option"),
        (
            lambda: DataLoader([1], num_workers=1, multiprocessing_context=3),
            TypeError,
            "multiprocessing_context option should be a valid context object",
        ),
    ],
)
def test_refusals(make, kind, text):
    with pytest.raises(kind, match=text):
        make()


def test_splits_by_share_warn_for_what_is_left_empty():
    with pytest.warns(UserWarning, match="Length of split at index 1 is 0"):
        parts = random_split(range(1), [0.9, 0.1])
    assert [len(part) for part in parts] == [1, 0]


def test_subsets_with_an_index_of_their_own_say_how_to_get_several():
    class Mine(Subset):
        def __getitem__(self, idx):
            return super().__getitem__(idx) + 1

    with pytest.raises(NotImplementedError, match="Mine overrides __getitem__ but not"):
        Mine([1, 2], [0])


def test_pinning_without_an_accelerator_warns():
    if torch.cuda.is_available():
        pytest.skip("there is an accelerator")
    with pytest.warns(UserWarning, match="no accelerator is found"):
        assert list(DataLoader([1.5], pin_memory=True))[0].dtype is torch.float64
