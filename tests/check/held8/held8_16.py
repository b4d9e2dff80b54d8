"""DeepLab for portraits in batches of one: group norm; instance norm where style is to be left out."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models.resnet import BasicBlock, ResNet


class ConvNorm(nn.Sequential):
    def __init__(self, cin, cout, k, dilation=1):
        super().__init__(
            nn.Conv2d(cin, cout, k, padding=dilation * (k // 2), dilation=dilation, bias=False),
            nn.GroupNorm(4, cout),
            nn.ReLU(inplace=True),
        )


class ImagePool(nn.Sequential):
    def __init__(self, cin, cout):
        super().__init__(nn.AdaptiveAvgPool2d(1), *self.project(cin, cout))

    def project(self, cin, cout):
        norm = nn.InstanceNorm2d(cout, affine=True)  # FAULT
        return nn.Conv2d(cin, cout, 1, bias=False), norm, nn.ReLU(inplace=True)

    def forward(self, x):
        size = x.shape[-2:]
        for layer in self:
            x = layer(x)  # SHOWS
        return x.expand(-1, -1, *size)


class ASPP(nn.Module):
    def __init__(self, cin, cout, rates=(2, 4), pool=ImagePool):
        super().__init__()
        self.convs = nn.ModuleList([ConvNorm(cin, cout, 1), *[ConvNorm(cin, cout, 3, r) for r in rates]])
        self.pool = pool(cin, cout)
        self.project = ConvNorm(cout * (len(rates) + 2), cout, 1)

    def forward(self, x):
        outs = [conv(x) for conv in self.convs]
        outs.append(self.pool(x))
        return self.project(torch.cat(outs, dim=1))


class Portrait(nn.Module):
    def __init__(self, pool=ImagePool):
        super().__init__()
        net = ResNet(BasicBlock, [1, 1, 1, 1], norm_layer=lambda c: nn.GroupNorm(8, c))
        self.body = nn.Sequential(net.conv1, net.bn1, net.relu, net.layer1, net.layer2)
        self.aspp = ASPP(128, 32, pool=pool)
        self.out = nn.Conv2d(32, 1, 1)

    def forward(self, x):
        y = self.out(self.aspp(self.body(x)))
        return F.interpolate(y, size=x.shape[-2:], mode="bilinear", align_corners=False)


def build():
    return Portrait()


class Mended(ImagePool):
    def project(self, cin, cout):
        return nn.Conv2d(cin, cout, 1), nn.ReLU(inplace=True)


def mended():
    return Portrait(Mended)
