"""U-Net whose encoder returns a list of features, the image itself first.

https://github.com/qubvel-org/segmentation_models.pytorch/issues/255 asks what is in that list.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet34


class ResNetEncoder(nn.Module):
    out_channels = (3, 64, 64, 128, 256, 512)

    def __init__(self):
        super().__init__()
        net = resnet34(weights=None)
        self.stages = nn.ModuleList(
            [
                nn.Identity(),
                nn.Sequential(net.conv1, net.bn1, net.relu),
                nn.Sequential(net.maxpool, net.layer1),
                net.layer2,
                net.layer3,
                net.layer4,
            ]
        )

    def forward(self, x):
        features = []
        for stage in self.stages:
            x = stage(x)
            features.append(x)
        return features


class DecoderBlock(nn.Module):
    def __init__(self, in_channels, skip_channels, out_channels):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels + skip_channels, out_channels, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1)

    def forward(self, x, skip=None):
        if skip is None:
            x = F.interpolate(x, scale_factor=2)
        else:
            x = torch.cat([F.interpolate(x, size=skip.shape[-2:]), skip], dim=1)
        x = F.relu(self.bn1(self.conv1(x)), inplace=True)  # SHOWS
        return F.relu(self.conv2(x), inplace=True)


class UnetDecoder(nn.Module):
    def __init__(self, encoder_channels, decoder_channels):
        super().__init__()
        encoder_channels = encoder_channels[1:][::-1]
        in_channels = [encoder_channels[0], *decoder_channels[:-1]]
        skip_channels = [*encoder_channels[1:], 0]
        widths = zip(in_channels, skip_channels, decoder_channels, strict=True)
        self.blocks = nn.ModuleList([DecoderBlock(*three) for three in widths])

    def order(self, features):
        return features[::-1]  # FAULT

    def forward(self, features):
        head, *skips = self.order(features)
        x = head
        for i, block in enumerate(self.blocks):
            x = block(x, skips[i] if i < len(skips) else None)
        return x


class Unet(nn.Module):
    decoder_cls = UnetDecoder

    def __init__(self, decoder_channels=(128, 64, 32, 32, 16), classes=2):
        super().__init__()
        self.encoder = ResNetEncoder()
        self.decoder = self.decoder_cls(self.encoder.out_channels, decoder_channels)
        self.segmentation_head = nn.Conv2d(decoder_channels[-1], classes, 3, padding=1)

    def forward(self, x):
        return self.segmentation_head(self.decoder(self.encoder(x)))


def build():
    return Unet()


class MendedDecoder(UnetDecoder):
    def order(self, features):
        return features[1:][::-1]


class Mended(Unet):
    decoder_cls = MendedDecoder


def mended():
    return Mended()
