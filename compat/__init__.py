"""The compatibility suite: what PyTorch did, recorded as data and replayed against torchlike."""
