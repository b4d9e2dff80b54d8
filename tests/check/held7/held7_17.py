"""Land cover from Sentinel-2: 12 bands, each normalised by itself, then an ordinary ResNet."""

from torch import nn
from torchvision.models import resnet18

BANDS = 12


class SentinelNet(nn.Module):
    def __init__(self, classes=19):
        super().__init__()
        self.bands = nn.BatchNorm2d(BANDS, affine=False)
        self.net = resnet18(weights=None, num_classes=classes)
        self.widen()

    def widen(self):
        self.net.conv1.in_channels = BANDS  # FAULT

    def forward(self, scene):
        return self.net(self.bands(scene))  # SHOWS


def build():
    return SentinelNet()


class Mended(SentinelNet):
    def widen(self):
        old = self.net.conv1
        self.net.conv1 = nn.Conv2d(BANDS, old.out_channels, 7, 2, 3, bias=False)


def mended():
    return Mended()
