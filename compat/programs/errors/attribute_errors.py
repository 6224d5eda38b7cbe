# Misspelled names.
import torch

x = torch.ones(2)
for bad in (
    lambda: x.foo,
    lambda: x.sizes(),
    lambda: torch.foo,
    lambda: torch.nn.Foo,
    lambda: torch.nn.functional.foo,
    lambda: torch.optim.Foo,
    lambda: torch.Size([1]).foo,
):
    try:
        print(bad())
    except AttributeError as error:
        print(type(error).__name__, str(error).split(" (")[0])


def assign():
    x.shape = (1, 2)


try:
    assign()
except AttributeError as error:
    print(type(error).__name__)
x.custom = "attributes can be added"
print(x.custom, hasattr(x, "custom"), hasattr(x + 1, "custom"))
