"""One ResNet-18 for many tasks: its convolutions stay; a task has its own adapters and batch norms.

An adapter is a 1 x 1 convolution beside a stage; it starts at zero. For this task: traffic signs.
"""

import torch.nn as nn
from torchvision.models import resnet18


def adapter(channels):
    conv = nn.Conv2d(channels, channels, kernel_size=1, bias=False)
    nn.init.zeros_(conv.weight)
    return conv


class AdaptedResNet(nn.Module):
    def __init__(self, num_classes=43):
        super().__init__()
        net = resnet18(weights=None)
        for module in net.modules():
            if isinstance(module, nn.Conv2d):
                module.weight.requires_grad = False
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.stages = nn.ModuleList([net.layer1, net.layer2, net.layer3, net.layer4])
        self.adapters = [adapter(c) for c in (64, 128, 256, 512)]  # FAULT
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(512, num_classes)

    def forward(self, x):
        x = self.stem(x)
        for stage, adapt in zip(self.stages, self.adapters):
            x = stage(x)
            x = x + adapt(x)
        return self.fc(self.pool(x).flatten(1))


def build():
    return AdaptedResNet()


def mended():
    net = AdaptedResNet()
    net.adapters = nn.ModuleList(net.adapters)
    return net
