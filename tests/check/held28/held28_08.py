"""Ten animals, after a fine-tuning tutorial that was written for VGG and DenseNet."""

import torch.nn as nn
from torchvision import models


class AnimalNet(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.net = models.resnet18(weights=None)
        for param in self.net.parameters():
            param.requires_grad_(True)
        self.net.classifier = nn.Sequential(  # FAULT
            nn.Linear(512, 128),
            nn.ReLU(inplace=True),
            nn.Dropout(0.4),
            nn.Linear(128, num_classes),
        )

    def forward(self, x):
        return self.net(x)

    def param_groups(self, lr):
        head = list(self.net.classifier.parameters())
        ids = {id(p) for p in head}
        body = [p for p in self.net.parameters() if id(p) not in ids]
        return [{"params": body, "lr": lr * 0.1}, {"params": head, "lr": lr}]


def build():
    return AnimalNet()


def mended():
    model = AnimalNet()
    model.net.fc = model.net.classifier
    del model.net.classifier
    return model
