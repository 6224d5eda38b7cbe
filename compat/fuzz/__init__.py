"""Random programs, run here and by PyTorch: what they observe must be the same."""
