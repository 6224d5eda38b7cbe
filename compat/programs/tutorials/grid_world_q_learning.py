# Tabular Q-learning in a corridor.
import torch

torch.manual_seed(0)
states, goal = 6, 5
q = torch.zeros(states, 2)
for episode in range(30):
    state, steps = 0, 0
    while state != goal and steps < 50:
        if torch.rand(1).item() < 0.3:
            action = torch.randint(2, (1,)).item()
        else:
            action = q[state].argmax().item()
        following = min(max(state + (1 if action == 1 else -1), 0), goal)
        reward = 1.0 if following == goal else -0.01
        best = q[following].max() if following != goal else 0.0
        q[state, action] += 0.5 * (reward + 0.9 * best - q[state, action])
        state, steps = following, steps + 1
    if episode % 10 == 9:
        print(f"episode {episode + 1}: {steps} steps")
print(q)
print("policy:", "".join("<>"[a] for a in q[:goal].argmax(1)))
