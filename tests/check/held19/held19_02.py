"""Feature pyramid on ResNet-18 with one shared head for objectness and boxes."""

from torch import nn
from torch.nn import functional as F
from torchvision.models import resnet18


class FPN(nn.Module):
    def __init__(self, in_channels, out_channels):  # FAULT
        self.lateral = nn.ModuleList([nn.Conv2d(c, out_channels, 1) for c in in_channels])  # FAULT
        self.smooth = nn.ModuleList(
            [nn.Conv2d(out_channels, out_channels, 3, padding=1) for _ in in_channels]
        )

    def forward(self, features):
        outs = [lateral(f) for lateral, f in zip(self.lateral, features)]
        for i in range(len(outs) - 1, 0, -1):
            up = F.interpolate(outs[i], size=outs[i - 1].shape[-2:], mode="nearest")
            outs[i - 1] = outs[i - 1] + up
        return [smooth(o) for smooth, o in zip(self.smooth, outs)]


class Detector(nn.Module):
    def __init__(self, neck=FPN, width=96):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool, net.layer1)
        self.c3, self.c4, self.c5 = net.layer2, net.layer3, net.layer4
        self.neck = neck([128, 256, 512], width)
        self.score = nn.Conv2d(width, 1, 3, padding=1)
        self.box = nn.Conv2d(width, 4, 3, padding=1)

    def forward(self, x):
        c3 = self.c3(self.stem(x))
        c4 = self.c4(c3)
        c5 = self.c5(c4)
        levels = self.neck([c3, c4, c5])
        return [(self.score(p), self.box(p)) for p in levels]


def build():
    return Detector()


class MendedFPN(FPN):
    def __init__(self, in_channels, out_channels):
        nn.Module.__init__(self)
        FPN.__init__(self, in_channels, out_channels)


def mended():
    return Detector(neck=MendedFPN)
