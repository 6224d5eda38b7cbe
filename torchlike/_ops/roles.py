"""The closed vocabulary of annotations that says what an operator's parameter is.

``Array`` is a traced operand, ``Number`` a Python number that keeps a number's rank in promotion
and is a constant until its site varies; the others are static, part of a Step's identity.
"""

from __future__ import annotations

from typing import Any, TypeAlias

Array: TypeAlias = Any
Number: TypeAlias = Any
Dim: TypeAlias = int
Dims: TypeAlias = Any
Shape: TypeAlias = Any
DType: TypeAlias = Any
Device: TypeAlias = Any
Static: TypeAlias = Any
#: What PyTorch takes on other devices only: None here.
Absent: TypeAlias = Any
