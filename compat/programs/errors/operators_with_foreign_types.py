# Operators between tensors and things that are not numbers.
import torch

x = torch.ones(2)
for bad in (
    lambda: x + "a",
    lambda: "a" + x,
    lambda: x - None,
    lambda: None * x,
    lambda: x / [1, 2],
    lambda: [1, 2] @ x,
    lambda: x ** "a",
    lambda: x < "a",
    lambda: x > None,
    lambda: x @ 3,
    lambda: x // {},
    lambda: x % "a",
    lambda: x & "a",
    lambda: x + [1, 2],
    lambda: x * (1, 2),
    lambda: x >= [0, 0],
):
    try:
        print(bad())
    except TypeError as error:
        print(type(error).__name__, str(error).split("\n")[0])
