"""LinkNet on a ResNet-18 for surgical instruments: decoders add what their encoders had.

Frames are cut to multiples of 32; the mask is as large as the frame. criterion = nn.CrossEntropyLoss()
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class DecoderBlock(nn.Module):
    """Twice as large, with other channels."""

    def __init__(self, in_channels, n_filters):
        super().__init__()
        mid = in_channels // 4
        self.conv1 = nn.Conv2d(in_channels, mid, 1)
        self.norm1 = nn.BatchNorm2d(mid)
        self.deconv2 = nn.ConvTranspose2d(mid, mid, 3, stride=2, padding=1)  # FAULT
        self.norm2 = nn.BatchNorm2d(mid)
        self.conv3 = nn.Conv2d(mid, n_filters, 1)
        self.norm3 = nn.BatchNorm2d(n_filters)

    def forward(self, x):
        x = F.relu(self.norm1(self.conv1(x)))
        x = F.relu(self.norm2(self.deconv2(x)))
        return F.relu(self.norm3(self.conv3(x)))


class LinkNet18(nn.Module):
    def __init__(self, num_classes=4):
        super().__init__()
        filters = [64, 128, 256, 512]
        resnet = resnet18(weights=None)
        self.stem = nn.Sequential(resnet.conv1, resnet.bn1, resnet.relu, resnet.maxpool)
        self.encoder1 = resnet.layer1
        self.encoder2 = resnet.layer2
        self.encoder3 = resnet.layer3
        self.encoder4 = resnet.layer4
        self.decoder4 = DecoderBlock(filters[3], filters[2])
        self.decoder3 = DecoderBlock(filters[2], filters[1])
        self.decoder2 = DecoderBlock(filters[1], filters[0])
        self.final = nn.Sequential(
            nn.Conv2d(filters[0], 32, 3, padding=1),
            nn.ReLU(inplace=True),
            nn.Conv2d(32, num_classes, 1),
            nn.Upsample(scale_factor=4, mode="bilinear", align_corners=False),
        )

    def forward(self, x):
        e1 = self.encoder1(self.stem(x))
        e2 = self.encoder2(e1)
        e3 = self.encoder3(e2)
        e4 = self.encoder4(e3)
        d4 = self.decoder4(e4) + e3  # SHOWS
        d3 = self.decoder3(d4) + e2
        d2 = self.decoder2(d3) + e1
        return self.final(d2)


def build():
    return LinkNet18()


def mended():
    net = LinkNet18()
    for block in (net.decoder4, net.decoder3, net.decoder2):
        block.deconv2.output_padding = (1, 1)
    return net
