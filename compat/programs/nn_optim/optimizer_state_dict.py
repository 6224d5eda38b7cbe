# The state of optimizers.
import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
for optimizer in (
    torch.optim.SGD([w], lr=0.1),
    torch.optim.SGD([w], lr=0.1, momentum=0.9),
    torch.optim.Adam([w], lr=0.01),
):
    optimizer.zero_grad()
    (w**2).sum().backward()
    optimizer.step()
    state = optimizer.state_dict()
    print(sorted(state), state["state"])
    print(state["param_groups"])
    print(optimizer)
