"""Real or made up: one logit for each face, on a ResNet-34.

After https://www.kuazhi.com/post/713984006.html and https://duoke360.com/post/34071
"""

import torch.nn as nn
from torchvision.models import resnet34


class FakeDetector(nn.Module):
    criterion_class = nn.BCEWithLogitsLoss

    def __init__(self, dropout=0.3):
        super().__init__()
        net = resnet34(weights=None)
        self.features = nn.Sequential(*list(net.children())[:-1])
        self.head = nn.Sequential(
            nn.Flatten(),
            nn.Dropout(dropout),
            nn.Linear(512, 1),
        )
        self.criterion = self.criterion_class()

    def forward(self, x):
        return self.head(self.features(x))  # FAULT

    def training_step(self, batch):
        images, labels = batch  # labels: a vector of zeros and ones
        return self.criterion(self(images), labels.float())  # FAULT

    def predict(self, images):
        return self(images).sigmoid() > 0.5


class Mended(FakeDetector):
    def forward(self, x):
        return super().forward(x).squeeze(1)


def build():
    return FakeDetector()


def mended():
    return Mended()
