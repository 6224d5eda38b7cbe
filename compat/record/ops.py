"""Records what PyTorch does with the samples of its own operator database.

Run from the repository's root in an environment that has PyTorch and its testing dependencies:
`python -m compat.record.ops [--only GROUP_GLOB]`. `compat.ops.goldens` describes the files.
"""

import argparse
import itertools
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterable
from fnmatch import fnmatch
from typing import Any

import torch
from torch.testing._internal.common_methods_invocations import op_db

from compat.ops.calls import Runner, form_of
from compat.ops.compare import differences
from compat.ops.encoding import Arrays, Encoder, NotEncodableError
from compat.ops.goldens import Golden, group_of, write
from compat.record.programs import REFERENCE_VERSION

#: How many samples of each dtype are kept.
SAMPLES = {
    "float32": 10,
    "float64": 6,
    "complex64": 3,
    "complex128": 3,
    "int64": 3,
    "bool": 2,
    "float16": 2,
    "bfloat16": 2,
    "int32": 1,
    "int16": 1,
    "int8": 1,
    "uint8": 1,
}
#: Samples looked at before choosing, and the elements a chosen one may have.
LOOKED_AT = 300
ELEMENTS = 1500
#: Per dtype, how many samples are also called in other ways.
OTHER_WAYS = {"float32": 5, "float64": 0}
DIFFERENTIATED = ("float64", "complex128")
TWICE_DIFFERENTIATED = 2
ERRORS = 20
#: Need a compiler, another device, another layout, or are no name of `torch`.
LEFT_OUT = ("jiterator*", "torch.*", "sparse.*", "to_sparse")


def features(value: Any, place: str = "") -> set[str]:
    """What makes a sample different from others: types, ranks, kinds of tensors, flags."""
    if isinstance(value, torch.Tensor):
        kinds = {f"{place}:{value.dtype}", f"{place}:rank {value.dim()}"}
        kinds |= {"empty"} if value.numel() == 0 else set()
        return kinds | ({"strided"} if not value.is_contiguous() else set())
    if isinstance(value, dict):
        return set().union(*(features(v, f"{place}.{k}") for k, v in value.items()), set())
    if isinstance(value, list | tuple) and any(isinstance(v, torch.Tensor) for v in value):
        return set().union(*(features(v, place) for v in value), {f"{place}:{len(value)}"})
    return {f"{place}={value!r}"} if not isinstance(value, float) else {f"{place}: float"}


def size_of(value: Any) -> int:
    if isinstance(value, torch.Tensor):
        return value.numel()
    items = value.values() if isinstance(value, dict) else value
    return sum(map(size_of, items)) if isinstance(value, dict | list | tuple) else 0


def chosen(samples: Iterable[Any], count: int, elements: int = ELEMENTS) -> list[Any]:
    """A few samples that differ as much as they can; small ones first."""
    pool = []
    for sample in samples:
        args = (sample.input, *sample.args)
        found = features(sample.kwargs)
        for place, value in enumerate(args):
            found |= features(value, str(place))
        pool.append((size_of(args) + size_of(sample.kwargs), found, sample))
    pool.sort(key=lambda entry: entry[0])
    # Where all are large, the smallest do.
    pool = [entry for entry in pool if entry[0] <= elements] or pool[:2]
    picked, seen = [], set()
    while pool and len(picked) < count:
        best = max(pool, key=lambda entry: (len(entry[1] - seen), -entry[0]))
        pool.remove(best)
        seen |= best[1]
        picked.append(best[2])
    return picked


