"""Cracks in concrete: one logit for each pixel. Masks are (N, H, W), zero or one, as float."""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18

criterion = nn.BCEWithLogitsLoss()


class SegmentationBase(nn.Module):
    """Runs the encoder and a decoder that a subclass makes; the output is as large as the image."""

    def __init__(self):
        super().__init__()
        net = resnet18(weights=None)
        self.encoder = nn.Sequential(*list(net.children())[:6])
        self.decoder = self.make_decoder()

    def make_decoder(self):
        raise NotImplementedError

    def forward(self, x):
        logits = self.decoder(self.encoder(x))
        return F.interpolate(logits, size=x.shape[-2:], mode="bilinear", align_corners=False)  # FAULT


class CrackNet(SegmentationBase):
    def make_decoder(self):
        return nn.Sequential(
            nn.Conv2d(128, 64, 3, padding=1, bias=False),
            nn.BatchNorm2d(64),
            nn.ReLU(inplace=True),
            nn.Conv2d(64, 1, 1),
        )


def step(net, images, masks, optimizer):
    """One step of training; ``masks`` is (N, H, W)."""
    optimizer.zero_grad()
    loss = criterion(net(images), masks)  # FAULT
    loss.backward()
    optimizer.step()
    return loss.item()


def build():
    return CrackNet()


class Mended(CrackNet):
    def forward(self, x):
        return super().forward(x).squeeze(1)


def mended():
    return Mended()
