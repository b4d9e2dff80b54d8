"""Fine-tuning with small batches: statistics of batch norm stay as they were pretrained."""

import torch.nn as nn
from torchvision import models


class FineTuned(nn.Module):
    def __init__(self, num_classes=20, dropout=0.5):
        super().__init__()
        net = models.resnet18(weights=None)
        in_features = net.fc.in_features
        net.fc = nn.Identity()
        self.backbone = net
        self.classifier = nn.Sequential(
            nn.Linear(in_features, 256),
            nn.ReLU(inplace=True),
            nn.Dropout(dropout),
            nn.Linear(256, num_classes),
        )

    def freeze_bn(self):
        for module in self.backbone.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.eval()

    def train(self, mode=True):
        super().train()  # FAULT
        self.freeze_bn()
        return self

    def forward(self, x):
        return self.classifier(self.backbone(x))


def build():
    return FineTuned()


class Mended(FineTuned):
    def train(self, mode=True):
        nn.Module.train(self, mode)
        self.freeze_bn()
        return self


def mended():
    return Mended()
