"""torch.autograd.graph: what the recorded program does not show - the gaps, and nested passes."""

import pytest

import torchlike as torch
from torchlike.autograd import graph


def test_hooks_on_saved_tensors_name_themselves_as_missing():
    with pytest.raises(NotImplementedError, match=r"autograd\.graph\.saved_tensors_hooks"):
        with graph.saved_tensors_hooks(lambda t: t, lambda t: t):
            pass
    with pytest.raises(NotImplementedError, match="pin_memory=True"):
        graph.save_on_cpu(pin_memory=True)
    with graph.disable_saved_tensors_hooks("no"), pytest.raises(RuntimeError, match="^no$"):
        with graph.save_on_cpu():
            pass


def test_mutation_is_allowed_only_within_the_context():
    x = torch.ones(2, requires_grad=True)
    with graph.allow_mutation_on_saved_tensors() as context:
        y = x.exp()
        z = y * y
        y.zero_()
        context.clear()
        with pytest.raises(RuntimeError, match="contexts cannot be nested"):
            with graph.allow_mutation_on_saved_tensors():
                pass
    z.sum().backward()
    assert x.grad.shape == (2,) and x.grad.dtype is torch.float32
    torch.testing.assert_close(x.grad, 2 * torch.exp(torch.full((2,), 2.0)))
    y = x.exp()
    z = y * y
    y.zero_()
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        z.sum().backward()


def test_a_pass_within_a_hook_has_gradients_of_its_own():
    a, b = (torch.ones(2, requires_grad=True) for _ in range(2))
    seen = []
    handle = graph.register_multi_grad_hook(
        (a, b), lambda grads: seen.append([None if g is None else g.tolist() for g in grads])
    )
    inner = torch.ones(2, requires_grad=True)
    c = a * b

    def nested(grad):
        with torch.enable_grad():
            (inner * 2).sum().backward()

    c.register_hook(nested)
    c.sum().backward()
    assert seen == [[[1.0, 1.0], [1.0, 1.0]]] and inner.grad.tolist() == [2.0, 2.0]
    with handle:
        (a * 3).sum().backward()
    assert seen[1:] == [[[3.0, 3.0], None]]
    (a * b).sum().backward()
    assert len(seen) == 2


def test_what_nodes_save():
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    product, rooted = x * x.detach(), x.sqrt()
    assert product.grad_fn._saved_self is None
    assert product.grad_fn._saved_other.tolist() == [1.0, 2.0]
    result = rooted.grad_fn._saved_result
    assert result.requires_grad and result.dtype is torch.float32 and result.shape == (2,)
    assert "_saved_result" in dir(rooted.grad_fn)
    linear = torch.nn.functional.linear(x, torch.ones(1, 2))
    with pytest.raises(AttributeError, match="object has no attribute '_saved_self'"):
        _ = linear.grad_fn._saved_self
    product.sum().backward()
    with pytest.raises(RuntimeError, match="backward through the graph a second time"):
        _ = product.grad_fn._saved_other
