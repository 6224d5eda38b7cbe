# Dims by their names.
import torch
from torch.func import grad, rearrange, vmap

x = torch.arange(24.0).view(2, 3, 4)
for pattern, sizes in (
    ("a b c -> c a b", {}),
    ("a b c -> (a b) c", {}),
    ("a b c -> a (c b)", {}),
    ("a b (c d) -> a c b d", {"c": 2}),
    ("a ... -> ... a", {}),
    ("a ... -> (a ...)", {}),
    ("a b c -> a () b c 1", {}),
    ("... -> (...)", {}),
    ("(a d) ... -> d ... a", {"d": 1}),
):
    out = rearrange(x, pattern, **sizes)
    print(pattern, tuple(out.shape), out.flatten()[:8].tolist())
print(rearrange([x, x + 1], "n a b c -> a n b c").shape)
print(vmap(lambda m: rearrange(m, "h w -> w h"))(x).shape)
print(grad(lambda m: (rearrange(m, "a b c -> (a b c)") ** 2)[:3].sum())(x).flatten()[:4])
for pattern, sizes in (
    ("(...) -> ...", {}),
    ("a b -> b a", {}),
    ("a b c -> a b", {}),
    ("a a c -> a c", {}),
    ("a b (c d) -> a b c d", {"c": 3}),
    ("a b c", {}),
    ("a b c -> a b ...", {}),
    ("a b c -> a b c", {"d": 3}),
    ("a b (c -> a b c", {}),
    ("a b ((c)) -> a b c", {}),
    ("a b 2c -> a b c", {}),
    ("a b 4 -> a b", {}),
    ("a ... b ... -> a b", {}),
    ("a b c d ... -> a b c d ...", {}),
    ("a b _c -> a b _c", {}),
    ("a b (c d) -> a b c d", {"c": 2.0}),
):
    try:
        rearrange(x, pattern, **sizes)
    except Exception as error:  # noqa: BLE001
        print(type(error).__name__, "|", error)
