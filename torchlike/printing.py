"""How tensors print: PyTorch's widths, wrapping, summaries, suffixes and print options.

Everything here works on NumPy data. The rules, for the values of one tensor:

- Floats that are all whole print as ``1.``, others with `precision` decimals, and all of them in
  scientific notation once their magnitudes are too large, too small or too far apart.
- Columns are as wide as the widest finite, non-zero float, or the widest integer or bool.
- Above `threshold` elements, dims longer than ``2 * edgeitems`` show only their edges.
- What the values do not tell (dtype, device, size, gradient) follows as ``name=value`` suffixes.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from torchlike._core import dtypes


@dataclasses.dataclass
class PrintOptions:
    """What `set_printoptions` sets; `sci_mode` None leaves the choice to the values."""

    precision: int = 4
    threshold: float = 1000
    edgeitems: int = 3
    linewidth: int = 80
    sci_mode: bool | None = None


#: The options in force.
PRINT_OPTS = PrintOptions()

_PROFILES: dict[str, dict[str, float]] = {
    "default": {"precision": 4, "threshold": 1000, "edgeitems": 3, "linewidth": 80},
    "short": {"precision": 2, "threshold": 1000, "edgeitems": 2, "linewidth": 80},
    "full": {"precision": 4, "threshold": math.inf, "edgeitems": 3, "linewidth": 80},
}


def set_printoptions(
    precision: int | None = None,
    threshold: float | None = None,
    edgeitems: int | None = None,
    linewidth: int | None = None,
    profile: str | None = None,
    sci_mode: bool | None = None,
) -> None:
    """Sets how tensors print; what is not given stays, but for `sci_mode`, which is reset.

    Args:
        precision: Decimals of floating point values.
        threshold: Number of elements above which only the edges are shown.
        edgeitems: Number of elements shown at either edge of a dimension.
        linewidth: Characters per line.
        profile: ``"default"``, ``"short"`` or ``"full"``, applied before the other arguments.
            As in PyTorch, another name changes nothing.
        sci_mode: Whether to use scientific notation; None decides by the values.
    """
    given = {
        "precision": precision,
        "threshold": threshold,
        "edgeitems": edgeitems,
        "linewidth": linewidth,
    }
    changes: dict[str, Any] = dict(_PROFILES.get(profile, {})) if profile is not None else {}
    changes.update((name, value) for name, value in given.items() if value is not None)
    for name, value in changes.items():
        setattr(PRINT_OPTS, name, value)
    PRINT_OPTS.sci_mode = sci_mode


def get_printoptions() -> dict[str, Any]:
    """The options in force, as keyword arguments for `set_printoptions`."""
    return dataclasses.asdict(PRINT_OPTS)


@contextmanager
def printoptions(**kwargs: Any) -> Iterator[None]:
    """Sets print options, given as to `set_printoptions`, inside a ``with`` block."""
    before = get_printoptions()
    set_printoptions(**kwargs)
    try:
        yield
    finally:
        set_printoptions(**before)


def format_tensor(
    data: np.ndarray | Sequence[int],
    dtype: dtypes.dtype,
    *,
    default_dtype: dtypes.dtype,
    device: str | None = None,
    grad_fn: str | None = None,
    requires_grad: bool = False,
    tangent: str | None = None,
    name: str = "tensor",
    parameter: bool = False,
    options: PrintOptions | None = None,
) -> str:
    """The text of ``repr(tensor)``.

    Args:
        data: The values, or only the shape of a meta tensor, which has none.
        dtype: The tensor's element type.
        default_dtype: The default floating point type, which needs no mention.
        device: The device to mention: None for the CPU.
        grad_fn: Class name of the tensor's `grad_fn`, such as ``"AddBackward0"``.
        requires_grad: Whether the tensor requires grad; mentioned where there is no `grad_fn`.
        tangent: Text of the forward-mode tangent.
        name: What stands before the bracket: the class name of a subclass, else ``"tensor"``.
        parameter: Whether the tensor is a ``Parameter``. It shows on subclasses only, as
            ``Parameter(Name(...))``; the line ``Parameter containing:`` is its own ``__repr__``'s.
        options: In place of the options in force.
    """
    options = PRINT_OPTS if options is None else options
    indent = len(name) + 1
    has_values = isinstance(data, np.ndarray)
    shape = tuple(data.shape if has_values else data)
    contents = format_contents(data, indent, options) if has_values else "..."

    suffixes = [] if device is None else [f"device='{device}'"]
    if _is_size_shown(shape, has_values, options):
        suffixes.append(f"size={shape}")
    if _is_dtype_shown(dtype, default_dtype, inferred=has_values and math.prod(shape) > 0):
        suffixes.append(f"dtype={dtype!r}")
    if grad_fn is not None:
        suffixes.append(f"grad_fn=<{grad_fn}>")
    elif requires_grad:
        suffixes.append("requires_grad=True")
    if tangent is not None:
        suffixes.append(f"tangent={tangent}")

    text = _add_suffixes(f"{name}({contents}", suffixes, indent, options.linewidth)
    return f"Parameter({text})" if parameter and name != "tensor" else text


def format_sparse(
    indices: np.ndarray,
    values: np.ndarray,
    size: tuple[int, ...],
    dtype: dtypes.dtype,
    *,
    default_dtype: dtypes.dtype,
    grad_fn: str | None = None,
    requires_grad: bool = False,
) -> str:
    """The text of ``repr(tensor)`` for a sparse tensor of `size` with `values` at `indices`."""
    indent = len("tensor(")
    lines = []
    for name, data in (("indices=tensor(", indices), ("values=tensor(", values)):
        contents = format_contents(data, indent + len(name))
        shown = f", size={data.shape}" if data.size == 0 else ""
        lines.append(f"{name}{contents}{shown})")
    suffixes = [f"size={size}", f"nnz={indices.shape[1]}"]
    if _is_dtype_shown(dtype, default_dtype, inferred=True):
        suffixes.append(f"dtype={dtype!r}")
    suffixes.append("layout=torch.sparse_coo")
    if grad_fn is not None:
        suffixes.append(f"grad_fn=<{grad_fn}>")
    elif requires_grad:
        suffixes.append("requires_grad=True")
    text = "tensor(" + (",\n" + " " * indent).join(lines)
    return _add_suffixes(text, suffixes, indent, PRINT_OPTS.linewidth, apart=True)


def format_contents(data: np.ndarray, indent: int, options: PrintOptions | None = None) -> str:
    """The values of `data` in brackets; lines after the first are indented by `indent`."""
    options = PRINT_OPTS if options is None else options
    if data.size == 0:
        return "[]"
    # Everything below touches only what is shown, so a huge tensor prints as fast as a small one.
    shown, cut = _summarize(data, options)
    texts, width = _format_elements(shown.ravel(), options)
    cells = np.array(texts, dtype=object).reshape(shown.shape)
    return _nest(cells, cut, indent, width, options)


def _is_size_shown(shape: tuple[int, ...], has_values: bool, options: PrintOptions) -> bool:
    if not has_values:
        return True
    if math.prod(shape) == 0:
        return len(shape) != 1  # brackets alone say (0,)
    return not options.edgeitems


def _is_dtype_shown(dtype: dtypes.dtype, default: dtypes.dtype, *, inferred: bool) -> bool:
    """Whether `dtype` is not what ``torch.tensor`` would infer from the printed values."""
    if not inferred:
        return dtype is not default
    default_complex = dtypes.complex128 if default is dtypes.float64 else dtypes.complex64
    return dtype not in (default, default_complex, dtypes.int64, dtypes.bool)


def _summarize(data: np.ndarray, options: PrintOptions) -> tuple[np.ndarray, tuple[bool, ...]]:
    """The elements to show, and for each dim whether its middle was left out."""
    edge = options.edgeitems
    is_long = data.size > options.threshold
    cut = tuple(is_long and size > 2 * edge for size in data.shape)
    if not any(cut):
        return data, cut
    kept = [
        [*range(edge), *range(size - edge, size)] if is_cut else range(size)
        for size, is_cut in zip(data.shape, cut, strict=True)
    ]
    return data[np.ix_(*kept)], cut


def _format_elements(values: np.ndarray, options: PrintOptions) -> tuple[list[str], int]:
    """The padded text of each element, and the column width lines are filled by."""
    if values.dtype.kind != "c":
        texts, width = _format_reals(values, options)
        return [text.rjust(width) for text in texts], width
    reals, real_width = _format_reals(np.real(values), options)
    imags, imag_width = _format_reals(np.imag(values), options)
    texts = [
        f"{real:>{real_width}}{'' if imag.startswith('-') else '+'}{imag}j"
        for real, imag in zip(reals, imags, strict=True)
    ]
    return texts, real_width + imag_width + len("j")


def _format_reals(values: np.ndarray, options: PrintOptions) -> tuple[list[str], int]:
    """The unpadded text of each element, and the width to pad to."""
    if values.dtype.kind in "biu":
        texts = [str(value) for value in values.tolist()]
        return texts, max(map(len, texts), default=1)
    with np.errstate(invalid="ignore"):  # a signaling NaN is a NaN like any other
        values = values.astype(np.float64)
    is_telling = np.isfinite(values) & (values != 0)
    spec, ending = _float_format(values[is_telling], options)
    texts = [
        format(value, spec) + (ending if math.isfinite(value) else "") for value in values.tolist()
    ]
    # Zeros and non-finite values do not widen the column, even where they are wider than it.
    telling_texts = (text for text, told in zip(texts, is_telling.tolist(), strict=True) if told)
    return texts, max(map(len, telling_texts), default=1)


def _float_format(values: np.ndarray, options: PrintOptions) -> tuple[str, str]:
    """The format for a tensor whose finite, non-zero values are `values`, and what follows it."""
    if values.size == 0:
        return ".0f", "."
    if options.sci_mode if options.sci_mode is not None else _is_scientific(values):
        return f".{options.precision}e", ""
    if np.all(values == np.ceil(values)):
        return ".0f", "."
    return f".{options.precision}f", ""


def _is_scientific(values: np.ndarray) -> bool:
    magnitudes = np.abs(values)
    # Python floats, whose overflow in the ratio gives inf without a warning.
    smallest, largest = float(magnitudes.min()), float(magnitudes.max())
    return largest / smallest > 1000 or largest > 1e8 or smallest < 1e-4


def _nest(
    cells: np.ndarray, cut: tuple[bool, ...], indent: int, width: int, options: PrintOptions
) -> str:
    """The cells in brackets, one level per dim; a cut dim gets an ellipsis in its middle."""
    if cells.ndim == 0:
        return cells.item()
    if cells.ndim == 1:
        return _wrap_row(cells.tolist(), cut[0], indent, width, options.linewidth)
    blocks = [_nest(block, cut[1:], indent + 1, width, options) for block in cells]
    if cut[0]:
        blocks.insert(len(blocks) // 2, "...")
    separator = "," + "\n" * (cells.ndim - 1) + " " * (indent + 1)
    return f"[{separator.join(blocks)}]"


def _wrap_row(row: list[str], is_cut: bool, indent: int, width: int, linewidth: int) -> str:
    if is_cut:
        row.insert(len(row) // 2, " ..." if row else "...")
    per_line = max(1, math.floor((linewidth - indent) / (width + len(", "))))
    lines = [", ".join(row[i : i + per_line]) for i in range(0, len(row), per_line)]
    separator = ",\n" + " " * (indent + 1)
    return f"[{separator.join(lines)}]"


def _add_suffixes(
    text: str, suffixes: list[str], indent: int, linewidth: int, *, apart: bool = False
) -> str:
    """Appends the suffixes and the closing bracket, on a new line where one would not fit.

    With `apart` the first is on a new line in any case.
    """
    used = linewidth if apart else len(text) - text.rfind("\n") + 1
    for suffix in suffixes:
        if used + len(suffix) + len(", ") > linewidth:
            text += ",\n" + " " * indent + suffix
            used = indent + len(suffix)
        else:
            text += ", " + suffix
            used += len(suffix) + len(", ")
    return text + ")"


def format_level(value: Any, show: Callable[[Any], str]) -> str:
    """The text PyTorch prints for a tensor of a function transform; `show` that of a Value."""
    wrapped = value.array
    below = show(wrapped.inner)
    level = wrapped.level
    if not level.title:  # a dual level, not a transform
        return f"{below[:-1]}, tangent={_tangent_text(show(wrapped.beside), wrapped.aval.shape)})"
    batch = "bdim=0, " if level.batches else ""
    indented = below.replace("\n", "\n    ")
    return f"{level.title}(lvl={level.depth}, {batch}value=\n    {indented}\n)"


def _tangent_text(text: str, shape: Sequence[int]) -> str:
    """A tangent inside the text of its tensor: a number is bare."""
    return text if shape else text.removeprefix("tensor(").split(",")[0].removesuffix(")")
