"""Five stages of a plant's growth: a class token in front of the patches, which a transformer fills."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class TokenResNet(nn.Module):
    """criterion: nn.CrossEntropyLoss()"""

    def __init__(self, stages=5, width=128, depth=1):
        super().__init__()
        net = resnet18(weights=None)
        self.conv = nn.Sequential(*list(net.children())[:6])
        self.cls_token = self.token(width)
        layer = nn.TransformerEncoderLayer(width, 4, 2 * width, dropout=0.0, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, depth)
        self.norm = nn.LayerNorm(width)
        self.fc = nn.Linear(width, stages)

    def token(self, width):
        return torch.randn(1, 1, width, requires_grad=True)  # FAULT

    def forward(self, img):
        x = self.conv(img)
        x = x.flatten(2).permute(0, 2, 1)
        cls = self.cls_token.expand(x.shape[0], -1, -1)
        x = self.encoder(torch.cat([cls, x], dim=1))
        return self.fc(self.norm(x[:, 0]))


def build():
    return TokenResNet()


class Mended(TokenResNet):
    def token(self, width):
        return nn.Parameter(torch.randn(1, 1, width))


def mended():
    return Mended()
