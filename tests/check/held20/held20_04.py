"""Dog breeds with torchvision's feature extraction: what comes out of layer4 goes into a classifier."""

import torch.nn as nn
from torchvision.models import resnet34
from torchvision.models.feature_extraction import create_feature_extractor

NUM_BREEDS = 120


class BreedClassifier(nn.Module):
    def __init__(self, num_classes=NUM_BREEDS):
        super().__init__()
        backbone = resnet34(weights=None)
        self.num_features = backbone.fc.in_features
        self.extractor = create_feature_extractor(backbone, return_nodes={"layer4": "features"})  # FAULT
        self.classifier = nn.Sequential(
            nn.Linear(self.num_features, 256),
            nn.ReLU(inplace=True),
            nn.Linear(256, num_classes),
        )

    def embed(self, images):
        features = self.extractor(images)["features"]
        return features.view(-1, self.num_features)  # FAULT

    def forward(self, images):
        return self.classifier(self.embed(images))


criterion = nn.CrossEntropyLoss()


def build():
    return BreedClassifier()


class Mended(BreedClassifier):
    def embed(self, images):
        return self.extractor(images)["features"].mean(dim=(2, 3))


def mended():
    return Mended()
