"""Class activation maps: a 1x1 convolution on what a hook takes from layer4, trained from end to end.

The hook is the one of https://adhdecode-articles-3.pages.dev/articles/pytorch/pytorch-hooks-feature-extraction-debugging/
"""

import torch.nn as nn
from torchvision.models import resnet18


class CamNet(nn.Module):
    def __init__(self, num_classes=10, layer="layer4"):
        super().__init__()
        self.backbone = resnet18(weights=None)
        self.backbone.fc = nn.Identity()
        self.activation = {}
        self.layer = layer
        getattr(self.backbone, layer).register_forward_hook(self.get_activation(layer))
        self.to_cam = nn.Conv2d(512, num_classes, kernel_size=1)

    def get_activation(self, name):
        def hook(module, inputs, output):
            self.activation[name] = output.detach()  # FAULT

        return hook

    def forward(self, x):
        self.backbone(x)
        cam = self.to_cam(self.activation[self.layer])
        logits = cam.mean(dim=(2, 3))
        return logits, cam


def build():
    return CamNet()


class Mended(CamNet):
    def get_activation(self, name):
        def hook(module, inputs, output):
            self.activation[name] = output

        return hook


def mended():
    return Mended()
