"""Replays PyTorch's operator database, and checks how the replay compares and what it keeps."""

import importlib
import json
import zlib

import numpy as np
import pytest

from compat import signatures, surface
from compat.ops import calls, compare, encoding, goldens, replaying, report
from compat.replay import alias

EXCEPTIONS = report.read_exceptions()
TITLES = [golden.title for golden in goldens.collect()]
#: A few of them, the same whatever else passes; but for decompositions, which compile for long.
PART = [
    title
    for title in sorted(set(TITLES) - set(EXCEPTIONS))
    if zlib.crc32(title.encode()) % 32 == 0 and not title.startswith("linalg.")
]


@pytest.mark.parametrize("title", PART)
def test_operator_still_does_what_pytorch_does(title):
    [golden] = [found for found in goldens.collect(title) if found.title == title]
    [verdict] = replaying.replay([golden])
    assert verdict.passes, str(verdict)


@pytest.mark.slow
def test_all_operators_but_the_exceptions_pass():
    found = report.Report(list(replaying.replay(goldens.collect())), EXCEPTIONS)
    assert (found.broken, found.agreeing) == ([], [])


def test_operators_are_recorded_once():
    assert len(TITLES) >= 650
    assert len(set(TITLES)) == len(TITLES)
    assert set(EXCEPTIONS) <= set(TITLES)


@pytest.fixture
def torch():
    with alias():
        yield importlib.import_module("torch")


@pytest.mark.parametrize("name", encoding.STORED)
@pytest.mark.parametrize("strides", [None, (1, 2), (8, 2), (0, 1)])
def test_tensors_come_back_as_they_were(torch, name, strides):
    arrays = encoding.Arrays()
    decode = encoding.Decoder(torch, arrays)
    number = arrays.add(np.arange(6).astype(encoding.STORED[name]))
    code = ["T", number, name, [2, 3], strides and list(strides), name == "float32"]
    if strides == (0, 1):
        code[1] = arrays.add(np.tile(np.arange(3), 2).astype(encoding.STORED[name]))
    assert encoding.Encoder(torch, arrays, exact=True)(decode(code)) == code


def test_other_values_come_back_as_they_were(torch):
    values = [None, True, 2, "same", 1 + 2j, (1, [2.5]), slice(0, None, 2), ..., torch.int8]
    arrays = encoding.Arrays()
    code = encoding.Encoder(torch, arrays)(values)
    assert encoding.Decoder(torch, arrays)(json.loads(json.dumps(code))) == values
    with pytest.raises(encoding.NotEncodableError, match="function"):
        encoding.Encoder(torch, arrays)(len.__class__.mro)


def test_coarse_numbers_keep_what_is_compared():
    values = np.array([1 / 3, -1e300, np.inf, np.nan, 0.0, 12345678.0])
    coarse = encoding.coarse(values)
    assert compare.elements_difference(values, coarse, "float64") is None
    assert coarse[0] != values[0]


def _tensor(number=0, shape=(2,), strides=None, requires_grad=False):
    return ["T", number, "float32", list(shape), strides, requires_grad]


@pytest.mark.parametrize(
    ("expected", "got", "kinds"),
    [
        (_tensor(), _tensor(), []),
        (_tensor(), _tensor(1), ["values"]),
        (_tensor(), _tensor(shape=(2, 1)), ["values"]),
        (_tensor(strides=[2], requires_grad=True), _tensor(), ["strides", "grad flag"]),
        (_tensor(2), None, ["zero"]),
        (_tensor(), None, ["values"]),
        (["tuple", 1, 2.0], ["tuple", 1, 2.0], []),
        (["tuple", 1, 2.0], ["tuple", 1.0, 2.5], ["values", "values"]),
        (["tuple", 1], ["tuple", 1, 2], ["values"]),
        (["error", "TypeError", "a"], ["error", "TypeError", "a"], []),
        (["error", "TypeError", "a"], ["error", "TypeError", "b"], ["text"]),
        (["error", "TypeError", "a"], ["error", "IndexError", "a"], ["raised"]),
        (["error", "TypeError", "a"], 3, ["raised"]),
    ],
)
def test_differences_are_told_apart(expected, got, kinds):
    arrays = encoding.Arrays()
    for values in ([1, 2], [1, 2.1], [0, 0]):
        arrays.add(np.array(values, "<f4"))
    found = compare.differences(expected, got, arrays, arrays)
    assert [difference.kind for difference in found] == kinds


