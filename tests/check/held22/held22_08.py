"""A ResNet whose ``forward`` also gives the features, for a network that navigates by them."""

import torch
import torch.nn as nn
from torchvision.models.resnet import BasicBlock, ResNet


class FeatureResNet(ResNet):
    """Gives the logits, the map before the pooling, and the vector after it."""

    def __init__(self, num_classes=200, depths=(2, 2, 2, 2)):
        super().__init__(BasicBlock, list(depths))
        self.fc = nn.Linear(512 * BasicBlock.expansion, num_classes)

    def stem(self, x):
        return self.maxpool(self.relu(self.bn1(self.conv1(x))))

    def forward(self, x):
        x = self.stem(x)
        for stage in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = stage(x)
        feature_map = x
        x = torch.flatten(self.avgpool(x), 1)
        x = nn.Dropout(p=0.5)(x)  # FAULT
        vector = x
        return self.fc(x), feature_map, vector


def build():
    return FeatureResNet()


class Mended(FeatureResNet):
    def __init__(self):
        super().__init__()
        self.drop = nn.Dropout(p=0.5)

    def forward(self, x):
        x = self.stem(x)
        for stage in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = stage(x)
        vector = self.drop(torch.flatten(self.avgpool(x), 1))
        return self.fc(vector), x, vector


def mended():
    return Mended()
