"""Asserting that two values, or what two containers hold, are close."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._ops import _bindings as bindings
from torchlike.construct import as_tensor, tensor
from torchlike.defaults import promote_types
from torchlike.tensor import Tensor

#: The relative and absolute differences allowed by default; none of other dtypes.
_TOLERANCES = {
    dtypes.float16: (1e-3, 1e-5),
    dtypes.bfloat16: (1.6e-2, 1e-5),
    dtypes.float32: (1.3e-6, 1e-5),
    dtypes.float64: (1e-7, 1e-7),
    dtypes.complex64: (1.3e-6, 1e-5),
    dtypes.complex128: (1e-7, 1e-7),
}
_OLDER_TOLERANCES = {
    dtypes.float16: (1e-3, 1e-3),
    dtypes.float32: (1e-4, 1e-5),
    dtypes.float64: (1e-5, 1e-8),
}
_SCALARS = (int, float, complex, np.number)


class _Mismatch(Exception):  # noqa: N818  (it becomes an AssertionError)
    """What differs, and which item of the containers it is."""

    def __init__(self, text: str, path: tuple[Any, ...]) -> None:
        where = "".join(f"[{key!r}]" for key in path)
        super().__init__(text + (f"\n\nThe failure occurred for item {where}" if where else ""))


class _Comparison:
    """One call of `assert_close`: what it allows."""

    def __init__(self, rtol: float | None, atol: float | None, **options: bool) -> None:
        if (rtol is None) != (atol is None):
            raise ValueError(
                "Both 'rtol' and 'atol' must be either specified or omitted, but got no "
                f"{'rtol' if rtol is None else 'atol'}."
            )
        self.given = None if rtol is None or atol is None else (rtol, atol)
        self.options = options

    def compare(self, actual: Any, expected: Any, path: tuple[Any, ...] = ()) -> None:
        """Raises: `_Mismatch` for the first that differs, TypeError for what is no number."""
        if _both(actual, expected, Sequence) and not _any(actual, expected, str):
            self._sequences(actual, expected, path)
        elif _both(actual, expected, Mapping):
            self._mappings(actual, expected, path)
        elif actual is None or expected is None:
            if actual is not expected:
                raise _Mismatch(f"None mismatch: {actual} is not {expected}", path)
        elif _both(actual, expected, (bool, np.bool_)):
            if bool(actual) is not bool(expected):
                raise _Mismatch(f"Booleans mismatch: {actual} is not {expected}", path)
        elif _both(actual, expected, _SCALARS):
            self._numbers(actual, expected, path)
        else:
            self._tensors(actual, expected, path)

    def _sequences(self, actual: Any, expected: Any, path: tuple[Any, ...]) -> None:
        if len(actual) != len(expected):
            text = f"The length of the sequences mismatch: {len(actual)} != {len(expected)}"
            raise _Mismatch(text, path)
        for place, pair in enumerate(zip(actual, expected, strict=True)):
            self.compare(*pair, (*path, place))

    def _mappings(self, actual: Any, expected: Any, path: tuple[Any, ...]) -> None:
        if actual.keys() != expected.keys():
            raise _Mismatch(
                "The keys of the mappings do not match:\n"
                "Missing keys in the actual mapping: "
                f"{sorted(expected.keys() - actual.keys())}\n"
                "Additional keys in the actual mapping: "
                f"{sorted(actual.keys() - expected.keys())}",
                path,
            )
        for key in sorted(actual) if all(isinstance(k, str) for k in actual) else actual:
            self.compare(actual[key], expected[key], (*path, key))

    def _numbers(self, actual: Any, expected: Any, path: tuple[Any, ...]) -> None:
        if self.options["check_dtype"] and type(actual) is not type(expected):
            raise _Mismatch(f"The (d)types do not match: {type(actual)} != {type(expected)}.", path)
        kinds = [_kind_of(number) for number in (actual, expected)]
        rtol, atol = self._tolerances(*kinds)
        difference = abs(actual - expected)
        close = actual == expected or (
            bool(np.isfinite(difference)) and difference <= atol + rtol * abs(expected)
        )
        nans = actual != actual and expected != expected
        if close or (nans and self.options["equal_nan"]):
            return
        relative = float("inf") if expected == 0 else difference / abs(expected)
        raise _Mismatch(_about_scalars(actual, expected, difference, relative, rtol, atol), path)

    def _tolerances(self, *kinds: dtypes.dtype) -> tuple[float, float]:
        if self.given is not None:
            return self.given
        known = [_TOLERANCES.get(kind, (0.0, 0.0)) for kind in kinds]
        return max(r for r, _ in known), max(a for _, a in known)

    def _tensors(self, actual: Any, expected: Any, path: tuple[Any, ...]) -> None:
        pair = _as_tensors(actual, expected, self.options["allow_subclasses"])
        if pair is None:
            raise TypeError(
                "No comparison pair was able to handle inputs of type "
                f"{type(actual)} and {type(expected)}."
            )
        self._attributes(*pair, path)
        rtol, atol = self._tolerances(*(t.dtype for t in pair))
        actual, expected = (_comparable(t, *pair) for t in pair)
        equal_nan = self.options["equal_nan"]
        matches = bindings.isclose(actual, expected, rtol=rtol, atol=atol, equal_nan=equal_nan)
        if not bool(matches.all()):
            raise _Mismatch(_about_tensors(actual, expected, matches, rtol, atol), path)

    def _attributes(self, actual: Any, expected: Any, path: tuple[Any, ...]) -> None:
        looks: dict[str, tuple[Callable[[Any], Any], bool]] = {
            "shape": (lambda t: t.shape, True),
            "device": (lambda t: t.device, self.options["check_device"]),
            "dtype": (lambda t: t.dtype, self.options["check_dtype"]),
            "layout": (lambda t: t.layout, self.options["check_layout"]),
            "stride()": (lambda t: t.stride(), self.options["check_stride"]),
        }
        for name, (look, wanted) in looks.items():
            if wanted and look(actual) != look(expected):
                raise _Mismatch(
                    f"The values for attribute '{name}' do not match: {look(actual)} != "
                    f"{look(expected)}.",
                    path,
                )


def _both(actual: Any, expected: Any, kind: Any) -> bool:
    return isinstance(actual, kind) and isinstance(expected, kind)


def _any(actual: Any, expected: Any, kind: Any) -> bool:
    return isinstance(actual, kind) or isinstance(expected, kind)


def _kind_of(number: Any) -> dtypes.dtype:
    """The dtype whose tolerances a Python number has."""
    if isinstance(number, np.number):
        return dtypes.from_numpy(number.dtype)
    return {int: dtypes.int64, float: dtypes.float64}.get(type(number), dtypes.complex128)


def _as_tensors(actual: Any, expected: Any, subclasses: bool) -> tuple[Any, Any] | None:
    """Both as tensors, where they are of related types that can be made tensors."""
    related = isinstance(actual, type(expected)) or isinstance(expected, type(actual))
    if not related or (not subclasses and type(actual) is not type(expected)):
        return None
    try:
        return as_tensor(actual), as_tensor(expected)
    except (TypeError, ValueError, RuntimeError):
        return None


def _comparable(given: Any, actual: Any, expected: Any) -> Any:
    """A tensor where and in what dtype both are compared."""
    if actual.dtype is not expected.dtype:
        given = given.to(promote_types(actual.dtype, expected.dtype))
    if given.dtype.category <= dtypes.dtype.INTEGER:
        given = given.to(dtypes.int64)
    return given.detach().to(expected.device)


def _about_scalars(
    actual: Any, expected: Any, difference: Any, relative: Any, rtol: float, atol: float
) -> str:
    equal, allowed = _allowance(rtol, atol)
    return (
        f"Scalars are not {equal}!\n\nExpected {expected} but got {actual}.\n"
        f"Absolute difference: {difference}{allowed(atol)}\n"
        f"Relative difference: {relative}{allowed(rtol)}"
    )


def _allowance(rtol: float, atol: float) -> tuple[str, Callable[[float], str]]:
    exact = rtol == atol == 0
    word = "equal" if exact else "close"
    return word, lambda tolerance: "" if exact else f" (up to {tolerance} allowed)"


def _about_tensors(actual: Any, expected: Any, matches: Any, rtol: float, atol: float) -> str:
    """How many elements differ, and where they differ most."""
    difference = bindings.abs(actual - expected)
    relative = difference / bindings.abs(expected)
    if not actual.ndim:
        numbers = (t.item() for t in (actual, expected, difference))
        first, second, distance = numbers
        share = distance / abs(second) if second else float("inf")
        return _about_scalars(first, second, distance, share, rtol, atol)
    equal, allowed = _allowance(rtol, atol)
    count, total = int((~matches).sum()), matches.numel()
    lines = [
        f"Tensor-likes are not {equal}!\n",
        f"Mismatched elements: {count} / {total} ({count / total:.1%})",
    ]
    for word, values, tolerance in (("absolute", difference, atol), ("relative", relative, rtol)):
        flat = bindings.masked_fill(values, matches, 0).reshape(-1)
        place = int(bindings.argmax(flat))
        index = tuple(int(i) for i in np.unravel_index(place, actual.shape))
        lines.append(
            f"Greatest {word} difference: {flat[place].item()} at index {index}{allowed(tolerance)}"
        )
    return "\n".join(lines)


def assert_close(
    actual: Any,
    expected: Any,
    *,
    allow_subclasses: bool = True,
    rtol: float | None = None,
    atol: float | None = None,
    equal_nan: bool = False,
    check_device: bool = True,
    check_dtype: bool = True,
    check_layout: bool = True,
    check_stride: bool = False,
    msg: str | Callable[[str], str] | None = None,
) -> None:
    """Raises AssertionError unless |actual - expected| <= atol + rtol · |expected| everywhere.

    Numbers, tensors, arrays, and sequences and mappings of them are compared; the tolerances are by
    dtype unless given. Raises: TypeError for anything else, ValueError for one tolerance alone.
    """
    comparison = _Comparison(
        rtol,
        atol,
        allow_subclasses=allow_subclasses,
        equal_nan=equal_nan,
        check_device=check_device,
        check_dtype=check_dtype,
        check_layout=check_layout,
        check_stride=check_stride,
    )
    try:
        comparison.compare(actual, expected)
    except _Mismatch as problem:
        text = str(problem)
        raise AssertionError(msg(text) if callable(msg) else msg or text) from None


def assert_allclose(
    actual: Any,
    expected: Any,
    rtol: float | None = None,
    atol: float | None = None,
    equal_nan: bool = True,
    msg: str = "",
) -> None:
    """`assert_close` with older tolerances, deprecated."""
    warnings.warn(
        "`torch.testing.assert_allclose()` is deprecated since 1.12 and will be removed in a "
        "future release. Please use `torch.testing.assert_close()` instead. You can find detailed "
        "upgrade instructions in https://github.com/pytorch/pytorch/issues/61844.",
        FutureWarning,
        stacklevel=2,
    )
    pair = [x if isinstance(x, Tensor) else tensor(x) for x in (actual, expected)]
    if rtol is None and atol is None:
        known = [_OLDER_TOLERANCES.get(t.dtype, (0.0, 0.0)) for t in pair]
        rtol, atol = max(r for r, _ in known), max(a for _, a in known)
    assert_close(
        *pair,
        rtol=rtol,
        atol=atol,
        equal_nan=equal_nan,
        check_dtype=False,
        check_stride=False,
        msg=msg or None,
    )
