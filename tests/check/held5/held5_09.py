"""Five points of a face from heatmaps, as in 'simple baselines': a ResNet, three deconvolutions, a map
for each point. criterion = nn.L1Loss() on coordinates from 0 to 1.
"""

import torch
from torch import nn
from torchvision.models import resnet18


def deconv(inside, out):
    return nn.Sequential(
        nn.ConvTranspose2d(inside, out, 4, stride=2, padding=1, bias=False),
        nn.BatchNorm2d(out),
        nn.ReLU(inplace=True),
    )


class FacePoints(nn.Module):
    def __init__(self, n_points=5):
        super().__init__()
        resnet = resnet18(weights=None)
        self.backbone = nn.Sequential(*list(resnet.children())[:-2])
        self.deconvs = nn.Sequential(deconv(512, 128), deconv(128, 64), deconv(64, 64))
        self.to_heatmaps = nn.Conv2d(64, n_points, kernel_size=1)

    def forward(self, face):
        heatmaps = self.to_heatmaps(self.deconvs(self.backbone(face)))
        return self.peaks(heatmaps)

    def peaks(self, heatmaps):
        h, w = heatmaps.shape[-2:]
        best = heatmaps.flatten(2).argmax(dim=2)  # FAULT
        x = (best % w) / (w - 1)
        y = torch.div(best, w, rounding_mode="floor") / (h - 1)
        return torch.stack((x, y), dim=2)


def build():
    return FacePoints()


class Mended(FacePoints):
    def peaks(self, heatmaps):
        h, w = heatmaps.shape[-2:]
        share = heatmaps.flatten(2).softmax(dim=2).unflatten(2, (h, w))
        x = share.sum(dim=2) @ torch.linspace(0, 1, w, device=share.device)
        y = share.sum(dim=3) @ torch.linspace(0, 1, h, device=share.device)
        return torch.stack((x, y), dim=2)


def mended():
    return Mended()
