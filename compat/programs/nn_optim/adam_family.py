# compare: numbers
# Adam and its relatives on a quadratic bowl.
import torch

makers = {
    "Adam": lambda p: torch.optim.Adam(p, lr=0.1),
    "Adam, decay": lambda p: torch.optim.Adam(p, lr=0.1, weight_decay=0.1),
    "AMSGrad": lambda p: torch.optim.Adam(p, lr=0.1, amsgrad=True),
    "AdamW": lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.1),
    "Adagrad": lambda p: torch.optim.Adagrad(p, lr=0.5),
    "RMSprop": lambda p: torch.optim.RMSprop(p, lr=0.05, momentum=0.5),
    "Adadelta": lambda p: torch.optim.Adadelta(p, lr=1.0),
    "Adamax": lambda p: torch.optim.Adamax(p, lr=0.1),
    "NAdam": lambda p: torch.optim.NAdam(p, lr=0.1),
    "RAdam": lambda p: torch.optim.RAdam(p, lr=0.1),
}
for name, make in makers.items():
    w = torch.tensor([1.0, -2.0], requires_grad=True)
    optimizer = make([w])
    for _ in range(10):
        optimizer.zero_grad()
        loss = (w**2 * torch.tensor([1.0, 3.0])).sum()
        loss.backward()
        optimizer.step()
    print(name, f"{loss.item():.4f}", w.detach())
