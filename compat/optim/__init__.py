"""What PyTorch's optimizers and schedulers do, as recorded data, and the programs that show it."""
