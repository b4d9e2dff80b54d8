"""Depth from one image: ResNet-18 down, transposed convolutions up, skip connections between.

As in https://github.com/qubvel-org/segmentation_models.pytorch/issues/57 some sizes work, some do not.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class Up(nn.Module):
    def __init__(self, in_ch, skip_ch, out_ch):
        super().__init__()
        self.up = nn.ConvTranspose2d(in_ch, out_ch, kernel_size=2, stride=2)
        self.conv = nn.Sequential(
            nn.Conv2d(out_ch + skip_ch, out_ch, 3, padding=1),
            nn.ELU(),
        )

    def join(self, x, skip):
        return torch.cat([x, skip], dim=1)  # FAULT

    def forward(self, x, skip):
        return self.conv(self.join(self.up(x), skip))


class DepthNet(nn.Module):
    def __init__(self, min_depth=0.1, max_depth=80.0, up=Up):
        super().__init__()
        self.min_disp, self.max_disp = 1 / max_depth, 1 / min_depth
        net = resnet18(weights=None)
        self.conv1, self.bn1, self.relu, self.maxpool = net.conv1, net.bn1, net.relu, net.maxpool
        self.layer1, self.layer2 = net.layer1, net.layer2
        self.layer3, self.layer4 = net.layer3, net.layer4
        self.up4 = up(512, 256, 128)
        self.up3 = up(128, 128, 64)
        self.up2 = up(64, 64, 32)
        self.up1 = up(32, 64, 16)
        self.disp = nn.Conv2d(16, 1, 3, padding=1)

    def forward(self, image):
        x0 = self.relu(self.bn1(self.conv1((image - 0.45) / 0.225)))
        x1 = self.layer1(self.maxpool(x0))
        x2 = self.layer2(x1)
        x3 = self.layer3(x2)
        x4 = self.layer4(x3)
        y = self.up4(x4, x3)
        y = self.up3(y, x2)
        y = self.up2(y, x1)
        y = self.up1(y, x0)
        disp = torch.sigmoid(self.disp(y))
        disp = F.interpolate(disp, size=image.shape[-2:], mode="bilinear", align_corners=False)
        return self.min_disp + (self.max_disp - self.min_disp) * disp


def build():
    return DepthNet()


class MendedUp(Up):
    def join(self, x, skip):
        return torch.cat([x[:, :, : skip.size(2), : skip.size(3)], skip], dim=1)


def mended():
    return DepthNet(up=MendedUp)
