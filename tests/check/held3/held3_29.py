"""Visual prompting: the network stays, a border around the image is learned. Images are 64 x 64."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class PadPrompter(nn.Module):
    def __init__(self, image_size=64, pad=8):
        super().__init__()
        inner = image_size - 2 * pad
        self.register_buffer("hole", torch.zeros(1, 3, inner, inner))
        self.up = nn.Parameter(torch.randn(1, 3, pad, image_size))
        self.down = nn.Parameter(torch.randn(1, 3, pad, image_size))
        self.left = nn.Parameter(torch.randn(1, 3, inner, pad))
        self.right = nn.Parameter(torch.randn(1, 3, inner, pad))

    def forward(self, x):
        middle = torch.cat([self.left, self.hole, self.right], dim=3)
        prompt = torch.cat([self.up, middle, self.down], dim=2)
        return x + prompt


class Prompted(nn.Module):
    def __init__(self, num_classes=100):
        super().__init__()
        self.prompter = PadPrompter()
        self.net = resnet18(weights=None, num_classes=num_classes)
        self.net.requires_grad_(False)

    def train(self, mode=True):
        super().train(mode)
        self.net.eval()
        return self

    def forward(self, x):
        # the weights of the network get no gradient, the prompt does, through it
        return self.net(self.prompter(x))


def build():
    return Prompted()
