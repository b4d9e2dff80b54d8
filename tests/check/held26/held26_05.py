"""Monocular depth: a ResNet encoder that tells its widths, and a decoder made from them.

Widths of the deeper ResNets are the usual trouble: https://github.com/shawLyu/HR-Depth/issues/5
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision import models


class ConvBlock(nn.Module):
    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.pad = nn.ReplicationPad2d(1)
        self.conv = nn.Conv2d(in_channels, out_channels, 3)
        self.nonlin = nn.ELU(inplace=True)

    def forward(self, x):
        return self.nonlin(self.conv(self.pad(x)))  # SHOWS


class ResnetEncoder(nn.Module):
    def __init__(self, num_layers):
        super().__init__()
        self.encoder = getattr(models, f"resnet{num_layers}")(weights=None)
        del self.encoder.fc, self.encoder.avgpool
        self.num_ch_enc = self.widths(num_layers)

    def widths(self, num_layers):
        num_ch_enc = [64, 64, 128, 256, 512]
        if num_layers > 34:
            num_ch_enc[1:] *= 4  # FAULT
        return num_ch_enc

    def forward(self, x):
        net = self.encoder
        feats = [net.relu(net.bn1(net.conv1(x)))]
        feats.append(net.layer1(net.maxpool(feats[-1])))
        for stage in (net.layer2, net.layer3, net.layer4):
            feats.append(stage(feats[-1]))
        return feats


class DepthDecoder(nn.Module):
    num_ch_dec = (16, 32, 64, 128, 256)

    def __init__(self, num_ch_enc):
        super().__init__()
        self.convs = nn.ModuleDict()
        for i in range(4, -1, -1):
            num_in = num_ch_enc[-1] if i == 4 else self.num_ch_dec[i + 1]
            self.convs[f"up_{i}_0"] = ConvBlock(num_in, self.num_ch_dec[i])
            num_skip = num_ch_enc[i - 1] if i > 0 else 0
            self.convs[f"up_{i}_1"] = ConvBlock(self.num_ch_dec[i] + num_skip, self.num_ch_dec[i])
        self.disp = nn.Conv2d(self.num_ch_dec[0], 1, 3, padding=1)

    def forward(self, feats, size):
        x = feats[-1]
        for i in range(4, -1, -1):
            x = self.convs[f"up_{i}_0"](x)
            x = F.interpolate(x, size=feats[i - 1].shape[-2:] if i > 0 else size)
            if i > 0:
                x = torch.cat([x, feats[i - 1]], dim=1)
            x = self.convs[f"up_{i}_1"](x)
        return torch.sigmoid(self.disp(x))


class DepthNet(nn.Module):
    encoder_cls = ResnetEncoder

    def __init__(self, num_layers=50):
        super().__init__()
        self.encoder = self.encoder_cls(num_layers)
        self.decoder = DepthDecoder(self.encoder.num_ch_enc)

    def forward(self, x):
        return self.decoder(self.encoder(x), x.shape[-2:])


def build():
    return DepthNet()


class MendedEncoder(ResnetEncoder):
    def widths(self, num_layers):
        times = 4 if num_layers > 34 else 1
        return [64, *(width * times for width in (64, 128, 256, 512))]


class Mended(DepthNet):
    encoder_cls = MendedEncoder


def mended():
    return Mended()
