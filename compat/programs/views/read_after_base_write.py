# Every kind of view sees a write to its base.
import torch

x = torch.arange(6.0).view(2, 3)
views = {
    "view": x.view(6),
    "reshape": x.reshape(3, 2),
    "t": x.t(),
    "T": x.T,
    "transpose": x.transpose(0, 1),
    "permute": x.permute(1, 0),
    "unsqueeze": x.unsqueeze(0),
    "flatten": x.flatten(),
    "chunk": x.chunk(2)[1],
    "unbind": x.unbind(1)[2],
    "diagonal": x.diagonal(),
    "detach": x.detach(),
    "slice": x[:, 1:],
    "select": x[1],
    "narrow": x.narrow(1, 0, 2),
    "step": x[:, ::2],
    "expand": x[1].expand(2, 3),
    "expand_as": x[:1].expand_as(x),
}
x += 10
x[1, 2] = -1
for name, view in views.items():
    print(name, view.tolist())