class Recorder:
    """Records operators into the arrays of one file."""

    def __init__(self) -> None:
        self.arrays = Arrays()
        self.problems: list[str] = []
        self.encode = Encoder(torch, self.arrays)

    def record(self, op: Any) -> Golden | None:
        title = f"{op.name}/{op.variant_test_name}" if op.variant_test_name else op.name
        form = form_of(torch, op.name, op.variant_test_name)
        if form is None:
            self.problems.append(f"{title}: torch has no such name")
            return None
        runner = Runner(torch, title, form, self.arrays)
        cases = []
        for name, count in SAMPLES.items():
            dtype = getattr(torch, name)
            if dtype in op.supported_dtypes("cpu"):
                cases += self._cases(op, runner, dtype, name, count)
        if not cases:
            self.problems.append(f"{title}: no case of it can be recorded")
            return None
        aliases = [alias.name for alias in op.aliases if form == "function"]
        return Golden(title, form, aliases, cases, self._errors(op, runner))

    def _cases(self, op: Any, runner: Runner, dtype: Any, name: str, count: int) -> list[Any]:
        torch.manual_seed(0)
        differentiated = name in DIFFERENTIATED and op.supports_autograd
        if name == "float32":
            samples = op.reference_inputs("cpu", dtype)
        else:
            samples = op.sample_inputs("cpu", dtype, requires_grad=differentiated)
        looked_at = [s for s in itertools.islice(samples, LOOKED_AT) if _encodable(s)]
        cases = []
        for place, sample in enumerate(chosen(looked_at, count)):
            case = {"dtype": name, **self._arguments(runner, sample)}
            case["result"] = result = runner.observe(case, "result", self.encode)
            if _failed(result):
                self.problems.append(f"{runner.title} {name}: {result[1:]}")
                continue
            ways = []
            if place < OTHER_WAYS.get(name, 1) and isinstance(sample.input, torch.Tensor | list):
                ways += _other_ways(op, runner)
            if differentiated:
                ways.append("gradient")
                if op.supports_gradgrad and place < TWICE_DIFFERENTIATED:
                    ways.append("second")
            for way in ways:
                found = runner.observe(case, way, self.encode)
                if way in ("gradient", "second") and _failed(found):
                    continue
                if way == "out" and not _failed(found) and self._differ(result, found):
                    self.problems.append(f"{runner.title} {name}: out= gives something else")
                    continue
                case[way] = "=" if found == result else found
            cases.append(case)
        return cases

    def _differ(self, a: Any, b: Any) -> bool:
        found = differences(a, b, self.arrays, self.arrays)
        return any(difference.kind == "values" for difference in found)

    def _arguments(self, runner: Runner, sample: Any) -> dict[str, Any]:
        # Rounded numbers would make a singular matrix regular.
        exact = runner.name.startswith("linalg.") or "lowrank" in runner.name
        encode = Encoder(torch, self.arrays, exact=exact)
        args = [encode(value) for value in (sample.input, *sample.args)]
        return {"args": args, "kwargs": {k: encode(v) for k, v in sample.kwargs.items()}}

    def _errors(self, op: Any, runner: Runner) -> list[Any]:
        if op.error_inputs_func is None:
            return []
        errors = []
        torch.manual_seed(0)
        for found in itertools.islice(op.error_inputs("cpu"), ERRORS):
            sample = found.sample_input
            if not _encodable(sample) or size_of((sample.input, *sample.args)) > ELEMENTS:
                continue
            case = self._arguments(runner, sample)
            result = runner.observe(case, "result", self.encode)
            if _failed(result):
                errors.append({**case, "error": result[1:]})
        return errors


def _other_ways(op: Any, runner: Runner) -> list[str]:
    if runner.form != "function":
        return []
    ways = ["out"] if op.supports_out else []
    ways += ["method"] if op.method_variant is not None and hasattr(torch.Tensor, op.name) else []
    ways += ["inplace"] if op.inplace_variant is not None and _writes(op.name) else []
    return ways + (["operator"] if op.operator_variant is not None else [])


def _writes(name: str) -> bool:
    return hasattr(torch.Tensor, f"{name}_")


def _failed(observed: Any) -> bool:
    return isinstance(observed, list) and observed[:1] == ["error"]


def _encodable(sample: Any) -> bool:
    encode = Encoder(torch, Arrays())
    try:
        encode([sample.input, *sample.args, sample.kwargs])
    except NotEncodableError:
        return False
    return True


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m compat.record.ops", description=__doc__)
    parser.add_argument("--only", metavar="GLOB", default="*", help="the files to write")
    options = parser.parse_args()
    if not torch.__version__.startswith(REFERENCE_VERSION):
        parser.error(f"the reference is PyTorch {REFERENCE_VERSION}, this is {torch.__version__}")
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    groups = defaultdict(list)
    for op in op_db:
        if not any(fnmatch(op.name, pattern) for pattern in LEFT_OUT):
            groups[group_of(op.name)].append(op)
    for group, ops in sorted(groups.items()):
        if fnmatch(group, options.only):
            recorder = Recorder()
            goldens = [golden for op in ops if (golden := recorder.record(op)) is not None]
            write(group, goldens, recorder.arrays)
            sys.stdout.write(f"{group}: {len(goldens)} operators\n")
            sys.stdout.writelines(f"  {problem}\n" for problem in recorder.problems)
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
