"""The versions: torchlike's own, and the one scripts see as ``torch.__version__``."""

#: torchlike's own version.
__version__ = "0.1.0"

#: The PyTorch release whose API and behaviour torchlike follows.
TORCH_VERSION = "2.13.0"

#: What ``torch.__version__`` and ``importlib.metadata.version("torch")`` answer.
COMPATIBLE_VERSION = f"{TORCH_VERSION}+torchlike{__version__}"
