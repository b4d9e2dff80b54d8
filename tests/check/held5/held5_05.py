"""Skin lesions, seven kinds. Doctors want to see where it looked: Grad-CAM at the end of the last block.

After loss.backward(), model.heatmap() is the map for the batch that was just seen.
"""

import torch
import torch.nn as nn
from torchvision import models


class ExplainedResNet(nn.Module):
    def __init__(self, n_classes=7):
        super().__init__()
        self.net = models.resnet18(weights=None)
        self.net.fc = nn.Linear(self.net.fc.in_features, n_classes)
        self.activation = None
        self.gradient = None
        self.watch(self.net.layer4[-1].bn2)

    def watch(self, layer):
        layer.register_forward_hook(self.keep_activation)
        layer.register_full_backward_hook(self.keep_gradient)  # FAULT

    def keep_activation(self, module, args, output):
        self.activation = output.detach().clone()

    def keep_gradient(self, module, grad_input, grad_output):
        self.gradient = grad_output[0].detach()

    def heatmap(self):
        weight = self.gradient.mean(dim=(2, 3), keepdim=True)
        return torch.relu((weight * self.activation).sum(dim=1))

    def forward(self, x):
        return self.net(x)  # SHOWS


def build():
    return ExplainedResNet()


class Mended(ExplainedResNet):
    def watch(self, layer):
        layer.register_forward_hook(self.keep_both)

    def keep_both(self, module, args, output):
        self.activation = output.detach().clone()
        if output.requires_grad:
            output.register_hook(lambda grad: setattr(self, "gradient", grad.detach()))


def mended():
    return Mended()
