# Arithmetic between ndarrays and tensors, and NumPy's functions over tensors.
import numpy as np
import torch

a, t = np.array([1.0, 2.0, 3.0]), torch.tensor([10.0, 20.0, 30.0])


def show(name, make):
    try:
        found = make()
        print(name, type(found).__name__, found.dtype, found.tolist())
    except Exception as error:
        print(name, type(error).__name__, str(error).split("\n")[0])


show("a+t", lambda: a + t)
show("t+a", lambda: t + a)
show("a*t", lambda: a * t)
show("a-t", lambda: a - t)
show("t-a", lambda: t - a)
show("a/t", lambda: a / t)
show("a**t", lambda: a**t)
show("a<t", lambda: a < t)
show("t<a", lambda: t < a)
show("a==t", lambda: a == t)
show("t==a", lambda: t == a)
show("a@t", lambda: a @ t)
show("t@a", lambda: t @ a)
show("f64*t", lambda: np.float64(2) * t)
show("t*f64", lambda: t * np.float64(2))
show("f32+t", lambda: np.float32(2) + t)
show("i64+t", lambda: np.int64(2) + t)
show("t+i64", lambda: t + np.int64(2))
show("f64-int", lambda: np.float64(2) - torch.tensor([1, 2]))
show("int-f64", lambda: torch.tensor([1, 2]) - np.float64(2))
show("c128", lambda: t * np.complex128(1j))
show("a0d+t", lambda: np.array(2.0) + t)
show("t+a0d", lambda: t + np.array(2.0))
show("sin", lambda: np.sin(t))
show("add", lambda: np.add(t, t))
show("add2", lambda: np.add(a, t))
show("maximum", lambda: np.maximum(t, 15.0))
show("concatenate", lambda: np.concatenate([t, t]))
show("stack", lambda: np.stack([t, a]))
show("where", lambda: np.where(t > 15, t, -t))
show("sqrt", lambda: np.sqrt(torch.tensor([1, 4])))
show("isnan", lambda: np.isnan(t))
show("isfinite", lambda: np.isfinite(t))
show("dot", lambda: np.dot(t, t))
show("square0d", lambda: np.square(torch.tensor(3.0)))
show("exp grad", lambda: np.exp(torch.ones(2, requires_grad=True)))
show("add.reduce", lambda: np.add.reduce(t))
show("outer", lambda: np.multiply.outer(t, t))
show("frexp", lambda: np.frexp(t)[0])
show("clip", lambda: np.clip(t, 12, 25))
show("array", lambda: np.array(t))
show("array32", lambda: np.array(t, dtype=np.int32))
show("asarray", lambda: np.asarray(t, dtype=np.float64))
show("list", lambda: np.array([t[0], t[1]]))
show("nested", lambda: np.array([t.tolist(), a.tolist()]))
show("ones_like", lambda: np.ones_like(t))
show("argsort", lambda: np.argsort(t))
show("reshape", lambda: np.reshape(t, (3, 1)))
show("index", lambda: a[torch.tensor([0, 2])])
show("mask", lambda: a[torch.tensor([True, False, True])])
show("index0d", lambda: a[torch.tensor(1)])
show("tindex", lambda: t[np.array([0, 2])])
show("tmask", lambda: t[np.array([True, False, True])])
show("tscalar", lambda: t[np.int64(1)])
b = a.copy()
try:
    b += t
    print(b, type(b))
except Exception as error:
    print(type(error).__name__, str(error).split("\n")[0])
u = t.clone()
try:
    u += a
    print(u)
except Exception as error:
    print(type(error).__name__, str(error).split("\n")[0])
b[:] = t
print(b)
t2 = t.clone()
t2[:2] = torch.from_numpy(a[:2])
print(t2)
try:
    t2[:] = a
    print(t2)
except Exception as error:
    print(type(error).__name__, str(error).split("\n")[0])
print(np.shares_memory(np.asarray(t), t.numpy()), np.asarray(t) is np.asarray(t))
print(t.__array_priority__, np.asarray(t).flags.writeable, np.array(t).flags.owndata)
print(t.__array__().tolist(), t.__array__(np.float64).dtype)
print(np.testing.assert_allclose(t, a * 10), np.allclose(t, a * 10), np.array_equal(t, a))
print(len(np.array(torch.zeros(2, 3))), np.shape(torch.zeros(2, 3)), np.ndim(t))
