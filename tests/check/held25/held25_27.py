"""Learning from images alone: restore one whose middle is hidden; two losses whose weights are learned.

In training it gives the loss, else the restored image. The mistake is met at
https://discuss.pytorch.org/t/how-to-learn-the-weights-between-two-losses/39681
"""

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.models import resnet18


class Balanced(nn.Module):
    """Losses weighed by how uncertain each is, in logarithms."""

    def __init__(self, losses):
        super().__init__()
        self.eta = nn.Parameter(torch.zeros(losses))

    def forward(self, losses):
        losses = torch.tensor(losses, device=self.eta.device)  # FAULT
        return (losses * torch.exp(-self.eta) + self.eta).sum()


class Inpainter(nn.Module):
    def __init__(self, balance=Balanced):
        super().__init__()
        net = resnet18(weights=None)
        self.encoder = nn.Sequential(*list(net.children())[:6])  # to layer2: stride 8
        self.decoder = nn.Sequential(nn.Conv2d(128, 3 * 64, 3, padding=1), nn.PixelShuffle(8))
        self.balance = balance(2)

    @staticmethod
    def hide(x):
        h, w = x.shape[-2:]
        hidden = x.clone()
        hidden[..., h // 4 : h - h // 4, w // 4 : w - w // 4] = 0
        return hidden

    @staticmethod
    def edges(x):
        return x[..., 1:, 1:] - x[..., :-1, :-1]

    def forward(self, x):
        restored = self.decoder(self.encoder(self.hide(x)))
        restored = restored[..., : x.shape[-2], : x.shape[-1]]
        if not self.training:
            return restored
        colour = F.l1_loss(restored, x)
        shape = F.mse_loss(self.edges(restored), self.edges(x))
        return self.balance([colour, shape])


def build():
    return Inpainter()


class Mended(Balanced):
    def forward(self, losses):
        return (torch.stack(losses) * torch.exp(-self.eta) + self.eta).sum()


def mended():
    return Inpainter(balance=Mended)
