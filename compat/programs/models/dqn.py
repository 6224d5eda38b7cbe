# compare: numbers
# slow
# Q learning with a replay buffer and a target network on a small chain of states.
import copy
import random
from collections import deque, namedtuple

import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

random.seed(0)
torch.manual_seed(0)
Transition = namedtuple("Transition", ("state", "action", "next_state", "reward"))


class ReplayMemory:
    def __init__(self, capacity):
        self.memory = deque([], maxlen=capacity)

    def push(self, *args):
        self.memory.append(Transition(*args))

    def sample(self, batch_size):
        return random.sample(self.memory, batch_size)

    def __len__(self):
        return len(self.memory)


class Chain:
    size = 5

    def reset(self):
        self.at, self.steps = 0, 0
        return self.observe()

    def observe(self):
        state = torch.zeros(self.size)
        state[self.at] = 1.0
        return state.tolist()

    def step(self, action):
        self.steps += 1
        self.at = max(0, self.at - 1) if action == 0 else self.at + 1
        done = self.at == self.size - 1
        return self.observe(), 1.0 if done else -0.05, done, self.steps >= 30


class DQN(nn.Module):
    def __init__(self, n_observations, n_actions):
        super().__init__()
        self.layer1 = nn.Linear(n_observations, 16)
        self.layer2 = nn.Linear(16, 16)
        self.layer3 = nn.Linear(16, n_actions)

    def forward(self, x):
        x = F.relu(self.layer1(x))
        x = F.relu(self.layer2(x))
        return self.layer3(x)


policy_net = DQN(5, 2)
target_net = DQN(5, 2)
target_net.load_state_dict(policy_net.state_dict())
optimizer = optim.AdamW(policy_net.parameters(), lr=1e-2, amsgrad=True)
memory = ReplayMemory(500)
env = Chain()
BATCH, GAMMA, TAU, steps_done = 16, 0.95, 0.05, 0


def select_action(state):
    global steps_done
    eps = max(0.05, 0.9 - 0.01 * steps_done)
    steps_done += 1
    if random.random() > eps:
        with torch.no_grad():
            return policy_net(state).max(1).indices.view(1, 1)
    return torch.tensor([[random.randrange(2)]], dtype=torch.long)


def optimize_model():
    if len(memory) < BATCH:
        return None
    batch = Transition(*zip(*memory.sample(BATCH)))
    non_final_mask = torch.tensor(tuple(map(lambda s: s is not None, batch.next_state)), dtype=torch.bool)
    non_final_next_states = torch.cat([s for s in batch.next_state if s is not None])
    state_batch = torch.cat(batch.state)
    action_batch = torch.cat(batch.action)
    reward_batch = torch.cat(batch.reward)
    state_action_values = policy_net(state_batch).gather(1, action_batch)
    next_state_values = torch.zeros(BATCH)
    with torch.no_grad():
        next_state_values[non_final_mask] = target_net(non_final_next_states).max(1).values
    expected = (next_state_values * GAMMA) + reward_batch
    loss = nn.SmoothL1Loss()(state_action_values, expected.unsqueeze(1))
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_value_(policy_net.parameters(), 100)
    optimizer.step()
    return loss.item()


durations = []
for episode in range(8):
    state = torch.tensor(env.reset(), dtype=torch.float32).unsqueeze(0)
    total, losses = 0.0, []
    while True:
        action = select_action(state)
        observation, reward, terminated, truncated = env.step(action.item())
        total += reward
        reward = torch.tensor([reward])
        next_state = None if terminated else torch.tensor(observation, dtype=torch.float32).unsqueeze(0)
        memory.push(state, action, next_state, reward)
        state = next_state
        loss = optimize_model()
        if loss is not None:
            losses.append(loss)
        target_dict, policy_dict = target_net.state_dict(), policy_net.state_dict()
        for key in policy_dict:
            target_dict[key] = policy_dict[key] * TAU + target_dict[key] * (1 - TAU)
        target_net.load_state_dict(target_dict)
        if terminated or truncated:
            durations.append(env.steps)
            break
    print(f"episode {episode}: steps {env.steps}, return {total:.2f}, updates {len(losses)}, loss {sum(losses) / max(1, len(losses)):.4f}")
print(policy_net(torch.eye(5)))
print(policy_net(torch.eye(5)).argmax(1), durations)
frozen = copy.deepcopy(policy_net).requires_grad_(False)
print(all(not p.requires_grad for p in frozen.parameters()), frozen)
