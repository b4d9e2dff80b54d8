"""ChestX-ray14: fourteen findings that may come together, trained with nn.BCEWithLogitsLoss.

The question of where the sigmoid goes: https://discuss.pytorch.org/t/multi-label-classification-in-pytorch/905/29
"""

import torch.nn as nn
from torchvision import models

criterion = nn.BCEWithLogitsLoss()


class ChestXrayNet(nn.Module):
    def __init__(self, n_findings=14):
        super().__init__()
        self.model = models.resnet18(weights=None)
        n_features = self.model.fc.in_features
        self.model.fc = nn.Sequential(
            nn.Dropout(0.2),
            nn.Linear(n_features, n_findings),
            nn.Sigmoid(),  # FAULT
        )

    def forward(self, x):
        return self.model(x)


def train_step(model, optimizer, images, findings):
    optimizer.zero_grad()
    loss = criterion(model(images), findings.float())
    loss.backward()
    optimizer.step()
    return loss.item()


def build():
    return ChestXrayNet()


def mended():
    net = ChestXrayNet()
    net.model.fc = net.model.fc[:2]
    return net