@pytest.mark.parametrize(
    ("expected", "got", "agree"),
    [
        ([1.0, np.nan], [1.0, np.nan], True),
        ([1.0, np.nan], [1.0, 1.0], False),
        ([np.inf, 1.0], [-np.inf, 1.0], False),
        ([1e6, 0.0], [1e6, 1.0], True),
        ([1.0, 0.0], [1.0, 1e-4], False),
    ],
)
def test_elements_agree_within_rounding(expected, got, agree):
    a, b = (np.array(values, "<f4") for values in (expected, got))
    assert (compare.elements_difference(a, b, "float32") is None) == agree


def test_integers_agree_exactly():
    text = compare.elements_difference(np.array([1, 2]), np.array([1, 3]), "int64")
    assert text == "1 of 2 differ, at 1 expected 2, got 3"


def test_files_hold_what_was_written(tmp_path, monkeypatch):
    monkeypatch.setattr(goldens, "DATA", tmp_path)
    arrays = encoding.Arrays()
    case = {
        "dtype": "float32",
        "args": [["T", arrays.add(np.ones(3, "<f4")), "float32", [3], None, False]],
    }
    goldens.write("torch-a", [goldens.Golden("abs", "function", ["absolute"], [case], [])], arrays)
    [golden] = goldens.collect("abs")
    assert (golden.title, golden.form, golden.aliases) == ("abs", "function", ["absolute"])
    assert golden.cases == [case]
    assert golden.arrays[0].tolist() == [1, 1, 1]
    assert list(goldens.collect("add")) == []


def test_a_missing_operator_is_missing(torch):
    golden = goldens.Golden("no_such_operator", "function", [], [], [])
    assert str(replaying.judge(golden, torch)) == "no_such_operator: missing"
    with pytest.raises(calls.MissingError, match="Tensor.no_such_operator"):
        calls.reach(torch, "no_such_operator", "method")


def test_the_report_names_what_broke():
    verdicts = [
        replaying.Verdict("abs", checks=3),
        replaying.Verdict("add", failing={"out": "no out"}, checks=2),
        replaying.Verdict("linalg.lu", missing=True),
    ]
    found = report.Report(verdicts, {"abs": "it could not", "linalg.lu": "no time"})
    assert [verdict.title for verdict in found.broken] == ["add"]
    assert [verdict.title for verdict in found.agreeing] == ["abs"]
    assert not found.ok
    text = found.markdown()
    assert text.startswith("1 of 3 names fully pass")
    assert "| torch | 1 | 1 | 0 | 2 | 5 |" in text
    assert "| linalg | 0 | 0 | 1 | 1 | 0 |" in text
    assert "### Failing\n\n- `add`: out; out: `no out`" in text
    assert "### Exceptions\n\n- `linalg.lu`: no time; missing" in text
    assert "### Exceptions that pass\n\n- `abs`: it could not" in text


def test_a_name_passes_with_all_its_entries():
    verdicts = [
        replaying.Verdict("norm"),
        replaying.Verdict("norm/nuc", failing={"out": "no out"}),
        replaying.Verdict("sum"),
    ]
    assert report.passing_names(verdicts) == (1, 2)


def test_the_surface_is_measured_by_names_and_parameters():
    shares = {share.namespace: share for share in surface.measure()}
    torch = shares["torch"]
    assert torch.total > 700
    assert len(torch.missing) < torch.total // 2
    assert "abs" not in torch.missing + torch.different


def test_signatures_are_read_from_functions_and_docstrings():
    def told():
        """add(other, *, alpha=1) -> Tensor"""

    def written(self, input, dim=None, *, out=None):
        pass

    found = signatures.signature_of(written, method=False)
    assert found is not None
    assert signatures.write(found) == "(input, dim=None, *, out=None)"
    assert signatures.read("(input, dim=None, *, out=None)") == found
    assert signatures.documented(told) == signatures.read("(other, *, alpha=1)")


@pytest.mark.parametrize(
    ("recorded", "ours", "same"),
    [
        (["(input, dim=-1, *, out=None)"], "(input, dim=-1, *rest, out=None, axis=None)", True),
        (["(input, dim=-1)"], "(input, dim=-1, *, out=None)", False),
        (["(input, dim=-1)"], "(input, dim=0)", False),
        (["(input, dim=-1)"], "(input, *, dim=-1)", False),
        (["(input, *, b, a)"], "(input, *, a, b)", True),
        (["(input, size)"], "(input, *each, size=None)", True),
        (["(input, dim)", "(input, *, dtype)"], "(input, dim=None, *, dtype=None)", True),
        (["(input, dim)", "(input, *, dtype)"], "(input, dim=None)", False),
        (["(from=0, to=1)"], "(*args, **options)", True),
    ],
)
def test_a_signature_agrees_where_it_takes_the_same(recorded, ours, same):
    assert signatures.agree(recorded, signatures.read(ours)) is same
