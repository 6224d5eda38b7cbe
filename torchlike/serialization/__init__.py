"""`torch.save` and `torch.load`, in PyTorch's own file format: files go either way."""

from torchlike.serialization.reading import load as load
from torchlike.serialization.safety import (
    add_safe_globals as add_safe_globals,
)
from torchlike.serialization.safety import (
    clear_safe_globals as clear_safe_globals,
)
from torchlike.serialization.safety import (
    get_safe_globals as get_safe_globals,
)
from torchlike.serialization.safety import (
    safe_globals as safe_globals,
)
from torchlike.serialization.writing import save as save
