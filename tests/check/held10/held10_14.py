"""A pyramid on a small ResNet, whose levels are joined for a mask."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models.resnet import BasicBlock, ResNet


class PanopticHead(nn.Module):
    def __init__(self, dim=16, classes=3):
        super().__init__()
        self.lateral3, self.lateral4, self.lateral5 = (nn.Conv2d(c, dim, 1) for c in (64, 128, 256))
        self.smooth3, self.smooth4, self.smooth5 = (nn.Conv2d(dim, dim, 3, padding=1) for _ in range(3))
        self.predict = nn.Conv2d(3 * dim, classes, 1)

    def levels(self, p3, p4, p5):
        p3, p4, p5 = self.smooth3(p3), self.smooth4(p4), self.smooth5(p5)
        return p3, p3, p5  # FAULT

    def forward(self, c3, c4, c5):
        p5 = self.lateral5(c5)
        p4 = self.lateral4(c4) + F.interpolate(p5, size=c4.shape[-2:])
        p3 = self.lateral3(c3) + F.interpolate(p4, size=c3.shape[-2:])
        size = c3.shape[-2:]
        up = [F.interpolate(p, size=size, mode="bilinear") for p in self.levels(p3, p4, p5)]
        return self.predict(torch.cat(up, dim=1))


class FPN(nn.Module):
    def __init__(self, head=PanopticHead):
        super().__init__()
        net = ResNet(BasicBlock, [1, 1, 1, 1])
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.layer1, self.layer2, self.layer3 = net.layer1, net.layer2, net.layer3
        self.head = head()

    def forward(self, x):
        size = x.shape[-2:]
        c3 = self.layer1(self.stem(x))
        c4 = self.layer2(c3)
        c5 = self.layer3(c4)
        return F.interpolate(self.head(c3, c4, c5), size=size, mode="bilinear")


def build():
    return FPN()


class Mended(PanopticHead):
    def levels(self, p3, p4, p5):
        return self.smooth3(p3), self.smooth4(p4), self.smooth5(p5)


def mended():
    return FPN(head=Mended)
