# Strides and storage offsets follow the view.
import torch

x = torch.arange(24).view(2, 3, 4)
for name, view in [
    ("x", x),
    ("x[1]", x[1]),
    ("x[:, 1]", x[:, 1]),
    ("x[..., 2]", x[..., 2]),
    ("x[:, ::2, 1:]", x[:, ::2, 1:]),
    ("x.transpose(0, 2)", x.transpose(0, 2)),
    ("x.permute(1, 2, 0)", x.permute(1, 2, 0)),
    ("x.unsqueeze(1)", x.unsqueeze(1)),
    ("x.view(6, 4).t()", x.view(6, 4).t()),
    ("x.expand(5, 2, 3, 4)", x.expand(5, 2, 3, 4)),
    ("x[None, 0]", x[None, 0]),
]:
    print(name, tuple(view.shape), view.stride(), view.storage_offset(), view.is_contiguous())
