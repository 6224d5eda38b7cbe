# Untyped and typed storages: identity, bytes, resizing.
import warnings

import torch

warnings.simplefilter("ignore")
x = torch.zeros(3)
s = x.untyped_storage()
print(s.nbytes(), s.size(), len(s), s[0], type(s).__name__, s.device)
print(s.data_ptr() == x.data_ptr(), x[1:].untyped_storage() == s, x[1:].untyped_storage() is s)
s[3] = 64
print(x, s.tolist())
c = s.clone()
print(c == s, c.tolist() == s.tolist(), c.data_ptr() != s.data_ptr())
s.fill_(0)
print(x)
print(s.copy_(c) is s, x, s.resizable(), s.is_shared(), s.cpu() is s)
u = torch.UntypedStorage([0, 0, 128, 63, 300, 0, 0, 0])
print(u.tolist(), torch.is_storage(u), torch.is_storage(x))
t = torch.tensor([]).set_(u, 0, (2,), (1,))
t[1] = 2
print(t, u.tolist(), t.untyped_storage() == u)
try:
    u.copy_(torch.UntypedStorage(3))
except RuntimeError as error:
    print(error)
y = torch.arange(3.0)
y.untyped_storage().resize_(20)
print(y, y.untyped_storage().nbytes(), y._version)
y.resize_(5)
print(y[:3], y.shape, y.untyped_storage().nbytes())
z = torch.arange(3.0)
typed = z.storage()
print(type(typed).__name__, typed.size(), typed[1], typed.tolist(), typed.dtype, typed.nbytes())
typed[1] = 9.0
print(z, typed)
print(typed.type(), typed.int().tolist(), isinstance(typed, torch.FloatStorage))
print(torch.LongStorage([1, 2]), torch.tensor([]).set_(torch.FloatStorage([1.0, 2.0])))
