"""LinkNet for roads, one logit per pixel.

Ported from a Keras script of ours, with its BatchNormalization(momentum=0.9).
"""

import torch.nn.functional as F
from torch import nn
from torchvision.models.resnet import BasicBlock, ResNet


def bn(c):
    return nn.BatchNorm2d(c, 0.9)  # FAULT


class Decoder(nn.Module):
    def __init__(self, cin, cout, norm):
        super().__init__()
        mid = cin // 4
        self.reduce = nn.Sequential(nn.Conv2d(cin, mid, 1, bias=False), norm(mid), nn.ReLU(True))
        self.conv = nn.Sequential(
            nn.Conv2d(mid, mid, 3, padding=1, bias=False), norm(mid), nn.ReLU(True)
        )
        self.expand = nn.Sequential(nn.Conv2d(mid, cout, 1, bias=False), norm(cout), nn.ReLU(True))

    def forward(self, x, size):
        x = F.interpolate(self.reduce(x), size=size, mode="nearest")
        return self.expand(self.conv(x))


class LinkNet(nn.Module):
    def __init__(self, norm=bn):
        super().__init__()
        e = ResNet(BasicBlock, [1, 1, 1, 1])
        self.stem = nn.Sequential(e.conv1, e.bn1, e.relu)
        self.pool = e.maxpool
        self.e1, self.e2, self.e3 = e.layer1, e.layer2, e.layer3
        self.d3, self.d2, self.d1 = (
            Decoder(256, 128, norm),
            Decoder(128, 64, norm),
            Decoder(64, 64, norm),
        )
        self.out = nn.Conv2d(64, 1, 1)

    def forward(self, img):
        s = self.stem(img)
        a = self.e1(self.pool(s))
        b = self.e2(a)
        c = self.e3(b)
        y = self.d3(c, b.shape[-2:]) + b
        y = self.d2(y, a.shape[-2:]) + a
        y = self.d1(y, s.shape[-2:]) + s
        return F.interpolate(self.out(y), size=img.shape[-2:], mode="bilinear", align_corners=False)


def build():
    return LinkNet()


def mended():
    return LinkNet(lambda c: nn.BatchNorm2d(c, momentum=0.1))
