# compare: numbers
# slow
# REINFORCE, actor-critic with PPO's clipped loss, and a Gaussian policy, by torch.distributions.
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.distributions import Categorical, Independent, Normal, kl_divergence

torch.manual_seed(0)


class ActorCritic(nn.Module):
    def __init__(self):
        super().__init__()
        self.affine1 = nn.Linear(3, 16)
        self.action_head = nn.Linear(16, 3)
        self.value_head = nn.Linear(16, 1)

    def forward(self, x):
        x = F.relu(self.affine1(x))
        return F.softmax(self.action_head(x), dim=-1), self.value_head(x)


model = ActorCritic()
optimizer = torch.optim.Adam(model.parameters(), lr=3e-2)
eps = torch.finfo(torch.float32).eps
for episode in range(4):
    saved, rewards, state = [], [], torch.zeros(3)
    for t in range(10):
        probs, value = model(state)
        m = Categorical(probs)
        action = m.sample()
        saved.append((m.log_prob(action), value, m.entropy()))
        rewards.append(1.0 if action.item() == t % 3 else 0.0)
        state = F.one_hot(torch.tensor((t + 1) % 3), 3).float()
    R, returns = 0, []
    for r in rewards[::-1]:
        R = r + 0.9 * R
        returns.insert(0, R)
    returns = torch.tensor(returns)
    returns = (returns - returns.mean()) / (returns.std() + eps)
    policy_losses, value_losses = [], []
    for (log_prob, value, entropy), R in zip(saved, returns):
        advantage = R - value.item()
        policy_losses.append(-log_prob * advantage - 0.01 * entropy)
        value_losses.append(F.smooth_l1_loss(value, torch.tensor([R])))
    optimizer.zero_grad()
    loss = torch.stack(policy_losses).sum() + torch.stack(value_losses).sum()
    loss.backward()
    optimizer.step()
    print(episode, sum(rewards), f"{loss.item():.4f}")

policy = nn.Sequential(nn.Linear(3, 16), nn.Tanh(), nn.Linear(16, 2))
log_std = nn.Parameter(torch.zeros(2))
optimizer = torch.optim.Adam([*policy.parameters(), log_std], lr=1e-2)
states = torch.randn(32, 3)
with torch.no_grad():
    old = Independent(Normal(policy(states), log_std.exp()), 1)
    actions = old.sample()
    old_log_probs = old.log_prob(actions)
    advantages = -(actions - states[:, :2]).pow(2).sum(1)
    advantages = (advantages - advantages.mean()) / advantages.std()
for step in range(5):
    new = Independent(Normal(policy(states), log_std.exp()), 1)
    ratio = (new.log_prob(actions) - old_log_probs).exp()
    loss = -torch.min(ratio * advantages, ratio.clamp(0.8, 1.2) * advantages).mean() - 1e-3 * new.entropy().mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(f"{loss.item():.4f} kl {kl_divergence(old, new).mean().item():.5f} clipped {(ratio - 1).abs().gt(0.2).float().mean().item():.3f}")
print(log_std)
