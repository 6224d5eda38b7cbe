import torch


def attempt(function):
    x.grad = None
    try:
        print(function.__name__, function())
    except RuntimeError as problem:
        print(function.__name__, type(problem).__name__, problem)


x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)


def detached_write():
    y = x * 2
    z = y * y
    y.detach().fill_(5)
    z.sum().backward()
    return x.grad


def square_in_place():
    y = x * 1
    y *= y
    y.sum().backward()


def square_a_view_in_place():
    y = x * 1
    v = y[:2]
    v *= v
    y.sum().backward()
    return x.grad


def result_of_a_view_in_place():
    y = x * 1
    v = y[:2]
    v.exp_()
    v.add_(1)
    y.sum().backward()


def exp_keeps_its_result():
    y = x * 1
    v = y[:2]
    w = v.exp()
    v.add_(1)
    w.sum().backward()
    return x.grad


def a_kept_view():
    y = x * 1
    v = y[:2]
    w = v * v
    v.add_(1)
    w.sum().backward()


def result_in_place():
    y = x * 1
    y.exp_()
    y.add_(1)
    y.sum().backward()


def exp_in_place():
    y = x * 1
    y.exp_()
    y.sum().backward()
    return x.grad


def mul_in_place():
    y = x * 1
    y.mul_(y)
    y.sum().backward()


def max_along_a_dim():
    y = x * 1
    m = y.max(0)[0]
    y.add_(1)
    m.backward()
    return x.grad


def max_of_all():
    y = x * 1
    m = y.max()
    y.add_(1)
    m.backward()
    return x.grad


def nodes():
    y = x * 1
    v = y[:2]
    v.mul_(2)
    return (v.grad_fn.next_functions, y.grad_fn.next_functions)


def view_after_a_data_write():
    y = x[:2]
    with torch.no_grad():
        x.data.mul_(2)
    return (y, y.grad_fn)


def view_after_a_detached_write():
    y = (x * 1)[:2]
    y.detach().zero_()
    return (y, y.grad_fn)


for function in (
    detached_write,
    square_in_place,
    square_a_view_in_place,
    result_of_a_view_in_place,
    exp_keeps_its_result,
    a_kept_view,
    result_in_place,
    exp_in_place,
    mul_in_place,
    max_along_a_dim,
    max_of_all,
    nodes,
    view_after_a_data_write,
    view_after_a_detached_write,
):
    attempt(function)
