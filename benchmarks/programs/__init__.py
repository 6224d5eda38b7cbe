"""The measured programs: plain PyTorch code that either library can run as ``torch``."""
