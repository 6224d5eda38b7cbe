# view_as_real(), .real and .imag alias a complex tensor.
import torch

z = torch.tensor([1 + 2j, 3 - 4j])
z.real[0] = 10
z.imag.neg_()
print(z)
r = torch.view_as_real(z)
r[1, 0] = 0
print(z, r.shape)
print(torch.view_as_complex(torch.tensor([[1.0, 2.0]])))
