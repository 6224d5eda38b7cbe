# torch.nn.init.
import torch
from torch import nn

torch.manual_seed(0)
w = torch.empty(2, 3)
fillers = {
    "uniform": lambda: nn.init.uniform_(w, -1, 1),
    "normal": lambda: nn.init.normal_(w, std=0.1),
    "constant": lambda: nn.init.constant_(w, 0.3),
    "ones": lambda: nn.init.ones_(w),
    "zeros": lambda: nn.init.zeros_(w),
    "eye": lambda: nn.init.eye_(w),
    "xavier uniform": lambda: nn.init.xavier_uniform_(w),
    "xavier normal": lambda: nn.init.xavier_normal_(w),
    "kaiming uniform": lambda: nn.init.kaiming_uniform_(w, nonlinearity="relu"),
    "kaiming normal": lambda: nn.init.kaiming_normal_(w, mode="fan_out"),
    "truncated normal": lambda: nn.init.trunc_normal_(w, std=0.5),
}
for name, fill in fillers.items():
    print(name, fill())
print(nn.init.calculate_gain("relu"), nn.init.calculate_gain("tanh"))
p = nn.Parameter(torch.empty(2))
nn.init.normal_(p)
print(p)
