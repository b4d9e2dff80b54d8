"""A regression head on a small ResNet, all of whose weights are begun by one function."""

import torch.nn as nn
from torchvision.models.resnet import BasicBlock, ResNet


class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = ResNet(BasicBlock, [1, 1, 1, 1], num_classes=64)
        self.head = nn.Sequential(nn.ReLU(), nn.Linear(64, 1))
        self.init_weights()

    def init_weights(self):
        for m in self.modules():
            if isinstance(m, (nn.Conv2d, nn.Linear, nn.BatchNorm2d)):
                nn.init.xavier_uniform_(m.weight)  # FAULT
                if m.bias is not None:
                    nn.init.zeros_(m.bias)

    def forward(self, x):
        return self.head(self.backbone(x)).squeeze(1)


def build():
    return Regressor()


class Mended(Regressor):
    def init_weights(self):
        for m in self.modules():
            if isinstance(m, (nn.Conv2d, nn.Linear)):
                nn.init.xavier_uniform_(m.weight)
                if m.bias is not None:
                    nn.init.zeros_(m.bias)


def mended():
    return Mended()
