"""A discriminator for patches, initialised as DCGAN does it."""

import torch.nn as nn


def weights_init(m):
    name = m.__class__.__name__
    if name.find("Conv") != -1:
        nn.init.normal_(m.weight.data, 0.0, 0.02)  # FAULT
    elif name.find("InstanceNorm") != -1 and m.affine:
        nn.init.normal_(m.weight.data, 1.0, 0.02)
        nn.init.constant_(m.bias.data, 0)


class ConvBlock(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.conv = nn.Conv2d(c_in, c_out, 3, 2, 1)
        self.act = nn.LeakyReLU(0.2, inplace=True)

    def forward(self, x):
        return self.act(self.conv(x))


class PatchDiscriminator(nn.Module):
    def __init__(self, ndf=16):
        super().__init__()
        self.main = nn.Sequential(
            ConvBlock(3, ndf), ConvBlock(ndf, ndf * 2), nn.Conv2d(ndf * 2, 1, 3, 1, 1)
        )

    def forward(self, x):
        return self.main(x)


def build():
    net = PatchDiscriminator()
    net.apply(weights_init)
    return net


def init(m):
    if isinstance(m, nn.Conv2d):
        nn.init.normal_(m.weight, 0.0, 0.02)


def mended():
    return PatchDiscriminator().apply(init)
