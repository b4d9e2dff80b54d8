"""How deep is the sea? A map of metres, and, drawn ten times with other units dropped, how sure it is.

The dropout stays on when the network is evaluated: that is what the draws differ by. nn.L1Loss().
"""

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.models import resnet18


class Up(nn.Module):
    def __init__(self, inp, skip, out):
        super().__init__()
        self.up = nn.ConvTranspose2d(inp, out, 2, stride=2)
        self.conv = nn.Conv2d(out + skip, out, 3, padding=1)

    def forward(self, x, skip):
        x = torch.cat([self.up(x), skip], dim=1)
        return F.relu(self.conv(x))


class Depth(nn.Module):
    def __init__(self, bands=4):
        super().__init__()
        net = resnet18(weights=None)
        net.conv1 = nn.Conv2d(bands, 64, 7, 2, 3, bias=False)
        self.down2 = nn.Sequential(net.conv1, net.bn1, net.relu)
        self.down4 = nn.Sequential(net.maxpool, net.layer1)
        self.down8 = net.layer2
        self.down16 = net.layer3
        self.up8 = Up(256, 128, 64)
        self.up4 = Up(64, 64, 48)
        self.up2 = Up(48, 64, 32)
        self.last = nn.ConvTranspose2d(32, 1, 2, stride=2)

    def forward(self, x):
        x2 = self.down2(x)
        x4 = self.down4(x2)
        x8 = self.down8(x4)
        x16 = F.dropout2d(self.down16(x8), 0.3, training=True)
        y = self.up8(x16, x8)
        y = self.up4(y, x4)
        y = F.dropout(self.up2(y, x2), 0.3)
        return self.last(y)


def build():
    return Depth()
