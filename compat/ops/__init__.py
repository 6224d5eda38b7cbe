"""PyTorch's operator database, recorded and replayed: `python -m compat.ops [--only GLOB] [-v]`."""
