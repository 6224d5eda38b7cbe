"""Whether a second backward is refused: it is where the formula kept something for the first."""

import torch
import torch.nn.functional as F


def ones(*shape):
    return torch.ones(shape, dtype=torch.float64)


def report(name, function):
    x = torch.rand(2, 3, dtype=torch.float64).add(0.5).requires_grad_()
    result = function(x).sum()
    result.backward()
    try:
        result.backward()
    except RuntimeError as error:
        print(f"{name}: {str(error).split('(')[0]}")
    else:
        print(f"{name}: allowed")


torch.manual_seed(0)
report("x * 2", lambda x: x * 2)
report("2 * x", lambda x: 2 * x)
report("x + 2", lambda x: x + 2)
report("x / 2", lambda x: x / 2)
report("2 / x", lambda x: 2 / x)
report("2 - x", lambda x: 2 - x)
report("-x", lambda x: -x)
report("x % 2", lambda x: x % 2)
report("fmod", lambda x: x.fmod(2))
report("x ** 2", lambda x: x**2)
report("2 ** x", lambda x: 2**x)
report("x * tensor", lambda x: x * torch.tensor(2.0, dtype=torch.float64))
report("copysign", lambda x: x.copysign(2.0))
report("hypot", lambda x: x.hypot(ones(2, 3)))
report("xlogy", lambda x: torch.xlogy(x, 2.0))
report("maximum", lambda x: torch.maximum(x, ones(2, 3)))
report("clamp", lambda x: x.clamp(0, 1))
report("where", lambda x: torch.where(x > 1, x, 0))
report("lerp", lambda x: torch.lerp(x, ones(2, 3), 0.5))
report("lerp by a tensor", lambda x: torch.lerp(x, ones(2, 3), ones(2, 3)))
report("addcmul", lambda x: torch.addcmul(x, ones(2, 3), ones(2, 3)))
report("addcdiv", lambda x: torch.addcdiv(x, ones(2, 3), ones(2, 3)))
report("scatter_add", lambda x: x.scatter_add(0, torch.zeros(1, 3).long(), ones(1, 3)))
report("index_add", lambda x: x.index_add(0, torch.tensor([0]), ones(1, 3)))
report("index_put", lambda x: x.index_put((torch.tensor([0]),), ones(3)))
report("masked_fill", lambda x: x.masked_fill(x > 1, 0))
report("linear", lambda x: F.linear(x, ones(2, 3)))
report("mm", lambda x: x @ ones(3, 2))
report("addmm", lambda x: torch.addmm(x, ones(2, 2), ones(2, 3)))
report("baddbmm", lambda x: torch.baddbmm(x[None], ones(1, 2, 2), ones(1, 2, 3)))
report("bilinear", lambda x: F.bilinear(x, ones(2, 2), ones(1, 3, 2)))
report("affine_grid", lambda x: F.affine_grid(x[None], (1, 1, 2, 2), align_corners=False))
report("cross_entropy", lambda x: F.cross_entropy(x, torch.tensor([0, 1])))
report("l1_loss", lambda x: F.l1_loss(x, ones(2, 3)))
report("prod", lambda x: x.prod())
report("sum", lambda x: x.sum(0))
