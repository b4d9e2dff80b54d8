"""U-Net with a ResNet-34 as its encoder, for lesions.

https://github.com/qubvel-org/segmentation_models.pytorch/issues/93
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet34


class UpBlock(nn.Module):
    def __init__(self, in_ch, skip_ch, out_ch):
        super().__init__()
        self.conv = nn.Sequential(
            nn.Conv2d(in_ch + skip_ch, out_ch, 3, padding=1, bias=False),
            nn.BatchNorm2d(out_ch),
            nn.ReLU(inplace=True),
        )

    def forward(self, x, skip):
        x = F.interpolate(x, scale_factor=2, mode="nearest")  # FAULT
        x = torch.cat([x, skip], dim=1)  # FAULT
        return self.conv(x)


class LesionUNet(nn.Module):
    def __init__(self, out_channels=1):
        super().__init__()
        r = resnet34(weights=None)
        self.stem = nn.Sequential(r.conv1, r.bn1, r.relu)
        self.pool = r.maxpool
        self.enc = nn.ModuleList([r.layer1, r.layer2, r.layer3, r.layer4])
        self.up4 = UpBlock(512, 256, 256)
        self.up3 = UpBlock(256, 128, 128)
        self.up2 = UpBlock(128, 64, 64)
        self.up1 = UpBlock(64, 64, 32)
        self.final = nn.Conv2d(32, out_channels, 1)

    def forward(self, image):
        x = self.stem(image)
        skips = [x]
        x = self.pool(x)
        for stage in self.enc:
            x = stage(x)
            skips.append(x)
        x = skips.pop()
        for up in (self.up4, self.up3, self.up2, self.up1):
            x = up(x, skips.pop())
        return F.interpolate(self.final(x), size=image.shape[-2:], mode="bilinear", align_corners=False)


class FittingUpBlock(UpBlock):
    def forward(self, x, skip):
        x = F.interpolate(x, size=skip.shape[-2:], mode="nearest")
        return self.conv(torch.cat([x, skip], dim=1))


def build():
    return LesionUNet()


def mended():
    net = LesionUNet()
    for up in (net.up4, net.up3, net.up2, net.up1):
        up.__class__ = FittingUpBlock
    return net
