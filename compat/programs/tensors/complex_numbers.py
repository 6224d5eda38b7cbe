# Complex tensors.
import torch

z = torch.tensor([1 + 2j, 3 - 4j])
print(z, z.dtype, z.real, z.imag, z.abs(), z.angle(), z.conj(), z * 1j, z + 1, z.sum(), z @ z)
print(
    torch.complex(torch.tensor([1.0]), torch.tensor([2.0])),
    torch.polar(torch.tensor([2.0]), torch.tensor([0.0])),
)
print(z.is_complex(), z == z.conj(), torch.view_as_real(z), z.exp().abs(), torch.is_complex(z))
print(torch.isreal(z), z[0].item(), z.tolist(), (z / z).real, torch.sqrt(torch.tensor([-4 + 0j])))
for bad in (lambda: z < z, lambda: z.max(), lambda: torch.ones(1).imag, lambda: z % 2):
    try:
        print(bad())
    except (RuntimeError, NotImplementedError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
