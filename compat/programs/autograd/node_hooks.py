import torch


def show(*a):
    print(*[tuple((None if t is None else t.tolist() for t in g)) for g in a])


x = torch.tensor([1.0, 2.0], requires_grad=True)
w = torch.tensor([3.0, 4.0], requires_grad=True)
y = x * w
h = y.grad_fn.register_hook(lambda gi, go: show(gi, go))
p = y.grad_fn.register_prehook(lambda go: show(go))
y.sum().backward()
print(x.grad, w.grad)
x.grad = w.grad = None
y = x * 2
y.grad_fn.register_hook(lambda gi, go: show(gi, go))
y.sum().backward()
y = x * w
y.grad_fn.register_hook(lambda gi, go: (gi[0] * 10, gi[1]))
y.grad_fn.register_prehook(lambda go: (go[0] * 100,))
x.grad = None
y.sum().backward()
print(x.grad, w.grad)
v, i = torch.max(torch.stack([x, w]), 0)
v.grad_fn.register_prehook(lambda go: show(go))
v.grad_fn.register_hook(lambda gi, go: show(gi, go))
v.sum().backward()
acc = x.expand_as(x).grad_fn.next_functions[0][0]
acc.register_hook(lambda gi, go: show(gi, go))
acc.register_prehook(lambda go: (go[0] * 7,))
x.grad = None
(x * 1).sum().backward()
print(x.grad)
y = x * w
h = y.grad_fn.register_hook(lambda gi, go: print("never"))
h.remove()
y.sum().backward()
for bad in (
    lambda gi, go: 3,
    lambda gi, go: (gi[0],),
    lambda gi, go: (torch.ones(3), gi[1]),
    lambda gi, go: ("a", gi[1]),
):
    y = x * w
    y.grad_fn.register_hook(bad)
    try:
        y.sum().backward()
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])
y = x * w
y.grad_fn.register_prehook(lambda go: 3)
try:
    y.sum().backward()
except Exception as e:
    print(type(e).__name__, str(e).split("\n")[0])
y = x * w
y.grad_fn.register_prehook(lambda go: go[0])
try:
    y.sum().backward()
except Exception as e:
    print(type(e).__name__, str(e).split("\n")[0])
y = x * w
y.grad_fn.register_hook(lambda gi, go: print("flushed", gi[0].tolist()))
print(y)
y.sum().backward()
y = x.sum()
y.grad_fn.register_hook(lambda gi, go: show(gi, go))
torch.autograd.grad(y, x)
edge = torch.autograd.graph.get_gradient_edge(y)
print(edge.node is y.grad_fn, edge.output_nr)
y = x * w
print(isinstance(y.grad_fn, torch.autograd.graph.Node), torch.autograd.graph.Node.__name__)
