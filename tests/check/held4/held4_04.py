"""ResNet from scratch with bottlenecks, written to understand the paper. A quarter of its width."""

import torch.nn as nn


class Bottleneck(nn.Module):
    expansion = 4

    def __init__(self, in_channels, mid_channels, identity_downsample=None, stride=1):
        super().__init__()
        out_channels = mid_channels * self.expansion
        self.conv1 = nn.Conv2d(in_channels, mid_channels, kernel_size=1, bias=False)
        self.bn1 = nn.BatchNorm2d(mid_channels)
        self.conv2 = nn.Conv2d(mid_channels, mid_channels, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(mid_channels)
        self.conv3 = nn.Conv2d(mid_channels, out_channels, kernel_size=1, bias=False)
        self.bn3 = nn.BatchNorm2d(out_channels)
        self.relu = nn.ReLU()
        self.identity_downsample = identity_downsample

    def forward(self, x):
        identity = x
        x = self.relu(self.bn1(self.conv1(x)))
        x = self.relu(self.bn2(self.conv2(x)))
        x = self.bn3(self.conv3(x))
        if self.identity_downsample is not None:
            identity = self.identity_downsample(identity)
        x += identity  # SHOWS
        return self.relu(x)


class ResNet(nn.Module):
    def __init__(self, layers, image_channels=3, num_classes=100):
        super().__init__()
        self.in_channels = 16
        self.conv1 = nn.Conv2d(image_channels, 16, kernel_size=7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(16)
        self.relu = nn.ReLU()
        self.maxpool = nn.MaxPool2d(kernel_size=3, stride=2, padding=1)
        self.layer1 = self._make_layer(layers[0], 16, stride=1)
        self.layer2 = self._make_layer(layers[1], 32, stride=2)
        self.layer3 = self._make_layer(layers[2], 64, stride=2)
        self.layer4 = self._make_layer(layers[3], 128, stride=2)
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(128 * Bottleneck.expansion, num_classes)

    def _make_layer(self, num_blocks, mid_channels, stride):
        out_channels = mid_channels * Bottleneck.expansion
        identity_downsample = None
        if stride != 1 or self.in_channels != out_channels:
            identity_downsample = nn.Sequential(
                nn.Conv2d(self.in_channels, out_channels, kernel_size=1, bias=False),  # FAULT
                nn.BatchNorm2d(out_channels),
            )
        layers = [Bottleneck(self.in_channels, mid_channels, identity_downsample, stride)]
        self.in_channels = out_channels
        layers += [Bottleneck(self.in_channels, mid_channels) for _ in range(num_blocks - 1)]
        return nn.Sequential(*layers)

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        x = self.avgpool(x)
        return self.fc(x.reshape(x.shape[0], -1))


def build():
    return ResNet([1, 2, 2, 1])


def mended():
    net = build()
    for layer in (net.layer2, net.layer3, net.layer4):
        layer[0].identity_downsample[0].stride = (2, 2)
    return net
