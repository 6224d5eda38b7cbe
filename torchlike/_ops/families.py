"""Families of operators: what their members share."""

from __future__ import annotations

from torchlike._core.promotion import Promote
from torchlike._ops.schema import Family

#: One operand, one result per element.
UNARY = Family("unary", Promote.DEFAULT, inplace=True, out=True, elementwise=True, saves=("input",))
#: Likewise, integers computed in the default float dtype.
UNARY_FLOAT = Family(
    "unary_float",
    Promote.INT_TO_FLOAT,
    inplace=True,
    out=True,
    elementwise=True,
    saves=("input",),
    refuses={"8": "{}_vml_cpu"},
)
#: A test of each element.
PREDICATE = Family("predicate", Promote.TO_BOOL, differentiable=False, elementwise=True)
#: Two operands broadcast together.
BINARY = Family("binary", Promote.DEFAULT, inplace=True, out=True, elementwise=True)
#: A comparison or logical operator: two operands, a bool result.
COMPARE = Family(
    "compare", Promote.TO_BOOL, inplace=True, out=True, differentiable=False, elementwise=True
)
#: A reduction over some dims.
REDUCE = Family("reduce", Promote.KEEP, out=True)
#: A re-indexing whose result aliases its operand.
VIEW = Family("view", view=True)
#: A rearrangement whose result is new.
SHAPE = Family("shape")
#: A new tensor out of nothing.
CREATE = Family("create", method=False, differentiable=False)
#: Anything with rules of its own.
BESPOKE = Family("bespoke")
#: A layer's function: `torch.nn.functional`, no method.
LAYER = Family("layer", method=False)
