"""Melanoma: the photo and nine numbers of the patient (age, sex, site) are joined before the head."""

import torch
import torch.nn as nn
from torchvision import models


class ImageAndMeta(nn.Module):
    def __init__(self, n_meta=9, num_classes=2):
        super().__init__()
        self.cnn = models.resnet18(weights=None)  # FAULT
        self.meta = nn.Sequential(nn.Linear(n_meta, 16), nn.ReLU(inplace=True))
        self.head = nn.Sequential(
            nn.Linear(512 + 16, 64),  # FAULT
            nn.ReLU(inplace=True),
            nn.Dropout(0.3),
            nn.Linear(64, num_classes),
        )

    def forward(self, image, meta):
        image_feats = self.cnn(image)  # (N, 512)
        meta_feats = self.meta(meta)  # (N, 16)
        return self.head(torch.cat([image_feats, meta_feats], dim=1))  # SHOWS


def build():
    return ImageAndMeta()


def mended():
    net = ImageAndMeta()
    net.cnn.fc = nn.Identity()
    return net
