"""Depth from one image: ResNet-18 and up-projections, trained with nn.L1Loss on depth (N, 1, H, W)."""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class UpProjection(nn.Module):
    def __init__(self, cin, cout):
        super().__init__()
        self.main = nn.Sequential(
            nn.Conv2d(cin, cout, 3, padding=1, bias=False),
            nn.BatchNorm2d(cout),
            nn.ReLU(inplace=True),
            nn.Conv2d(cout, cout, 3, padding=1, bias=False),
            nn.BatchNorm2d(cout),
        )
        self.side = nn.Sequential(nn.Conv2d(cin, cout, 1, bias=False), nn.BatchNorm2d(cout))

    def forward(self, x):
        x = F.interpolate(x, scale_factor=2, mode="nearest")
        return F.relu(self.main(x) + self.side(x))


class DepthNet(nn.Module):
    def __init__(self, widths=(256, 128, 64, 32)):  # FAULT
        super().__init__()
        net = resnet18(weights=None)
        self.encoder = nn.Sequential(*list(net.children())[:-2])
        ups, cin = [], 512
        for width in widths:
            ups.append(UpProjection(cin, width))
            cin = width
        self.decoder = nn.Sequential(*ups)
        self.predict = nn.Conv2d(cin, 1, 3, padding=1)

    def forward(self, x):
        depth = self.predict(self.decoder(self.encoder(x)))  # FAULT
        return F.softplus(depth)  # FAULT


criterion = nn.L1Loss()


def build():
    return DepthNet()


class Mended(DepthNet):
    def forward(self, x):
        depth = self.predict(self.decoder(self.encoder(x)))
        depth = F.interpolate(depth, size=x.shape[-2:], mode="bilinear", align_corners=False)
        return F.softplus(depth)


def mended():
    return Mended()
