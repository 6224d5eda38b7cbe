# compare: numbers
# Hooks on several gradients, what nodes save, and writing over what was saved.
import torch
from torch.autograd import graph

x = torch.tensor([1.0, 2.0], requires_grad=True)
w = torch.tensor([3.0, 4.0], requires_grad=True)
for y in (x * w, x.pow(3), x.sigmoid(), x / w, x.log(), x.tanh(), x.softmax(0), x.relu(), torch.where(x > 1, x, w)):
    g = y.grad_fn
    print(g.name(), {n: getattr(g, n).tolist() for n in dir(g) if n in ("_saved_self", "_saved_other", "_saved_result", "_saved_condition")})
y = x * w
node = y.grad_fn
print(node._saved_self is x, (x * 2).grad_fn._saved_self)
y.sum().backward()
for name in ("_saved_self", "_saved_nothing"):
    try:
        print(getattr(node, name))
    except (RuntimeError, AttributeError) as e:
        print(type(e).__name__, str(e)[:60])
a, b = (torch.ones(2, requires_grad=True) for _ in range(2))
c = a * b
d = c * 2
h = graph.register_multi_grad_hook((a, b, c), lambda gs: print("all", [None if g is None else g.tolist() for g in gs]))
d.sum().backward(retain_graph=True)
(a * 3).sum().backward()
d.sum().backward(inputs=[b], retain_graph=True)
h.remove()
h = graph.register_multi_grad_hook((a, b, c), lambda g: print("any", g.tolist()), mode="any")
d.sum().backward(retain_graph=True)
d.sum().backward(retain_graph=True)
h.remove()
d.sum().backward()
for f in (lambda: graph.register_multi_grad_hook((a,), print, mode="x"), lambda: graph.register_multi_grad_hook((torch.ones(2),), print)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
with graph.disable_saved_tensors_hooks("not here"):
    try:
        with graph.saved_tensors_hooks(lambda t: t, lambda t: t):
            pass
    except RuntimeError as e:
        print(e)
with graph.save_on_cpu():
    total = (a.exp() * b).sum()
total.backward()
print(b.grad)
with graph.allow_mutation_on_saved_tensors():
    a = torch.tensor([0.5, 1.0], requires_grad=True)
    b = a.clone()
    out = (b**2).sum()
    b.sin_()
    out.backward()
    print(a.grad)
    a.grad = None
    e = a.exp()
    f = e * e
    e.zero_()
    f.sum().backward()
    print(a.grad)
b = a.clone()
out = (b**2).sum()
b.sin_()
try:
    out.backward()
except RuntimeError as e:
    print(str(e)[:60])
with torch.autograd.set_multithreading_enabled(False):
    print((a * a).sum())
