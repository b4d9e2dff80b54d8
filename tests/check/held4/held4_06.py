"""Plankton: few pictures of many species. The ResNet-18 stays as it is, a new classifier is trained.

criterion = nn.CrossEntropyLoss(); the optimizer gets the parameters that require a gradient.
"""

import torch.nn as nn
from torchvision import models


class PlanktonNet(nn.Module):
    def __init__(self, n_species=38, p=0.2):
        super().__init__()
        self.backbone = models.resnet18(weights=None)
        n_inputs = self.backbone.fc.in_features
        self.backbone.fc = nn.Identity()
        self.classifier = nn.Sequential(
            nn.Linear(n_inputs, 128),
            nn.ReLU(inplace=True),
            nn.Dropout(p),
            nn.Linear(128, n_species),
        )
        self.freeze()

    def freeze(self):
        """All but the new layers."""
        for name, param in self.named_parameters():
            if "fc" not in name:  # FAULT
                param.requires_grad = False

    def train(self, mode=True):
        super().train(mode)
        self.backbone.eval()  # statistics stay as well
        return self

    def forward(self, x):
        return self.classifier(self.backbone(x))


def build():
    return PlanktonNet()


def mended():
    net = PlanktonNet()
    net.classifier.requires_grad_(True)
    return net
