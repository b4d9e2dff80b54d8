"""Is it the same handwriting? Two crops through one ResNet, and its answers are compared.

criterion = nn.CrossEntropyLoss(): 0 for the same, 1 for another
"""

import torch
from torch import nn
from torchvision.models.resnet import BasicBlock, ResNet


class SiameseNetwork(nn.Module):
    def __init__(self):
        super().__init__()
        self.resnet = ResNet(BasicBlock, [1, 1, 1, 1])
        # scans have one channel
        self.resnet.conv1 = nn.Conv2d(1, 64, kernel_size=7, stride=2, padding=3, bias=False)
        in_features = self.resnet.fc.in_features
        self.resnet = nn.Sequential(*list(self.resnet.children())[:-1])
        self.fc = nn.Sequential(
            nn.Linear(in_features * 2, 256),
            nn.ReLU(inplace=True),
            nn.Linear(256, 2),
        )

    def forward_once(self, x):
        output = self.resnet(x)
        return output.view(output.size(0), -1)

    def join(self, a, b):
        return torch.cat((a, b))  # FAULT

    def forward(self, input1, input2):
        output1 = self.forward_once(input1)
        output2 = self.forward_once(input2)
        return self.fc(self.join(output1, output2))  # SHOWS


def build():
    return SiameseNetwork()


class Mended(SiameseNetwork):
    def join(self, a, b):
        return torch.cat((a, b), 1)


def mended():
    return Mended()
