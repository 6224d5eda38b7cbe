# compare: numbers
# slow
# Weight norm, spectral norm, orthogonal weights and parametrizations of one's own, trained and removed.
import torch
import torch.nn as nn
import torch.nn.utils.parametrize as parametrize
from torch.nn.utils import parametrizations, spectral_norm

torch.manual_seed(0)


class Symmetric(nn.Module):
    def forward(self, X):
        return X.triu() + X.triu(1).transpose(-1, -2)

    def right_inverse(self, A):
        return A.triu()


class MatrixExponential(nn.Module):
    def forward(self, X):
        return torch.matrix_exp(X)


model = nn.Sequential(
    parametrizations.weight_norm(nn.Linear(4, 4)), nn.Tanh(),
    parametrizations.spectral_norm(nn.Linear(4, 4)), nn.Tanh(),
    parametrizations.orthogonal(nn.Linear(4, 4)), nn.Tanh(),
    nn.Linear(4, 4), nn.Tanh(), spectral_norm(nn.Linear(4, 1)),
)
parametrize.register_parametrization(model[6], "weight", Symmetric())
parametrize.register_parametrization(model[6], "weight", MatrixExponential())
print(model)
print([n for n, _ in model.named_parameters()])
print(list(model.state_dict()))
optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
x, y = torch.randn(16, 4), torch.randn(16, 1)
for step in range(6):
    with parametrize.cached():
        loss = nn.functional.mse_loss(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(f"{loss.item():.4f}")
Q, S = model[4].weight, model[6].weight
print(torch.dist(Q @ Q.T, torch.eye(4)) < 1e-5, torch.allclose(S, S.T, atol=1e-5), torch.linalg.eigvalsh(S).min() > 0)
print(torch.linalg.matrix_norm(model[2].weight, 2) < 1.6, model[0].parametrizations.weight.original0.flatten())
parametrize.remove_parametrizations(model[0], "weight")
parametrize.remove_parametrizations(model[6], "weight", leave_parametrized=True)
print(model[0], type(model[6]).__name__, parametrize.is_parametrized(model[4]), parametrize.is_parametrized(model[6]))
print([n for n, _ in model.named_parameters()])
model[6].weight.data.fill_(1.0)
print(model(x[:2]).shape)
try:
    parametrize.register_parametrization(nn.Linear(2, 2), "nothing", Symmetric())
except ValueError as e:
    print(e)
