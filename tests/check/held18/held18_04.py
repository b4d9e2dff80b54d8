"""Findings in chest X-rays: 14 labels, grey images, so the stem is made for one channel."""

import torch.nn as nn
from torchvision.models import resnet18


class ChestNet(nn.Module):
    def __init__(self, num_findings=14, in_channels=1):
        super().__init__()
        backbone = resnet18(weights=None)
        self.features = nn.Sequential(*list(backbone.children())[:-1])  # FAULT
        backbone.conv1 = nn.Conv2d(  # FAULT
            in_channels, 64, kernel_size=7, stride=2, padding=3, bias=False
        )
        self.classifier = nn.Sequential(
            nn.Flatten(),
            nn.Dropout(0.2),
            nn.Linear(backbone.fc.in_features, num_findings),
        )
        self._init_head()

    def _init_head(self):
        for m in self.classifier.modules():
            if isinstance(m, nn.Linear):
                nn.init.normal_(m.weight, std=0.01)
                nn.init.zeros_(m.bias)

    def forward(self, x):
        x = self.features(x)  # SHOWS
        return self.classifier(x)


def build():
    return ChestNet()


def mended():
    net = ChestNet()
    net.features[0] = nn.Conv2d(1, 64, kernel_size=7, stride=2, padding=3, bias=False)
    return net
