"""Runs scripts, notebooks and Markdown files written for PyTorch."""
