# compare: numbers
# The gradient of each sample's loss at once, against a loop.
import torch
from torch import nn
from torch.func import functional_call, grad, vmap

torch.manual_seed(0)
model = nn.Sequential(
    nn.Conv2d(1, 2, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(18, 3)
)
images = torch.randn(5, 1, 8, 8)
labels = torch.randint(0, 3, (5,))
params = {name: p.detach() for name, p in model.named_parameters()}


def loss_of_one(params, image, label):
    scores = functional_call(model, params, (image.unsqueeze(0),))
    return nn.functional.cross_entropy(scores, label.unsqueeze(0))


found = vmap(grad(loss_of_one), in_dims=(None, 0, 0))(params, images, labels)
for name, per_sample in found.items():
    print(name, tuple(per_sample.shape), per_sample.requires_grad)
    loop = torch.stack([grad(loss_of_one)(params, x, y)[name] for x, y in zip(images, labels)])
    print(torch.allclose(per_sample, loop, atol=1e-6))
norms = torch.stack([g.flatten(1).norm(dim=1) for g in found.values()]).norm(dim=0)
print(norms)
clipped = {k: (g * (0.5 / norms).clamp(max=1).view(-1, *[1] * (g.ndim - 1))).mean(0)
           for k, g in found.items()}
print(clipped["4.bias"], clipped["0.bias"])

model.zero_grad()
nn.functional.cross_entropy(model(images), labels).backward()
print(all(torch.allclose(p.grad, found[k].mean(0), atol=1e-6)
          for k, p in model.named_parameters()))
chunked = vmap(grad(loss_of_one), in_dims=(None, 0, 0), chunk_size=2)(params, images, labels)
print(all(torch.allclose(chunked[k], found[k], atol=1e-6) for k in found))
