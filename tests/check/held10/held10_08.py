"""The map of a small ResNet as tokens, for a transformer that answers with one class."""

import torch
from torch import nn
from torchvision.models.resnet import BasicBlock, ResNet


class Tokens(nn.Module):
    def forward(self, x):
        b, c, h, w = x.shape
        return x.reshape(b, h * w, c)  # FAULT


class ResNetFormer(nn.Module):
    def __init__(self, tokens=Tokens, classes=10, dim=64):
        super().__init__()
        net = ResNet(BasicBlock, [1, 1, 1, 1])
        self.cnn = nn.Sequential(net.conv1, net.bn1, net.relu, net.layer1, net.layer2)
        self.project = nn.Conv2d(128, dim, 1)
        self.tokens = tokens()
        self.cls = nn.Parameter(torch.randn(1, 1, dim) * 0.02)
        layer = nn.TransformerEncoderLayer(dim, 4, 128, dropout=0.0, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 1)
        self.fc = nn.Linear(dim, classes)

    def forward(self, x):
        t = self.tokens(self.project(self.cnn(x)))
        t = torch.cat([self.cls.expand(t.shape[0], -1, -1), t], dim=1)
        return self.fc(self.encoder(t)[:, 0])


def build():
    return ResNetFormer()


class Mended(nn.Module):
    def forward(self, x):
        return x.flatten(2).transpose(1, 2)


def mended():
    return ResNetFormer(tokens=Mended)
