"""Records what PyTorch does with the samples of its own databases of modules and optimizers.

Run from the repository's root in an environment that has PyTorch and its testing dependencies:
`python -m compat.record.modules [--only nn|optim]`. `compat.modules` describes the files.
"""

import argparse
import functools
import sys
import types
import warnings
from collections.abc import Iterator
from typing import Any

import torch
from torch.testing._internal.common_modules import module_db
from torch.testing._internal.common_optimizers import OptimizerErrorEnum, optim_db

from compat.modules.calls import CaseRunner
from compat.modules.encoding import ModuleEncoder
from compat.modules.replaying import DATA
from compat.ops.encoding import STORED, Arrays, NotEncodableError, dtype_name
from compat.ops.goldens import pack
from compat.record.ops import chosen
from compat.record.programs import REFERENCE_VERSION

#: How many samples of each dtype and mode are kept.
SAMPLES = {"float32": 16, "float64": 8}
OTHER_SAMPLES = 4
#: Options of optimizers beside those of the samples: where L-BFGS has converged, all is rounding.
OPTIONS = {"optim.LBFGS": {"max_iter": 4}}
#: Elements that a chosen sample may have.
ELEMENTS = 4000


def remember_arguments(cls: type) -> None:
    """Lets modules of a class know what they were made with, as they are given to others."""
    made = cls.__init__

    @functools.wraps(made)
    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        made(self, *args, **kwargs)
        vars(self)["_made_with"] = (args, kwargs)

    cls.__init__ = init  # type: ignore[misc]


def observed(title: str, case: dict[str, Any], arrays: Arrays) -> dict[str, Any]:
    """The case with what came of it."""
    return {**case, "found": CaseRunner(torch, title, arrays).aspects(case, arrays, exact=False)}


def module_case(sample: Any, dtype: str, training: bool, arrays: Arrays) -> dict[str, Any] | None:
    encode = ModuleEncoder(torch, arrays, once=True)
    made, given = sample.constructor_input, sample.forward_input
    try:
        return {
            "dtype": dtype,
            "training": training,
            "args": list(map(encode, made.args)),
            "kwargs": {name: encode(value) for name, value in made.kwargs.items()},
            "inputs": [] if given is None else list(map(encode, given.args)),
            "options": {}
            if given is None
            else {name: encode(value) for name, value in given.kwargs.items()},
        }
    except NotEncodableError as problem:
        sys.stdout.write(f"left out: {problem}\n")
        return None


def module_samples(info: Any, dtype: Any, training: bool) -> list[Any]:
    """Samples of one dtype and mode that differ as much as they can."""
    torch.manual_seed(0)
    samples = info.module_inputs_func(
        info, device="cpu", dtype=dtype, requires_grad=True, training=training
    )
    pool = [
        types.SimpleNamespace(
            input=None,
            args=(*s.constructor_input.args, *s.forward_input.args),
            kwargs={**s.constructor_input.kwargs, **s.forward_input.kwargs},
            sample=s,
        )
        for s in samples
    ]
    count = SAMPLES.get(dtype_name(dtype), OTHER_SAMPLES)
    return [found.sample for found in chosen(pool, count, ELEMENTS)]


def module_cases(info: Any, arrays: Arrays) -> Iterator[dict[str, Any]]:
    kinds = [dtype for dtype in info.dtypes if dtype_name(dtype) in STORED]
    modes = (True, False) if info.train_and_eval_differ else (True,)
    for dtype in sorted(kinds, key=lambda d: list(STORED).index(dtype_name(d))):
        for training in modes:
            for sample in module_samples(info, dtype, training):
                case = module_case(sample, dtype_name(dtype), training, arrays)
                if case is not None:
                    yield observed(info.name, case, arrays)
    if info.module_error_inputs_func is None:
        return
    for error in info.module_error_inputs_func(
        info, device="cpu", dtype=torch.float32, requires_grad=False, training=True
    ):
        case = module_case(error.module_error_input, "float32", True, arrays)
        if case is not None:
            yield observed(info.name, case, arrays)


def optimizer_cases(info: Any, arrays: Arrays) -> Iterator[dict[str, Any]]:
    title = f"optim.{info.optim_cls.__name__}"
    for dtype in (torch.float32, torch.float64):
        inputs = info.optim_inputs_func(device="cpu", dtype=dtype)
        errors = info.optim_error_inputs_func(device="cpu", dtype=dtype)
        given = [(i.params, {**OPTIONS.get(title, {}), **i.kwargs}) for i in inputs]
        given += [
            (e.optimizer_error_input.params, e.optimizer_error_input.kwargs)
            for e in errors
            if e.error_on is OptimizerErrorEnum.CONSTRUCTION_ERROR and dtype is torch.float32
        ]
        for params, kwargs in given:
            encode = ModuleEncoder(torch, arrays, once=True)
            try:
                case = {
                    "dtype": dtype_name(dtype),
                    "args": None if params is None else encode(params),
                    "kwargs": {name: encode(value) for name, value in kwargs.items()},
                }
            except NotEncodableError as problem:
                sys.stdout.write(f"{title}: left out: {problem}\n")
                continue
            yield observed(title, case, arrays)


def record(name: str, infos: list[Any], titles: list[str], cases: Any) -> None:
    """Writes one file."""
    arrays = Arrays()
    entries = []
    for info, title in zip(infos, titles, strict=True):
        found = list(cases(info, arrays))
        entries.append({"title": title, "cases": found})
        failed = sum("error" in case["found"] for case in found)
        sys.stdout.write(f"{title}: {len(found)} cases, {failed} of them errors\n")
    DATA.mkdir(exist_ok=True)
    pack(DATA / f"{name}.xz", {"entries": entries}, arrays)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m compat.record.modules", description=__doc__)
    parser.add_argument("--only", choices=("nn", "optim"), help="the file to write")
    options = parser.parse_args()
    if not torch.__version__.startswith(REFERENCE_VERSION):
        parser.error(f"the reference is PyTorch {REFERENCE_VERSION}, this is {torch.__version__}")
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    remember_arguments(torch.nn.TransformerEncoderLayer)
    if options.only != "optim":
        record("nn", module_db, [info.name for info in module_db], module_cases)
    if options.only != "nn":
        titles = [f"optim.{info.optim_cls.__name__}" for info in optim_db]
        record("optim", optim_db, titles, optimizer_cases)
    return 0


if __name__ == "__main__":
    sys.exit(main())
