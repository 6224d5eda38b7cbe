"""A training step of the small GPT with AdamW, as a plain loop."""

import torch
import torch.nn.functional as F

from benchmarks.measure import StepTimer, report
from benchmarks.programs.small_gpt import VOCABULARY, SmallGPT, random_batches

torch.manual_seed(0)
batches = random_batches(8)
model = SmallGPT()
optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4)

timer = StepTimer(warmup_seconds=15)
for step in timer:
    inputs, targets = batches[step % len(batches)]
    logits = model(inputs)
    loss = F.cross_entropy(logits.view(-1, VOCABULARY), targets.view(-1))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    loss.item()

report(step=timer.median())
