# compare: numbers
# slow
# Transfer learning: a frozen trunk, a new head, layer groups with rates of their own, feature hooks.
import copy

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)


class BasicBlock(nn.Module):
    expansion = 1

    def __init__(self, inplanes, planes, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(inplanes, planes, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(planes, planes, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.downsample = None
        if stride != 1 or inplanes != planes:
            self.downsample = nn.Sequential(nn.Conv2d(inplanes, planes, 1, stride, bias=False), nn.BatchNorm2d(planes))

    def forward(self, x):
        identity = x
        out = self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x)))))
        if self.downsample is not None:
            identity = self.downsample(x)
        out += identity
        return self.relu(out)


class ResNet(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 4, 3, 1, 1, bias=False)
        self.layer1 = nn.Sequential(BasicBlock(4, 4), BasicBlock(4, 8, 2))
        self.layer2 = nn.Sequential(BasicBlock(8, 8))
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(8, classes)
        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                nn.init.kaiming_normal_(m.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, x):
        x = self.layer2(self.layer1(F.relu(self.conv1(x))))
        return self.fc(torch.flatten(self.avgpool(x), 1))


pretrained = ResNet().state_dict()
model = ResNet()
model.load_state_dict(pretrained)
for param in model.parameters():
    param.requires_grad = False
model.fc = nn.Linear(model.fc.in_features, 2)
print([n for n, p in model.named_parameters() if p.requires_grad])
frozen = copy.deepcopy(model.layer1.state_dict())
optimizer = torch.optim.SGD(filter(lambda p: p.requires_grad, model.parameters()), lr=0.1, momentum=0.9)
x, y = torch.randn(8, 3, 8, 8), torch.tensor([0, 1] * 4)
activations, gradients = {}, {}


def save(name):
    def hook(module, inputs, output):
        activations[name] = output.detach()

    return hook


handles = [model.layer1.register_forward_hook(save("layer1")), model.avgpool.register_forward_hook(save("avgpool"))]
model.eval()
for step in range(3):
    loss = F.cross_entropy(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(f"{loss.item():.4f}")
print(all(torch.equal(v, frozen[k]) for k, v in model.layer1.state_dict().items()))
print({k: tuple(v.shape) for k, v in activations.items()})
for h in handles:
    h.remove()
model.requires_grad_(True)
optimizer = torch.optim.AdamW([
    {"params": model.conv1.parameters(), "lr": 1e-4}, {"params": model.layer1.parameters(), "lr": 1e-3},
    {"params": list(model.layer2.parameters()) + list(model.fc.parameters())},
], lr=1e-2, weight_decay=0.01)
print([(g["lr"], len(g["params"])) for g in optimizer.param_groups])
model.train()
for step in range(3):
    loss = F.cross_entropy(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(f"{loss.item():.3f}")
# Grad-CAM
model.eval()
model.layer2.register_forward_hook(lambda m, i, o: activations.__setitem__("cam", o))
model.layer2.register_full_backward_hook(lambda m, gi, go: gradients.__setitem__("cam", go[0]))
out = model(x[:1])
out[0, 1].backward()
weights = gradients["cam"].mean(dim=(2, 3), keepdim=True)
cam = F.relu((weights * activations["cam"]).sum(1, keepdim=True))
cam = F.interpolate(cam, size=(8, 8), mode="bilinear", align_corners=False)
print(cam.shape, cam.requires_grad, gradients["cam"].shape)
saliency = x[:1].clone().requires_grad_()
model(saliency).max().backward()
print(saliency.grad.abs().max(1).values.shape, model)
