"""Human pose: three transposed convolutions after the backbone, a heatmap for each joint.

Blocks in a loop are all made for the channels of the first; channels that do not fit:
https://github.com/ZhengPeng7/BiRefNet/issues/19
"""

import torch.nn as nn
from torchvision.models import resnet18


class PoseResNet(nn.Module):
    def __init__(self, joints=17, filters=(256, 128, 64)):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.stages = nn.Sequential(net.layer1, net.layer2, net.layer3, net.layer4)
        self.inplanes = 512
        self.deconv = self._make_deconv(filters)
        self.final = nn.Conv2d(filters[-1], joints, kernel_size=1)

    def _make_deconv(self, filters):
        layers = []
        for planes in filters:
            layers += [
                nn.ConvTranspose2d(self.inplanes, planes, 4, stride=2, padding=1, bias=False),  # FAULT
                nn.BatchNorm2d(planes),
                nn.ReLU(inplace=True),
            ]  # FAULT
        return nn.Sequential(*layers)

    def forward(self, x):
        x = self.stages(self.stem(x))
        x = self.deconv(x)  # SHOWS
        return self.final(x)


class Mended(PoseResNet):
    def _make_deconv(self, filters):
        layers = []
        for planes in filters:
            layers += [
                nn.ConvTranspose2d(self.inplanes, planes, 4, stride=2, padding=1, bias=False),
                nn.BatchNorm2d(planes),
                nn.ReLU(inplace=True),
            ]
            self.inplanes = planes
        return nn.Sequential(*layers)


def build():
    return PoseResNet()


def mended():
    return Mended()
