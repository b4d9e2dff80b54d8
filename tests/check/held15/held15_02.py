"""U-Net on ResNet-50 for roads in aerial images. It had ResNet-34 before, and the table came with it.

After https://github.com/qubvel-org/segmentation_models.pytorch/issues/548, whose encoder gives other
skip connections than its decoder was made for.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet50


def conv_bn_relu(in_ch, out_ch):
    return nn.Sequential(
        nn.Conv2d(in_ch, out_ch, 3, padding=1, bias=False),
        nn.BatchNorm2d(out_ch),
        nn.ReLU(inplace=True),
    )


class DecoderBlock(nn.Module):
    def __init__(self, in_ch, skip_ch, out_ch):
        super().__init__()
        self.conv1 = conv_bn_relu(in_ch + skip_ch, out_ch)
        self.conv2 = conv_bn_relu(out_ch, out_ch)

    def forward(self, x, skip):
        x = F.interpolate(x, size=skip.shape[-2:], mode="nearest")
        x = torch.cat([x, skip], dim=1)
        return self.conv2(self.conv1(x))  # SHOWS


class RoadUNet(nn.Module):
    encoder_channels = (64, 64, 128, 256, 2048)  # FAULT

    def __init__(self, decoder_channels=(128, 64, 32, 16), classes=1):
        super().__init__()
        self.encoder = resnet50(weights=None)
        del self.encoder.fc
        skips = self.encoder_channels[:-1][::-1]
        ins = (self.encoder_channels[-1], *decoder_channels[:-1])
        self.blocks = nn.ModuleList(
            DecoderBlock(i, s, o) for i, s, o in zip(ins, skips, decoder_channels)
        )
        self.head = nn.Conv2d(decoder_channels[-1], classes, 3, padding=1)

    def encode(self, x):
        e = self.encoder
        x = e.relu(e.bn1(e.conv1(x)))
        features = [x]
        x = e.maxpool(x)
        for layer in (e.layer1, e.layer2, e.layer3, e.layer4):
            x = layer(x)
            features.append(x)
        return features

    def forward(self, image):
        *skips, x = self.encode(image)
        for block, skip in zip(self.blocks, skips[::-1]):
            x = block(x, skip)
        x = F.interpolate(x, size=image.shape[-2:], mode="bilinear", align_corners=False)
        return self.head(x)


def build():
    return RoadUNet()


class Mended(RoadUNet):
    encoder_channels = (64, 256, 512, 1024, 2048)


def mended():
    return Mended()
