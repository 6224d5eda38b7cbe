# Tensors in f-strings and containers.
import torch

x = torch.tensor([1.5, 2.5])
s = torch.tensor(2.71828)
print(f"{x} {s} {s:.2f} {s.item():.3f} {x[0]:6.2f}|{x.shape}|{x.dtype}")
print([x, s], (x,), {"x": x}, [x.tolist(), x.shape])
print("loss:", s, "acc:", torch.tensor(3) / 4)
print("%s %r" % (x, s), str(x), repr(s))
print(x, x, sep="\n", end="!\n")
