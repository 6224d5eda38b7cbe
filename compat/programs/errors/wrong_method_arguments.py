# The same for methods.
import torch

x = torch.ones(2)
for bad in (
    lambda: x.add("a"),
    lambda: x.add(),
    lambda: x.view(),
    lambda: x.view("a"),
    lambda: x.reshape(1.5),
    lambda: x.sum("a"),
    lambda: x.unsqueeze(),
    lambda: x.unsqueeze(1.0),
    lambda: x.transpose(0),
    lambda: x.to("nowhere"),
    lambda: x.matmul(3),
    lambda: x.repeat(),
    lambda: x.expand("a"),
    lambda: x.clamp("a"),
    lambda: x.fill_("a"),
    lambda: x.copy_(1),
    lambda: x.masked_fill(x > 0),
    lambda: x.permute("a"),
    lambda: x.backward("a"),
    lambda: x.requires_grad_("a"),
    lambda: x.squeeze("a"),
    lambda: x.split("a"),
    lambda: x.type("a"),
    lambda: x.new_zeros("a"),
):
    try:
        print(bad())
    except (TypeError, ValueError, RuntimeError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
