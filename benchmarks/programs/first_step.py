"""From the start of the process to the end of the small GPT's first training step."""

import os
import time

import torch
import torch.nn.functional as F

from benchmarks.measure import report
from benchmarks.programs.small_gpt import VOCABULARY, SmallGPT, random_batches

torch.manual_seed(0)
((inputs, targets),) = random_batches(1)
model = SmallGPT()
optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4)

logits = model(inputs)
loss = F.cross_entropy(logits.view(-1, VOCABULARY), targets.view(-1))
optimizer.zero_grad()
loss.backward()
optimizer.step()
loss.item()

report(first_step=time.time() - float(os.environ["BENCHMARK_STARTED_AT"]))
