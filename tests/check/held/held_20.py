"""U-Net on ResNet-18 with a path at full resolution. Images have sides that are multiples of 32."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


def conv_relu(in_ch, out_ch, k, pad):
    return nn.Sequential(nn.Conv2d(in_ch, out_ch, k, padding=pad), nn.ReLU(inplace=True))


class ResNetUNet(nn.Module):
    def __init__(self, n_class=6):
        super().__init__()
        base = list(resnet18(weights=None).children())
        self.layer0 = nn.Sequential(*base[:3])
        self.layer1 = nn.Sequential(*base[3:5])
        self.layer2, self.layer3, self.layer4 = base[5:8]
        self.side = nn.ModuleList(
            [conv_relu(c, d, 1, 0) for c, d in ((64, 64), (64, 64), (128, 128), (256, 256))]
        )
        self.top = conv_relu(512, 256, 1, 0)
        self.upsample = nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True)
        self.up3 = conv_relu(256 + 256, 128, 3, 1)
        self.up2 = conv_relu(128 + 128, 64, 3, 1)
        self.up1 = conv_relu(64 + 64, 64, 3, 1)
        self.up0 = conv_relu(64 + 64, 32, 3, 1)
        self.original = nn.Sequential(conv_relu(3, 16, 3, 1), conv_relu(16, 16, 3, 1))
        self.last = nn.Sequential(conv_relu(16 + 32, 32, 3, 1), nn.Conv2d(32, n_class, 1))

    def forward(self, image):
        x_original = self.original(image)
        l0 = self.layer0(image)
        l1 = self.layer1(l0)
        l2 = self.layer2(l1)
        l3 = self.layer3(l2)
        x = self.top(self.layer4(l3))
        sides = [side(level) for side, level in zip(self.side, (l0, l1, l2, l3))]
        for up, level in zip((self.up3, self.up2, self.up1, self.up0), reversed(sides)):
            x = up(torch.cat([self.upsample(x), level], dim=1))
        return self.last(torch.cat([self.upsample(x), x_original], dim=1))


def build():
    return ResNetUNet()
