"""Whether two observations agree: exactly, or within what the dtype leaves to rounding."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from compat.ops.encoding import Arrays, contiguous_strides

#: By dtype: relative to the element, relative to the largest element, absolute.
TOLERANCES = {
    "float64": (1e-7, 1e-9, 1e-11),
    "complex128": (1e-7, 1e-9, 1e-11),
    "float32": (1e-5, 2e-6, 1e-7),
    "complex64": (1e-5, 2e-6, 1e-7),
    "float16": (2e-3, 1e-3, 1e-5),
    "bfloat16": (1.6e-2, 8e-3, 1e-5),
}


@dataclass(frozen=True)
class Difference:
    """Where two observations differ: in `values` (or kind, dtype, shape), `strides`, `grad flag`,
    `zero` (one is None, the other all zeros), `raised` (one raises, or another exception) or `text`
    (of the same exception).
    """

    kind: str
    text: str


def differences(
    expected: Any, got: Any, recorded: Arrays, found: Arrays, slack: float = 1.0
) -> Iterator[Difference]:
    """Every difference between what PyTorch did and what was done now.

    So many times as much as usual is left to rounding as `slack` says.
    """
    tags = [code[0] if isinstance(code, list) else None for code in (expected, got)]
    if "error" in tags:
        yield from _error_differences(expected, got)
    elif tags[0] != tags[1]:
        zero = _is_nothing(expected, recorded) and _is_nothing(got, found)
        text = f"expected {_brief(expected)}, got {_brief(got)}"
        yield Difference("zero" if zero else "values", text)
    elif tags[0] == "T":
        yield from _tensor_differences(expected[1:], got[1:], recorded, found, slack)
    elif tags[0] in ("tuple", "list"):
        if len(expected) != len(got):
            text = f"expected {len(expected) - 1} results, got {len(got) - 1}"
            yield Difference("values", text)
            return
        for place, (a, b) in enumerate(zip(expected[1:], got[1:], strict=True)):
            for difference in differences(a, b, recorded, found, slack):
                yield Difference(difference.kind, f"result {place}: {difference.text}")
    elif not _same_scalar(expected, got, slack):
        yield Difference("values", f"expected {expected!r}, got {got!r}")


def _is_nothing(code: Any, arrays: Arrays) -> bool:
    return code is None or (code[0] == "T" and not arrays[code[1]].any())


def _error_differences(expected: Any, got: Any) -> Iterator[Difference]:
    errors = [isinstance(code, list) and code[0] == "error" for code in (expected, got)]
    if not all(errors) or expected[1] != got[1]:
        yield Difference("raised", f"expected {_brief(expected)}, got {_brief(got)}")
    elif expected[2] != got[2]:
        yield Difference("text", f"expected {expected[2]!r}, got {got[2]!r}")


def _tensor_differences(
    expected: Any, got: Any, recorded: Arrays, found: Arrays, slack: float
) -> Iterator[Difference]:
    number, dtype, shape, stride, requires_grad = expected
    other, got_dtype, got_shape, got_stride, got_requires_grad = got
    if (dtype, list(shape)) != (got_dtype, list(got_shape)):
        text = f"expected {dtype}{shape}, got {got_dtype}{got_shape}"
        yield Difference("values", text)
        return
    text = elements_difference(recorded[number], found[other], dtype, slack)
    if text is not None:
        yield Difference("values", f"{dtype}{shape}: {text}")
    if _meaningful(shape, stride) != _meaningful(shape, got_stride):
        places = [s or list(contiguous_strides(shape)) for s in (stride, got_stride)]
        yield Difference("strides", f"{shape}: expected strides {places[0]}, got {places[1]}")
    if requires_grad != got_requires_grad:
        text = f"expected requires_grad={requires_grad}"
        yield Difference("grad flag", text)


def elements_difference(
    expected: np.ndarray, got: np.ndarray, dtype: str, slack: float = 1.0
) -> str | None:
    """Describes the first element that differs, or returns None."""
    if dtype == "bfloat16":
        expected, got = ((a.astype("<u4") << 16).view("<f4") for a in (expected, got))
    with np.errstate(all="ignore"):
        agree = _agree(expected, got, dtype, slack)
    if agree.all():
        return None
    first = int(np.argmin(agree))
    count = f"{int((~agree).sum())} of {agree.size} differ"
    return f"{count}, at {first} expected {expected[first]}, got {got[first]}"


def _agree(expected: np.ndarray, got: np.ndarray, dtype: str, slack: float) -> np.ndarray:
    if dtype not in TOLERANCES:
        return expected == got
    relative, to_largest, absolute = TOLERANCES[dtype]
    modulus = np.abs(expected).astype(np.float64)
    largest = np.max(modulus, where=np.isfinite(modulus), initial=0)
    allowed = slack * (relative * modulus + to_largest * largest + absolute)
    if np.iscomplexobj(expected):
        real = _close(np.real(expected), np.real(got), allowed)
        return real & _close(np.imag(expected), np.imag(got), allowed)
    return _close(expected, got, allowed)


def _close(expected: np.ndarray, got: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    expected, got = expected.astype(np.float64), got.astype(np.float64)
    equal = (expected == got) | (np.isnan(expected) & np.isnan(got))
    finite = np.isfinite(expected) & np.isfinite(got)
    return equal | (finite & (np.abs(expected - got) <= allowed))


def _meaningful(shape: Any, stride: Any) -> list[int]:
    """The strides of dims that have any, so that a dim of one element may have whichever."""
    strides = contiguous_strides(shape) if stride is None else stride
    return [] if 0 in shape else [s for n, s in zip(shape, strides, strict=True) if n > 1]


def _same_scalar(expected: Any, got: Any, slack: float) -> bool:
    if isinstance(expected, list):
        return expected == got
    if type(expected) is not type(got):
        return False
    if isinstance(expected, float):
        a, b = np.array([expected]), np.array([got])
        return elements_difference(a, b, "float32", slack) is None
    return expected == got


def _brief(code: Any) -> str:
    """A code, for people."""
    if isinstance(code, list) and code[0] == "error":
        return f"{code[1]}: {code[2]}"
    if isinstance(code, list) and code[0] == "T":
        return f"{code[2]}{code[3]}"
    return f"a {code[0]}" if isinstance(code, list) else repr(code)
