# Operators and their reflected forms.
import torch

x = torch.tensor([1.0, 2.0, 4.0])
print(x + 1, 1 + x, x - 1, 1 - x, x * 3, 3 * x)
print(x / 2, 2 / x, x // 3, 9 // x, x % 3, 5 % x, x**2, 2**x)
print(-x, +x, abs(-x), x @ x)
print(torch.add(x, x, alpha=10), torch.sub(x, 1, alpha=2), torch.rsub(x, 1))
print(torch.mul(x, 2), torch.true_divide(x, 4), torch.pow(2, x), torch.pow(x, -1.0), torch.neg(x))
print(torch.addcmul(x, x, x, value=0.5), torch.addcdiv(x, x, x, value=2), torch.lerp(x, x * 2, 0.5))
