"""Recorders: the only code here that imports PyTorch."""
