"""LoRA on a ResNet: all of it stays as it was, its batch norms too, and every 3 x 3 convolution of the
last two stages learns a small rank besides. Only these, and the head, are trained.
"""

import torch.nn as nn
from torchvision.models import resnet18


class LoRAConv(nn.Module):
    def __init__(self, conv, rank=4, alpha=8):
        super().__init__()
        self.conv = conv
        self.down = nn.Conv2d(
            conv.in_channels, rank, conv.kernel_size, conv.stride, conv.padding, bias=False
        )
        self.up = nn.Conv2d(rank, conv.out_channels, 1, bias=False)
        nn.init.zeros_(self.up.weight)
        self.scale = alpha / rank

    def forward(self, x):
        return self.conv(x) + self.scale * self.up(self.down(x))


def inject(module):
    for name, child in module.named_children():
        if isinstance(child, nn.Conv2d) and child.kernel_size == (3, 3):
            setattr(module, name, LoRAConv(child))
        else:
            inject(child)


class LoRAResNet(nn.Module):
    def __init__(self, num_classes=12):
        super().__init__()
        self.backbone = resnet18(weights=None).requires_grad_(False)
        inject(self.backbone.layer3)
        inject(self.backbone.layer4)
        self.backbone.fc = nn.Linear(512, num_classes)

    def train(self, mode=True):
        super().train(mode)
        for module in self.backbone.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.eval()
        return self

    def forward(self, x):
        return self.backbone(x)


def build():
    return LoRAResNet()
