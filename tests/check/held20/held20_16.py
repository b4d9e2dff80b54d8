"""ResNet with bottlenecks, my own implementation. Small, for CIFAR-10."""

import torch.nn as nn


def conv_bn(in_channels, out_channels, kernel, stride=1):
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, kernel, stride, kernel // 2, bias=False),
        nn.BatchNorm2d(out_channels),
    )


class Bottleneck(nn.Module):
    expansion = 4

    def __init__(self, in_channels, channels, stride):
        super().__init__()
        out_channels = channels * self.expansion
        self.reduce = conv_bn(in_channels, channels, 1)
        self.conv = conv_bn(channels, channels, 3, stride)
        self.expand = conv_bn(channels, out_channels, 1)
        self.relu = nn.ReLU()
        if stride != 1 or in_channels != out_channels:
            self.shortcut = conv_bn(in_channels, out_channels, 1, stride)
        else:
            self.shortcut = nn.Identity()

    def forward(self, x):
        out = self.relu(self.reduce(x))
        out = self.relu(self.conv(out))
        out = self.expand(out)
        x = self.shortcut(x)  # FAULT
        return self.relu(out)  # FAULT


class ResNet(nn.Module):
    def __init__(self, block, blocks=(2, 2, 2), width=16, num_classes=10):
        super().__init__()
        self.stem = conv_bn(3, width, 3)
        self.relu = nn.ReLU()
        channels = width
        for i, count in enumerate(blocks):
            stage = []
            for j in range(count):
                stride = 2 if i > 0 and j == 0 else 1
                stage.append(block(channels, width * 2**i, stride))
                channels = width * 2**i * block.expansion
            self.add_module(f"layer{i + 1}", nn.Sequential(*stage))
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(channels, num_classes)

    def forward(self, x):
        x = self.relu(self.stem(x))
        x = self.layer3(self.layer2(self.layer1(x)))
        return self.fc(self.pool(x).flatten(1))


def build():
    return ResNet(Bottleneck)


class Mended(Bottleneck):
    def forward(self, x):
        out = self.relu(self.reduce(x))
        out = self.relu(self.conv(out))
        return self.relu(self.expand(out) + self.shortcut(x))


def mended():
    return ResNet(Mended)
