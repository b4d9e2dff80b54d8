"""Takes pictures as a camera gives them, in bytes, and makes of them what a ResNet wants.

It learns with as little memory as it can. nn.CrossEntropyLoss(); a hundred kinds of parcels.
"""

import torch
from torch import nn
from torch.utils.checkpoint import checkpoint_sequential
from torchvision.models import resnet18


class ParcelNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.tensor([0.485, 0.456, 0.406]).view(3, 1, 1), persistent=False)
        self.register_buffer("std", torch.tensor([0.229, 0.224, 0.225]).view(3, 1, 1), persistent=False)
        net = resnet18(weights=None)
        stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.trunk = nn.Sequential(stem, net.layer1, net.layer2, net.layer3, net.layer4)
        self.fc = nn.Linear(512, 100)

    def forward(self, picture):
        x = picture.to(self.mean.dtype) / 255
        x = (x - self.mean) / self.std
        if self.training and torch.is_grad_enabled():
            x = checkpoint_sequential(self.trunk, 3, x, use_reentrant=False)
        else:
            x = self.trunk(x)
        return self.fc(x.amax(dim=(-2, -1)))


def build():
    return ParcelNet()
