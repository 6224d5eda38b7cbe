"""PyTorch's databases of modules and optimizers, recorded and replayed: `python -m compat.modules`.

`data/nn.xz` and `data/optim.xz` are what `compat.ops.goldens.pack` writes: each entry has a `title`
under `torch` and `cases`, the fields of which `calls` describes.
"""

from compat.modules.replaying import Golden as Golden
from compat.modules.replaying import Report as Report
from compat.modules.replaying import collect as _collect
from compat.modules.replaying import judge as judge


def collect(pattern: str) -> list[Golden]:
    """The entries whose name, as `modules/name`, matches a glob."""
    if pattern == "*":
        return list(_collect())
    area, _, name = pattern.partition("/")
    return list(_collect(name)) if area == "modules" else []
