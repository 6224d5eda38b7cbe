"""`torch.save` and `torch.load`, in PyTorch's own file format: files go either way."""

from torchlike.serialization.options import (
    LoadEndianness as LoadEndianness,
)
from torchlike.serialization.options import (
    default_restore_location as default_restore_location,
)
from torchlike.serialization.options import (
    get_crc32_options as get_crc32_options,
)
from torchlike.serialization.options import (
    get_default_load_endianness as get_default_load_endianness,
)
from torchlike.serialization.options import (
    get_default_mmap_options as get_default_mmap_options,
)
from torchlike.serialization.options import (
    location_tag as location_tag,
)
from torchlike.serialization.options import (
    register_package as register_package,
)
from torchlike.serialization.options import (
    set_crc32_options as set_crc32_options,
)
from torchlike.serialization.options import (
    set_default_load_endianness as set_default_load_endianness,
)
from torchlike.serialization.options import (
    set_default_mmap_options as set_default_mmap_options,
)
from torchlike.serialization.options import (
    skip_data as skip_data,
)
from torchlike.serialization.reading import (
    get_unsafe_globals_in_checkpoint as get_unsafe_globals_in_checkpoint,
)
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
