# compare: numbers
# Newton's method in one and two dimensions, with second derivatives.
import torch


def newton(f, start, steps):
    x = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    for step in range(steps):
        y = f(x)
        (first,) = torch.autograd.grad(y, x, create_graph=True)
        (second,) = torch.autograd.grad(first, x)
        print(f"{step} {x.item():.6f} {y.item():.6f} {first.item():.1e}"[:30])
        with torch.no_grad():
            x -= first / second
    return x


print(f"{newton(lambda x: x**4 - 2 * x**3 + 2, 2.5, 5).item():.4f}")


def bowl(v):
    return (v[0] - 1) ** 4 + (v[0] - 2 * v[1]) ** 2


v = torch.tensor([3.0, 0.0], dtype=torch.float64, requires_grad=True)
for _ in range(6):
    (gradient,) = torch.autograd.grad(bowl(v), v, create_graph=True)
    hessian = torch.stack([torch.autograd.grad(g, v, retain_graph=True)[0] for g in gradient])
    with torch.no_grad():
        v -= torch.linalg.solve(hessian, gradient)
    print(f"{bowl(v).item():.5f}", [round(value, 4) for value in v.tolist()])
