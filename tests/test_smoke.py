"""One small model, trained from beginning to end."""

import numpy as np

import torchlike as torch


def test_a_small_network_learns_a_circle(rng):
    points = torch.tensor(rng.uniform(-1, 1, (200, 2)).astype(np.float32))
    inside = ((points**2).sum(1, keepdim=True) < 0.5).to(torch.float32)

    def weights(*shape):
        scale = 1 / np.sqrt(shape[0])
        return torch.tensor(rng.normal(0, scale, shape).astype(np.float32), requires_grad=True)

    parameters = [weights(2, 16), weights(16), weights(16, 1), weights(1)]

    def model(x):
        first, first_bias, second, second_bias = parameters
        return torch.sigmoid(torch.tanh(x @ first + first_bias) @ second + second_bias)

    losses = []
    for _ in range(300):
        guess = model(points)
        loss = -(inside * guess.log() + (1 - inside) * (1 - guess).log()).mean()
        for parameter in parameters:
            parameter.grad = None
        loss.backward()
        with torch.no_grad():
            for parameter in parameters:
                parameter -= 2.0 * parameter.grad
        losses.append(loss.item())

    assert losses[-1] < 0.2 < losses[0]
    with torch.no_grad():
        right = ((model(points) > 0.5) == (inside > 0.5)).to(torch.float32).mean()
    assert right.dtype == torch.float32
    assert tuple(right.shape) == ()
    assert right.item() > 0.93
