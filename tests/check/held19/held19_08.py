"""Bone age from an X-ray: one number per image, trained with nn.MSELoss against ages of shape (N,)."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class AgeRegressor(nn.Module):
    def __init__(self, mean_age=127.0, std_age=41.0):
        super().__init__()
        self.encoder = resnet18(weights=None)
        in_features = self.encoder.fc.in_features
        self.encoder.fc = nn.Sequential(
            nn.Linear(in_features, 64),
            nn.ReLU(),
            nn.Linear(64, 1),
        )
        self.register_buffer("mean_age", torch.tensor(mean_age))
        self.register_buffer("std_age", torch.tensor(std_age))

    def forward(self, x):
        z = self.encoder(x)  # FAULT
        return z * self.std_age + self.mean_age  # FAULT


criterion = nn.MSELoss()


def training_step(model, images, ages):
    """Images (N, 3, H, W), ages (N,) in months"""
    return criterion(model(images), ages)  # FAULT


def build():
    return AgeRegressor()


class MendedRegressor(AgeRegressor):
    def forward(self, x):
        z = self.encoder(x).squeeze(1)
        return z * self.std_age + self.mean_age


def mended():
    return MendedRegressor()
