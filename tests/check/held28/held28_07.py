"""Cats against dogs with one logit. The loader gives labels of shape (N,), 0.0 or 1.0."""

import torch.nn as nn
from torchvision import models

criterion = nn.BCEWithLogitsLoss()


class CatDog(nn.Module):
    def __init__(self):
        super().__init__()
        backbone = models.resnet18(weights=None)
        for name, param in backbone.named_parameters():
            param.requires_grad = name.startswith("layer4")
        backbone.fc = nn.Linear(backbone.fc.in_features, 1)
        self.backbone = backbone

    def forward(self, x):
        return self.backbone(x)  # FAULT


def train_one_epoch(model, loader, optimizer):
    model.train()
    for images, labels in loader:  # labels: float32, (N,)
        optimizer.zero_grad()
        loss = criterion(model(images), labels)  # FAULT
        loss.backward()
        optimizer.step()


def build():
    return CatDog()


class Mended(CatDog):
    def forward(self, x):
        return self.backbone(x).squeeze(1)


def mended():
    return Mended()
