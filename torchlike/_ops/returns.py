"""Results of several tensors, as ``torch.return_types`` has them."""

from __future__ import annotations

import functools
from operator import itemgetter
from typing import Any


def return_type(name: str, fields: tuple[str, ...] = ("values", "indices")) -> type:
    """A tuple with named items that prints as PyTorch's: ``torch.return_types.max(...)``."""

    def new(cls: type, *values: Any) -> Any:
        pickled = len(values) == 2 and isinstance(values[1], dict)  # by PyTorch
        items = values[0] if pickled or len(values) == 1 else values
        if len(items) != len(fields):
            raise TypeError(
                f"torch.return_types.{name}() takes a {len(fields)}-sequence "
                f"({len(items)}-sequence given)"
            )
        return tuple.__new__(cls, items)

    def show(self: Any) -> str:
        inner = ",\n".join(f"{f}={item!r}" for f, item in zip(fields, self, strict=True))
        return f"torch.return_types.{name}(\n{inner})"

    members: dict[str, Any] = {f: property(itemgetter(i)) for i, f in enumerate(fields)}
    members |= {"__slots__": (), "__new__": new, "__repr__": show, "n_fields": len(fields)}
    members["__match_args__"] = fields
    members["__reduce__"] = lambda self: (remade, (name, (*self,)))
    members |= {"__module__": "torch.return_types", "__doc__": f"What `{name}` returns."}
    made = _made[name] = type(name, (tuple,), members)
    return made


#: The types by their names.
_made: dict[str, type] = {}


def remade(name: str, items: tuple[Any, ...]) -> Any:
    """What pickling kept of a result."""
    return _made[name](items)


@functools.cache
def written(cls: type) -> type:
    """What `cls` is called where the results were written into ``out=``."""
    fields = getattr(cls, "__match_args__", None)
    return cls if fields is None else return_type(f"{cls.__name__}_out", fields)


def plain(*values: Any) -> tuple[Any, ...]:
    """Several results without names."""
    return values


aminmax = return_type("aminmax", ("min", "max"))
cummax = return_type("cummax")
cummin = return_type("cummin")
frexp = return_type("frexp", ("mantissa", "exponent"))
kthvalue = return_type("kthvalue")
max = return_type("max")
median = return_type("median")
min = return_type("min")
mode = return_type("mode")
nanmedian = return_type("nanmedian")
sort = return_type("sort")
topk = return_type("topk")
linalg_eigh = return_type("linalg_eigh", ("eigenvalues", "eigenvectors"))
linalg_lstsq = return_type("linalg_lstsq", ("solution", "residuals", "rank", "singular_values"))
linalg_qr = return_type("linalg_qr", ("Q", "R"))
linalg_slogdet = return_type("linalg_slogdet", ("sign", "logabsdet"))
linalg_svd = return_type("linalg_svd", ("U", "S", "Vh"))
geqrf = return_type("geqrf", ("a", "tau"))
histogram = return_type("histogram", ("hist", "bin_edges"))
histogramdd = return_type("histogramdd", ("hist", "bin_edges"))
linalg_cholesky_ex = return_type("linalg_cholesky_ex", ("L", "info"))
linalg_eig = return_type("linalg_eig", ("eigenvalues", "eigenvectors"))
linalg_inv_ex = return_type("linalg_inv_ex", ("inverse", "info"))
linalg_ldl_factor = return_type("linalg_ldl_factor", ("LD", "pivots"))
linalg_ldl_factor_ex = return_type("linalg_ldl_factor_ex", ("LD", "pivots", "info"))
linalg_lu = return_type("linalg_lu", ("P", "L", "U"))
linalg_lu_factor = return_type("linalg_lu_factor", ("LU", "pivots"))
linalg_lu_factor_ex = return_type("linalg_lu_factor_ex", ("LU", "pivots", "info"))
linalg_solve_ex = return_type("linalg_solve_ex", ("result", "info"))
lu_unpack = return_type("lu_unpack", ("P", "L", "U"))
lu_with_info = return_type("_lu_with_info", ("LU", "pivots", "info"))
qr = return_type("qr", ("Q", "R"))
svd = return_type("svd", ("U", "S", "V"))
triangular_solve = return_type("triangular_solve", ("solution", "cloned_coefficient"))
