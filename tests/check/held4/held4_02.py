"""What is the weather? Ten kinds of it, from photographs of the sky and the street.

A ResNet-18 without its last layer, and two layers of our own on top. criterion = nn.CrossEntropyLoss()
"""

import torch.nn as nn
import torchvision.models as models

WEATHER = ["dew", "fog", "frost", "glaze", "hail", "lightning", "rain", "rime", "sandstorm", "snow"]


class WeatherClassifier(nn.Module):
    def __init__(self, num_classes, hidden=256, dropout=0.3):
        super().__init__()
        resnet = models.resnet18(weights=None)
        in_features = resnet.fc.in_features
        self.features = nn.Sequential(*list(resnet.children())[:-1])  # FAULT
        self.classifier = nn.Sequential(  # FAULT
            nn.Linear(in_features, hidden),
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Linear(hidden, num_classes),
        )

    def forward(self, images):
        return self.classifier(self.features(images))  # FAULT


def build():
    return WeatherClassifier(len(WEATHER))


def mended():
    net = build()
    net.features.append(nn.Flatten())
    return net
