"""Records how PyTorch prints tensors, into compat/goldens/printing.json.

Run by hand with PyTorch 2.13: `python compat/record/printing.py`. The replay needs no PyTorch.
Each case holds raw element bytes (`data`, base64) that are repeated until they fill `shape`, so
that large tensors stay small on disk.
"""

from __future__ import annotations

import base64
import json
import math
import random
from pathlib import Path
from typing import Any

import torch
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.autograd import forward_ad

TARGET = Path(__file__).parents[1] / "goldens" / "printing.json"
FLOATS = ["float16", "bfloat16", "float32", "float64"]
FLOAT8S = ["float8_e4m3fn", "float8_e5m2"]
COMPLEXES = ["complex64", "complex128"]
INTEGERS = ["uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64"]
DTYPES = [*FLOATS, *FLOAT8S, *COMPLEXES, *INTEGERS, "bool"]
SPECIALS = [0.0, -0.0, math.inf, -math.inf, math.nan, 1.0, -1.0, 0.5]
GRAD_OPS = [
    lambda x: x.clone(),
    lambda x: x.view_as(x),
    lambda x: x.expand_as(x),
    lambda x: x.unsqueeze(0).squeeze(0),
    lambda x: x.unsqueeze(-1).select(-1, 0),
    lambda x: torch.stack([x]).unbind(0)[0],
]


class Tagged(torch.Tensor):
    """A tensor subclass, which prints under its own name."""


class TaggedParameter(torch.nn.Parameter):
    """A parameter subclass."""


class Recorder:
    """Collects cases, each printed under its own options and default dtype."""

    def __init__(self) -> None:
        self.cases: list[dict[str, Any]] = []

    def add(self, family: str, tensor: torch.Tensor, options=None, default="float32", **extra):
        """Prints `tensor` and keeps the text, with what a formatter is to be told."""
        grad_fn = tensor.grad_fn
        case = {
            "family": family,
            "dtype": str(tensor.dtype).removeprefix("torch."),
            "shape": list(tensor.shape),
            "data": None if tensor.is_meta or "device" in extra else _raw(tensor.detach()),
            "options": options or {},
            "default_dtype": default,
            "device": "meta" if tensor.is_meta else None,
            "requires_grad": tensor.requires_grad,
            "grad_fn": None if grad_fn is None else type(grad_fn).__name__,
            **extra,
        }
        case["text"] = _printed(tensor, case["options"], default)
        self.cases.append({k: v for k, v in case.items() if v not in (None, False, {}, "float32")})


def _printed(tensor: torch.Tensor, options: dict[str, Any], default: str) -> str:
    torch.set_printoptions(profile="default")
    torch.set_printoptions(**options)
    torch.set_default_dtype(getattr(torch, default))
    try:
        return repr(tensor)
    finally:
        torch.set_printoptions(profile="default")
        torch.set_default_dtype(torch.float32)


