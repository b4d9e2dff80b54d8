"""Scene parsing with a dual attention head (DANet) on ResNet-18.

The error of https://github.com/sinAshish/Multi-Scale-Attention/issues/14.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class PositionAttention(nn.Module):
    def __init__(self, in_dim):
        super().__init__()
        self.query = nn.Conv2d(in_dim, in_dim // 8, 1)
        self.key = nn.Conv2d(in_dim, in_dim // 8, 1)
        self.value = nn.Conv2d(in_dim, in_dim, 1)
        self.gamma = nn.Parameter(torch.full((1,), 0.1))

    def forward(self, x):
        n, c, h, w = x.shape
        q = self.query(x).flatten(2).transpose(1, 2)
        energy = torch.bmm(q, self.key(x).flatten(2))
        attention = energy.softmax(dim=-1)
        out = torch.bmm(self.value(x).flatten(2), attention.transpose(1, 2))
        return self.gamma * out.view(n, c, h, w) + x


class ChannelAttention(nn.Module):
    def __init__(self, in_dim):
        self.squeeze = nn.Conv2d(in_dim, in_dim, 1)  # FAULT
        self.gamma = nn.Parameter(torch.full((1,), 0.1))

    def forward(self, x):
        n, c, h, w = x.shape
        flat = self.squeeze(x).flatten(2)
        attention = torch.bmm(flat, flat.transpose(1, 2)).div((h * w) ** 0.5).softmax(dim=-1)
        return self.gamma * torch.bmm(attention, flat).view(n, c, h, w) + x


class DANet(nn.Module):
    def __init__(self, num_classes=19, channel_attention=ChannelAttention):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.body = nn.Sequential(net.layer1, net.layer2, net.layer3, net.layer4)
        self.reduce = nn.Conv2d(512, 64, 1)
        self.pam = PositionAttention(64)
        self.cam = channel_attention(64)
        self.classify = nn.Conv2d(64, num_classes, 1)

    def forward(self, x):
        f = self.reduce(self.body(self.stem(x)))
        out = self.classify(self.pam(f) + self.cam(f))
        return F.interpolate(out, size=x.shape[-2:], mode="bilinear", align_corners=False)


def build():
    return DANet()


class MendedAttention(ChannelAttention):
    def __init__(self, in_dim):
        nn.Module.__init__(self)
        self.squeeze = nn.Conv2d(in_dim, in_dim, 1)
        self.gamma = nn.Parameter(torch.full((1,), 0.1))


def mended():
    return DANet(channel_attention=MendedAttention)
