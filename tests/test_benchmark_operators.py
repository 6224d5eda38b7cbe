"""The table of `benchmarks.ops` and what it makes of measurements."""

import importlib
import json
import math
import sys

import pytest

import torchlike
from benchmarks.ops.cases import CASES, Case
from benchmarks.ops.driver import Row, _difference
from benchmarks.ops.report import as_json, geometric_mean, line, summary
from torchlike._core import kernel
from torchlike._ops.schema import TABLE

ROWS = [
    Row("add", "binary", "middle", "forward", 2e-6, 1e-6),
    Row("mul", "binary", "middle", "forward", 5e-7, 1e-6),
    Row("sort", "sort", "middle", "forward", 4e-3, 1e-3),
    Row("eig", "linalg", "middle", "forward", problem="torchlike: no answer"),
]


def test_names_are_the_keys():
    assert all(name == case.name for name, case in CASES.items())
    assert isinstance(CASES["sort.line"], Case)
    assert not CASES["floor"].backward


def test_geometric_mean():
    assert math.isclose(geometric_mean([2.0, 0.5]), 1.0)
    assert math.isnan(geometric_mean([]))


def test_lines_say_times_or_what_went_wrong():
    assert line(ROWS[0]).split()[-1] == "2.00"
    assert line(ROWS[3]).endswith("torchlike: no answer")


def test_the_summary_lists_the_slow():
    text = summary(ROWS)
    assert "1 of 3 above 3" in text
    assert text.splitlines()[-1] == line(ROWS[2])


def test_json_has_no_nan():
    assert json.loads(json.dumps(as_json({}, ROWS), allow_nan=False))["rows"][3]["ours"] is None


@pytest.mark.parametrize(
    ("theirs", "words"),
    [
        ([["torch.float32", [2], 1.001]], ""),
        ([["torch.float32", [2], 1.1]], "results differ: "),
        ([["torch.int64", [2], 1.0]], "results differ: "),
        ([], "results differ in number"),
    ],
)
def test_results_are_compared(theirs, words):
    assert _difference([["torch.float32", [2], 1.0]], theirs).startswith(words)


#: Operators that no case is for: made and read in other ways, or parts of others.
LEFT_OUT = {
    "_chunk_cat", "_unsafe_masked_index", "_unsafe_masked_index_put_accumulate", "assign",
    "comparison", "conj", "copy", "drawn", "embedding_by_frequency",
    "fake_quantize_per_channel_affine", "fake_quantize_per_tensor_affine", "fill",
    "frequencies.values", "hash_tensor", "multilabel_margin_loss_value",
    "native_dropout_backward", "native_layer_norm", "neg_view", "passed_through",
    "running_average", "sent_back", "softmax_gradient", "special_round", "split_with_sizes_at",
    "strided", "unbind_at", "unique.slices", "view_dtype", "zero",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:index_reduce", "ignore:reduction. 'mean'")
def test_cases_run_and_leave_no_operator_out(monkeypatch):
    for name in [n for n in sys.modules if n.startswith("benchmarks.ops.")]:
        monkeypatch.delitem(sys.modules, name)
    assert torchlike.install()
    try:
        worker = importlib.import_module("benchmarks.ops.worker")
        sizes = importlib.import_module("benchmarks.ops.sizes")
        for case in CASES.values():
            worker.Block(case, sizes.SIZES["small"], case.backward).run()
    finally:
        torchlike.uninstall()
    seen = {key[0].name for key in kernel._kernels}
    assert set(TABLE) - seen - LEFT_OUT == set()
