"""Attention U-Net: what comes up from below says which places of the skip connection count.

https://thecodeforge.io/ml-ai/pytorch-neural-network/ warns of it.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class AttentionGate(nn.Module):
    def __init__(self, f_g, f_l, f_int):  # FAULT
        self.W_g = nn.Sequential(nn.Conv2d(f_g, f_int, 1), nn.GroupNorm(4, f_int))  # FAULT
        self.W_x = nn.Sequential(nn.Conv2d(f_l, f_int, 1), nn.GroupNorm(4, f_int))
        self.psi = nn.Sequential(nn.Conv2d(f_int, 1, 1), nn.Sigmoid())

    def forward(self, g, x):
        g = F.interpolate(g, size=x.shape[-2:], mode="bilinear", align_corners=False)
        return g, x * self.psi(F.relu(self.W_g(g) + self.W_x(x)))


class Gate(AttentionGate):
    def __init__(self, f_g, f_l, f_int):
        nn.Module.__init__(self)
        super().__init__(f_g, f_l, f_int)


class AttentionUNet(nn.Module):
    def __init__(self, num_classes=3, gate=AttentionGate):
        super().__init__()
        r = resnet18(weights=None)
        self.c2 = nn.Sequential(r.conv1, r.bn1, r.relu, r.maxpool, r.layer1)
        self.c3, self.c4, self.c5 = r.layer2, r.layer3, r.layer4
        self.gates = nn.ModuleList([gate(512, 256, 64), gate(256, 128, 32), gate(128, 64, 16)])
        self.convs = nn.ModuleList(
            nn.Sequential(nn.Conv2d(a + b, b, 3, padding=1, bias=False), nn.BatchNorm2d(b), nn.ReLU())
            for a, b in ((512, 256), (256, 128), (128, 64))
        )
        self.head = nn.Conv2d(64, num_classes, 1)

    def forward(self, x):
        c2 = self.c2(x)
        c3 = self.c3(c2)
        c4 = self.c4(c3)
        y = self.c5(c4)
        for gate, conv, skip in zip(self.gates, self.convs, (c4, c3, c2)):
            y = conv(torch.cat(gate(y, skip), dim=1))
        return F.interpolate(self.head(y), size=x.shape[-2:], mode="bilinear", align_corners=False)


def build():
    return AttentionUNet()


def mended():
    return AttentionUNet(gate=Gate)
