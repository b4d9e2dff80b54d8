"""Skin lesions: an image and what is known of the patient (age, sex, where on the body), as a vector.

https://www.codegenes.net/blog/pytorch-concat-convolutional-and-vector-inputs
"""

import torch
import torch.nn as nn
from torchvision import models


class LesionNet(nn.Module):
    def __init__(self, num_meta=9, num_classes=7):
        super().__init__()
        resnet = models.resnet18(weights=None)
        self.cnn = nn.Sequential(*list(resnet.children())[:-1])
        self.meta = nn.Sequential(
            nn.Linear(num_meta, 64),
            nn.ReLU(),
            nn.Dropout(0.2),
            nn.Linear(64, 32),
            nn.ReLU(),
        )
        self.classifier = nn.Linear(resnet.fc.in_features + 32, num_classes)

    def features(self, image):
        return self.cnn(image)  # FAULT

    def forward(self, image, meta):
        image_features = self.features(image)
        meta_features = self.meta(meta)
        x = torch.cat((image_features, meta_features), dim=1)  # FAULT
        return self.classifier(x)


def build():
    return LesionNet()


class Mended(LesionNet):
    def features(self, image):
        return torch.flatten(self.cnn(image), 1)


def mended():
    return Mended()
