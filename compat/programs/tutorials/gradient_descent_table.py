# A table of gradient descent on several functions.
import torch

functions = {
    "x^2": lambda x: x**2,
    "x^4 - 2x^2": lambda x: x**4 - 2 * x**2,
    "sin(x) + x/5": lambda x: torch.sin(x) + x / 5,
    "log(1 + e^x) - x/3": lambda x: torch.log(1 + torch.exp(x)) - x / 3,
}
for name, f in functions.items():
    print(f"f(x) = {name}")
    print(f"{'step':>4} {'x':>9} {'f(x)':>9} {'slope':>9}")
    x = torch.tensor(2.0, requires_grad=True)
    for step in range(6):
        y = f(x)
        y.backward()
        print(f"{step:>4} {x.item():>9.4f} {y.item():>9.4f} {x.grad.item():>9.4f}")
        with torch.no_grad():
            x -= 0.1 * x.grad
        x.grad.zero_()
    print()
