# Walking the graph through next_functions.
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = (x * y + torch.sin(x)).log()


def walk(node, depth=0):
    if node is None:
        print("  " * depth + "None")
        return
    print("  " * depth + type(node).__name__, node.name())
    for parent, index in node.next_functions:
        assert index == 0
        walk(parent, depth + 1)


walk(z.grad_fn)
print(z.grad_fn)
leaf = z.grad_fn.next_functions[0][0].next_functions[0][0].next_functions[0][0]
print(leaf.variable is x, (x * 1).grad_fn.next_functions[0][0] is leaf)
print((x + 1).grad_fn.next_functions)
print(x.grad_fn, z.grad_fn is z.grad_fn)
