"""Arguments and results as plain data, and back.

Scalars, strings and None stand for themselves; everything else is a list that starts with a tag:
`["T", array, dtype, shape, stride, requires_grad]` for a tensor (`array` is the number of its
elements in the `Arrays`, in logical order; `stride` is None where contiguous), `["tuple", ...]`,
`["list", ...]`, `["size", ...]`, `["dict", {...}]`, `["slice", start, stop, step]`, `["..."]`,
`["complex", real, imaginary]`, and `["torch", name]` for a dtype, layout or memory format, or a
function of `torch.nn.functional`.
"""

import numbers
import operator
from typing import Any

import numpy as np

#: The dtypes recorded, with the NumPy dtype that holds their elements; bfloat16 as its bits.
STORED = {
    "float32": "<f4",
    "float64": "<f8",
    "float16": "<f2",
    "bfloat16": "<u2",
    "complex64": "<c8",
    "complex128": "<c16",
    "int64": "<i8",
    "int32": "<i4",
    "int16": "<i2",
    "int8": "|i1",
    "uint8": "|u1",
    "uint64": "<u8",
    "bool": "|b1",
}
#: How many low bits of a mantissa are cleared to make arrays compress.
_SPARE_BITS = {"<f8": 20, "<c16": 20, "<f4": 4, "<c8": 4}


class NotEncodableError(Exception):
    """A value that the record has no form for."""


class Arrays:
    """The distinct arrays of one file, numbered."""

    def __init__(self) -> None:
        self.kept: list[np.ndarray] = []
        self._numbers: dict[tuple[str, bytes], int] = {}

    def add(self, array: np.ndarray) -> int:
        key = (array.dtype.str, array.tobytes())
        if key not in self._numbers:
            self._numbers[key] = len(self.kept)
            self.kept.append(array)
        return self._numbers[key]

    def __getitem__(self, number: int) -> np.ndarray:
        return self.kept[number]


def coarse(array: np.ndarray) -> np.ndarray:
    """The array with the last bits of its mantissas cleared."""
    bits = _SPARE_BITS.get(array.dtype.str)
    if bits is None:
        return array
    real = array.view(np.real(array).dtype)
    whole = real.view(f"<u{real.dtype.itemsize}")
    mask = ~np.array((1 << bits) - 1, dtype=whole.dtype)
    # An infinity has no mantissa to clear, a NaN only an arbitrary one.
    return np.where(np.isnan(real), real, (whole & mask).view(real.dtype)).view(array.dtype)


def elements(torch: Any, tensor: Any) -> np.ndarray:
    """The elements of a tensor in logical order, flat."""
    tensor = tensor.detach().resolve_conj().resolve_neg()
    if tensor.dtype == torch.bfloat16:
        tensor = tensor.contiguous().view(torch.int16)
    array = tensor.numpy().flatten()  # a copy, whatever becomes of the tensor
    name = dtype_name(tensor.dtype)
    return array.view("<u2") if name == "int16" and tensor.dtype != torch.int16 else array


def dtype_name(dtype: Any) -> str:
    return str(dtype).removeprefix("torch.")


def contiguous_strides(shape: Any) -> tuple[int, ...]:
    strides, step = [], 1
    for size in reversed(tuple(shape)):
        strides.append(step)
        step *= max(size, 1)
    return tuple(reversed(strides))


