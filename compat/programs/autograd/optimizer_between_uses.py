# Updating weights between forward and a second backward through them is detected.
import torch

torch.manual_seed(0)
net = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.Linear(2, 1))
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
out = net(torch.ones(1, 2))
loss = out.sum()
loss.backward(retain_graph=True)
optimizer.step()
try:
    loss.backward()
    print("no error")
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
