# Assignments that do not fit.
import torch

x = torch.zeros(2, 3)


def assign(index, value):
    try:
        x[index] = value
        print("fine")
    except (IndexError, RuntimeError, TypeError, ValueError) as error:
        print(type(error).__name__, str(error).split("\n")[0])


assign(0, torch.ones(2))
assign((slice(None), 0), torch.ones(3))
assign(5, 1.0)
assign((0, 0), torch.ones(2))
assign((0, 0), torch.ones(1))
assign(0, [1.0, 2.0, 3.0])
assign(x > 1, torch.ones(2))
assign(x == 0, torch.ones(2))
assign([0, 3], 1.0)
assign(0, "a")
assign(0, torch.ones(1, 3))
print(x)
