"""Street scenes, a class for each pixel: a ResNet-18, a head at 1/32 and one at 1/16, summed as FCNs do.

After https://github.com/bowang-lab/Transformer-GCN-QA/pull/32 and https://github.com/jaehong31/CGES/issues/1
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18

ACTIVATIONS = {
    "none": nn.Identity,
    "sigmoid": nn.Sigmoid,
    "softmax": lambda: nn.Softmax(dim=1),
}

CFG = {
    "num_classes": 19,
    "activation": "softmax",  # FAULT
    "loss": "cross_entropy",
}


class FCN(nn.Module):
    def __init__(self, num_classes, activation, loss):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.to16 = nn.Sequential(net.layer1, net.layer2, net.layer3)
        self.to32 = net.layer4
        self.score16 = nn.Conv2d(256, num_classes, 1)
        self.score32 = nn.Conv2d(512, num_classes, 1)
        self.activation = ACTIVATIONS[activation]()  # FAULT
        self.criterion = getattr(F, loss)

    def forward(self, x):
        size = x.shape[-2:]
        f16 = self.to16(self.stem(x))
        scores = self.score16(f16)
        coarse = self.score32(self.to32(f16))
        scores = scores + F.interpolate(coarse, scores.shape[-2:], mode="bilinear")
        scores = F.interpolate(scores, size, mode="bilinear", align_corners=False)
        return self.activation(scores)  # FAULT

    def loss(self, x, target):
        return self.criterion(self(x), target, ignore_index=255)


def build():
    return FCN(**CFG)


def mended():
    return FCN(**{**CFG, "activation": "none"})
