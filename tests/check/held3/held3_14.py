"""Where in the picture is the bird? Class activation maps at twice the resolution.

The last stage of a ResNet-18 keeps its input's size and looks as far as before (dilation 2).
"""

import torch.nn as nn
from torchvision.models import resnet18


def keep_resolution(layer):
    for block in layer:
        for conv in (block.conv1, block.conv2):
            conv.stride = (1, 1)  # FAULT
            conv.dilation = (2, 2)
            conv.padding = (2, 2)


class CAMNet(nn.Module):
    def __init__(self, num_classes=200):
        super().__init__()
        net = resnet18(weights=None)
        keep_resolution(net.layer4)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.layer1 = net.layer1
        self.layer2 = net.layer2
        self.layer3 = net.layer3
        self.layer4 = net.layer4
        self.classifier = nn.Conv2d(512, num_classes, kernel_size=1, bias=False)

    def forward(self, x):
        x = self.stem(x)
        x = self.layer1(x)
        x = self.layer2(x)
        x = self.layer3(x)
        x = self.layer4(x)  # SHOWS
        cams = self.classifier(x)
        return cams.mean(dim=(2, 3)), cams


def build():
    return CAMNet()


def mended():
    net = CAMNet()
    net.layer4[0].downsample[0].stride = (1, 1)
    return net
