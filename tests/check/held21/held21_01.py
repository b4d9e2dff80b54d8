"""U-Net on a ResNet-34 encoder, for binary masks of nuclei."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet34


class DecoderBlock(nn.Module):
    def __init__(self, in_channels, skip_channels, out_channels):
        super().__init__()
        self.conv = nn.Sequential(
            nn.Conv2d(in_channels + skip_channels, out_channels, 3, padding=1, bias=False),
            nn.BatchNorm2d(out_channels),
            nn.ReLU(inplace=True),
            nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False),
            nn.BatchNorm2d(out_channels),
            nn.ReLU(inplace=True),
        )

    def forward(self, x, skip):
        x = F.interpolate(x, size=skip.shape[-2:], mode="nearest")
        return self.conv(torch.cat([x, skip], dim=1))  # SHOWS


class Encoder(nn.Module):
    channels = (64, 64, 128, 256, 512)

    def __init__(self):
        super().__init__()
        net = resnet34(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu)
        self.pool = net.maxpool
        self.stages = nn.ModuleList([net.layer1, net.layer2, net.layer3, net.layer4])

    def forward(self, x):
        features = [self.stem(x)]
        x = self.pool(features[0])
        for stage in self.stages:
            x = stage(x)
            features.append(x)
        return features


class ResUNet(nn.Module):
    def __init__(self, num_classes=1, decoder_channels=(256, 128, 64, 32)):
        super().__init__()
        self.encoder = Encoder()
        self.decoder = nn.ModuleList()
        in_channels = self.encoder.channels[-1]
        skips = self.skips()  # FAULT
        for skip, out in zip(skips, decoder_channels, strict=True):  # FAULT
            self.decoder.append(DecoderBlock(in_channels, skip, out))  # FAULT
            in_channels = out
        self.head = nn.Conv2d(in_channels, num_classes, 1)

    def skips(self):
        return self.encoder.channels[:-1]  # FAULT

    def forward(self, x):
        *features, out = self.encoder(x)
        for block, skip in zip(self.decoder, reversed(features), strict=True):
            out = block(out, skip)
        out = F.interpolate(out, size=x.shape[-2:], mode="bilinear", align_corners=False)
        return self.head(out)


def build():
    return ResUNet()


class Mended(ResUNet):
    def skips(self):
        return self.encoder.channels[:-1][::-1]


def mended():
    return Mended()
