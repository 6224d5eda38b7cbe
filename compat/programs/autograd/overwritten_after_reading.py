"""What a graph keeps is found overwritten, whether its content was looked at before or not."""

import torch


def report(name, case):
    for looks in (False, True):
        look = str if looks else lambda tensor: None
        try:
            outcome = case(look)
        except RuntimeError as error:
            outcome = str(error).split("]")[0].split(". ")[0]
        print(f"{name}, {'looked at' if looks else 'not looked at'}: {outcome}")


def numbers():
    return torch.tensor([[-1.5, 2.5], [-0.25, -0.5], [0.5, -1.0]], requires_grad=True)


def view_written_with_itself(look):
    x = numbers()
    y = (x * 2)[:-1]
    look(y)
    y.addcmul_(y, y)
    look(y)
    y.sum().backward()


def view_written_by_what_keeps_its_result(look):
    x = numbers()
    y = (x * 2)[:-1]
    look(y)
    y.sigmoid_()
    look(y)
    y.sum().backward()
    return x.grad


def view_of_a_constant(look):
    constant = torch.arange(4.0).view(2, 2) * 1
    row = constant[:1]
    turned = row.t()
    x = numbers()
    look(turned)
    y = x[:2].t() @ turned
    look(y)
    row.add_(1)
    look(row)
    y.sum().backward()


def view_written_before_it_is_kept(look):
    constant = torch.arange(6.0).view(3, 2) * 1
    row = constant[:1]
    look(row)
    constant.add_(1)
    look(row)
    x = numbers()
    y = x * row
    look(y)
    y.sum().backward()
    return x.grad


def view_written_through_data(look):
    constant = torch.arange(6.0).view(3, 2) * 1
    row = constant[:1]
    look(row)
    x = numbers()
    y = x * row
    look(y)
    constant.data.add_(1)
    look(row)
    y.sum().backward()
    return x.grad


def indices_squeezed(look):
    x = numbers()
    values, indices = torch.sort(x)
    look(indices)
    indices.squeeze_()
    look(indices)
    values.sum().backward()


def other_gradients_first(look):
    x = numbers()
    turned = x.reshape(1, 6)
    values, indices = torch.sort(x)
    look(values)
    indices.squeeze_()
    (turned * 2).sum().backward()
    values.sum().backward()


def result_transposed(look):
    x = numbers()
    y = torch.relu(x)
    look(y)
    y.t_()
    look(y)
    y.sum().backward()


def result_with_views_transposed(look):
    x = numbers()
    y = torch.relu(x)
    row = y[0]
    look(row)
    y.t_()
    look(y)
    (y.sum() + row.sum()).backward()


def used_after_it_was_transposed(look):
    x = numbers()
    y = x * 2
    row = y[0]
    look(row)
    y.t_()
    look(y)
    (y * y).sum().backward()
    return x.grad


def constant_used_after_it_was_transposed(look):
    constant = torch.arange(6.0).view(2, 3) * 1
    row = constant[0]
    look(row)
    constant.t_()
    look(constant)
    x = numbers()
    y = x * constant
    look(y)
    z = y * row[:2]
    look(z)
    z.sum().backward()
    return x.grad


def result_strided(look):
    x = numbers()
    y = torch.relu(x)
    look(y)
    y.as_strided_((1,), (1,))
    look(y)
    y.sum().backward()


def piece_of_a_written_base(look):
    x = numbers()
    y = x * 1
    first, _ = y.split([1, 2])
    look(first)
    y.tanh_()
    look(y)
    first.sum().backward()


def piece_of_a_written_base_as_root(look):
    x = numbers()
    y = x.view(-1) * 1
    first, _ = y.split([1, 5])
    look(first)
    y.tanh_()
    look(y)
    first.backward()


def piece_written_without_gradients(look):
    x = numbers()
    first, _, _ = x.view(-1)[:3].unbind()
    look(first)
    with torch.no_grad():
        first.erf_()
    look(first)
    first.backward()


for case in (
    view_written_with_itself,
    view_written_by_what_keeps_its_result,
    view_of_a_constant,
    view_written_before_it_is_kept,
    view_written_through_data,
    indices_squeezed,
    other_gradients_first,
    result_transposed,
    result_with_views_transposed,
    used_after_it_was_transposed,
    constant_used_after_it_was_transposed,
    result_strided,
    piece_of_a_written_base,
    piece_of_a_written_base_as_root,
    piece_written_without_gradients,
):
    report(case.__name__, case)
