# in, hash, format and string conversions.
import torch

x = torch.tensor([1, 2, 3])
print(2 in x, 5 in x, torch.tensor(3) in x, 1.0 in x)
print(hash(x) == hash(x), len({x, x}), len({x, x.clone()}), {x: "v"}[x])
print(f"{torch.tensor(3.14159):.2f} {torch.tensor(7):03d} {torch.tensor(2.5)} {x}")
print("{:.1e}".format(torch.tensor(12345.0)), "%.3f" % torch.tensor(1.5), str(torch.tensor(2)))
print(format(torch.tensor([1.0]), ""), repr(x))
try:
    print(f"{x:.2f}")
except TypeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
try:
    print("a" in x)
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
