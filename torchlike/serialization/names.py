"""PyTorch's names of what its pickles refer to."""

from __future__ import annotations

import dataclasses

from torchlike._core import dtypes


@dataclasses.dataclass(frozen=True)
class Name:
    """A global that a pickle refers to by module and name."""

    module: str
    name: str

    def __str__(self) -> str:
        return f"{self.module}.{self.name}"

    def __call__(self, *args: object) -> object:
        """Never done: a pickle is only told to."""
        raise TypeError(f"{self} is only a name")


#: Classes of storages by the dtype of their elements. Other dtypes are kept as bytes.
STORAGES = {
    dtypes.float64: "DoubleStorage", dtypes.float32: "FloatStorage", dtypes.float16: "HalfStorage",
    dtypes.bfloat16: "BFloat16Storage", dtypes.int64: "LongStorage", dtypes.int32: "IntStorage",
    dtypes.int16: "ShortStorage", dtypes.int8: "CharStorage", dtypes.uint8: "ByteStorage",
    dtypes.bool: "BoolStorage", dtypes.complex64: "ComplexFloatStorage",
    dtypes.complex128: "ComplexDoubleStorage",
}  # fmt: skip

UNTYPED_STORAGE = Name("torch.storage", "UntypedStorage")
REBUILD_TENSOR = Name("torch._utils", "_rebuild_tensor_v2")
#: For dtypes that have no class of storages.
REBUILD_WITH_DTYPE = Name("torch._utils", "_rebuild_tensor_v3")
REBUILD_PARAMETER = Name("torch._utils", "_rebuild_parameter")
REBUILD_PARAMETER_WITH_STATE = Name("torch._utils", "_rebuild_parameter_with_state")
#: For subclasses and for tensors with attributes.
REBUILD_FROM_TYPE = Name("torch._tensor", "_rebuild_from_type_v2")
