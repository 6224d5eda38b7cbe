# `conj()` is a view with its bit set; what is written through it is conjugated.
import torch

c = torch.tensor([1 + 2j, 3 - 4j])
d = c.conj()
print(d.is_conj(), c.is_conj(), d._is_view(), d._base is c, d.is_neg(), d.imag.is_neg(), d.imag)
d[0] = 5 + 6j
print(c, d, d.resolve_conj().is_conj(), d.conj().is_conj(), d.conj())
print(d.clone().is_conj(), (d * 2).is_conj(), d.view(2, 1).is_conj(), d.detach().is_conj())
print(torch.is_conj(d), torch.resolve_neg(d.imag), d.imag.resolve_neg().is_neg())
d.imag.zero_()
print(c.real, d.real, torch.conj_physical(c).is_conj(), c.conj_physical_().is_conj())
for look in (d.numpy, lambda: torch.view_as_real(d), d.imag.numpy):
    try:
        look()
    except RuntimeError as error:
        print(error)
m = torch.tensor([[1 + 2j, 3 - 4j]])
print(m.H.is_conj(), m.mH._base is m, m.adjoint().stride(), torch.adjoint(m).is_conj())
m.H[0, 0] = 9 + 1j
print(m, m.H)
x = torch.tensor([1.0, 2.0])
print(x.conj() is x, x.resolve_conj() is x, torch.real(x) is x, (+x) is x, x.is_conj())