def _raw(tensor: torch.Tensor) -> str:
    """The elements' bytes, cut to their shortest period."""
    flat = tensor.as_subclass(torch.Tensor).contiguous().flatten()
    raw, size = bytes(flat.view(torch.uint8).tolist()), flat.element_size()
    if len(raw) > 1024:
        for period in range(size, 1025, size):
            if raw == (raw[:period] * (len(raw) // period + 1))[: len(raw)]:
                return base64.b64encode(raw[:period]).decode()
    return base64.b64encode(raw).decode()


def _from_bytes(raw: bytes, dtype: str) -> torch.Tensor:
    return torch.tensor(list(raw), dtype=torch.uint8).view(getattr(torch, dtype))


def _fill(values: torch.Tensor, shape: list[int]) -> torch.Tensor:
    """`values` repeated until they fill `shape`."""
    count = math.prod(shape)
    # Indexed as bytes: float8 has no kernel for it.
    rows = values.reshape(-1, 1).view(torch.uint8)
    return rows[torch.arange(count) % len(rows)].view(values.dtype).reshape(shape)


def _random_floats(rng: random.Random, count: int) -> list[float]:
    style = rng.randrange(9)
    scale = 10.0 ** rng.randint(-7, 9)
    if style == 0:
        return [rng.gauss(0, 1) for _ in range(count)]
    if style == 1:
        return [rng.random() for _ in range(count)]
    if style == 2:
        return [rng.gauss(0, 1) * scale for _ in range(count)]
    if style == 3:
        return [float(rng.randint(-20, 20)) for _ in range(count)]
    if style == 4:
        return [rng.gauss(0, 1) * 10.0 ** rng.randint(-3, 3) for _ in range(count)]
    if style == 5:
        return [rng.choice(SPECIALS) for _ in range(count)]
    if style == 6:
        return [float(round(rng.gauss(0, 1) * scale)) for _ in range(count)]
    if style == 7:
        return [rng.uniform(1, 1100) for _ in range(count)]
    return [rng.choice([rng.gauss(0, 1), *SPECIALS]) for _ in range(count)]


def _random_values(rng: random.Random, dtype: str, count: int) -> torch.Tensor:
    kind = getattr(torch, dtype)
    if dtype == "bool":
        return torch.tensor([rng.random() < 0.5 for _ in range(count)])
    if not (kind.is_floating_point or kind.is_complex):
        info = torch.iinfo(kind)
        top = min(info.max, 10 ** rng.randint(1, 20))
        return torch.tensor(
            [rng.randint(max(info.min, -top), top) for _ in range(count)], dtype=kind
        )
    if rng.random() < 0.1:
        return _from_bytes(rng.randbytes(count * kind.itemsize), dtype)
    reals = torch.tensor(_random_floats(rng, count), dtype=torch.float64)
    if kind.is_complex:
        imags = torch.tensor(_random_floats(rng, count), dtype=torch.float64)
        return torch.complex(reals, imags).to(kind)
    return reals.to(kind)


def _random_options(rng: random.Random) -> dict[str, Any]:
    options: dict[str, Any] = {}
    if rng.random() < 0.6:
        return options
    if rng.random() < 0.3:
        options["profile"] = rng.choice(["default", "short", "full"])
    if rng.random() < 0.4:
        options["precision"] = rng.choice([0, 1, 2, 3, 6, 10])
    if rng.random() < 0.4:
        options["threshold"] = rng.choice([0, 1, 5, 10, 20])
    if rng.random() < 0.4:
        options["edgeitems"] = rng.choice([0, 1, 1, 2, 2, 3, 5])
    if rng.random() < 0.4:
        options["linewidth"] = rng.choice([1, 20, 37, 60, 79, 100, 200])
    if rng.random() < 0.3:
        options["sci_mode"] = rng.choice([True, False])
    return options


def _random_shape(rng: random.Random) -> list[int]:
    dims = rng.choice([0, 1, 1, 1, 2, 2, 2, 3, 3, 4])
    shape = [rng.randint(1, [0, 25, 9, 5, 3][dims]) for _ in range(dims)]
    if dims and rng.random() < 0.06:
        shape[rng.randrange(dims)] = 0
    return shape


def record_random(recorder: Recorder, rng: random.Random) -> None:
    """Random values, shapes, options and gradient states."""
    for turn in range(1500):
        dtype = DTYPES[turn % len(DTYPES)] if turn < 600 else rng.choice(DTYPES[:8])
        shape = _random_shape(rng)
        tensor = _random_values(rng, dtype, math.prod(shape)).reshape(shape)
        extra: dict[str, Any] = {}
        if dtype in FLOATS + COMPLEXES and rng.random() < 0.4:
            tensor.requires_grad_()
            if rng.random() < 0.6:
                tensor = rng.choice(GRAD_OPS)(tensor)
        if rng.random() < 0.1:
            tensor, extra["name"] = tensor.as_subclass(Tagged), "Tagged"
        default = rng.choice(FLOATS) if rng.random() < 0.2 else "float32"
        recorder.add("random", tensor, _random_options(rng), default, **extra)


def record_large(recorder: Recorder, rng: random.Random) -> None:
    """Tensors around and above the default threshold."""
    pairs: list[tuple[list[int], dict[str, Any]]] = [
        ([1000], {}), ([1001], {}), ([100_000], {}), ([2000], {"linewidth": 40}),
        ([2000], {"edgeitems": 0}), ([7, 143], {}), ([6, 200], {}), ([1, 2000], {}),
        ([2000, 1], {"profile": "short"}), ([2, 3000], {"linewidth": 40}),
        ([200, 6], {"edgeitems": 1}), ([300, 300], {"edgeitems": 0}), ([20, 60, 3], {}),
        ([3, 4, 100], {"profile": "short"}), ([100, 1, 20], {}),
        ([2, 2, 2, 2, 100], {"profile": "short"}), ([5, 5, 5, 5, 5], {"edgeitems": 1}),
        ([0, 5000], {}),
    ]  # fmt: skip
    for shape, options in pairs:
        for dtype in ["float32", "float16", "int64", "complex64", "float8_e5m2"]:
            tensor = _fill(_random_values(rng, dtype, rng.choice([5, 17, 31])), shape)
            recorder.add("large", tensor, options)
    for shape in [[1500], [4, 300], [3, 5, 80]]:
        tensor = _fill(_random_values(rng, "float32", 11), shape)
        recorder.add("large", tensor, {"profile": "full"})
        recorder.add("large", tensor.requires_grad_(), {"threshold": math.prod(shape)})


def record_picked(recorder: Recorder) -> None:
    """Values at the rules' edges, in every dtype that can hold them."""
    lists = [
        [1.0], [0.0], [-0.0], [-0.0, 2.0], [-0.0, 0.5], [math.nan], [math.inf, 0.0],
        [-math.inf, 1.0], [math.nan, 1.5], [math.inf, 0.25, -3.0], [1000.0, 1.0], [1001.0, 1.0],
        [1000.0, 1.5], [1001.0, 1.5], [1e8, 2e6], [1.0000001e8], [99999999.0], [1e-4, 1e-3],
        [1.1e-4], [0.9e-4], [1e-4], [0.1, 0.2, 0.3], [123.456], [1e10], [1e-10], [3e38, 1e-38],
        [1e308, 1e-308], [5e-324], [65504.0, 6e-8], [1 / 3, 100 / 3], [2.5, 3.5], [1.0, 2.0, 2.5],
        [0.99999], [9.99999, 10.0], [-1.0, 1.0], [0.00005, 0.05], [1e15, 1e15 + 1], [1e16], [-5.5],
    ]  # fmt: skip
    for dtype in FLOATS + FLOAT8S:
        for values in lists:
            tensor = torch.tensor(values, dtype=torch.float64).to(getattr(torch, dtype))
            recorder.add("picked", tensor)
            if dtype == "float32":
                recorder.add("picked", tensor[-1], {"sci_mode": True})
                recorder.add("picked", tensor, {"sci_mode": True, "precision": 2})
                recorder.add("picked", tensor, {"sci_mode": False})
                recorder.add("picked", torch.complex(tensor, tensor.flip(0).neg()))
    for dtype in INTEGERS:
        info = torch.iinfo(getattr(torch, dtype))
        tensor = torch.tensor([info.min, 0, 7, info.max], dtype=getattr(torch, dtype))
        recorder.add("picked", tensor)
        recorder.add("picked", tensor.reshape(2, 2))
        recorder.add("picked", tensor[3], {"precision": 1, "sci_mode": True})
    for dtype in FLOAT8S:
        recorder.add("picked", _from_bytes(bytes(range(256)), dtype))
    for values in [True, [True], [False, True], [[True, True], [True, True]], [[False] * 20] * 2]:
        recorder.add("picked", torch.tensor(values))
    for dtype in FLOATS + FLOAT8S + COMPLEXES + INTEGERS + ["bool"]:
        for shape in [(), (0,), (0, 3), (2, 0, 4)]:
            for default in ["float32", "float64"]:
                recorder.add("picked", torch.ones(shape).to(getattr(torch, dtype)), default=default)
    # A line that the suffix just fits, or just does not.
    for count in range(1, 28):
        tensor = torch.arange(count, dtype=torch.int32)
        recorder.add("picked", tensor)
        recorder.add("picked", torch.arange(count, dtype=torch.float64).requires_grad_())
        recorder.add("picked", (torch.ones(2, count) * 1.5).requires_grad_().clone())


def record_suffixes(recorder: Recorder) -> None:
    """Meta tensors, other devices, parameters, subclasses and forward-mode tangents."""
    for dtype in ["float32", "float64", "int64", "bool", "complex64"]:
        for shape in [(), (2, 3), (0,), (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)]:
            tensor = torch.empty(shape, dtype=getattr(torch, dtype), device="meta")
            recorder.add("suffixes", tensor)
            recorder.add("suffixes", tensor, {"linewidth": 30}, "float64")
            if dtype != "bool" and dtype != "int64":
                recorder.add("suffixes", tensor.clone().requires_grad_())
                recorder.add("suffixes", tensor.clone().requires_grad_().abs())
    with FakeTensorMode():
        for dtype in [torch.float32, torch.int32]:
            tensor = torch.empty(2, 3, dtype=dtype, device="cuda")
            extra = {"device": "cuda:0", "name": "FakeTensor"}
            recorder.add("suffixes", tensor, **extra)
            recorder.add("suffixes", tensor, {"linewidth": 40}, **extra)
    values = torch.tensor([[1.0, 2.5], [-3.0, 1e-3]])
    for options in [{}, {"linewidth": 20}, {"edgeitems": 0}]:
        recorder.add("suffixes", torch.nn.Parameter(values), options, heading=True)
        recorder.add(
            "suffixes", torch.nn.Parameter(values, requires_grad=False), options, heading=True
        )
        tagged = {"name": "TaggedParameter", "parameter": True, "heading": True}
        recorder.add("suffixes", TaggedParameter(values), options, **tagged)
        wrapped = torch.nn.Parameter(values.as_subclass(Tagged))
        recorder.add("suffixes", wrapped, options, name="Tagged", parameter=True)
        with forward_ad.dual_level():
            dual = forward_ad.make_dual(values.double().requires_grad_(), values.double() * 2)
            extra = {"tangent": _printed(values.double() * 2, options, "float32")}
            recorder.add("suffixes", dual, options, **extra)


def main() -> None:
    """Writes one case per line, so that a new recording shows as a readable difference."""
    recorder, rng = Recorder(), random.Random(20260213)
    record_picked(recorder)
    record_random(recorder, rng)
    record_large(recorder, rng)
    record_suffixes(recorder)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(case, sort_keys=True) for case in recorder.cases)
    TARGET.write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
