"""torchlike against PyTorch (and against JAX written by hand): ``python -m benchmarks --help``."""