class Encoder:
    """Writes values of one `torch` into `arrays`."""

    def __init__(self, torch: Any, arrays: Arrays, *, exact: bool = False) -> None:
        self.torch, self.arrays, self.exact = torch, arrays, exact

    def __call__(self, value: Any) -> Any:
        torch = self.torch
        if value is None or isinstance(value, bool | int | float | str):
            return value
        if isinstance(value, torch.Tensor):
            return self._tensor(value)
        if isinstance(value, torch.device):
            return ["device", str(value)]
        if isinstance(value, numbers.Complex):
            number = complex(value)
            return ["complex", number.real, number.imag]
        name = self._name(value)
        return self._collection(value) if name is None else ["torch", name]

    def _collection(self, value: Any) -> list[Any]:
        if isinstance(value, self.torch.Size):
            return ["size", *value]
        if isinstance(value, list | tuple):
            return ["list" if isinstance(value, list) else "tuple", *map(self, value)]
        if isinstance(value, dict):
            return ["dict", {key: self(item) for key, item in value.items()}]
        if isinstance(value, slice):
            return ["slice", self(value.start), self(value.stop), self(value.step)]
        if value is Ellipsis:
            return ["..."]
        raise NotEncodableError(type(value).__name__)

    def _name(self, value: Any) -> str | None:
        """The name under `torch` of what has one."""
        torch = self.torch
        if isinstance(value, torch.layout) and value != torch.strided:
            raise NotEncodableError(str(value))
        if isinstance(value, torch.dtype | torch.layout | torch.memory_format):
            return str(value).removeprefix("torch.")
        name = getattr(value, "__name__", "")
        return (
            f"nn.functional.{name}" if getattr(torch.nn.functional, name, self) is value else None
        )

    def _tensor(self, tensor: Any) -> list[Any]:
        name = dtype_name(tensor.dtype)
        if name not in STORED or tensor.layout != self.torch.strided:
            raise NotEncodableError(f"a tensor of {tensor.layout} {name}")
        if tensor.device.type != "cpu":
            raise NotEncodableError(f"a tensor on {tensor.device}")
        if tensor.dim() > 32:
            raise NotEncodableError(f"a tensor of {tensor.dim()} dims")
        shape, stride = tuple(tensor.shape), tuple(tensor.stride())
        array = elements(self.torch, tensor).astype(STORED[name], copy=False)
        if not self.exact:
            array = coarse(array)
        layout = None if stride == contiguous_strides(shape) else list(stride)
        number = self.arrays.add(array)
        return ["T", number, name, list(shape), layout, tensor.requires_grad]


class Decoder:
    """Reads values of `arrays` as those of one `torch`."""

    def __init__(self, torch: Any, arrays: Arrays) -> None:
        self.torch, self.arrays = torch, arrays

    def __call__(self, code: Any) -> Any:
        if not isinstance(code, list):
            return code
        tag, *rest = code
        match tag:
            case "T":
                return self.tensor(*rest)
            case "torch":
                return operator.attrgetter(rest[0])(self.torch)
            case "device":
                return self.torch.device(rest[0])
            case "complex":
                return complex(*rest)
            case "size":
                return self.torch.Size(rest)
            case "list":
                return list(map(self, rest))
            case "tuple":
                return tuple(map(self, rest))
            case "dict":
                return {key: self(item) for key, item in rest[0].items()}
            case "slice":
                return slice(*map(self, rest))
            case "...":
                return Ellipsis
        raise ValueError(f"unknown tag {tag!r}")

    def tensor(self, number: int, name: str, shape: Any, stride: Any, requires_grad: bool) -> Any:
        """A tensor with memory of its own, laid out as the recorded one."""
        elements = self.arrays[number]
        dtype = getattr(self.torch, name)
        strides = contiguous_strides(shape) if stride is None else tuple(stride)
        extent = 1 + sum((n - 1) * s for n, s in zip(shape, strides, strict=True))
        memory = np.zeros(extent if elements.size else 0, elements.dtype)
        if elements.size:
            window = np.lib.stride_tricks.as_strided(
                memory, shape, [s * elements.itemsize for s in strides]
            )
            window[...] = elements.reshape(shape)
            flat = self.torch.frombuffer(bytearray(memory.tobytes()), dtype=dtype)
        else:
            flat = self.torch.empty(0, dtype=dtype)
        tensor = flat.as_strided(tuple(shape), strides).detach()
        return tensor.requires_grad_() if requires_grad else tensor
